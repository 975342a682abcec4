# SPDX-License-Identifier: MIT
# libpep3118.so: what a format means.  Every call here is of the interface in c/pep3118.h.
#
# The library is the one that the environment variable PEP3118_LIBRARY names, else the one that was
# installed with this package (PREFIX/lib beside PREFIX/share/julia), else the system's.

import Libdl

const ABI_MAJOR = 0
const SONAME = "libpep3118.so.$ABI_MAJOR"

# Functions by name, found at the first call in a process: addresses do not survive precompilation.
const LIBRARY = Ref(C_NULL)
const SYMBOLS = Dict{Symbol,Ptr{Cvoid}}()
const LIBRARY_LOCK = ReentrantLock()

function library_candidates()
    named = get(ENV, "PEP3118_LIBRARY", "")
    isempty(named) || return [named]
    prefix = normpath(joinpath(@__DIR__, "..", "..", "..", ".."))
    return [joinpath(prefix, "lib", SONAME), SONAME]
end

function open_library()
    for path in library_candidates()
        handle = Libdl.dlopen(path, throw_error = false)
        handle === nothing && continue
        version = ccall(Libdl.dlsym(handle, :pep3118_abi_version), UInt32, ())
        version >> 16 == ABI_MAJOR ||
            error("$path has interface $(version >> 16).$(version & 0xffff), needed is $ABI_MAJOR")
        return handle
    end
    error("cannot load $(join(library_candidates(), " or ")): install libpep3118, or set " *
          "PEP3118_LIBRARY to its path")
end

"    symbol(name)\n\nThe address of a function of libpep3118, for `ccall`."
function symbol(name::Symbol)
    lock(LIBRARY_LOCK) do
        LIBRARY[] == C_NULL && (LIBRARY[] = open_library())
        get!(() -> Libdl.dlsym(LIBRARY[], name), SYMBOLS, name)
    end
end

# ---- Errors --------------------------------------------------------------------------------------

"""
A format or a buffer that is refused.  `kind` names the reason (docs/errors.md); `position` (from 0) and
`length` say which bytes of the format are wrong.
"""
struct FormatError <: Exception
    kind::String
    message::String
    hint::String
    position::Int
    length::Int
    format::String
end

function Base.showerror(io::IO, e::FormatError)
    print(io, "FormatError: ", e.message, " [", e.kind, "] at byte ", e.position, " of ",
          repr(e.format))
    isempty(e.hint) || print(io, "; ", e.hint)
end

# struct pep3118_error
const ERROR_BYTES = 2600
const KIND_AT, MESSAGE_AT, HINT_AT = 24, 72, 2088
const NULL_ARGUMENT, BAD_ARGUMENT, NO_MEMORY, INTERNAL = 1, 2, 3, 11

struct CError
    bytes::Vector{UInt8}
end
CError() = CError(zeros(UInt8, ERROR_BYTES))
Base.unsafe_convert(::Type{Ptr{Cvoid}}, e::CError) = Ptr{Cvoid}(pointer(e.bytes))
Base.cconvert(::Type{Ptr{Cvoid}}, e::CError) = e

function text_at(e::CError, at)
    stop = findnext(isequal(0x00), e.bytes, at + 1)
    return String(e.bytes[at+1:stop-1])
end
number_at(e::CError, at) = Int(only(reinterpret(UInt, e.bytes[at+1:at+sizeof(UInt)])) & typemax(Int))

"    check(status, error, format)\n\nThrows what a call of the library has reported."
function check(status::Integer, e::CError, format::AbstractString = "")
    status == 0 && return nothing
    status == NO_MEMORY && throw(OutOfMemoryError())
    message = text_at(e, MESSAGE_AT)
    status in (NULL_ARGUMENT, BAD_ARGUMENT) && throw(ArgumentError(message))
    status == INTERNAL && error("libpep3118: ", message)
    throw(FormatError(text_at(e, KIND_AT), message, text_at(e, HINT_AT), number_at(e, 8),
                      number_at(e, 16), String(format)))
end

# ---- Layouts -------------------------------------------------------------------------------------

"What a format means: where every byte of an item is."
mutable struct Layout
    handle::Ptr{Cvoid}
    format::String
    function Layout(handle::Ptr{Cvoid}, format::AbstractString)
        layout = new(handle, format)
        # Found now: a finalizer must not wait for a lock.
        release = symbol(:pep3118_layout_release)
        finalizer(l -> ccall(release, Int32, (Ptr{Cvoid},), l.handle), layout)
        return layout
    end
end
Base.unsafe_convert(::Type{Ptr{Cvoid}}, layout::Layout) = valid_handle(layout)

