# SPDX-License-Identifier: MIT
# Julia type -> PEP 3118 format, with every hole written out and every byte where Julia has it.
#
# What Julia aligns by itself has no mark, so that a reader aligns it too and moves nothing; every
# other number is marked: `=` in this machine's byte order, `!` or `<` in the other one.

const CODES = IdDict{Any,String}(
    Int8 => "b", UInt8 => "B", Int16 => "h", UInt16 => "H", Int32 => "i", UInt32 => "I",
    Int64 => "q", UInt64 => "Q", Float16 => "e", Float32 => "f", Float64 => "d", Bool => "?",
    ComplexF16 => "Ze", ComplexF32 => "Zf", ComplexF64 => "Zd")

const OTHER_ORDER = HOST_IS_BIG ? "<" : "!"

"""
    format_of(T)

The PEP 3118 format of an item of type `T`: a number, a storage type, a `Record`, or any plain (isbits)
struct of these, of tuples of one type (a subarray) and of structs.  An `ArgumentError` for anything else,
and for a `Record` with Python objects.

    struct Point x::Int32; y::Float64 end
    PEP3118.format_of(Point)    # "T{i:x:4xd:y:}"
"""
function format_of(::Type{T}) where {T}
    text = FormatText(IOBuffer(), "@")
    put(text, T, Int[])
    return String(take!(text.io))
end
format_of(::Type{T}) where {T<:Record} = (check_no_objects(T); canonical(T))

# A consumer that writes an object gives its references back, which Julia's memory does not hold.
check_no_objects(@nospecialize(T)) = has_objects(T) &&
    throw(ArgumentError("$T has no format: it holds Python objects, whose references Julia does not count"))

mutable struct FormatText
    io::IOBuffer
    mark::String  # that holds for what comes next
end

# The format of `shape` elements of type `T`.
function put(text, @nospecialize(T), shape)
    isbitstype(T) || throw(ArgumentError("$T has no format: it is not a plain (isbits) type"))
    sizeof(T) > 0 || throw(ArgumentError("$T has no format: it has no bytes"))
    subarray = subarray_of(T)
    subarray === nothing || return put(text, subarray[2], [shape; subarray[1]])
    isempty(shape) || print(text.io, "(", join(shape, ","), ")")
    code = code_of(T)
    code === nothing && return put_struct(text, T)
    if code[1] != text.mark && !isempty(code[1])  # bytes of padding have none
        text.mark = code[1]
        print(text.io, text.mark)
    end
    print(text.io, code[2])
end

# Dimensions and the type of one element, or nothing.
subarray_of(@nospecialize(T)) = nothing
subarray_of(::Type{<:Block{S,T}}) where {S,T} = (collect(Int, S.parameters), T)
function subarray_of(@nospecialize(T::Type{<:Tuple}))
    E = fieldtype(T, 1)
    return all(i -> fieldtype(T, i) === E, 1:fieldcount(T)) ? ([fieldcount(T)], E) : nothing
end

# Mark and code of what is not a struct of its own, or nothing.
function code_of(@nospecialize(T))
    code = get(CODES, T, nothing)
    code === nothing || return ("@", code)
    T <: Ptr && return ("@", "P")
    isprimitivetype(T) && throw(ArgumentError("$T has no format"))
    return nothing
end
function code_of(::Type{S}) where {T,N,S<:Ordered{T,N}}
    check_size(S, T, N)
    own_order = is_big(S) == HOST_IS_BIG
    if T <: Ptr
        own_order || throw(ArgumentError("$S has no format: pointers have the machine's byte order"))
        return ("^", "P")
    end
    return (N == 1 ? "@" : own_order ? "=" : OTHER_ORDER, CODES[T])
end
code_of(::Type{Boolean}) = ("@", "?")
code_of(::Type{Char8}) = ("@", "c")
code_of(::Type{Bytes{N}}) where {N} = ("@", "$(N)s")
code_of(::Type{Pascal{N}}) where {N} = ("@", "$(N)p")
code_of(::Type{Ucs2{N,U}}) where {N,U} = (code_of(U)[1], "$(N)u")
code_of(::Type{Ucs4{N,U}}) where {N,U} = (code_of(U)[1], "$(N)w")
code_of(::Type{Opaque{N}}) where {N} = ("", "$(N)x")
code_of(::Type{Padding{N}}) where {N} = ("", "$(N)x")

function put_struct(text, @nospecialize(T))
    check_no_objects(T)
    place = 0
    hole(to) = to > place && print(text.io, to - place, "x")
    print(text.io, "T{")
    for i in 1:fieldcount(T)
        F = fieldtype(T, i)
        T <: Record && F <: Padding && continue  # a hole before what comes next
        offset = Int(fieldoffset(T, i))
        hole(offset)
        put(text, F, Int[])
        print(text.io, ":", format_name(fieldname(T, i)), ":")
        place = offset + sizeof(F)
    end
    hole(sizeof(T))
    print(text.io, "}")
end

# Fields of a tuple are numbered, from f0 on as those without a name in NumPy.
format_name(name::Int) = "f$(name - 1)"
function format_name(name::Symbol)
    word = string(name)
    isvalid(word) && !isempty(word) && !occursin(r"[:\0]", word) ||
        throw(ArgumentError("no format has a field with the name $(repr(word))"))
    return word
end
