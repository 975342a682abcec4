# SPDX-License-Identifier: MIT
# A Python buffer as a Julia array.

"""
    PyArray(o::Ptr{Cvoid}; writable = false, dialect = "auto")
    PyArray(b::PyBuffer; dialect = "auto")
    PyArray{T,N}(o; ...)
    PyArray{T}(o; ...)

The items of a Python object's buffer, without a copy.  The element type is found from the format of
the buffer: a number, or a struct for a record (`PEP3118.record_type`).  Contiguous, strided and
reversed memory give the same type.

Indices are Python's, from 1 and in the same order: `a[i, j]` is `a[i-1, j-1]` in Python.

`PyArray{T,N}` is that type or an error with every difference, `PyArray{T}` the same with any number of
dimensions; a struct of your own is also a `T` if
its fields have the format's names, types and places; for a `?` it has a `PEP3118.Boolean`, since a `Bool`
of any other byte than 0 and 1 is no valid value.

`PyArray{T,N,S}`: values of type `T`, stored as an `S`; the two differ where the bytes are not Julia's
(`BigEndian{Int32,4}`).  `writable = true` asks the exporter for memory that may be written, and without
it `a[i] = x` is an error.  So it is where an item holds Python objects (`O`): they are read as pointers,
and Julia does not count their references.  `dialect` says who wrote the format, where that is in doubt.

The memory is held until Julia has no more use for the array; `release!(a)` and
`PyArray(f, o)`, which calls `f(a)`, give it back earlier.
"""
struct PyArray{T,N,S} <: AbstractArray{T,N}
    data::Ptr{S}              # the item at index 1, ..., 1
    dims::NTuple{N,Int}
    steps::NTuple{N,Int}      # bytes
    writable::Bool
    has_objects::Bool
    buffer::PyBuffer
    function PyArray{T,N,S}(data::Ptr{S}, dims::NTuple{N,Int}, steps::NTuple{N,Int}, writable::Bool,
                            has_objects::Bool, buffer::PyBuffer) where {T,N,S}
        valuetype(S) === T || throw(ArgumentError("an $S is no storage of $T"))
        return new{T,N,S}(data, dims, steps, writable, has_objects, buffer)
    end
end

# ---- Making one ----------------------------------------------------------------------------------

function PyArray(b::PyBuffer; dialect::AbstractString = "auto")
    items = describe_items(b; dialect = dialect)
    return array_of(record_type(items.layout), b, items)
end

function array_of(::Type{S}, b::PyBuffer, items::Items) where {S}
    geometry = items.geometry
    N = length(geometry.shape)
    geometry.indirect &&
        throw(BufferError("indirect", "the items are behind pointers (suboffsets), which a " *
                                      "PyArray does not follow: copy them in Python"))
    sizeof(S) == geometry.itemsize ||
        throw(BufferError("itemsize", "$S has $(sizeof(S)) bytes, and an item has " *
                                      "$(geometry.itemsize)"))
    objects = has_objects(items.layout)
    writable = asked_to_write(b) && !geometry.readonly && !objects
    return PyArray{valuetype(S),N,S}(Ptr{S}(geometry.data), Tuple(geometry.shape),
                                     Tuple(geometry.strides), writable, objects, b)
end

# A buffer that nothing uses is given back at once, and not when Julia finds out.
function with_buffer(make, o; writable)
    b = PyBuffer(o; writable = writable)
    try
        return make(b)
    catch
        release!(b)
        rethrow()
    end
end

const PyObjectPointer = Union{Ptr{Cvoid},PyReference}

PyArray(o::PyObjectPointer; writable::Bool = false, dialect::AbstractString = "auto") =
    with_buffer(b -> PyArray(b; dialect = dialect), o; writable = writable)

function PyArray(f::Function, o::PyObjectPointer; options...)
    a = PyArray(o; options...)
    try
        return f(a)
    finally
        release!(a)
    end
end

