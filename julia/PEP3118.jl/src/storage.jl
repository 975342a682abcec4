# SPDX-License-Identifier: MIT
# Storage types: the bytes of one value where Julia's own type would not have the same ones.
#
# All are isbits and have no padding.  `load(x)` is the value, `store(S, value)` the storage that
# holds it, `valuetype(S)` what `load` gives.  A type that is no storage type (Int32, Float64, a
# Record) is its own value.

"Storage of a `V`: byte order, alignment or encoding differ from Julia's."
abstract type Storage{V} end

"    valuetype(S)\n\nThe type of `load(x)` for `x::S`."
valuetype(::Type{S}) where {S} = S
valuetype(::Type{<:Storage{V}}) where {V} = V

"    load(x)\n\nThe value that storage holds."
@inline load(x) = x

"    store(S, value)\n\nThe storage of type `S` that holds `value`; an error where none does."
@inline store(::Type{S}, value) where {S} = convert(S, value)::S

Base.getindex(x::Storage) = load(x)
Base.:(==)(a::Storage, b::Storage) = load(a) == load(b)
Base.isequal(a::Storage, b::Storage) = isequal(load(a), load(b))
Base.hash(x::Storage, h::UInt) = hash(load(x), h)
Base.show(io::IO, x::Storage) = show(io, load(x))
Base.convert(::Type{S}, value) where {S<:Storage} = store(S, value)
Base.convert(::Type{S}, value::S) where {S<:Storage} = value

# ---- Numbers ---------------------------------------------------------------------------------

"Bytes that are no value.  A record has them where Julia would not leave a hole by itself."
struct Padding{N}
    bytes::NTuple{N,UInt8}
end

"A `T` in the machine's byte order, at any address.  `N` is `sizeof(T)`."
struct Unaligned{T,N} <: Storage{T}
    bytes::NTuple{N,UInt8}
end

"A `T` whose first byte is the lowest, at any address.  `N` is `sizeof(T)`."
struct LittleEndian{T,N} <: Storage{T}
    bytes::NTuple{N,UInt8}
end

"A `T` whose first byte is the highest, at any address.  `N` is `sizeof(T)`."
struct BigEndian{T,N} <: Storage{T}
    bytes::NTuple{N,UInt8}
end

const Ordered{T,N} = Union{Unaligned{T,N},LittleEndian{T,N},BigEndian{T,N}}

const HOST_IS_BIG = ENDIAN_BOM == 0x01020304
is_big(::Type{<:Unaligned}) = HOST_IS_BIG
is_big(::Type{<:LittleEndian}) = false
is_big(::Type{<:BigEndian}) = true

unsigned_of(bytes) = bytes == 1 ? UInt8 : bytes == 2 ? UInt16 : bytes == 4 ? UInt32 :
                     bytes == 8 ? UInt64 : throw(ArgumentError("no number has $bytes bytes"))

# The expression of a `T` in `bytes[first + 1]` and the following ones.
function number_from(::Type{T}, first, big) where {T}
    n = sizeof(T)
    if T <: Complex
        half = n ÷ 2
        return :(Complex($(number_from(real(T), first, big)),
                         $(number_from(real(T), first + half, big))))
    end
    U = unsigned_of(n)
    parts = [:((bytes[$(first + i)] % $U) << $(8 * (big ? n - i : i - 1))) for i in 1:n]
    sum = foldl((a, b) -> :($a | $b), parts)
    return T <: Ptr ? :(reinterpret($T, $sum % UInt)) : :(reinterpret($T, $sum))
end

# The expressions of the bytes of the `T` that `value` is.
function number_bytes(::Type{T}, value, big) where {T}
    n = sizeof(T)
    if T <: Complex
        return [number_bytes(real(T), :(real($value)), big);
                number_bytes(real(T), :(imag($value)), big)]
    end
    U = unsigned_of(n)
    bits = T <: Ptr ? :(reinterpret(UInt, $value) % $U) : :(reinterpret($U, $value))
    return [:(($bits >> $(8 * (big ? n - i : i - 1))) % UInt8) for i in 1:n]
end

const Plain = Union{Int8,Int16,Int32,Int64,UInt8,UInt16,UInt32,UInt64,Float16,Float32,Float64,Ptr,
                    Complex{Float16},Complex{Float32},Complex{Float64}}

function check_size(::Type{S}, ::Type{T}, N) where {S,T}
    T <: Plain || throw(ArgumentError("$S: only numbers and pointers can be stored so"))
    sizeof(T) == N || throw(ArgumentError("$S has $N bytes, and a $T has $(sizeof(T))"))
end

@generated function load(x::Ordered{T,N}) where {T,N}
    check_size(x, T, N)
    return quote
        $(Expr(:meta, :inline))
        bytes = x.bytes
        @inbounds $(number_from(T, 0, is_big(x)))
    end
end

