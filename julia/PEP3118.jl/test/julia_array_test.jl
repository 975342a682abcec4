# SPDX-License-Identifier: MIT
# JuliaArray: Julia's memory in Python, for every combination of flags.

include("support.jl")
using PEP3118: PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES,
               PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS, PyBUF_ANY_CONTIGUOUS, PyBUF_INDIRECT,
               PyBUF_FULL, PyBUF_FULL_RO

struct Inner
    a::UInt8
    b::Float64
end
struct Outer{B}
    id::Int16
    inner::Inner
    v::NTuple{3,Float32}
    flag::B
end

@testset "element types" begin
    for T in (Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float16, Float32, Float64,
              ComplexF32, ComplexF64, Bool)
        x = T[1, 0, 1]
        show_as("x", x)
        name = T === Bool ? "bool" : lowercase(string(T))
        T <: Complex && (name = T === ComplexF32 ? "complex64" : "complex128")
        pyrun("a = np.asarray(x)")
        @test python_text("a.dtype") == name
        @test is_true("a.tolist() == [1, 0, 1]")
        pyrun("a[1] = 1")
        @test x[2] == 1
    end
    @test_throws ArgumentError JuliaArray(["a", "b"])
    @test_throws ArgumentError JuliaArray(Any[1, 2])
    @test_throws ArgumentError JuliaArray([nothing])
    @test_throws ArgumentError JuliaArray(1:3)
    @test_throws ArgumentError JuliaArray(Int128[1])
end

@testset "what NumPy does not read" begin
    for (x, format) in ((ComplexF16[1 + 2im], "Ze"), ([C_NULL], "P"), ([PEP3118.store(PEP3118.Pascal{3}, "ab")], "3p"),
                        ([PEP3118.store(PEP3118.Ucs2{2,UInt16}, "ab")], "2u"))
        show_as("x", x)
        @test python_text("memoryview(x).format, memoryview(x).itemsize") == "('$format', $(sizeof(eltype(x))))"
        bytes = reinterpret(UInt8, x)
        @test python_text("memoryview(x).tobytes().hex()") == bytes2hex(collect(bytes))
    end
end

@testset "structs" begin
    x = [Outer{Bool}(i, Inner(i + 1, i / 2), (i, 2i, 3i), isodd(i)) for i in 1:3]
    show_as("x", x)
    pyrun("a = np.asarray(x)")
    @test python_text("a.dtype.names") == "('id', 'inner', 'v', 'flag')"
    @test python_text("a.dtype['inner'].names") == "('a', 'b')"
    @test python_text("a.itemsize") == string(sizeof(Outer{Bool}))
    @test python_text("a[1].item()[:2]") == "(2, (3, 1.0))"
    @test python_text("a['v'].tolist()[2]") == "[3.0, 6.0, 9.0]"
    @test [python_text("a.dtype.fields['$n'][1]") for n in fieldnames(Outer)] ==
          [string(fieldoffset(Outer{Bool}, i)) for i in 1:fieldcount(Outer)]
    pyrun("a['inner']['b'][0] = -7.5")
    @test x[1].inner.b == -7.5
    x[2] = Outer{Bool}(50, Inner(1, 2), (0, 0, 0), true)
    @test python_text("int(a['id'][1])") == "50"
    # And back again: the same memory, the same type.
    Back = Outer{PEP3118.Boolean}
    @test [Outer{Bool}(r.id, r.inner, r.v, r.flag[]) for r in PyArray{Back,1}(pyeval("a"))] == x
    @test UInt(pointer(PyArray{Back,1}(pyeval("x")))) == UInt(pointer(x))
    # A record that was made for a format.
    R = PEP3118.record_type("T{<h:id:>d:value:}")
    show_as("r", [R(id = 1, value = 2.5), R(id = 2, value = 3.5)])
    @test python_text("np.asarray(r).tolist()") == "[(1, 2.5), (2, 3.5)]"
end

@testset "strided arrays" begin
    x = reshape(collect(1.0:24.0), 2, 3, 4)
    pyrun("truth = np.arange(1.0, 25.0).reshape((2, 3, 4), order='F')")
    for (a, same) in ((x, "truth"), (view(x, :, 2, :), "truth[:, 1, :]"),
                      (view(x, 2, 3:-1:1, 1:2:4), "truth[1, ::-1, ::2]"),
                      (view(x, 1:2, 1:3, 4:-3:1), "truth[:, :, ::-3]"),
                      (permutedims(x, (2, 1, 3)), "truth.transpose(1, 0, 2)"),
                      (PermutedDimsArray(x, (3, 1, 2)), "truth.transpose(2, 0, 1)"),
                      (reshape(x, 6, 4), "truth.reshape((6, 4), order='F')"),
                      (view(x, 1, 1, 1), "truth[0, 0, 0]"), (view(x, :, :, 1:0), "truth[:, :, :0]"))
        show_as("x", a)
        @test is_true("np.asarray(x).shape == $same.shape and (np.asarray(x) == $same).all()")
        show_as("x", PyReverseDims(a))
        @test is_true("np.asarray(x).shape == $same.T.shape and (np.asarray(x) == $same.T).all()")
    end
    show_as("x", reinterpret(Float64, zeros(ComplexF64, 2)))
    @test python_text("np.asarray(x).shape") == "(4,)"
    @test_throws ArgumentError JuliaArray(view(x, [1, 2], 1, 1))
    # An array of Python's again.
    pyrun("p = np.arange(6).reshape(2, 3)[:, ::-1]")
    show_as("x", PyArray(pyeval("p"); writable = true))
    pyrun("np.asarray(x)[1, 0] = 50")
    @test python_text("p[1, 0]") == "50"
    show_as("x", PyArray(pyeval("p")))
    @test !is_true("np.asarray(x).flags.writeable")
    @test_throws ArgumentError JuliaArray(PyArray(pyeval("p.astype('>i4')")))
