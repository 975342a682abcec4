# SPDX-License-Identifier: MIT
# What an item of a buffer is: by its format, and by its exporter where that knows more.
#
# Some formats have several readings that agree with the itemsize, NumPy's `T{B:id:>I:v:}` of 8 bytes
# for one: NumPy does not write padding at the end of a record.  Others have one reading, and it is
# wrong: ctypes leaves out the fields of a base class, and where bit fields and unions share bytes.
# So an exporter that knows better is asked (describe.py), and its answer is the format that a
# careful exporter would have written.  What nobody can settle is refused.

const DESCRIBE_FILE = joinpath(@__DIR__, "describe.py")
include_dependency(DESCRIBE_FILE)
const DESCRIBE_EXPORTER = read(DESCRIBE_FILE, String)

const DESCRIBE = Ref(C_NULL)  # the function, for as long as Python runs

# With the GIL.
function describe_function()
    DESCRIBE[] == C_NULL || return DESCRIBE[]
    names = check_reference(ccall(python.PyDict_New[], Ptr{Cvoid}, ()))
    result = C_NULL
    try
        builtins = check_reference(ccall(python.PyEval_GetBuiltins[], Ptr{Cvoid}, ()))
        check_zero(ccall(python.PyDict_SetItemString[], Cint, (Ptr{Cvoid}, Cstring, Ptr{Cvoid}),
                         names, "__builtins__", builtins))
        decref(run_code(DESCRIBE_EXPORTER, FILE_INPUT, names))
        result = ccall(python.PyDict_GetItemString[], Ptr{Cvoid}, (Ptr{Cvoid}, Cstring), names,
                       "describe")
        incref(check_reference(result))
    finally
        decref(names)
    end
    return DESCRIBE[] = result
end

# The format of the items as their exporter describes them; nothing where it knows no more than
# `format`, which is the buffer's own.
function exporter_description(b::PyBuffer, format::String, is_certain::Bool)
    answer = with_gil() do
        view = view_of(b)
        view.obj == C_NULL && return ""
        text = ccall(python.PyUnicode_FromStringAndSize[], Ptr{Cvoid}, (Ptr{UInt8}, Cssize_t),
                     format, sizeof(format))
        text == C_NULL && (clear_exception(); return "")  # not UTF-8
        itemsize = ccall(python.PyLong_FromSsize_t[], Ptr{Cvoid}, (Cssize_t,), view.itemsize)
        certain = ccall(python.PyLong_FromSsize_t[], Ptr{Cvoid}, (Cssize_t,), is_certain)
        try
            take_text(check_reference(
                ccall(python.PyObject_CallFunctionObjArgs[], Ptr{Cvoid}, (Ptr{Cvoid}, Ptr{Cvoid}...),
                      describe_function(), view.obj, text, itemsize, certain, C_NULL)))
        finally
            foreach(decref, (text, itemsize, certain))
        end
    end
    isempty(answer) && return nothing
    answer[1] == '=' && return answer[2:end]
    kind, message = split(answer[2:end], ' ', limit = 2)
    throw(BufferError(kind, message))
end

"What the items of a buffer are and where; `format` and `dialect` are those that say so."
struct Items
    layout::Layout
    geometry::Geometry
    format::Union{String,Nothing}
    dialect::String
end

function describe_items(b::PyBuffer; dialect::AbstractString = "auto")
    format = view_of(b).format == C_NULL ? nothing : b.format
    named = String(dialect)
    found = try
        layout_and_geometry(b, format, named, true)
    catch e
        e isa Union{FormatError,BufferError} || rethrow()
        e
    end
    is_certain = found isa Tuple
    described = format === nothing ? nothing : exporter_description(b, format, is_certain)
    described === nothing ||
        return Items(layout_and_geometry(b, described, "pep3118", true)..., described, "pep3118")
    is_certain && return Items(found..., format, named)
    # Where the caller has said who wrote the format, the likeliest reading is the answer.
    found isa FormatError && found.kind == "assumption-refused" && named == "auto" &&
        throw(FormatError(found.kind, found.message, "name its exporter: dialect = \"numpy\", or another",
                          found.position, found.length, found.format))
    found isa FormatError || throw(found)
    return Items(layout_and_geometry(b, format, named, false)..., format, named)
end