function PyArray{T}(o::PyObjectPointer; writable::Bool = false, dialect::AbstractString = "auto") where {T}
    with_buffer(b -> PyArray{T}(b; dialect = dialect), o; writable = writable)
end
PyArray{T}(b::PyBuffer; dialect::AbstractString = "auto") where {T} =
    array_of_type(T, b, describe_items(b; dialect = dialect))

function PyArray{T,N}(o::PyObjectPointer; writable::Bool = false,
                      dialect::AbstractString = "auto") where {T,N}
    with_buffer(b -> PyArray{T,N}(b; dialect = dialect), o; writable = writable)
end

function PyArray{T,N}(b::PyBuffer; dialect::AbstractString = "auto") where {T,N}
    items = describe_items(b; dialect = dialect)
    ndim = length(items.geometry.shape)
    ndim == N || throw(BufferError("ndim", "the buffer has $ndim dimensions, and $N are needed"))
    return array_of_type(T, b, items)::PyArray{T,N}
end

function array_of_type(::Type{T}, b, items) where {T}
    S = record_type(items.layout)
    valuetype(S) === T || (S = own_type(T, S, b, items))
    return array_of(S, b, items)
end

# `T` itself, if the items have its format.
function own_type(::Type{T}, S, b, items) where {T}
    format = isbitstype(T) ? format_or_nothing(T) : nothing
    format === nothing &&
        throw(BufferError("mismatch", "the items are $S with values of type $(valuetype(S)), not $T"))
    expected = layout_of(format; itemsize = sizeof(T), dialect = "pep3118")
    check_items(b, items.format, items.dialect, expected, SAME_NAMES)
    bool = bool_in(T)
    bool === nothing ||
        throw(BufferError("bool", "$bool is a Bool, which is valid with the bytes 0 and 1 only, and Python's " *
                                  "memory may have others: make it a PEP3118.Boolean"))
    return T
end

# The first Bool in a struct, or nothing.
function bool_in(@nospecialize(T))
    for i in 1:fieldcount(T)
        F = fieldtype(T, i)
        F === Bool && return "the field `$(fieldname(T, i))` of $T"
        inner = bool_in(F)
        inner === nothing || return inner
        T <: NTuple && return nothing  # they are all alike
    end
    return nothing
end

function format_or_nothing(::Type{T}) where {T}
    try
        return format_of(T)
    catch e
        e isa ArgumentError ? nothing : rethrow()
    end
end

# ---- As an array ---------------------------------------------------------------------------------

Base.size(a::PyArray) = (check_open(a); a.dims)
# By the number of dimensions, not by whether the memory is contiguous: contiguous and strided arrays are
# one type, so that code is compiled once, and the style belongs to the type.  One index into several
# dimensions would have to be divided for the strides; in one dimension it is the index itself.
Base.IndexStyle(::Type{<:PyArray{T,1}}) where {T} = IndexLinear()
Base.IndexStyle(::Type{<:PyArray}) = IndexCartesian()

@generated function bytes_to(index::NTuple{N,Int}, steps::NTuple{N,Int}) where {N}
    terms = [:((index[$k] - 1) * steps[$k]) for k in 1:N]
    return Expr(:block, Expr(:meta, :inline), isempty(terms) ? 0 : foldl((x, y) -> :($x + $y), terms))
end
@inline address(a::PyArray{T,N}, index::NTuple{N,Int}) where {T,N} =
    a.data + bytes_to(index, a.steps)

@inline function check_open(a::PyArray)
    is_released(a.buffer) && throw_released()
    return nothing
end

@noinline function throw_read_only(a)
    a.has_objects &&
        throw(BufferError("object", "the items hold Python objects, whose references Julia does not " *
                                    "count: assign them in Python"))
    throw(BufferError("read-only", view_of(a.buffer).readonly != 0 ? "the memory is read-only" :
                                   "the memory was not asked for writing: PyArray(o, writable = true)"))
end

