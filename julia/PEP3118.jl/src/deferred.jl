# SPDX-License-Identifier: MIT
# What Julia's garbage collector gives back to Python: buffers and references.
#
# A finalizer runs wherever Julia allocates, on any thread, and must neither wait nor allocate much.
# To wait for the GIL there may be to wait for ever: its holder may be waiting for this thread to
# stop for the garbage collector.  So a finalizer gives back at once only where its thread holds
# the GIL.  Elsewhere it puts what it has on a list that the next call of Python from Julia empties
# (with_gil).  The list is linked through the memory of what is on it and changed by one atomic
# instruction, so that a finalizer in the middle of another one's change does no harm.
#
# Where Python has ended or is ending, nothing is given back: what Python owned is gone.

# A mirror of struct Py_buffer.
struct CPyBuffer
    buf::Ptr{Cvoid}
    obj::Ptr{Cvoid}
    len::Cssize_t
    itemsize::Cssize_t
    readonly::Cint
    ndim::Cint
    format::Ptr{UInt8}
    shape::Ptr{Cssize_t}
    strides::Ptr{Cssize_t}
    suboffsets::Ptr{Cssize_t}
    internal::Ptr{Cvoid}
end

# Memory of C's, at one address: exporters let `shape` point to `len` and `strides` to `itemsize`.
# A mere reference is in `reference`; `view` is then not used.
struct Held
    view::CPyBuffer
    reference::Ptr{Cvoid}
    next::Ptr{Held}
end
const REFERENCE_AT = fieldoffset(Held, 2)
const NEXT_AT = fieldoffset(Held, 3)

# `bytes` more follow it.
function new_held(bytes::Int = 0)
    held = Ptr{Held}(Libc.calloc(1, sizeof(Held) + bytes))
    held == C_NULL && throw(OutOfMemoryError())
    return held
end

const DEFERRED = Threads.Atomic{UInt}(0)  # the address of the first on the list

function defer(held::Ptr{Held})
    first = DEFERRED[]
    while true
        unsafe_store!(Ptr{UInt}(held + NEXT_AT), first)
        seen = Threads.atomic_cas!(DEFERRED, first, UInt(held))
        seen == first && return nothing
        first = seen
    end
end

# With the GIL.  No exception of Python's that is set gets lost.
function give_back(held::Ptr{Held})
    three = fetch_exception()
    reference = unsafe_load(Ptr{Ptr{Cvoid}}(held + REFERENCE_AT))
    if reference == C_NULL
        ccall(python.PyBuffer_Release[], Cvoid, (Ptr{Held},), held)
    else
        decref(reference)
    end
    Libc.free(held)
    ccall(python.PyErr_Restore[], Cvoid, (Ptr{Cvoid}, Ptr{Cvoid}, Ptr{Cvoid}), three[1][],
          three[2][], three[3][])
    return nothing
end

# With the GIL.
function release_deferred()
    DEFERRED[] == 0 && return nothing
    held = Ptr{Held}(Threads.atomic_xchg!(DEFERRED, UInt(0)))
    while held != C_NULL
        next = unsafe_load(Ptr{Ptr{Held}}(held + NEXT_AT))
        give_back(held)
        held = next
    end
end

# What is held by a Julia object that the garbage collector has found to be unused.
function give_back_from_finalizer(held::Ptr{Held})
    if !python_is_running()
        Libc.free(held)
    elseif holds_gil()
        give_back(held)
    else
        defer(held)
    end
    return nothing
end

"""
    PyReference(o::Ptr{Cvoid})

Takes over a new reference to a Python object, and gives it back when Julia has no more use for it.
"""
mutable struct PyReference
    held::Ptr{Held}
    function PyReference(o::Ptr{Cvoid})
        o == C_NULL && throw(ArgumentError("a NULL pointer is not a Python object"))
        held = new_held()
        unsafe_store!(Ptr{Ptr{Cvoid}}(held + REFERENCE_AT), o)
        return finalizer(r -> give_back_from_finalizer(r.held), new(held))
    end
end

"    pointer(r::PyReference)\n\nThe object, valid as long as `r` is in use."
Base.pointer(r::PyReference) = unsafe_load(Ptr{Ptr{Cvoid}}(r.held + REFERENCE_AT))
Base.unsafe_convert(::Type{Ptr{Cvoid}}, r::PyReference) = pointer(r)
pyset(name::AbstractString, r::PyReference) = GC.@preserve r pyset(name, pointer(r))

function Base.show(io::IO, r::PyReference)
    python_is_running() || return print(io, "PyReference(Python has ended)")
    text = with_gil() do
        take_text(ccall(python.PyObject_Repr[], Ptr{Cvoid}, (Ptr{Cvoid},), r))
    end
    print(io, "PyReference(", text, ")")
end