@generated function store(::Type{S}, value) where {T,N,S<:Ordered{T,N}}
    check_size(S, T, N)
    return quote
        $(Expr(:meta, :inline))
        number = convert($T, value)
        $S($(Expr(:tuple, number_bytes(T, :number, is_big(S))...)))
    end
end
@inline store(::Type{S}, value::S) where {T,N,S<:Ordered{T,N}} = value
@inline store(::Type{S}, value::Storage) where {T,N,S<:Ordered{T,N}} = store(S, load(value))

for S in (:Unaligned, :LittleEndian, :BigEndian)
    @eval $S{T}(value) where {T} = store($S{T,sizeof(T)}, value)
    @eval $S{T,N}(value::Union{Number,Ptr}) where {T,N} = store($S{T,N}, value)
    @eval $S(value::Union{Number,Ptr}) = store($S{typeof(value),sizeof(value)}, value)
end

"A byte that is true unless it is 0.  (A `Bool` of any other byte than 0 and 1 is no valid value.)"
struct Boolean <: Storage{Bool}
    byte::UInt8
end
load(x::Boolean) = x.byte != 0x00
store(::Type{Boolean}, value) = Boolean(convert(Bool, value) ? 0x01 : 0x00)
store(::Type{Boolean}, value::Boolean) = value

# ---- Characters and strings ------------------------------------------------------------------

"One byte as a character: U+0000 to U+00FF."
struct Char8 <: Storage{Char}
    byte::UInt8
end
load(x::Char8) = Char(x.byte)
store(::Type{Char8}, value::Char8) = value
store(::Type{Char8}, value::Integer) = Char8(convert(UInt8, value))
function store(::Type{Char8}, value::AbstractChar)
    point = codepoint(value)
    point <= 0xff || throw(ArgumentError("$(repr(value)) does not fit into one byte"))
    return Char8(point % UInt8)
end

"`N` bytes of text.  NUL bytes at the end are not part of its value, as in NumPy."
struct Bytes{N} <: Storage{String}
    bytes::NTuple{N,UInt8}
end

"A length and `N - 1` bytes of text, of which so many count."
struct Pascal{N} <: Storage{String}
    bytes::NTuple{N,UInt8}
end

"`N` units of 2 bytes, each a `U`, in UTF-16.  NULs at the end are not part of its value."
struct Ucs2{N,U} <: Storage{String}
    units::NTuple{N,U}
end

"`N` characters of 4 bytes, each a `U`.  NULs at the end are not part of its value."
struct Ucs4{N,U} <: Storage{String}
    units::NTuple{N,U}
end

too_long(value, room, what) =
    throw(ArgumentError("$(repr(value)) does not fit into $room $what"))

const Text = Union{AbstractString,AbstractVector{UInt8}}
code_units(value::AbstractString) = codeunits(String(value))
code_units(value::AbstractVector{UInt8}) = value

# A storage type of one tuple from and to a vector of its elements, without a tuple of that length
# in code: Julia's compiler takes long for these.
@noinline function elements(@nospecialize(x), ::Type{E}) where {E}
    found = Vector{E}(undef, sizeof(x) ÷ sizeof(E))
    # `x` is boxed, since the function is not compiled for its type: this is where its bytes are.
    GC.@preserve x unsafe_copyto!(pointer(found), Ptr{E}(ccall(:jl_value_ptr, Ptr{Cvoid}, (Any,), x)),
                                  length(found))
    return found
end
function from_elements(::Type{S}, given::Vector) where {S}
    sizeof(given) == sizeof(S) || error("$(sizeof(given)) bytes for a $S")
    return GC.@preserve given unsafe_load(Ptr{S}(pointer(given)))
end
filled(::Type{E}, count, values) where {E} = E[i <= length(values) ? values[i] : 0 for i in 1:count]

# The units up to the last that is not NUL.
function text_units(x, ::Type{U}, ::Type{V}) where {U,V}
    units = V[load(unit) for unit in elements(x, U)]
    return resize!(units, something(findlast(!iszero, units), 0))
end

load(x::Bytes) = String(text_units(x, UInt8, UInt8))
function store(::Type{Bytes{N}}, value::Text) where {N}
    units = code_units(value)
    length(units) <= N || too_long(value, N, "bytes")
    return from_elements(Bytes{N}, filled(UInt8, N, units))
end

function load(x::Pascal{N}) where {N}
    bytes = elements(x, UInt8)
    return String(bytes[2:1+min(bytes[1], N - 1)])
end
function store(::Type{Pascal{N}}, value::Text) where {N}
    units = code_units(value)
    room = min(N - 1, 255)
    length(units) <= room || too_long(value, room, "bytes")
    return from_elements(Pascal{N}, filled(UInt8, N, UInt8[length(units); units]))
end