# Whether the buffer is released is asked at every item, inside `@inbounds` too: that is where views
# and Base's own functions read, and a released array would show them what is no longer Python's.
#
# The buffer is kept while its memory is used, even where nothing else of the array is.
Base.@propagate_inbounds function Base.getindex(a::PyArray{T,N}, index::Vararg{Int,N}) where {T,N}
    @boundscheck checkbounds(a, index...)
    check_open(a)
    buffer = a.buffer
    return GC.@preserve buffer load(unsafe_load(address(a, index)))
end

# Loops over items go from address to address: no index is compared with the bounds.
@inline function item_at(a::PyArray{T,N,S}, at::Ptr{S}) where {T,N,S}
    check_open(a)
    buffer = a.buffer
    return GC.@preserve buffer load(unsafe_load(at))
end
@inline function Base.iterate(a::PyArray{T,N}) where {T,N}
    isempty(a) && return nothing
    return item_at(a, a.data), (a.data, ntuple(_ -> 1, Val(N)))
end
@inline function Base.iterate(a::PyArray, (at, index))
    next = next_item(at, index, a.dims, a.steps)
    next === nothing && return nothing
    return item_at(a, next[1]), next
end

# (Address, index) of the item after that at `index`, or nothing.
@inline next_item(at, ::Tuple{}, ::Tuple{}, ::Tuple{}) = nothing
@inline function next_item(at, index::Tuple, dims::Tuple, steps::Tuple)
    i, tail = index[1], Base.tail
    i < dims[1] && return at + steps[1], (i + 1, tail(index)...)
    rest = next_item(at - (i - 1) * steps[1], tail(index), tail(dims), tail(steps))
    rest === nothing && return nothing
    return rest[1], (1, rest[2]...)
end

Base.@propagate_inbounds function Base.setindex!(a::PyArray{T,N,S}, value,
                                                 index::Vararg{Int,N}) where {T,N,S}
    a.writable || throw_read_only(a)
    @boundscheck checkbounds(a, index...)
    check_open(a)
    stored = store(S, value)
    buffer = a.buffer
    GC.@preserve buffer store_members!(address(a, index), stored)
    return a
end

release!(a::PyArray) = release!(a.buffer)
Base.close(a::PyArray) = release!(a)
Base.isopen(a::PyArray) = isopen(a.buffer)

# ---- As memory -----------------------------------------------------------------------------------

"    bytestrides(a)\n\nThe bytes from item to item in each dimension: 0 or negative ones are allowed."
bytestrides(a::PyArray) = a.steps

function Base.strides(a::PyArray{T,N,S}) where {T,N,S}
    all(step -> step % sizeof(S) == 0, a.steps) ||
        throw(ArgumentError("the items are $(a.steps) bytes apart, which are no whole items of " *
                            "$(sizeof(S)) bytes: use bytestrides"))
    return map(step -> step ÷ sizeof(S), a.steps)
end
Base.stride(a::PyArray, dim::Integer) = dim <= ndims(a) ? strides(a)[dim] : length(a)
Base.elsize(::Type{<:PyArray{T,N,S}}) where {T,N,S} = sizeof(S)

"    pointer(a::PyArray)\n\nThe first item's address; valid as long as `a` is in use."
Base.pointer(a::PyArray) = (check_open(a); a.data)
Base.pointer(a::PyArray, i::Integer) = (check_open(a); address(a, Tuple(CartesianIndices(a)[i])))
Base.unsafe_convert(::Type{Ptr{T}}, a::PyArray{T,N,T}) where {T,N} = pointer(a)

"    reversedims(a::PyArray)\n\nThe same memory with the dimensions in reverse order."
reversedims(a::PyArray{T,N,S}) where {T,N,S} =
    PyArray{T,N,S}(a.data, reverse(a.dims), reverse(a.steps), a.writable, a.has_objects, a.buffer)

