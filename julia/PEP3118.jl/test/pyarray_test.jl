# SPDX-License-Identifier: MIT
# PyArray as an AbstractArray and as memory.

include("support.jl")
const BufferError = PEP3118.BufferError

struct Point
    x::Int32
    y::Float64
end
struct Other
    x::Int32
    z::Float32
end

@testset "bounds" begin
    pyrun("a = np.arange(6.0).reshape(2, 3)")
    a = PyArray(pyeval("a"); writable = true)
    @test_throws BoundsError a[0, 1]
    @test_throws BoundsError a[1, 4]
    @test_throws BoundsError a[3, 1]
    @test_throws BoundsError a[7]
    @test_throws BoundsError a[3, 1] = 1
    @test_throws BoundsError PyArray(pyeval("np.array(2.5)"))[2]
    @test_throws BoundsError PyArray(pyeval("np.zeros(0)"))[1]
    # One index counts in Julia's order, as for every array.
    @test [a[i] for i in 1:6] == vec(collect(a)) == [0, 3, 1, 4, 2, 5]
end

@testset "writing" begin
    pyrun("a = np.zeros((2, 3), '>i4')")
    a = PyArray(pyeval("a"); writable = true)
    a[2, 3] = 0x01020304
    @test python_text("hex(a[1, 2])") == "0x1020304"
    @test_throws InexactError a[1, 1] = 1.5
    @test_throws InexactError a[1, 1] = 2^40
    fill!(a, 7)
    @test is_true("(a == 7).all()")
    a .= [1 2 3; 4 5 6]
    @test python_text("a.tolist()") == "[[1, 2, 3], [4, 5, 6]]"
    # Not asked for, and not allowed.
    @test thrown(() -> (PyArray(pyeval("a"))[1, 1] = 1), BufferError).kind == "read-only"
    pyrun("a.flags.writeable = False")
    @test thrown(() -> PyArray(pyeval("a"); writable = true), PythonError).type == "ValueError"
    pyrun("b = bytes(3)")
    e = thrown(() -> (PyArray(pyeval("b"))[1] = 1), BufferError)
    @test occursin("is read-only", e.message)
    inbounds(a) = @inbounds a[1] = 1
    @test thrown(() -> inbounds(PyArray(pyeval("b"))), BufferError).kind == "read-only"
    @test python_text("b") == "b'\\x00\\x00\\x00'"
end

struct WithObject{R}
    r::R
    x::Int
end
struct Pointer
    o::Ptr{Cvoid}
    i::Int
end

@testset "Python objects are read only" begin
    pyrun("""
class Watched: pass
w = Watched()
bare = np.array([w, w], object)
mixed = np.array([(w, 1), (w, 2)], [('o', 'O'), ('i', 'i8')])
nested = np.zeros(2, [('n', mixed.dtype, (2,)), ('x', 'i4')])
class C(ctypes.Structure):
    _fields_ = [('x', ctypes.c_int), ('o', ctypes.py_object)]
ct = C(1, w)
""")
    before = count_of("w")
    for name in ("bare", "mixed", "nested", "ct")
        a = PyArray(pyeval(name); writable = true)
        e = thrown(() -> (a[1] = a[1]), BufferError)
        @test e.kind == "object" && occursin("assign them in Python", e.message)
        @test thrown(() -> fill!(a, a[1]), BufferError).kind == "object"
        @test thrown(() -> (a .= collect(a)), BufferError).kind == "object"
        @test thrown(() -> unsafe_array(a), BufferError).kind == "object"
        @test_throws ArgumentError JuliaArray(a)
        @test_throws ArgumentError JuliaArray(PyArray(pyeval(name)); readonly = true)
        eltype(a) <: PEP3118.Record || continue
        @test_throws ArgumentError JuliaArray(collect(a))
        @test_throws ArgumentError PEP3118.format_of(WithObject{eltype(a)})
        @test_throws ArgumentError PEP3118.format_of(NTuple{2,eltype(a)})
    end
    @test reinterpret(UInt, PyArray(pyeval("bare"))[1]) == parse(UInt, python_text("id(w)"))
    @test PyArray(pyeval("mixed"))[2].i == 2
    @test thrown(() -> PyArray{Pointer,1}(pyeval("mixed")), BufferError).kind == "mismatch"
    i = PyArray(pyeval("mixed['i']"); writable = true)
    i[2] = 20
    @test python_text("mixed[1][1]") == "20"
    collect_garbage()
    @test count_of("w") == before
    @test PEP3118.format_of(eltype(PyArray(pyeval("(ctypes.c_void_p * 2)()")))) == "P"
