# SPDX-License-Identifier: MIT
# A Julia array as a Python object with a buffer.
#
# Python's memory management holds the Julia array: an `Exported` is on a list that Julia's garbage
# collector sees, from the making of its Python object to that object's end.  Every buffer holds a
# reference to the object, so that no slot for released buffers is needed.
#
# The list is changed with the GIL only, by a few assignments that allocate nothing: no finalizer,
# which may end such an object, can run in their middle.

"""
    PyReverseDims(a)

For `JuliaArray(PyReverseDims(a))`: the same memory with the dimensions in reverse order, so that an
`Array` is in C order for Python.
"""
struct PyReverseDims{A<:AbstractArray}
    array::A
end

# What a Python object shows.  Everything that a Py_buffer points to is in here.
mutable struct Exported
    owner::Any                # whose memory it is; a PyBuffer is nobody else's
    data::Ptr{Cvoid}
    itemsize::Int
    len::Int
    readonly::Bool
    format::String
    shape::Vector{Cssize_t}
    strides::Vector{Cssize_t}
    is_c_contiguous::Bool
    is_f_contiguous::Bool
    previous::Union{Exported,Nothing}
    next::Union{Exported,Nothing}
end

mutable struct ExportedList
    first::Union{Exported,Nothing}
end
const EXPORTED = ExportedList(nothing)

function link!(e::Exported)
    first = EXPORTED.first
    e.next = first
    first === nothing || (first.previous = e)
    EXPORTED.first = e
    return nothing
end

function unlink!(e::Exported)
    before, after = e.previous, e.next
    before === nothing ? (EXPORTED.first = after) : (before.next = after)
    after === nothing || (after.previous = before)
    return nothing
end

# ---- The slots -----------------------------------------------------------------------------------
#
# They are called by Python on a thread that holds the GIL.  Nothing is thrown into Python.

const OBJECT_TYPE = Ref(C_NULL)    # for this process: its Python is not started twice
const EXPORTED_AT = Ref(0)         # bytes from a Python object's start to its own memory

exported_in(self::Ptr{Cvoid}) = Ptr{Ptr{Cvoid}}(self + EXPORTED_AT[])

function refuse(view::Ptr{CPyBuffer}, type::Symbol, reason::String)
    set_pointer!(view, 2, C_NULL)
    set_exception(type, reason)
    return Cint(-1)
end
set_pointer!(view::Ptr{CPyBuffer}, field, p) =
    unsafe_store!(Ptr{Ptr{Cvoid}}(view + fieldoffset(CPyBuffer, field)), p)

# Why a consumer with these flags cannot have the memory; "" where it can.
function refusal(e::Exported, flags::Integer)
    asks(wanted) = flags & wanted == wanted
    is_contiguous = e.is_c_contiguous || e.is_f_contiguous
    asks(PyBUF_WRITABLE) && e.readonly && return "the memory is read-only"
    asks(PyBUF_C_CONTIGUOUS) && !e.is_c_contiguous &&
        return "the items are not in C order without gaps"
    asks(PyBUF_F_CONTIGUOUS) && !e.is_f_contiguous &&
        return "the items are not in Fortran order without gaps"
    asks(PyBUF_ANY_CONTIGUOUS) && !is_contiguous && return "the items are not contiguous"
    asks(PyBUF_STRIDES) || e.is_c_contiguous ||
        return "the items are not in C order: ask with PyBUF_STRIDES"
    asks(PyBUF_FORMAT) && !asks(PyBUF_ND) && return "a format without a shape: ask with PyBUF_ND"
    return ""
end

# What was not asked for is NULL.
function view_for(e::Exported, self::Ptr{Cvoid}, flags::Integer)
    asks(wanted) = flags & wanted == wanted
    ndim = length(e.shape)
    return CPyBuffer(e.data, self, e.len, e.itemsize, e.readonly, asks(PyBUF_ND) ? ndim : 1,
                     asks(PyBUF_FORMAT) ? pointer(e.format) : C_NULL,
                     asks(PyBUF_ND) && ndim > 0 ? pointer(e.shape) : C_NULL,
                     asks(PyBUF_STRIDES) && ndim > 0 ? pointer(e.strides) : C_NULL, C_NULL, C_NULL)
