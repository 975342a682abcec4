# SPDX-License-Identifier: MIT
# What PyCall's pull request 70 asked for, one test set each.

include("support.jl")

first_type(expression) = typeof(PyArray(pyeval(expression)))

@testset "any Python buffer without NumPy" begin
    pyrun("""
class Pixel(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int16), ("y", ctypes.c_double)]
pixels = (Pixel * 2)((1, 2.5), (3, 4.5))
buffer = bytearray(b"abc")
""")
    @test PyArray(pyeval("array.array('d', [1.5, -2.0])")) == [1.5, -2.0]
    @test PyArray(pyeval("array.array('q', [1, -2**63])")) == [1, typemin(Int64)]
    @test PyArray(pyeval("b'\\x00\\xff'")) == UInt8[0x00, 0xff]
    @test PyArray(pyeval("buffer")) == UInt8[0x61, 0x62, 0x63]
    @test PyArray(pyeval("(ctypes.c_int * 3)(1, 2, 3)")) == Cint[1, 2, 3]
    @test PyArray(pyeval("((ctypes.c_float * 3) * 2)((1, 2, 3), (4, 5, 6))")) == Float32[1 2 3; 4 5 6]
    @test [(p.x, p.y) for p in PyArray(pyeval("pixels"))] == [(1, 2.5), (3, 4.5)]
    @test PyArray(pyeval("memoryview(b'abcdef')[::2]")) == UInt8[0x61, 0x63, 0x65]
    @test PyArray(pyeval("memoryview(bytes(range(6))).cast('B', (2, 3))")) == UInt8[0 1 2; 3 4 5]
    @test PyArray(pyeval("memoryview(array.array('d', [1, 2]))")) == [1.0, 2.0]
    # In a process of its own, no NumPy has been loaded.
    code = "using PEP3118; start_python(); " *
           "PyArray(PEP3118.pyeval(\"__import__('array').array('d', [1.5])\")) == [1.5] || exit(1); " *
           "PEP3118.pyrun(\"import sys; assert 'numpy' not in sys.modules\")"
    @test success(pipeline(`$(Base.julia_cmd()) -e $code`, stderr = stderr))
end

@testset "strided like contiguous" begin
    pyrun("a = np.arange(24, dtype='f8').reshape(2, 3, 4)")
    T = PyArray{Float64,3,Float64}
    for form in ("a", "a[:, ::-1]", "a[::-1, :, ::2]", "a.T", "a[:, :, :0]", "np.asfortranarray(a)",
                 "np.broadcast_to(a[0], (2, 3, 4))")
        x = PyArray(pyeval(form))
        @test typeof(x) === T
        pyrun("now = $form")
        @test size(x) == Tuple(parse.(Int, split(python_text("' '.join(map(str, now.shape))"))))
        expected = parse.(Float64, split(python_text("' '.join(map(str, now.ravel().tolist()))")))
        @test vec(row_major(x)) == expected
    end
    x = PyArray(pyeval("a"))
    @test x[2, 3, 4] == parse(Float64, python_text("a[1, 2, 3]"))
    @test strides(PyArray(pyeval("a[:, ::-1, ::2]"))) == (12, -4, 2)
    @test sum(x) == sum(0:23)
    @test x[:, 1, :] == [0 1 2 3; 12 13 14 15]
    @test x .+ 1 isa Array{Float64,3}
end

@testset "heterogeneous records" begin
    pyrun("""
records = np.zeros(3, [('id', '<i4'), ('pos', [('x', '>f8'), ('y', '<f4')]), ('name', 'S5'), ('v', '<u2', (2, 3))])
records['id'] = [1, 2, 3]
records['pos']['x'] = [0.5, 1.5, 2.5]
records['name'] = [b'one', b'two', b'three']
records['v'] = np.arange(18).reshape(3, 2, 3)
""")
    a = PyArray(pyeval("records"); writable = true)
    @test isbitstype(eltype(a))
    @test sizeof(eltype(a)) == parse(Int, python_text("records.itemsize"))
    @test [r.id for r in a] == [1, 2, 3]
    @test [r.pos.x for r in a] == [0.5, 1.5, 2.5]
    @test [r.name for r in a] == ["one", "two", "three"]
    @test a[2].v == [6 7 8; 9 10 11]
    @test typeof(a[1].id) === Int32 && typeof(a[1].pos.x) === Float64 && typeof(a[1].pos.y) === Float32
    R = eltype(a)
    a[1] = R(a[1]; id = 77, name = "five5")
    @test python_text("records['id'][0], records['name'][0], records['pos']['x'][0]") ==
          "(77, b'five5', 0.5)"
    # One type for each record, others for others.
    @test first_type("np.zeros(2, [('x', 'i4'), ('y', 'f8')])") !==
          first_type("np.zeros(2, [('x', 'i4'), ('z', 'f8')])")
