# SPDX-License-Identifier: MIT
# What a record type knows of its format, and the proof that Julia places its fields accordingly.
#
# Emitted source calls `block`, `make`, `check_layout`, and adds a method to `describe`.

"""
A field of a record's format.  `name` is the format's own, `member` what the struct's field is called
(`nothing` for a field of no bytes, which is no member), `offset` in bytes from the record's start,
`itemsize` in bytes of one element.
"""
struct Field
    name::String
    member::Union{Symbol,Nothing}
    offset::Int
    itemsize::Int
    shape::Tuple{Vararg{Int}}
    kind::Symbol
end

struct Description
    canonical::String
    fields::Vector{Field}
end

function describe end  # a method for each record type

# The method may be newer than the code that runs.
description(::Type{T}) where {T<:Record} = Base.invokelatest(describe, T)::Description

"    fields(T)\n\nThe fields of a record type's format, in order of offset."
fields(::Type{T}) where {T<:Record} = description(T).fields

"    canonical(T)\n\nThe one spelling of a record type's format."
canonical(::Type{T}) where {T<:Record} = description(T).canonical

has_objects(@nospecialize(T::Type)) = false
has_objects(::Type{<:Block{S,T}}) where {S,T} = has_objects(T)
has_objects(::Type{T}) where {T<:Record} =
    any(f -> f.kind === :object || f.member !== nothing && has_objects(fieldtype(T, f.member)), fields(T))

"""
    layout_id(T)

The 32 hexadecimal digits after which the type of a record is called: the same for equal layouts, in
every process and on every machine.
"""
layout_id(::Type{T}) where {T<:Record} = String(chop(String(nameof(T)), head = 7, tail = 0))

# ---- Checks --------------------------------------------------------------------------------------

"""
    check_layout(T, itemsize, places)

An error unless `T` has that many bytes and the struct's fields have the offsets and sizes of `places`,
in Julia's own words.
"""
function check_layout(@nospecialize(T), itemsize::Int, places::Vector = [])
    isbitstype(T) || error("$T is not a plain type")
    sizeof(T) == itemsize || error("$T has $(sizeof(T)) bytes here, and $itemsize in its format")
    T <: Record || return check_storage(T)
    fieldcount(T) == length(places) ||
        error("$T has $(fieldcount(T)) members, and $(length(places)) in its format")
    for (i, (offset, size)) in enumerate(places)
        F = fieldtype(T, i)
        here = (Int(fieldoffset(T, i)), sizeof(F))
        here == (offset, size) ||
            error("$T: member $i has offset and size $here here, and $((offset, size)) in its format")
        check_storage(F)
    end
end

# The parameters of a storage type say its size twice.
check_storage(@nospecialize(T)) = nothing
check_storage(::Type{S}) where {T,N,S<:Ordered{T,N}} = check_size(S, T, N)
check_storage(::Type{Ucs2{N,U}}) where {N,U} = (check_unit(U, UInt16); nothing)
check_storage(::Type{Ucs4{N,U}}) where {N,U} = (check_unit(U, UInt32); nothing)
check_storage(::Type{<:Block{S,T}}) where {S,T} = check_storage(T)
function check_unit(@nospecialize(U), V)
    valuetype(U) === V && sizeof(U) == sizeof(V) || error("$U is not a unit of a string")
end