function is_column_major(a::PyArray{T,N,S}) where {T,N,S}
    step = sizeof(S)
    for k in 1:N
        a.dims[k] == 1 || a.steps[k] == step || isempty(a) || return false
        step *= a.dims[k]
    end
    return true
end

"""
    unsafe_array(a::PyArray)

An `Array` in the same memory, which it holds by a buffer of its own as long as it is in use.  Needs
writable memory that is aligned and contiguous in Julia's order (the first index runs fastest); for
memory in C order, `unsafe_array(reversedims(a))`.

To assign an item of that Array writes all its bytes, those of holes included, which `a[i] = x` leaves
alone; in a view of some fields (`a[["x", "z"]]` in Python) the holes are the other fields.
"""
function unsafe_array(a::PyArray{T,N,S}) where {T,N,S}
    check_open(a)
    S === T || throw(ArgumentError("the items are stored as $S: an Array would hold that, not $T"))
    a.writable || throw_read_only(a)
    is_column_major(a) ||
        throw(ArgumentError("the items are not contiguous in Julia's order" *
                            (is_column_major(reversedims(a)) ? ": use reversedims(a)" : "")))
    alignment = Base.datatype_alignment(T)
    UInt(a.data) % alignment == 0 ||
        throw(ArgumentError("the items are not aligned to $alignment bytes"))
    isempty(a) && return Array{T,N}(undef, a.dims)
    array = unsafe_wrap(Array, a.data, a.dims)
    hold_while_used(array, a.buffer)
    return array
end

# From Julia 1.11 on arrays share a Memory, which lives as long as any of them.
owner_of_memory(array::Array) =
    VERSION >= v"1.11-" ? getfield(getfield(array, :ref), :mem) : array

# (That the finalizer holds `buffer` itself would not do: the collector finds a buffer unused that is
# used by finalizers alone.)
function hold_while_used(array::Array, buffer::PyBuffer)
    held = acquire_again(buffer)
    finalizer(_ -> give_back_from_finalizer(held), owner_of_memory(array))
    return nothing
end

# ---- Sharing memory ------------------------------------------------------------------------------

# Julia copies the source of an assignment that may overlap its destination, which it knows by these
# numbers.  Any two arrays over Python's memory may, once they are inside views or the like.
const PYTHON_MEMORY = UInt(0x50594d454d)
Base.dataids(a::PyArray) = (PYTHON_MEMORY, UInt(byte_range(a)[1]))
function Base.unaliascopy(a::PyArray{T,N,S}) where {T,N,S}
    buffer, memory = PyBuffer(length(a) * sizeof(S))
    steps = ntuple(k -> sizeof(S) * prod(a.dims[1:k-1]), N)
    copied = PyArray{T,N,S}(Ptr{S}(memory), a.dims, steps, true, a.has_objects, buffer)
    GC.@preserve a copied for i in CartesianIndices(a)
        unsafe_store!(address(copied, Tuple(i)), unsafe_load(address(a, Tuple(i))))
    end
    return copied
end

# The first byte, and the one behind the last.
function byte_range(a::PyArray{T,N,S}) where {T,N,S}
    low = high = UInt(a.data)
    isempty(a) && return low, high
    for k in 1:N
        reach = (a.dims[k] - 1) * a.steps[k]
        reach < 0 ? (low += reach % UInt) : (high += reach % UInt)
    end
    return low, high + sizeof(S)
end
byte_range(a::Array) = (UInt(pointer(a)), UInt(pointer(a)) + sizeof(a))

function overlap(a, b)
    (low_a, high_a), (low_b, high_b) = byte_range(a), byte_range(b)
    return low_a < high_b && low_b < high_a
end
Base.mightalias(a::PyArray, b::PyArray) = overlap(a, b)
Base.mightalias(a::PyArray, b::Array) = isbitstype(eltype(b)) && overlap(a, b)
Base.mightalias(a::Array, b::PyArray) = isbitstype(eltype(a)) && overlap(a, b)