end

@testset "same type for equal formats" begin
    pyrun("""
class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int32), ("y", ctypes.c_double)]
point = np.dtype([('x', 'i4'), ('y', 'f8')], align=True)
""")
    T = first_type("np.zeros(2, point)")
    @test T === first_type("np.zeros(5, point)[::2]")
    @test T === first_type("(Point * 2)()")
    @test T === first_type("memoryview(np.zeros(2, point))")
    @test eltype(T) === PEP3118.record_type("T{i:x:4xd:y:}")
    @test eltype(T) === PEP3118.record_type(" T{ i:x: xxxx @d:y: }")
    # C's names of one size are one type.
    @test first_type("np.zeros(1, 'l')") === first_type("np.zeros(1, 'q')")
    @test first_type("array.array('l', [1])") === first_type("array.array('q', [1])")
end

@testset "np.asarray is a view" begin
    x = [1.0 2.0 3.0; 4.0 5.0 6.0]
    show_as("x", x)
    pyrun("a = np.asarray(x)")
    @test python_text("a.tolist()") == "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]"
    @test is_true("a.flags.f_contiguous and not a.flags.owndata and a.dtype == np.float64")
    @test python_text("a.ctypes.data") == string(UInt(pointer(x)))
    x[2, 3] = 60
    @test python_text("a[1, 2]") == "60.0"
    pyrun("a[0, 1] = -2")
    @test x[1, 2] == -2
    show_as("x", PyReverseDims(x))
    pyrun("a = np.asarray(x)")
    @test python_text("a.shape, a.flags.c_contiguous") == "((3, 2), True)"
    @test python_text("a[2, 1]") == "60.0"
end

@testset "ndim 0 and NULL shape" begin
    # A NumPy scalar, a ctypes one, an array without dimensions: one item.
    @test PyArray(pyeval("np.array(2.5)"))[] == 2.5
    @test PyArray(pyeval("np.float64(2.5)"))[] == 2.5
    @test PyArray(pyeval("ctypes.c_int(7)")) isa PyArray{Int32,0}
    @test PyArray(pyeval("ctypes.c_int(7)"))[] == 7
    @test size(PyArray(pyeval("np.array(2.5)"))) == () && length(PyArray(pyeval("np.array(2.5)"))) == 1
    scalar = fill(2.5)
    show_as("scalar", scalar)
    @test python_text("np.asarray(scalar).shape, float(np.asarray(scalar))") == "((), 2.5)"
    # NULL shape: len bytes without a format, whatever the itemsize says.
    simple = PyBuffer(pyeval("array.array('d', [1.0, 2.0])"); flags = PEP3118.PyBUF_SIMPLE)
    @test PEP3118.view_of(simple).shape == C_NULL && PEP3118.view_of(simple).format == C_NULL
    @test simple.itemsize == 8 && simple.shape == [16] && simple.strides == [1]
    @test PyArray(simple) == reinterpret(UInt8, [1.0, 2.0])
    # NULL shape with a format: len / itemsize items.
    items = PyBuffer(pyeval("array.array('d', [1.0, 2.0])"); flags = PEP3118.PyBUF_FORMAT)
    @test PEP3118.view_of(items).shape == C_NULL && items.format == "d"
    @test items.shape == [2] && items.strides == [8]
    @test PyArray(items) == [1.0, 2.0]
    # NULL strides: C order.
    dense = PyBuffer(pyeval("np.arange(6).reshape(2, 3)"); flags = PEP3118.PyBUF_ND)
    @test PEP3118.view_of(dense).strides == C_NULL && dense.strides == [24, 8]
end