# A constant of a package keeps its value when the package is precompiled, but for addresses.
valid_handle(layout::Layout) = layout.handle != C_NULL ? layout.handle :
    error("the layout of $(repr(layout.format)) was made while a package was precompiled, for that process: " *
          "call layout_of in __init__")

# struct pep3118_options
const STRICT, IN_ARRAY = 1, 2
struct COptions
    size::Csize_t
    itemsize::Int64
    dialect::Ptr{UInt8}
    target::Ptr{UInt8}
    flags::UInt32
    reserved::UInt32
end

"""
    layout_of(format; itemsize = -1, dialect = "auto", in_array = false, strict = false)

The layout of a format; `itemsize` is the exporter's, -1 where it is unknown; with `in_array` the item is
one of an array; `strict` refuses what rests on an assumption.  A `FormatError` when it is refused.
"""
function layout_of(format::AbstractString; itemsize::Integer = -1, dialect::AbstractString = "auto",
                   in_array::Bool = false, strict::Bool = false)
    text = String(format)
    name = String(dialect)
    occursin('\0', name) && throw(ArgumentError("unknown dialect $(repr(name))"))
    handle = Ref{Ptr{Cvoid}}(C_NULL)
    e = CError()
    status = GC.@preserve text name begin
        options = COptions(sizeof(COptions), itemsize, pointer(name), C_NULL,
                           (strict ? STRICT : 0) | (in_array ? IN_ARRAY : 0), 0)
        ccall(symbol(:pep3118_layout_of), Int32,
              (Ptr{UInt8}, Csize_t, Ref{COptions}, Ref{Ptr{Cvoid}}, Ptr{Cvoid}),
              pointer(text), sizeof(text), options, handle, e)
    end
    check(status, e, text)
    return Layout(handle[], text)
end

text_of(pointer) = pointer == C_NULL ? throw(OutOfMemoryError()) : unsafe_string(pointer)

function canonical(layout::Layout)
    GC.@preserve layout text_of(ccall(symbol(:pep3118_layout_canonical), Ptr{UInt8},
                                      (Ptr{Cvoid},), valid_handle(layout)))
end
function layout_id(layout::Layout)
    GC.@preserve layout text_of(ccall(symbol(:pep3118_layout_id), Ptr{UInt8}, (Ptr{Cvoid},),
                                      valid_handle(layout)))
end
function itemsize(layout::Layout)
    GC.@preserve layout Int(ccall(symbol(:pep3118_layout_itemsize), Int64, (Ptr{Cvoid},),
                                  valid_handle(layout)))
end

# struct pep3118_field
struct CField
    name::Ptr{UInt8}
    name_length::Csize_t
    code::Ptr{UInt8}
    shape::Ptr{Int64}
    offset::Int64
    itemsize::Int64
    alignment::Int64
    number::Csize_t
    last::Csize_t
    kind::Int32
    byte_order::Int32
    float_format::Int32
    ndim::Int32
    natural::Int32
    reserved::Int32
end
const KIND_OBJECT = 11

"    has_objects(x)\n\nWhether an item of a layout or of a record type holds references to Python objects."
function has_objects(layout::Layout)
    field, e, read_field = Ref{CField}(), CError(), symbol(:pep3118_layout_field)
    GC.@preserve layout begin
        count = ccall(symbol(:pep3118_layout_field_count), Csize_t, (Ptr{Cvoid},), valid_handle(layout))
        for number in 0:Int(count)-1
            check(ccall(read_field, Int32, (Ptr{Cvoid}, Csize_t, Ref{CField}, Ptr{Cvoid}),
                        layout.handle, number, field, e), e)
            field[].kind == KIND_OBJECT && return true
        end
    end
    return false
end

"    emit(layout, language, name = \"\")\n\nThe layout as source of a language: \"julia\", \"cpp\", ..."
function emit(layout::Layout, language::AbstractString, name::AbstractString = "")
    text = Ref{Ptr{Cvoid}}(C_NULL)
    e = CError()
    status = ccall(symbol(:pep3118_emit), Int32,
                   (Ptr{Cvoid}, Cstring, Cstring, Ref{Ptr{Cvoid}}, Ptr{Cvoid}),
                   layout, language, name, text, e)
    check(status, e, layout.format)
    try
        data = ccall(symbol(:pep3118_text_data), Ptr{UInt8}, (Ptr{Cvoid},), text[])
        length = ccall(symbol(:pep3118_text_length), Csize_t, (Ptr{Cvoid},), text[])
        return unsafe_string(data, length)
    finally
        ccall(symbol(:pep3118_text_release), Int32, (Ptr{Cvoid},), text[])
    end
end
