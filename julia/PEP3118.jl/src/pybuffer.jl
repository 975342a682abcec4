# SPDX-License-Identifier: MIT
# One Py_buffer, released exactly once.

const PyBUF_SIMPLE = 0x0000
const PyBUF_WRITABLE = 0x0001
const PyBUF_FORMAT = 0x0004
const PyBUF_ND = 0x0008
const PyBUF_STRIDES = 0x0010 | PyBUF_ND
const PyBUF_C_CONTIGUOUS = 0x0020 | PyBUF_STRIDES
const PyBUF_F_CONTIGUOUS = 0x0040 | PyBUF_STRIDES
const PyBUF_ANY_CONTIGUOUS = 0x0080 | PyBUF_STRIDES
const PyBUF_INDIRECT = 0x0100 | PyBUF_STRIDES
const PyBUF_FULL_RO = PyBUF_INDIRECT | PyBUF_FORMAT
const PyBUF_FULL = PyBUF_FULL_RO | PyBUF_WRITABLE

"""
    PyBuffer(o::Ptr{Cvoid}; writable = false)
    PyBuffer(o::PyReference; ...)

The buffer of a Python object.  The exporter's memory stays where it is until `release!` or until
Julia has no more use for the buffer.  A `PythonError` where the object has no buffer or refuses it.
`flags`, a sum of `PEP3118.PyBUF_...`, asks for something else than everything.

Properties are the members of Py_buffer, with the meaning of a NULL in its place: `buf`, `obj`
(borrowed), `len`, `itemsize`, `readonly`, `ndim`, `format` (`"B"` for NULL), `shape` (empty when
`ndim` is 0; one dimension where it is NULL), `strides` (bytes; C order where they are NULL),
`suboffsets` (`nothing` where no pointers are to be followed).
"""
mutable struct PyBuffer
    held::Ptr{Held}  # C_NULL once it is released
    asked::Int       # with these flags
    function PyBuffer(o::Ptr{Cvoid}; writable::Bool = false,
                      flags::Integer = writable ? PyBUF_FULL : PyBUF_FULL_RO)
        o == C_NULL && throw(ArgumentError("a NULL pointer is not a Python object"))
        return finalizer(finalize_buffer, new(acquire(o, flags), flags))
    end
    # Takes over a buffer that was acquired with these flags.
    PyBuffer(held::Ptr{Held}, flags::Integer) = finalizer(finalize_buffer, new(held, flags))
    # Memory of our own, with no exporter: (the buffer, its memory, which is part of it).
    function PyBuffer(bytes::Int)
        held = new_held(bytes)
        return finalizer(finalize_buffer, new(held, PyBUF_FULL)), Ptr{Cvoid}(held + sizeof(Held))
    end
end
PyBuffer(o::PyReference; options...) = GC.@preserve o PyBuffer(pointer(o); options...)

function acquire(o::Ptr{Cvoid}, flags::Integer)
    held = new_held()
    try
        with_gil() do
            check_zero(ccall(python.PyObject_GetBuffer[], Cint, (Ptr{Cvoid}, Ptr{Held}, Cint), o,
                             held, flags))
        end
    catch
        Libc.free(held)
        rethrow()
    end
    return held
end

# The same memory once more, for what is to outlive `b`.
function acquire_again(b::PyBuffer)
    view = view_of(b)
    view.obj == C_NULL && throw(ArgumentError("the memory has no exporter"))
    held = GC.@preserve b acquire(view.obj, getfield(b, :asked))
    again = unsafe_load(Ptr{CPyBuffer}(held))
    if (again.buf, again.len) != (view.buf, view.len)
        with_gil(() -> give_back(held))
        throw(BufferError("moved", "the exporter shows other memory when it is asked again"))
    end
    return held
end

held(b::PyBuffer) = getfield(b, :held)
is_released(b::PyBuffer) = held(b) == C_NULL

function finalize_buffer(b::PyBuffer)
    is_released(b) || give_back_from_finalizer(held(b))
    return nothing
end

"""
    release!(b)

Gives the memory of a `PyBuffer` or `PyArray` back to its exporter; nothing where that has happened.
Whatever reads or writes an array of that buffer is an error afterwards, its size and views of it
included.  What has a pointer into the memory is not: `pointer(a)` is yours to keep valid.  An
`unsafe_array` and what `JuliaArray` shows have a buffer of their own.
"""
function release!(b::PyBuffer)
    is_released(b) && return nothing
    with_gil() do
        mine = held(b)
        setfield!(b, :held, Ptr{Held}(C_NULL))
        mine == C_NULL || give_back(mine)
    end
    return nothing
end
Base.close(b::PyBuffer) = release!(b)
Base.isopen(b::PyBuffer) = !is_released(b)

"    view_of(b)\n\nThe Py_buffer as its exporter filled it, NULLs included."
function view_of(b::PyBuffer)
    is_released(b) && throw_released()
    return GC.@preserve b unsafe_load(Ptr{CPyBuffer}(held(b)))
end
@noinline throw_released() = throw(BufferError("released", "the buffer was released"))

# What was not asked for writing is not written, whatever its exporter says of it.
asked_to_write(b::PyBuffer) = getfield(b, :asked) & PyBUF_WRITABLE != 0

const BUFFER_PROPERTIES = (:buf, :obj, :len, :itemsize, :readonly, :ndim, :format, :shape, :strides,
                           :suboffsets)
Base.propertynames(::PyBuffer, private::Bool = false) = BUFFER_PROPERTIES

function Base.getproperty(b::PyBuffer, name::Symbol)
    view = view_of(b)
    name === :buf && return view.buf
    name === :obj && return view.obj
    name === :len && return Int(view.len)
    name === :itemsize && return Int(view.itemsize)
    name === :readonly && return view.readonly != 0
    name === :ndim && return Int(view.ndim)
    name === :format && return GC.@preserve b format_text(view)
    name === :shape && return collect(geometry_of(b).shape)
    name === :strides && return collect(geometry_of(b).strides)
    if name === :suboffsets
        geometry = geometry_of(b)
        return geometry.indirect ? collect(geometry.suboffsets) : nothing
    end
    throw(ArgumentError("a PyBuffer has no $name; it has $(join(BUFFER_PROPERTIES, ", "))"))
end

format_text(view::CPyBuffer) = view.format == C_NULL ? "B" : unsafe_string(view.format)

function Base.show(io::IO, b::PyBuffer)
    is_released(b) && return print(io, "PyBuffer(released)")
    print(io, "PyBuffer(format = ", repr(b.format), ", itemsize = ", b.itemsize, ", shape = ",
          b.shape, b.readonly ? ", read-only)" : ")")
end
