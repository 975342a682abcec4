# SPDX-License-Identifier: MIT
# One Py_buffer: asked for, read, given back once.

include("support.jl")

@testset "an object without a buffer" begin
    e = thrown(() -> PyBuffer(pyeval("object()")), PythonError)
    @test e.type == "TypeError" && occursin("'object'", e.message)
    @test sprint(showerror, e) == "PythonError: TypeError: " * e.message
    @test thrown(() -> PyBuffer(pyeval("b'ab'"); writable = true), PythonError).type == "BufferError"
    @test_throws ArgumentError PyBuffer(C_NULL)
    @test with_gil(() -> ccall(PEP3118.python.PyErr_Occurred[], Ptr{Cvoid}, ())) == C_NULL
end

@testset "exceptions" begin
    e = thrown(() -> pyeval("1 / 0"), PythonError)
    @test (e.type, e.message) == ("ZeroDivisionError", "division by zero")
    @test thrown(() -> pyrun("raise KeyError"), PythonError).message == ""
    @test thrown(() -> pyrun("def f(:"), PythonError).type == "SyntaxError"
    # An exception that cannot say what it is, and text that is no Unicode.
    pyrun("""
class Bad(Exception):
    def __str__(self):
        raise RuntimeError
""")
    @test thrown(() -> pyrun("raise Bad"), PythonError).message == "?"
    @test thrown(() -> pyrun("raise ValueError('\\udc80ä')"), PythonError).message == "\\udc80ä"
    @test thrown(() -> pyeval("unknown_name"), PythonError).type == "NameError"
end

@testset "members" begin
    b = PyBuffer(pyeval("np.zeros((2, 3), '>i2')[:, ::-1]"); writable = true)
    view = PEP3118.view_of(b)
    @test sizeof(PEP3118.CPyBuffer) == 80  # struct Py_buffer of a 64-bit CPython
    @test b.buf == view.buf != C_NULL && b.obj == view.obj != C_NULL
    @test (b.len, b.itemsize, b.ndim, b.format, b.readonly) == (12, 2, 2, ">h", false)
    @test b.shape == [2, 3] && b.strides == [6, -2] && b.suboffsets === nothing
    @test propertynames(b) == (:buf, :obj, :len, :itemsize, :readonly, :ndim, :format, :shape,
                               :strides, :suboffsets)
    @test_throws ArgumentError b.size
    @test sprint(show, b) == "PyBuffer(format = \">h\", itemsize = 2, shape = [2, 3])"
    @test PyBuffer(pyeval("b'ab'")).readonly
    # A format that has no layout: the numbers are there.
    bad = PyBuffer(pyeval("np.zeros(2, 'M8[s]').view('V8')"))
    @test bad.shape == [2] && bad.itemsize == 8
end

# In functions, so that nothing in a test's frame keeps what is garbage.
buffer_of(name) = PyBuffer(pyeval(name))

@testset "released once" begin
    pyrun("class Owner(bytearray): pass\nowner = Owner(8)")
    before = count_of("owner")
    b = buffer_of("owner")
    collect_garbage()
    @test count_of("owner") == before + 1
    @test thrown(() -> pyrun("owner.append(1)"), PythonError).type == "BufferError"
    release!(b)
    release!(b)
    close(b)
    @test !isopen(b) && count_of("owner") == before
    pyrun("owner.append(1)")
    @test thrown(() -> b.shape, PEP3118.BufferError).kind == "released"
    @test sprint(show, b) == "PyBuffer(released)"
    finalize(b)
    @test count_of("owner") == before
end

make_buffers(n) = (foreach(_ -> PyBuffer(pyeval("owner")), 1:n); nothing)
make_arrays(n) = (foreach(_ -> PyArray(pyeval("owner"))[1], 1:n); nothing)
make_and_fail(n) = for _ in 1:n
    thrown(() -> PyArray{Float64,1}(pyeval("owner")), PEP3118.BufferError)
end

@testset "finalizers" begin
    pyrun("owner = bytearray(8)")
    before = count_of("owner")
    for make in (make_buffers, make_arrays, make_and_fail)
        make(50)
        collect_garbage()
        @test count_of("owner") == before
    end
    pyrun("owner.append(1)")
    # An exception that is set when a finalizer runs stays.
    make_buffers(1)
    with_gil() do
        PEP3118.set_exception(:PyExc_KeyError, "kept")
        GC.gc()
        @test PEP3118.python_error().message == "'kept'"
    end
    collect_garbage()
    @test count_of("owner") == before
end

@testset "what another thread must give back waits" begin
    pyrun("owner = bytearray(8)")
    before = count_of("owner")
    # Without the GIL: this thread lets it go while garbage is collected.
    make_buffers(3)
    save = PEP3118.CFunction(:PyEval_SaveThread)
    restore = PEP3118.CFunction(:PyEval_RestoreThread)
    state = ccall(save[], Ptr{Cvoid}, ())
    @test !PEP3118.holds_gil()
    GC.gc()
    GC.gc()
    ccall(restore[], Cvoid, (Ptr{Cvoid},), state)
    @test PEP3118.holds_gil()
    waiting = PEP3118.DEFERRED[] != 0
    @test waiting
    @test count_of("owner") == before  # the call of Python gave it back
    @test PEP3118.DEFERRED[] == 0
end

@testset "references" begin
    pyrun("owner = object()")
    before = count_of("owner")
    r = pyeval("owner")
    @test pointer(r) != C_NULL && count_of("owner") == before + 1
    r = nothing
    collect_garbage()
    @test count_of("owner") == before
    @test_throws ArgumentError PyReference(C_NULL)
end
