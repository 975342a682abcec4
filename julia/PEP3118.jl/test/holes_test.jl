# SPDX-License-Identifier: MIT
# Holes in records may be other fields' memory: nothing writes them.

include("support.jl")
pyrun(read(joinpath(@__DIR__, "numpy_cases.py"), String))

struct Sparse
    a::Int8
    pair::NTuple{2,Tuple{Int8,Int32}}
    c::Int64
end

# Arrays of records with holes, in memory that is HOLE everywhere: after an assignment of every item
# it is so still wherever NumPy has no field.
@testset "holes are not written" begin
    pyrun("""
def with_holes(dtype, count=4):
    raw = np.full(count * dtype.itemsize, HOLE, 'u1')
    return raw, raw.view(dtype)
def same(raw, other, dtype):
    mine, others = bytes_of(raw, dtype, 1), bytes_of(other, dtype, 1)
    return mine.size > 0 and (mine == others).all()
inner = np.dtype({'names': ['p', 'q'], 'formats': ['u1', '>u2'], 'offsets': [1, 4], 'itemsize': 9})
dtypes = [
    np.dtype({'names': ['x', 'z'], 'formats': ['i4', 'i4'], 'offsets': [0, 8], 'itemsize': 12}),
    np.dtype({'names': ['a', 'c'], 'formats': ['i1', 'i4'], 'offsets': [0, 4], 'itemsize': 8}),
    np.dtype({'names': ['a'], 'formats': ['>i2'], 'offsets': [3], 'itemsize': 17}),
    np.dtype({'names': ['n', 'm', 's'], 'formats': [inner, (inner, (2, 3)), 'S3'], 'offsets': [2, 11, 70], 'itemsize': 80}),
    np.dtype([('a', 'i1'), ('r', np.dtype([('b', 'i1'), ('d', 'f8')], align=True), (10,))], align=True),
]
""")
    for k in 0:4
        pyrun("dtype = dtypes[$k]; raw, a = with_holes(dtype); want = np.zeros(4, dtype); src = want.view('u1'); " *
              "src[:] = np.arange(src.size) % 100")
        fresh() = (pyrun("raw[:] = HOLE"); PyArray(pyeval("a"); writable = true))
        source = collect(PyArray(pyeval("want")))
        check() = is_true("holes_are_untouched(raw, dtype)") && is_true("same(raw, src, dtype)")
        Base.invokelatest() do
            a = fresh()
            for i in eachindex(a)
                a[i] = source[i]
            end
            @test check()
            a = fresh(); copyto!(a, source)
            @test check()
            a = fresh(); copyto!(a, PyArray(pyeval("want")))
            @test check()
            a = fresh(); a .= source
            @test check()
            a = fresh(); view(a, 1:4) .= PyArray(pyeval("want"))
            @test check()
            a = fresh(); a .= view(PyArray(pyeval("want[::-1]")), 4:-1:1)
            @test check()
            a = fresh(); fill!(a, source[1]); @test a[4] == source[1]
            pyrun("want[:] = want[0]")
            @test check()
            a = fresh(); a .= Ref(source[1])
            @test check()
            a = fresh(); a[1] = NamedTuple(source[1])
            @test is_true("holes_are_untouched(raw, dtype)")
        end
    end
    # A view of some fields.
    pyrun("q = np.zeros(3, [('x', 'i4'), ('y', 'i4'), ('z', 'i4')]); q['y'] = 7; v = q[['x', 'z']]")
    a = PyArray(pyeval("v"); writable = true)
    a[1] = (x = 1, z = 2)
    a[3] = (x = 0, z = 3)
    sort!(a, by = r -> -r.z)
    reverse!(a)
    @test python_text("q.tolist()") == "[(0, 7, 0), (1, 7, 2), (0, 7, 3)]"
    # A struct of one's own.
    pyrun("""
pair = np.dtype([('f0', 'i1'), ('f1', 'i4')], align=True)
dtype = np.dtype([('a', 'i1'), ('pair', pair, (2,)), ('c', 'i8')], align=True)
raw, a = with_holes(dtype)
""")
    a = PyArray{Sparse,1}(pyeval("a"); writable = true)
    a .= Ref(Sparse(1, ((2, 3), (4, 5)), 6))
    @test is_true("holes_are_untouched(raw, dtype)") && python_text("a[3].item()[2]") == "6"
    @test python_text("a['pair'][1].tolist()") == "[(2, 3), (4, 5)]"
    store_all!(a, x) = for i in eachindex(a)
        a[i] = x
    end
    store_all!(a, a[1])
    @test (@allocated store_all!(a, a[1])) <= 64
end