end

@testset "as many dimensions as a buffer has" begin
    many(n) = reshape([1.5], ntuple(_ -> 1, n))
    show_as("x", many(64))
    @test python_text("memoryview(x).ndim") == "64"
    e = thrown(() -> JuliaArray(many(65)), ArgumentError)
    @test occursin("65 dimensions", e.msg) && occursin("64", e.msg)
    @test_throws ArgumentError JuliaArray(PyReverseDims(many(70)))
end

# Whether a buffer is given, and what it has: "", or the members that are NULL.
function answer(name, flags)
    b = try
        PyBuffer(pyeval(name); flags = flags)
    catch e
        e isa PythonError && e.type == "BufferError" || rethrow()
        return nothing
    end
    v = PEP3118.view_of(b)
    return (ndim = Int(v.ndim), format = v.format != C_NULL, shape = v.shape != C_NULL,
            strides = v.strides != C_NULL, readonly = v.readonly != 0, len = Int(v.len),
            itemsize = Int(v.itemsize))
end

@testset "flags" begin
    # memoryview of the same memory is the truth.
    show_as("c", PyReverseDims(zeros(3, 2)))
    show_as("f", zeros(2, 3))
    show_as("s", view(zeros(4, 3), 1:2:4, :))
    show_as("one", zeros(4))
    show_as("scalar", fill(1.0))
    show_as("empty", zeros(0, 3))
    show_as("ro", zeros(2, 3); readonly = true)
    names = ("c", "f", "s", "one", "scalar", "empty", "ro")
    pyrun("views = {n: memoryview(globals()[n]) for n in $names}")
    checked = given = 0
    for base in (PyBUF_SIMPLE, PyBUF_ND, PyBUF_STRIDES, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS,
                 PyBUF_ANY_CONTIGUOUS, PyBUF_INDIRECT),
        more in (0, PyBUF_WRITABLE, PyBUF_FORMAT, PyBUF_WRITABLE | PyBUF_FORMAT), name in names

        ours, theirs = answer(name, base | more), answer("views['$name']", base | more)
        ours == theirs || println(name, " ", string(base | more, base = 16), ": ", ours, theirs)
        @test ours == theirs
        checked += 1
        given += ours !== nothing
    end
    @test checked == 7 * 4 * 7 && 60 < given < 140
    pyrun("views.clear()")
end

@testset "read-only" begin
    x = [1.0, 2.0]
    show_as("x", x; readonly = true)
    pyrun("a = np.asarray(x)")
    @test !is_true("a.flags.writeable")
    @test thrown(() -> pyrun("a[0] = 1"), PythonError).type == "ValueError"
    @test thrown(() -> PyBuffer(pyeval("x"); writable = true), PythonError).message ==
          "the memory is read-only"
    x[1] = 5
    @test python_text("a[0]") == "5.0"
end

@testset "read-only memory stays so" begin
    pyrun("b = b'abc'; c = bytearray(3)")
    for a in (PyArray(pyeval("b")), PyArray(pyeval("c")), PyArray(pyeval("memoryview(b)")))
        @test_throws ArgumentError JuliaArray(a; readonly = false)
        @test_throws ArgumentError JuliaArray(PyReverseDims(a); readonly = false)
        show_as("x", a)
        @test is_true("memoryview(x).readonly")
    end
    for a in (codeunits("abc"), view(codeunits("abc"), 1:2), reinterpret(Int8, codeunits("abc")))
        @test_throws ArgumentError JuliaArray(a; readonly = false)
        show_as("x", a)
        @test is_true("memoryview(x).readonly")
    end
    show_as("x", PyArray(pyeval("c"); writable = true); readonly = false)
    @test !is_true("memoryview(x).readonly")
end

@testset "the type" begin
    show_as("x", [1, 2])
    @test python_text("type(x).__module__, type(x).__name__, type(x).__doc__") ==
          "('PEP3118', 'JuliaArray', 'A Julia array, as a buffer.')"
    @test thrown(() -> pyrun("type(x)()"), PythonError).type == "TypeError"
    @test python_text("bytes(x)[:1], memoryview(x).format, memoryview(x).tolist()") ==
          "(b'\\x01', 'q', [1, 2])"