end

function get_buffer(self::Ptr{Cvoid}, view::Ptr{CPyBuffer}, flags::Cint)::Cint
    try
        e = unsafe_pointer_to_objref(unsafe_load(exported_in(self)))::Exported
        reason = refusal(e, flags)
        isempty(reason) || return refuse(view, :PyExc_BufferError, reason)
        unsafe_store!(view, view_for(e, self, flags))
        incref(self)
        return Cint(0)
    catch
        return refuse(view, :PyExc_SystemError, "Julia failed to show its array")
    end
end

function free_object(self::Ptr{Cvoid})::Cvoid
    try
        exported = unsafe_load(exported_in(self))
        owner = nothing
        if exported != C_NULL
            e = unsafe_pointer_to_objref(exported)::Exported
            owner = e.owner
            unlink!(e)
        end
        # An object holds a reference to a type that was made at run time; the call gives another.
        type = ccall(python.PyObject_Type[], Ptr{Cvoid}, (Ptr{Cvoid},), self)
        ccall(python.PyObject_Free[], Cvoid, (Ptr{Cvoid},), self)
        decref(type)
        decref(type)
        owner isa PyBuffer && release!(owner)
    catch
        # The array stays: better than to end it while it may be in use.
    end
    return nothing
end

# ---- The type ------------------------------------------------------------------------------------

struct CTypeSlot
    slot::Cint
    function_pointer::Ptr{Cvoid}
end
struct CTypeSpec
    name::Ptr{UInt8}
    basicsize::Cint
    itemsize::Cint
    flags::Cuint
    slots::Ptr{CTypeSlot}
end
const SLOT_GETBUFFER, SLOT_DEALLOC, SLOT_DOC = 1, 52, 56
const DISALLOW_INSTANTIATION = 1 << 7

const TYPE_NAME = "PEP3118.JuliaArray"
const TYPE_DOC = "A Julia array, as a buffer."

# Bytes of a plain `object`.
function object_size()
    variable = Libdl.dlsym(global_handle(), :PyBaseObject_Type)
    size = check_reference(attribute(variable, "__basicsize__"))
    bytes = ccall(python.PyLong_AsSsize_t[], Cssize_t, (Ptr{Cvoid},), size)
    decref(size)
    return Int(bytes)
end

# Python keeps the pointer to the name: it is a constant of this package.
function make_type()
    EXPORTED_AT[] = object_size()
    slots = [CTypeSlot(SLOT_GETBUFFER, @cfunction(get_buffer, Cint,
                                                  (Ptr{Cvoid}, Ptr{CPyBuffer}, Cint))),
             CTypeSlot(SLOT_DEALLOC, @cfunction(free_object, Cvoid, (Ptr{Cvoid},))),
             CTypeSlot(SLOT_DOC, pointer(TYPE_DOC)), CTypeSlot(0, C_NULL)]
    GC.@preserve slots begin
        spec = CTypeSpec(pointer(TYPE_NAME), EXPORTED_AT[] + sizeof(Ptr), 0, DISALLOW_INSTANTIATION,
                         pointer(slots))
        return check_reference(ccall(python.PyType_FromSpec[], Ptr{Cvoid}, (Ref{CTypeSpec},), spec))
    end
end

object_type() = OBJECT_TYPE[] == C_NULL ? (OBJECT_TYPE[] = make_type()) : OBJECT_TYPE[]

# ---- Arrays --------------------------------------------------------------------------------------

# Julia's arrays in memory, as (pointer to the first item, strides in bytes, who owns the memory).
#
# The memory of a PyArray is held once more, since release! gives back the array's own buffer.
function memory_of(a::PyArray{T,N,T}) where {T,N}
    a.has_objects &&
        throw(ArgumentError("the items hold Python objects, whose references Julia does not count: " *
                            "show the object itself"))
    return Ptr{Cvoid}(pointer(a)), bytestrides(a), PyBuffer(acquire_again(a.buffer), getfield(a.buffer, :asked))
end
memory_of(a::PyArray{T,N,S}) where {T,N,S} =
    throw(ArgumentError("the items are stored as $S, which is no array of $T"))