end

@testset "overlapping memory" begin
    pyrun("a = np.arange(6.0)")
    a, b = PyArray(pyeval("a"); writable = true), PyArray(pyeval("a[::-1]"))
    a .= b
    @test python_text("a.tolist()") == "[5.0, 4.0, 3.0, 2.0, 1.0, 0.0]"
    view(a, 1:5) .= view(PyArray(pyeval("a")), 2:6)
    @test python_text("a.tolist()") == "[4.0, 3.0, 2.0, 1.0, 0.0, 0.0]"
    x = [1.0, 2.0, 3.0, 4.0]
    show_as("x", x)
    x .= PyArray(pyeval("np.asarray(x)[::-1]"))
    @test x == [4, 3, 2, 1]
    PyArray(pyeval("np.asarray(x)"); writable = true) .= reverse(x) .+ 0 .* x
    @test x == [1, 2, 3, 4]
    @test !Base.mightalias(a, PyArray(pyeval("np.zeros(3)")))
    copyto!(a, 2, b, 1, 3)
    copyto!(a, b)
end

@testset "strides" begin
    pyrun("r = np.zeros((3, 4), [('x', 'i4'), ('y', 'f8')])")
    y = PyArray(pyeval("r['y']"))
    @test bytestrides(y) == (48, 12)
    e = thrown(() -> strides(y), ArgumentError)
    @test occursin("bytestrides", e.msg)
    x = PyArray(pyeval("r['x']"))
    @test strides(x) == (12, 3) && stride(x, 2) == 3 && stride(x, 3) == 12
    @test Base.elsize(typeof(x)) == 4
    @test pointer(x) == PyBuffer(pyeval("r")).buf
    @test pointer(x, 2) == pointer(x) + 48
    @test bytestrides(PyArray(pyeval("np.broadcast_to(np.zeros(3), (2, 3))"))) == (0, 8)
    @test reversedims(x)[4, 3] == x[3, 4] && size(reversedims(x)) == (4, 3)
    @test similar(y) isa Array{Float64,2} && size(similar(y, Int, 5)) == (5,)
end

@testset "any address" begin
    pyrun("raw = bytearray(range(64))")
    for offset in 0:8, code in ("u2", "f4", "f8", "c16")
        pyrun("a = np.frombuffer(raw, '$code', 2, $offset); truth = a.tobytes()")
        a = PyArray(pyeval("a"))
        bytes = UInt8[offset:offset+2*sizeof(eltype(a))-1;]
        @test isequal(collect(a), collect(reinterpret(eltype(a), bytes)))
    end
end

@testset "a type of one's own" begin
    pyrun("""
a = np.zeros(3, np.dtype([('x', 'i4'), ('y', 'f8')], align=True))
a['x'] = [1, 2, 3]; a['y'] = [0.5, 1.5, 2.5]
packed = a.astype([('x', 'i4'), ('y', 'f8')])
swapped = np.array([1, 2], '>i4')
""")
    a = PyArray{Point,1}(pyeval("a"); writable = true)
    @test a isa PyArray{Point,1,Point}
    @test a == [Point(1, 0.5), Point(2, 1.5), Point(3, 2.5)]
    a[2] = Point(20, 0.25)
    @test python_text("a[1].item()") == "(20, 0.25)"
    @test PyArray{Float64,1}(pyeval("a['y']")) == [0.5, 0.25, 2.5]
    @test PyArray{Int32,1}(pyeval("swapped")) isa PyArray{Int32,1,PEP3118.BigEndian{Int32,4}}
    # With any number of dimensions.
    @test PyArray{Point}(pyeval("a[:, None]")) isa PyArray{Point,2,Point}
    @test PyArray{Int32}(pyeval("np.array(7, 'i4')")) isa PyArray{Int32,0,Int32}
    @test PyArray{Float64}(PyBuffer(pyeval("a['y']"); writable = true)).writable
    @test thrown(() -> PyArray{Int64}(pyeval("a['y']")), BufferError).kind == "mismatch"
    # Every difference is named.
    e = thrown(() -> PyArray{Other,1}(pyeval("a")), BufferError)
    @test e.kind == "mismatch"
    @test all(line -> occursin(line, e.message), ("itemsize: expected 8, found 16", "field y:", "field z:"))
    @test thrown(() -> PyArray{Point,1}(pyeval("packed")), BufferError).kind == "mismatch"
    e = thrown(() -> PyArray{Float64,1}(pyeval("swapped")), BufferError)
    @test e.kind == "mismatch"
    e = thrown(() -> PyArray{Point,2}(pyeval("a")), BufferError)
    @test (e.kind, e.message) == ("ndim", "the buffer has 1 dimensions, and 2 are needed")
    @test thrown(() -> PyArray{String,1}(pyeval("a")), BufferError).kind == "mismatch"
