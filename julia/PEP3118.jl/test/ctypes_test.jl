# SPDX-License-Identifier: MIT
# Objects of ctypes: their formats leave out what the classes know.  ctypes' own offsets and values
# are the truth.

include("support.jl")
include("leaves.jl")
import Random
const BufferError = PEP3118.BufferError

pyrun(read(joinpath(@__DIR__, "ctypes_cases.py"), String))

pyrun("""
class Packed(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("a", ctypes.c_int8), ("b", ctypes.c_int)]
class HasPacked(ctypes.Structure):
    _fields_ = [("p", ctypes.c_void_p), ("u", Packed), ("c", ctypes.c_char)]
class Base(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int8), ("b", ctypes.c_int)]
class Derived(Base):
    _fields_ = [("c", ctypes.c_int16)]
class Same(Derived):
    pass
class Big(ctypes.BigEndianStructure):
    _fields_ = [("a", ctypes.c_int8), ("v", ctypes.c_int * 2 * 3), ("d", ctypes.c_double)]
class Number(ctypes.Union):
    _fields_ = [("f", ctypes.c_float), ("i", ctypes.c_int)]
class HasUnion(ctypes.Structure):
    _fields_ = [("v", ctypes.c_int * 3), ("q", ctypes.c_longlong), ("b", ctypes.c_int8), ("u", Number), ("c", ctypes.c_char)]
class Bits(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int, 20), ("b", ctypes.c_int, 20)]
class OneBit(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int16), ("flag", ctypes.c_int, 1)]
class Long(ctypes.Structure):
    _fields_ = [("x", ctypes.c_char * 70000)]
class Both(Base, Packed):
    pass
""")

@testset "what the classes know" begin
    pyrun("o = HasPacked(5, Packed(-1, 77), b'Z')")
    @test (r = PyArray(pyeval("o"))[]; (r.p, r.u.a, r.u.b, r.c)) == (Ptr{Cvoid}(5), -1, 77, 'Z')
    @test [(r.a, r.b) for r in PyArray(pyeval("(Packed * 2)((1, 2), (3, 4))"))] == [(1, 2), (3, 4)]
    for expression in ("(Derived * 2)((1, 2, 3), (4, 5, 6))", "(Same * 2)((1, 2, 3), (4, 5, 6))",
                       "memoryview((Same * 2)((1, 2, 3), (4, 5, 6)))")
        @test [(r.a, r.b, r.c) for r in PyArray(pyeval(expression))] == [(1, 2, 3), (4, 5, 6)]
    end
    r = PyArray(pyeval("Big(-1, ((1, 2), (3, 4), (5, 6)), 2.5)"))[]
    @test (r.a, r.v, r.d) == (-1, [1 2; 3 4; 5 6], 2.5)
    @test PyArray(pyeval("(ctypes.c_int.__ctype_be__ * 2)(1, 2)")) isa PyArray{Int32,1,PEP3118.BigEndian{Int32,4}}
    # Where nothing is hidden, the type is that of the same dtype.
    @test eltype(PyArray(pyeval("Base(1, 2)"))) ===
          eltype(PyArray(pyeval("np.zeros(1, np.dtype([('a', 'i1'), ('b', 'i4')], align=True))")))
    # A caller's dialect does not make what the class says any other.
    @test PyArray(pyeval("Same(1, 2, 3)"); dialect = "ctypes")[].c == 3
end

@testset "refused by name" begin
    for (expression, kind, words) in (
        ("Number()", "union", "`Number`"), ("(Number * 2)()", "union", "`Number`"),
        ("HasUnion()", "union", "`Number`"), ("memoryview(HasUnion())", "union", "`Number`"),
        ("Bits(-1, 3)", "bit-field", "`a` of `Bits`"), ("(OneBit * 3)()", "bit-field", "`flag` of `OneBit`"),
        ("type('Sub', (Bits,), {})()", "bit-field", "`a` of `Bits`"),
        ("Both()", "overlap", "of `Both` share bytes"),
        ("type('C', (ctypes.Structure,), {'_fields_': [('a:b', ctypes.c_int)]})()", "name", "`a:b`"),
        ("type('C', (ctypes.Structure,), {'_fields_': [('x', ctypes.c_int), ('x', ctypes.c_int)]})()",
         "unknown-type", "`x` of `C`"))
        for dialect in ("auto", "ctypes")
            e = thrown(() -> PyArray(pyeval(expression); dialect = dialect), BufferError)
            @test e.kind == kind && occursin(words, e.message)
        end
    end
    # What the message says to do.
    pyrun("o = Bits(1, 3); b = (ctypes.c_uint8 * ctypes.sizeof(o)).from_buffer(o)")
    @test PyArray(pyeval("b")) == [1, 0, 0, 0, 3, 0, 0, 0]
    # No bit field, though its size is as large as one's.
    @test thrown(() -> PyArray(pyeval("Long()")), PEP3118.FormatError).kind == "not-in-language"
    # A class that was changed afterwards.
    pyrun("""
class Changed(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int), ("b", ctypes.c_int)]
o = Changed(1, 2)
Changed.a, Changed.b = Changed.b, Changed.a
""")
    @test [PyArray(pyeval("o"))[].a, PyArray(pyeval("o"))[].b] == [2, 1] ==
          [parse(Int, python_text("o.$name")) for name in "ab"]
    pyrun("Changed.a = 5")
    @test thrown(() -> PyArray(pyeval("o")), BufferError).kind == "unknown-type"