load(x::Ucs2{N,U}) where {N,U} = transcode(String, text_units(x, U, UInt16))
function store(::Type{Ucs2{N,U}}, value::AbstractString) where {N,U}
    units = transcode(UInt16, String(value))
    length(units) <= N || too_long(value, N, "units of UTF-16")
    return from_elements(Ucs2{N,U}, stored_units(U, N, units))
end

function load(x::Ucs4{N,U}) where {N,U}
    io = IOBuffer()
    for point in text_units(x, U, UInt32)
        point <= 0x10ffff || throw(ArgumentError("0x$(string(point, base = 16)) is not a character"))
        print(io, Char(point))
    end
    return String(take!(io))
end
function store(::Type{Ucs4{N,U}}, value::AbstractString) where {N,U}
    length(value) <= N || too_long(value, N, "characters")
    return from_elements(Ucs4{N,U}, stored_units(U, N, UInt32[codepoint(c) for c in value]))
end
stored_units(::Type{U}, N, units) where {U} =
    U[store(U, i <= length(units) ? units[i] : 0) for i in 1:N]

for S in (:Bytes, :Pascal)
    @eval store(::Type{$S{N}}, value::$S{N}) where {N} = value
end
for S in (:Ucs2, :Ucs4)
    @eval store(::Type{$S{N,U}}, value::$S{N,U}) where {N,U} = value
    @eval store(::Type{$S{N,U}}, value::Storage{String}) where {N,U} = store($S{N,U}, load(value))
end

# ---- Bytes and subarrays ---------------------------------------------------------------------

"`N` bytes of which nothing is known, or a number that Julia has no type for."
struct Opaque{N} <: AbstractVector{UInt8}
    bytes::NTuple{N,UInt8}
end
Base.size(::Opaque{N}) where {N} = (N,)
Base.IndexStyle(::Type{<:Opaque}) = IndexLinear()
Base.@propagate_inbounds function Base.getindex(x::Opaque, i::Int)
    @boundscheck checkbounds(x, i)
    return @inbounds getfield(x, :bytes)[i]
end
store(::Type{Opaque{N}}, value::Opaque{N}) where {N} = value
function store(::Type{Opaque{N}}, value::AbstractVector{UInt8}) where {N}
    length(value) == N || throw(ArgumentError("$(length(value)) bytes where $N are needed"))
    return from_elements(Opaque{N}, collect(UInt8, value))
end

"""
A subarray: `L` elements `T` in row-major order, `S` being `Tuple` of its dimensions.  Indexed as any
array of `N` dimensions, `x[i, j]`, with values `V`.
"""
struct Block{S,T,V,N,L} <: AbstractArray{V,N}
    data::NTuple{L,T}
end

"    block(T, dimensions...)\n\nThe type of a subarray with elements of type `T`."
block(::Type{T}, dimensions::Int...) where {T} =
    Block{Tuple{dimensions...},T,valuetype(T),length(dimensions),prod(dimensions)}

@generated Base.size(::Block{S}) where {S} = Expr(:tuple, S.parameters...)
Base.IndexStyle(::Type{<:Block}) = IndexCartesian()

# The number, from 1, of the element at `index` in row-major order.
@inline function row_major(dimensions::NTuple{N,Int}, index::NTuple{N,Int}) where {N}
    number = 0
    for k in 1:N
        number = number * dimensions[k] + index[k] - 1
    end
    return number + 1
end

Base.@propagate_inbounds function Base.getindex(x::Block{S,T,V,N}, index::Vararg{Int,N}) where {S,T,V,N}
    @boundscheck checkbounds(x, index...)
    return load(@inbounds getfield(x, :data)[row_major(size(x), index)])
end

function Base.Array(x::Block{S,T,V,N}) where {S,T,V,N}
    values = V[load(element) for element in elements(x, T)]
    return permutedims(reshape(values, reverse(size(x))), N:-1:1)
end
Base.collect(x::Block) = Array(x)
Base.show(io::IO, x::Block) = show(io, Array(x))

store(::Type{B}, value::AbstractArray) where {B<:Block} =
    value isa B ? value : store_elements(B, value)
function store_elements(::Type{B}, value) where {S,T,V,N,L,B<:Block{S,T,V,N,L}}
    dimensions = Tuple(S.parameters)
    size(value) == dimensions ||
        throw(DimensionMismatch("subarray of shape $dimensions, value of shape $(size(value))"))
    stored = Vector{T}(undef, L)
    for index in CartesianIndices(dimensions)
        stored[row_major(dimensions, Tuple(index))] = store(T, value[index])
    end
    return from_elements(B, stored)
end
Base.convert(::Type{B}, value::AbstractArray) where {B<:Block} = store(B, value)
Base.convert(::Type{B}, value::B) where {B<:Block} = value
Base.convert(::Type{Opaque{N}}, value::AbstractVector{UInt8}) where {N} = store(Opaque{N}, value)
Base.convert(::Type{Opaque{N}}, value::Opaque{N}) where {N} = value
