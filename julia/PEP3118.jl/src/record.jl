# SPDX-License-Identifier: MIT
# Records: structs with the bytes of a format, whose fields are read as values.
#
#     r.x                      # Int32, whatever the storage is
#     T(x = 1, y = 2.0)        # every field by name
#     T(1, 2.0)                # or in order
#     T(r, y = 3.0)            # a copy with another y

"""
What the struct of every record format is derived from.  `r.name` is the value of a field; padding
is not a field.
"""
abstract type Record end

is_member(T, i) = !(fieldtype(T, i) <: Padding)

# Names of the fields without padding, in order; a literal in compiled code.
@generated members(::Type{T}) where {T<:Record} =
    Expr(:tuple, (QuoteNode(fieldname(T, i)) for i in 1:fieldcount(T) if is_member(T, i))...)

@inline function Base.getproperty(r::Record, name::Symbol)
    hasfield(typeof(r), name) || return load(getfield(r, spelled_field(typeof(r), name)))
    return load(getfield(r, name))
end
Base.propertynames(r::Record, private::Bool = false) = members(typeof(r))

# Julia reads names in a normal form (µ as μ), which the format need not have.
function spelled_field(::Type{T}, name) where {T}
    found = [m for m in members(T) if julia_spelling(m) == name]
    isempty(found) && throw(ArgumentError("the record has no field $(repr(name)); it has " *
                                          join(map(repr, members(T)), ", ")))
    length(found) == 1 ||
        throw(ArgumentError("several fields are spelled alike: use getproperty(r, Symbol(...))"))
    return found[1]
end
function julia_spelling(name::Symbol)
    text = Base.Unicode.normalize(string(name), :NFC)
    return Symbol(replace(replace(text, '\u00b5' => '\u03bc'), '\u025b' => '\u03b5'))
end

const ZERO_BYTES = zeros(UInt8, 4096)
function no_bytes(::Type{P}) where {P<:Padding}
    sizeof(P) <= length(ZERO_BYTES) || return from_elements(P, zeros(UInt8, sizeof(P)))
    return GC.@preserve ZERO_BYTES unsafe_load(Ptr{P}(pointer(ZERO_BYTES)))
end

"    make(T, values::NamedTuple)\n\nThe record of type `T` with a value for every field."
@generated function make(::Type{T}, values::NamedTuple{names}) where {T<:Record,names}
    wanted = [fieldname(T, i) for i in 1:fieldcount(T) if is_member(T, i)]
    missing_names = setdiff(wanted, names)
    unknown = setdiff(names, wanted)
    isempty(unknown) || return :(throw(ArgumentError($("the record has no field " *
                                                      join(map(repr, unknown), ", ")))))
    isempty(missing_names) || return :(throw(ArgumentError($("a value is needed for " *
                                                            join(map(repr, missing_names), ", ")))))
    parts = map(1:fieldcount(T)) do i
        F = fieldtype(T, i)
        is_member(T, i) ? :(store($F, getfield(values, $(QuoteNode(fieldname(T, i)))))) : :(no_bytes($F))
    end
    return quote
        $(Expr(:meta, :inline))
        $(Expr(:new, T, parts...))
    end
end

(::Type{T})(; values...) where {T<:Record} = make(T, Base.values(values))
(::Type{T})(values::NamedTuple) where {T<:Record} = make(T, values)
(::Type{T})(first, rest...) where {T<:Record} = positional(T, (first, rest...))
(::Type{T})(record::T; values...) where {T<:Record} =
    make(T, merge(NamedTuple(record), Base.values(values)))

function positional(::Type{T}, values::Tuple) where {T<:Record}
    names = members(T)
    length(values) == length(names) ||
        throw(ArgumentError("$(length(values)) values for $(length(names)) fields"))
    return make(T, NamedTuple{names}(values))
end

"    NamedTuple(record)\n\nThe values of all fields."
Base.NamedTuple(r::Record) = named_values(r)
@generated function named_values(r::Record)
    names = members(r)
    values = [:(load(getfield(r, $(QuoteNode(name))))) for name in names]
    return :(NamedTuple{$names}($(Expr(:tuple, values...))))
end

Base.convert(::Type{T}, values::NamedTuple) where {T<:Record} = make(T, values)

# Padding does not count.
function all_values(same, a::T, b::T) where {T<:Record}
    for i in 1:fieldcount(T)
        is_member(T, i) || continue
        same(load(getfield(a, i)), load(getfield(b, i))) || return false
    end
    return true
end
Base.:(==)(a::T, b::T) where {T<:Record} = all_values(==, a, b)
Base.isequal(a::T, b::T) where {T<:Record} = all_values(isequal, a, b)
function Base.hash(r::T, h::UInt) where {T<:Record}
    for i in 1:fieldcount(T)
        is_member(T, i) && (h = hash(load(getfield(r, i)), h))
    end
    return hash(:Record, h)
end

function Base.show(io::IO, r::T) where {T<:Record}
    print(io, "Record(")
    for (i, name) in enumerate(members(T))
        i == 1 || print(io, ", ")
        print(io, Base.isidentifier(name) ? name : "var" * repr(string(name)), " = ")
        show(io, getproperty(r, name))
    end
    print(io, ")")
end