end

struct WithBool
    a::Bool
    b::Int8
end
struct WithBools
    n::NTuple{2,WithBool}
    v::NTuple{3,Int8}
end
struct WithBoolean
    a::PEP3118.Boolean
    b::Int8
end

@testset "a Bool of one's own" begin
    pyrun("""
b = np.frombuffer(b'\\x02\\x01\\x00\\x02', [('a', '?'), ('b', 'i1')])
n = np.zeros(1, [('n', b.dtype, (2,)), ('v', 'i1', (3,))])
""")
    for (T, name, field) in ((WithBool, "b", "`a` of"), (WithBools, "n", "`a` of"),
                             (Tuple{Bool,Int8}, "b.astype([('f0', '?'), ('f1', 'i1')])", "`1` of"))
        e = thrown(() -> PyArray{T,1}(pyeval(name)), BufferError)
        @test e.kind == "bool" && occursin(field, e.message) && occursin("PEP3118.Boolean", e.message)
    end
    a = PyArray{WithBoolean,1}(pyeval("b"))
    @test [(x.a[], x.b) for x in a] == [(true, 1), (false, 2)]
    @test PyArray{Bool,1}(pyeval("b['a']")) == [true, false]
end

@testset "a format with a doubt" begin
    # NumPy writes no padding at a record's end: the dtype says what is meant.
    pyrun("""
d = np.dtype({'names': ['id', 'v'], 'formats': ['u1', '>u4'], 'offsets': [0, 1], 'itemsize': 8})
a = np.zeros(3, d); a['id'] = [1, 2, 3]; a['v'] = [10, 20, 30]
inner = np.dtype({'names': ['q'], 'formats': ['S3'], 'offsets': [0], 'itemsize': 4})
nested = np.zeros(2, [('n', inner, (2,)), ('e', 'u1')])
nested['n']['q'] = [[b'abc', b'def'], [b'ghi', b'jkl']]; nested['e'] = [8, 9]
""")
    for expression in ("a", "memoryview(a)", "memoryview(a)[:]")
        x = PyArray(pyeval(expression))
        @test [(r.id, r.v) for r in x] == [(1, 10), (2, 20), (3, 30)]
    end
    @test [(r.n[1].q, r.n[2].q, r.e) for r in PyArray(pyeval("nested"))] ==
          [("abc", "def", 8), ("ghi", "jkl", 9)]
    @test PyArray(pyeval("memoryview(a).cast('B')")) isa PyArray{UInt8,1}
end

@testset "refusals" begin
    pyrun("""
class Big(ctypes.BigEndianStructure):
    _fields_ = [("x", ctypes.c_int16)]
""")
    @test [b.x for b in PyArray(pyeval("(Big * 2)((5,), (6,))"))] == [5, 6]
    @test_throws PEP3118.FormatError PyArray(pyeval("np.zeros(2, 'V0')"))
    @test_throws ArgumentError PyArray(pyeval("np.zeros(2)"); dialect = "klingon")
    # Suboffsets, from an exporter that is made by hand.
    b = PyBuffer(pyeval("np.zeros((2, 3))"))
    suboffsets = Cssize_t[0, -1]
    field = PEP3118.held(b) + fieldoffset(PEP3118.CPyBuffer, 10)
    GC.@preserve suboffsets begin
        unsafe_store!(Ptr{Ptr{Cssize_t}}(field), pointer(suboffsets))
        @test b.suboffsets == [0, -1]
        e = thrown(() -> PyArray(b), BufferError)
        @test e.kind == "indirect" && occursin("suboffsets", e.message)
        # Numbers that contradict each other.
        unsafe_store!(Ptr{Ptr{Cssize_t}}(field), C_NULL)
        len = Ptr{Cssize_t}(PEP3118.held(b) + fieldoffset(PEP3118.CPyBuffer, 3))
        unsafe_store!(len, 47)
        @test thrown(() -> PyArray(b), BufferError).kind == "len-mismatch"
        unsafe_store!(len, 48)
    end
    @test size(PyArray(b)) == (2, 3)
