# SPDX-License-Identifier: MIT
# What a Py_buffer means: its numbers checked against each other with every NULL replaced, and the
# layout of its items.  The rules are the library's.

"A buffer that is refused: its numbers, its layout or its memory are not what is needed."
struct BufferError <: Exception
    kind::String
    message::String
end
Base.showerror(io::IO, e::BufferError) = print(io, "BufferError: ", e.message, " [", e.kind, "]")

# struct pep3118_buffer
struct CBuffer
    buf::Ptr{Cvoid}
    len::Cptrdiff_t
    itemsize::Cptrdiff_t
    format::Ptr{UInt8}
    shape::Ptr{Cptrdiff_t}
    strides::Ptr{Cptrdiff_t}
    suboffsets::Ptr{Cptrdiff_t}
    ndim::Int32
    readonly::Int32
end
CBuffer(v::CPyBuffer, format::Ptr{UInt8}) =
    CBuffer(v.buf, v.len, v.itemsize, format, v.shape, v.strides, v.suboffsets, v.ndim, v.readonly)

# struct pep3118_memory.  No exporter says where its memory ends: it is trusted that it is there.
struct CMemory
    base::Ptr{Cvoid}
    size::Csize_t
end
const UNKNOWN_MEMORY = CMemory(C_NULL, typemax(Csize_t))

# struct pep3118_geometry
const MAX_NDIM = 64
struct CGeometry
    data::Ptr{Cvoid}
    itemsize::Cptrdiff_t
    count::Cptrdiff_t
    ndim::Int32
    readonly::Int32
    indirect::Int32
    reserved::Int32
    shape::NTuple{MAX_NDIM,Cptrdiff_t}
    strides::NTuple{MAX_NDIM,Cptrdiff_t}
    suboffsets::NTuple{MAX_NDIM,Cptrdiff_t}
end
const ARRAYS_AT = (shape = fieldoffset(CGeometry, 8), strides = fieldoffset(CGeometry, 9),
                   suboffsets = fieldoffset(CGeometry, 10))

"A buffer's numbers: strides and suboffsets in bytes, `suboffsets` -1 where there is none."
struct Geometry
    data::Ptr{Cvoid}
    itemsize::Int
    count::Int
    readonly::Bool
    indirect::Bool
    shape::Vector{Int}
    strides::Vector{Int}
    suboffsets::Vector{Int}
end

# The library fills the memory of this, which is read without a tuple of so many numbers in code.
new_geometry() = zeros(UInt8, sizeof(CGeometry))
function Geometry(bytes::Vector{UInt8})
    GC.@preserve bytes begin
        start = pointer(bytes)
        head(name, T) = unsafe_load(Ptr{T}(start + fieldoffset(CGeometry, name)))
        ndim = Int(head(4, Int32))
        array(at) = [Int(unsafe_load(Ptr{Cptrdiff_t}(start + at), i)) for i in 1:ndim]
        return Geometry(head(1, Ptr{Cvoid}), head(2, Cptrdiff_t), head(3, Cptrdiff_t),
                        head(5, Int32) != 0, head(6, Int32) != 0, array(ARRAYS_AT.shape),
                        array(ARRAYS_AT.strides), array(ARRAYS_AT.suboffsets))
    end
end

const BUFFER_REFUSED, BUFFER_MISMATCH = 6, 7

function check_buffer(status::Integer, e::CError, format)
    status in (BUFFER_REFUSED, BUFFER_MISMATCH) &&
        throw(BufferError(text_at(e, KIND_AT), text_at(e, MESSAGE_AT)))
    check(status, e, format)
end

# `dialect` is a String that the caller keeps.
options_of(dialect::String, strict::Bool) =
    COptions(sizeof(COptions), -1, pointer(dialect), C_NULL, strict ? 1 : 0, 0)

# The buffer with `format` (nothing: NULL) in place of its own.  For one call.
function with_format(f, b::PyBuffer, format::Union{String,Nothing}, dialect::String)
    occursin('\0', dialect) && throw(ArgumentError("unknown dialect $(repr(dialect))"))
    GC.@preserve b format dialect begin
        f(CBuffer(view_of(b), format === nothing ? Ptr{UInt8}(C_NULL) : pointer(format)))
    end
end

"""
    layout_and_geometry(b, format, dialect, strict)

What the items of a buffer are by a format, and where.  `strict` refuses a format that leaves a doubt.
"""
function layout_and_geometry(b::PyBuffer, format::Union{String,Nothing}, dialect::String,
                             strict::Bool)
    bytes, e, handle = new_geometry(), CError(), Ref{Ptr{Cvoid}}(C_NULL)
    status = with_format(b, format, dialect) do buffer
        ccall(symbol(:pep3118_buffer_layout), Int32,
              (Ref{CBuffer}, Ref{CMemory}, Ref{COptions}, Ref{Ptr{Cvoid}}, Ptr{UInt8}, Ptr{Cvoid}),
              buffer, UNKNOWN_MEMORY, options_of(dialect, strict), handle, bytes, e)
    end
    text = something(format, "B")
    check_buffer(status, e, text)
    return Layout(handle[], text), Geometry(bytes)
end

# The numbers alone, whatever the format is: items of so many bytes stand for it, and for a NULL
# that was not asked for.  (Without a shape, a NULL format has a meaning.)
function geometry_of(b::PyBuffer)
    view = view_of(b)
    bytes = view.format == C_NULL && view.shape == C_NULL ? nothing : "$(max(view.itemsize, 0))s"
    return layout_and_geometry(b, bytes, "pep3118", false)[2]
end

const SAME_BYTES, SAME_TYPES, SAME_NAMES = 0, 1, 2

# Throws a BufferError with one line for each difference, unless the items have the layout.
function check_items(b::PyBuffer, format::Union{String,Nothing}, dialect::String, expected::Layout,
                     level::Integer)
    bytes, e = new_geometry(), CError()
    status = with_format(b, format, dialect) do buffer
        GC.@preserve expected ccall(symbol(:pep3118_buffer_check), Int32,
                                    (Ref{CBuffer}, Ref{CMemory}, Ref{COptions}, Ptr{Cvoid}, Int32,
                                     Int32, Ptr{UInt8}, Ptr{Cvoid}),
                                    buffer, UNKNOWN_MEMORY, options_of(dialect, false),
                                    valid_handle(expected), level, 0, bytes, e)
    end
    check_buffer(status, e, something(format, "B"))
end