memory_of(a::StridedArray) = strided_memory(a)
memory_of(a::PermutedDimsArray{T,N,P,Q,<:StridedArray}) where {T,N,P,Q} = strided_memory(a)
memory_of(a::AbstractArray) =
    throw(ArgumentError("a $(typeof(a)) is not an array in memory: collect(a) is one"))

function strided_memory(a::AbstractArray{T}) where {T}
    keep_in_place(root(a))
    return Ptr{Cvoid}(pointer(a)), map(step -> step * sizeof(T), strides(a)), a
end

root(a::Array) = a
root(a::AbstractArray) = parent(a) === a ? a : root(parent(a))

# An array that has been reshaped once is not moved by push!, which is an error from then on; from
# Julia 1.11 on, push! moves to other memory and leaves this one.
keep_in_place(a::Array) = (reshape(a, size(a)..., 1); nothing)
keep_in_place(a::AbstractArray) = nothing

is_contiguous(shape, strides, itemsize, order) =
    any(iszero, shape) || begin
        step = itemsize
        good = true
        for k in order
            good &= shape[k] == 1 || strides[k] == step
            step *= shape[k]
        end
        good
    end

function exported(a::AbstractArray{T}, readonly::Bool, reversed::Bool) where {T}
    isbitstype(T) || throw(ArgumentError("$T is not a plain type: Python cannot see its fields"))
    sizeof(T) > 0 || throw(ArgumentError("a $T has no bytes"))
    ndims(a) <= MAX_NDIM ||
        throw(ArgumentError("the array has $(ndims(a)) dimensions, and a buffer has $MAX_NDIM at most"))
    format = format_of(T)
    data, steps, owner = memory_of(a)
    shape, strides = collect(Cssize_t, size(a)), collect(Cssize_t, steps)
    reversed && (reverse!(shape); reverse!(strides))
    dims = 1:length(shape)
    return Exported(owner, data, sizeof(T), length(a) * sizeof(T), readonly, format, shape, strides,
                    is_contiguous(shape, strides, sizeof(T), reverse(dims)),
                    is_contiguous(shape, strides, sizeof(T), dims), nothing, nothing)
end

export_memory(e::Exported) = with_gil() do
    type = object_type()
    # Zeroed; holds a reference to the type.
    self = check_reference(ccall(python.PyType_GenericAlloc[], Ptr{Cvoid}, (Ptr{Cvoid}, Cssize_t),
                                 type, 0))
    link!(e)
    unsafe_store!(exported_in(self), pointer_from_objref(e))
    return self
end

"""
    JuliaArray(a; readonly = false)
    JuliaArray(PyReverseDims(a); readonly = false)

A new reference to a Python object whose buffer is the memory of `a`: `np.asarray` of it is a view,
with the fields of a struct by name.  `a` is an array of numbers or plain structs, a view of one, or
a reshaped or permuted one; its indices keep their order, so that an `Array` is in Fortran order for
Python.

A `PyArray` that is read-only is shown read-only, and `readonly = false` is an error.

The array lives as long as the object and any view of it, and so does the memory of a `PyArray`, whatever
becomes of the array itself.  It keeps its size: `push!` and `resize!`
of it are errors from now on.

Python threads that Julia does not know must not touch the object before Julia 1.9: taking or giving
back a buffer there ends the process (docs/julia.md).  Views of it, once taken, are Python's own.
"""
JuliaArray(a::AbstractArray; readonly::Bool = is_readonly(a)) = show_array(a, readonly, false)
JuliaArray(a::PyReverseDims; readonly::Bool = is_readonly(a.array)) = show_array(a.array, readonly, true)

function show_array(a, readonly, reversed)
    !readonly && is_readonly(a) &&
        throw(ArgumentError("the array is read-only; PyArray(o, writable = true) is not, nor is a copy"))
    return export_memory(exported(a, readonly, reversed))
end

is_readonly(a::PyArray) = !a.writable
is_readonly(a::Base.CodeUnits) = true  # a String's bytes
is_readonly(a::AbstractArray) = parent(a) === a ? false : is_readonly(parent(a))