end

@testset "released" begin
    pyrun("owner = bytearray(b'abc')")
    a = PyArray(pyeval("owner"); writable = true)
    release!(a)
    @test !isopen(a)
    @test thrown(() -> a[1], BufferError).kind == "released"
    @test thrown(() -> (a[1] = 1), BufferError).kind == "released"
    @test thrown(() -> pointer(a), BufferError).kind == "released"
    @test PyArray(sum, pyeval("owner")) == 0x126
    pyrun("owner.append(1)")
    kept = PyArray(identity, pyeval("owner"))
    pyrun("owner.append(1)")
    @test thrown(() -> kept[1], BufferError).kind == "released"
end

in_bounds(a) = @inbounds a[1]
in_bounds!(a) = @inbounds a[1] = a[2]
function continued(a)
    state = iterate(a)[2]
    release!(a)
    return iterate(a, state)
end

@testset "nothing uses a released array" begin
    reads = [sum, maximum, a -> a .+ 1, copy, collect, Array, a -> a[1:3], a -> a[:], a -> view(a, 1:2)[2], a -> a == a, a -> map(identity, a),
             a -> copyto!(zeros(6), a), a -> reinterpret(Int64, a)[3], a -> findfirst(isequal(3.0), a), sort,
             repr, a -> reversedims(a)[1], length, size, first, last, a -> a[end], iterate, in_bounds, hash, extrema,
             a -> reduce(+, a), a -> foldl(+, a), a -> [x for x in a], a -> copy(a'), a -> hcat(a, a), a -> similar(a), reverse,
             a -> Base.unaliascopy(a), JuliaArray, a -> JuliaArray(PyReverseDims(a)), unsafe_array, pointer,
             a -> pointer(a, 2), a -> unsafe_load(pointer(a)), a -> any(isnan, a), a -> isequal(a, zeros(6)), eachindex]
    writes = [a -> fill!(a, 1), a -> (a .= 3), a -> (a .= a), a -> copyto!(a, zeros(6)), sort!, reverse!, in_bounds!,
              a -> (a[2] = 1), a -> map!(identity, a, zeros(6)), a -> (view(a, 2:3) .= 1), a -> a .*= 2]
    # Each is given an array, and gives what is an error once the array is released.
    before = [a -> (v = view(a, 2:4); () -> v[1]), a -> (v = view(a, 2:4); () -> sum(v)),
              a -> (v = view(a, 2:4); () -> (v .= 1)), a -> (v = view(a, 2:4); () -> in_bounds(v)),
              a -> (v = view(a, 2:4); () -> copy(v)), a -> (v = view(a, 4:-1:2); () -> collect(v)),
              a -> (v = reshape(a, 2, 3); () -> v[2, 2]), a -> (v = reshape(a, 2, 3); () -> sum(v)),
              a -> (v = PermutedDimsArray(reshape(a, 2, 3), (2, 1)); () -> v[1, 2]),
              a -> (v = reinterpret(Int64, a); () -> v[1]), a -> (v = reversedims(a); () -> v[1]),
              a -> (v = transpose(a); () -> v[1, 2]), a -> (v = (x for x in a); () -> collect(v)),
              a -> (v = pairs(a); () -> collect(v)), a -> (v = Iterators.drop(a, 1); () -> sum(v)),
              a -> (v = Base.broadcasted(+, a, 1); () -> copy(v))]
    for form in ("np.arange(6.0)", "np.arange(6.0)[::-1]"), f in [reads; writes]
        a = PyArray(pyeval(form); writable = true)
        release!(a)
        @test thrown(() -> f(a), BufferError).kind == "released"
    end
    for form in ("np.arange(6.0)", "np.arange(6.0)[::-1]"), f in before
        a = PyArray(pyeval(form); writable = true)
        later = f(a)
        release!(a)
        @test thrown(later, BufferError).kind == "released"
    end
    for form in ("np.arange(6.0)", "np.arange(6.0).reshape(2, 3)")
        @test thrown(() -> continued(PyArray(pyeval(form))), BufferError).kind == "released"
    end
end

@testset "unsafe_array" begin
    pyrun("f = np.asfortranarray(np.arange(6.0).reshape(2, 3)); c = np.arange(6.0).reshape(2, 3)")
    a = unsafe_array(PyArray(pyeval("f"); writable = true))
    @test a isa Matrix{Float64} && a == [0 1 2; 3 4 5]
    a[2, 3] = 50
    @test python_text("f[1, 2]") == "50.0"
    e = thrown(() -> unsafe_array(PyArray(pyeval("c"); writable = true)), ArgumentError)
    @test occursin("reversedims", e.msg)
    @test unsafe_array(reversedims(PyArray(pyeval("c"); writable = true))) == [0 3; 1 4; 2 5]
    @test_throws ArgumentError unsafe_array(PyArray(pyeval("c[:, ::2]"); writable = true))
    @test_throws BufferError unsafe_array(PyArray(pyeval("f")))
    @test_throws ArgumentError unsafe_array(PyArray(pyeval("np.zeros(2, '>i4')"); writable = true))
    pyrun("raw = bytearray(17)")
    @test_throws ArgumentError unsafe_array(PyArray(pyeval("np.frombuffer(raw, 'f8', 2, 1)"); writable = true))
    @test size(unsafe_array(PyArray(pyeval("np.zeros((0, 3))"); writable = true))) == (0, 3)
    @test unsafe_array(PyArray(pyeval("np.array(2.5)"); writable = true))[] == 2.5
end

# In functions, so that nothing in a test's frame keeps what is garbage.  Each returns how many
# references there were while its Arrays were in use, and whether these had the right items.
function while_arrays_are_used(name, n)
    arrays = [unsafe_array(PyArray(pyeval(name); writable = true)) for _ in 1:n]
    collect_garbage()
    return count_of(name), all(a -> a == 0:7, arrays)
end
function while_reshaped_is_used(name)
    array = reshape(unsafe_array(PyArray(pyeval(name); writable = true)), 2, 4)
    collect_garbage()
    return count_of(name), array == [0 2 4 6; 1 3 5 7]
end
function after_release(name)
    a = PyArray(pyeval(name); writable = true)
    array = unsafe_array(a)
    release!(a)
    return count_of(name), array == 0:7
end

@testset "an Array holds the buffer" begin
    pyrun("owner = bytearray(range(8))")
    before = count_of("owner")
    @test while_arrays_are_used("owner", 10) == (before + 10, true)
    collect_garbage()
    @test count_of("owner") == before
    @test while_reshaped_is_used("owner") == (before + 1, true)
    @test after_release("owner")[2]
    collect_garbage()
    @test count_of("owner") == before
    pyrun("owner.append(8)")
end

# ---- Loops ---------------------------------------------------------------------------------------

function total(a)
    sum = zero(eltype(a))
    for x in a
        sum += x
    end
    return sum
end
function total_by_index(a)
    sum = zero(eltype(a))
    for i in eachindex(a)
        sum += a[i]
    end
    return sum
end
function total_of_y(a)
    sum = 0.0
    for r in a
        sum += r.y
    end
    return sum
end
double!(a) = for i in eachindex(a)
    a[i] = 2 * a[i]
end
set_x!(a) = for i in eachindex(a)
    a[i] = typeof(a[i])(a[i]; x = i)
end
# The second call: the first one compiles.
allocated(f, a) = (f(a); @allocated f(a))

@testset "loops allocate nothing" begin
    pyrun("a = np.arange(24.0).reshape(2, 3, 4)")
    for form in ("a", "a.T", "a[::-1, :, ::2]", "a.ravel()", "a.astype('>f8')[:, ::-1]", "a.astype('>i2')")
        a = PyArray(pyeval(form); writable = true)
        for f in (total, total_by_index, double!)
            @test allocated(f, a) == 0
        end
    end
    pyrun("r = np.zeros((3,), np.dtype([('x', 'i4'), ('y', 'f8')], align=True)); r['y'] = [1, 2, 4]")
    for form in ("r", "r[::-1]", "r.astype([('x', '>i4'), ('y', '>f8')])")
        a = PyArray(pyeval(form); writable = true)
        @test total_of_y(a) == 7
        @test allocated(total_of_y, a) == 0
        @test allocated(set_x!, a) == 0
        @test [x.x for x in a] == 1:3
    end
end