end

mutable struct Watched
    x::Int
end
ended = Ref(0)
# An array whose end is noticed.
function show_watched(name)
    x = [1.0, 2.0]
    finalizer(_ -> (ended[] += 1), x)
    show_as(name, x)
end

count_exported() = (n = 0; e = PEP3118.EXPORTED.first; while e !== nothing
    n += 1
    e = e.next
end; n)

@testset "lifetime" begin
    pyrun("x = a = b = t = None")
    collect_garbage()
    before = count_exported()
    show_watched("x")
    pyrun("a = np.asarray(x); del x")
    collect_garbage()
    @test ended[] == 0 && python_text("a.tolist()") == "[1.0, 2.0]"
    @test count_exported() == before + 1
    pyrun("b = memoryview(a); del a")
    collect_garbage()
    @test ended[] == 0 && count_exported() == before + 1
    pyrun("del b")
    collect_garbage()
    @test ended[] == 1 && count_exported() == before
    # Many, ended in another order.
    pyrun("xs = []")
    for _ in 1:100
        show_watched("x")
        pyrun("xs.append(np.asarray(x))")
    end
    pyrun("import random; random.Random(1).shuffle(xs); x = None; del xs[::2]")
    collect_garbage()
    @test ended[] == 51 && count_exported() == before + 50
    pyrun("xs.clear()")
    collect_garbage()
    @test ended[] == 101 && count_exported() == before
    # The type is not counted up or down.
    show_as("x", [1]); pyrun("t = type(x); x = None")
    references = count_of("t")
    for _ in 1:50
        show_as("x", [1])
    end
    pyrun("x = None")
    @test count_of("t") == references
    # What a refused buffer leaves behind.
    show_as("x", zeros(2, 3))
    references = count_of("x")
    for _ in 1:10
        @test answer("x", PyBUF_C_CONTIGUOUS) === nothing
    end
    collect_garbage()
    @test count_of("x") == references
end

# Whether the bytearray `owner` may change its size: nobody has a buffer of it.
is_free() = is_true("resized(owner)")

@testset "the memory of a PyArray outlives it" begin
    pyrun("""
def resized(b):
    try:
        b.append(0)
    except BufferError:
        return False
    b.pop()
    return True
""")
    function export_and(f)
        pyrun("x = m = None; owner = bytearray(b'x' * 8)")
        f(pyeval("owner"))
        @test !is_free()
        collect_garbage()
        @test !is_free()
        @test python_text("m.tobytes()") == "b'xxxxxxxx'"
        pyrun("m[0] = 65")
        @test python_text("bytes(owner)[:2]") == "b'Ax'"
        pyrun("del x")
        @test !is_free()
        pyrun("del m")
        @test is_free()  # at once
    end
    shown(a) = (show_as("x", a); pyrun("m = np.asarray(x)"))
    export_and(o -> (p = PyArray(o; writable = true); shown(p); release!(p)))
    export_and(o -> (p = PyArray(o; writable = true); shown(PyReverseDims(p)); release!(p)))
    export_and(o -> PyArray(shown, o; writable = true))
    export_and() do o
        try
            PyArray(a -> (shown(a); error("in the block")), o; writable = true)
        catch e
            e isa ErrorException || rethrow()
        end
    end
    # Of an array of arrays, each holds its own.
    export_and() do o
        PyArray(shown, o; writable = true)
        PyArray(shown, pyeval("m"); writable = true)
    end
    p = PyArray(pyeval("bytearray(3)"))
    release!(p)
    @test thrown(() -> JuliaArray(p), PEP3118.BufferError).kind == "released"
    @test_throws ArgumentError JuliaArray(Base.unaliascopy(PyArray(pyeval("bytearray(3)"))))
end

@testset "an array in use does not move" begin
    x = [1.0, 2.0]
    show_as("x", x)
    pyrun("a = np.asarray(x)")
    if VERSION < v"1.11-"
        @test_throws ErrorException push!(x, 3.0)
        @test_throws ErrorException resize!(x, 10^6)
        y = [1.0, 2.0, 3.0]
        show_as("y", view(y, 2:3))
        @test_throws ErrorException push!(y, 3.0)
    else
        resize!(x, 10^6)
    end
    GC.gc()
    @test python_text("a.tolist()") == "[1.0, 2.0]"
    @test_throws ArgumentError JuliaArray([nothing])
end

@testset "garbage collection in the middle" begin
    for i in 1:300
        show_as("x$(i % 7)", rand(50))
        PyArray(pyeval("np.asarray(x$(i % 7))"))[1]
        i % 25 == 0 && GC.gc(false)
    end
    collect_garbage()
    @test is_true("all(len(np.asarray(globals()['x%d' % i])) == 50 for i in range(7))")
end