end

@testset "only the exporter's own class is asked" begin
    pyrun("""
class Duck(bytearray):
    dtype = np.dtype([('a', 'u1'), ('b', 'u1')])
    __class__ = ctypes.Structure
class HasDtype(Base):
    _fields_ = [('c', ctypes.c_int)]
    dtype = np.dtype([('wrong', 'i4'), ('x', 'f8')])
class Liar(np.ndarray):
    @property
    def dtype(self):
        return np.dtype([('id', 'u1'), ('v', '<u4'), ('p', 'V3')])
d = np.dtype({'names': ['id', 'v'], 'formats': ['u1', '>u4'], 'offsets': [0, 1], 'itemsize': 8})
a = np.arange(16, dtype='u1').view(d)
liar = a.view(Liar)
""")
    @test PyArray(pyeval("Duck(b'abcd')")) == UInt8['a', 'b', 'c', 'd']
    @test PyArray(pyeval("HasDtype(1, 2, 3)"))[].c == 3
    @test typeof(PyArray(pyeval("liar"))) === typeof(PyArray(pyeval("a")))
    # A dtype that was changed after the buffer was given, to one of the same size.
    b = PyBuffer(pyeval("a"))
    pyrun("a.dtype = np.dtype({'names': ['v', 'id'], 'formats': ['>u4', 'u1'], 'offsets': [0, 4], 'itemsize': 8})")
    @test thrown(() -> PyArray(b), BufferError).kind == "changed"
    pyrun("o = Base(1, 2)")
    b = PyBuffer(pyeval("o"))
    pyrun("o.__class__ = type('New', (ctypes.Structure,), {'_fields_': [('c', ctypes.c_double)]})")
    @test thrown(() -> PyArray(b), BufferError).kind == "changed"
end

# The buffer of `expression` with another format, which no object can settle.
function with_other_format(f, expression, format)
    b = PyBuffer(pyeval(expression))
    field = PEP3118.held(b) + fieldoffset(PEP3118.CPyBuffer, 7)
    before = unsafe_load(Ptr{Ptr{UInt8}}(field))
    GC.@preserve format unsafe_store!(Ptr{Ptr{UInt8}}(field), pointer(format))
    try
        return GC.@preserve format f(b)
    finally
        unsafe_store!(Ptr{Ptr{UInt8}}(field), before)
    end
end

@testset "a reading that has to be assumed" begin
    format = "T{(2)T{d:d:b:a:}:t:xxxxxxxxxxxxxxb:b:}"
    show_as("a", [ntuple(_ -> 0.0, 5) for _ in 1:2])  # items of 40 bytes
    e = thrown(() -> with_other_format(PyArray, "a", format), PEP3118.FormatError)
    @test e.kind == "assumption-refused" && occursin("dialect", e.hint)
    T = eltype(with_other_format(b -> PyArray(b; dialect = "numpy"), "a", format))
    @test [f.offset for f in PEP3118.fields(T)] == [0, 32]
    @test eltype(with_other_format(PyArray, "a", "T{d:d:32x}")) === PEP3118.record_type("T{d:d:32x}")
end

# ---- Random structures ---------------------------------------------------------------------------

# As in ctypes_cases.py, places().
function places(@nospecialize(T))
    T <: PEP3118.Block && return places(fieldtype(fieldtype(T, :data), 1))
    T <: PEP3118.Record || return ""
    parts = map(PEP3118.fields(T)) do f
        inner = f.member === nothing ? "" : places(fieldtype(T, f.member))
        "$(f.name)@$(f.offset)+$(f.itemsize * prod(f.shape))$inner"
    end
    return "{" * join(parts, " ") * "|$(sizeof(T))}"
end
# The members of a field of no bytes are in no type.
is_shown(expected) = !occursin(r"\+0\{", expected)

# What is wrong with the object called `case` of the class `cls`; "" where nothing is.
function fault(counts)
    reasons = split(python_text("' '.join(reasons(cls))"))
    a = try
        PyArray(pyeval("case"))
    catch e
        if e isa PEP3118.FormatError && e.kind == "not-in-language"
            is_true("memoryview(case).itemsize in range(1, 1025)") && return "refused: $(e.message)"
            count!(counts, :no_type)
        elseif e isa BufferError && e.kind in reasons
            count!(counts, :refused)
        else
            return "refused: $(sprint(showerror, e))"
        end
        return ""
    end
    isempty(reasons) || return "$reasons is not refused"
    count!(counts, :read)
    expected = python_text("places(cls)")
    found = places(typeof(a).parameters[3])
    !is_shown(expected) || found == expected || return "places: $found, not $expected"
    truth = python_text("' '.join(token(leaf, raw, at) for leaf, at in leaves(cls))")
    found = Base.invokelatest(leaves, a)
    return found == truth ? "" : "values: $found, not $truth"
end

@testset "random structures" begin
    for seed in (1, rand(Random.RandomDevice(), UInt32))
        println("ctypes_test: seed $seed")
        pyrun("rng = random.Random($seed)")
        counts = Counts()
        for i in 1:150
            pyrun("cls, raw, case = random_case(rng)")
            found = fault(counts)
            isempty(found) || println("seed $seed, case $i: ", found)
            @test isempty(found)
        end
        println(counts.of)
        @test counts.of[:read] > 60 && counts.of[:refused] > 15 && get(counts.of, :no_type, 0) < 20
    end
end
