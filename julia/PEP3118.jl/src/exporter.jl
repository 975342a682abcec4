# SPDX-License-Identifier: MIT
# What an item of a buffer is, where its format leaves a doubt.
#
# Some formats have several readings that agree with the itemsize, NumPy's `T{B:id:>I:v:}` of 8 bytes
# for one: NumPy does not write padding at the end of a record.  The array's dtype says which one
# is meant, so it is asked, and its answer is the format that a careful exporter would have written.

const DESCRIBE_EXPORTER = """
import sys

CODES = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I",
         "u8": "Q", "f2": "e", "f4": "f", "f8": "d", "c8": "Zf", "c16": "Zd"}

def owner_of(o):
    # A memoryview speaks for its object until it is cast.
    while isinstance(o, memoryview) and o.obj is not None:
        whole = memoryview(o.obj)
        if (whole.format, whole.itemsize) != (o.format, o.itemsize):
            return None
        o = o.obj
    return o

def scalar(dtype):
    kind, size = dtype.kind, dtype.itemsize
    order = ">" if dtype.byteorder == ">" else "<" if dtype.byteorder == "<" else "="
    if kind in "SV":
        return "%d%s" % (size, "s" if kind == "S" else "x")
    if kind == "U":
        return "%s%dw" % (order, size // 4)
    if kind == "O":
        return "^O"
    code = CODES.get(kind + str(size))
    if code is None and order != "=":
        return "%dx" % size
    return "^g" if code is None and kind == "f" else "^Zg" if code is None else order + code

def text(dtype):
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return "(" + ",".join(map(str, shape)) + ")" + text(base)
    if dtype.names is None:
        return scalar(dtype)
    parts, at = [], 0
    for name in sorted(dtype.names, key=lambda name: dtype.fields[name][1]):
        member, offset = dtype.fields[name][:2]
        if offset < at:
            raise TypeError("fields that overlap")
        if offset > at:
            parts.append("%dx" % (offset - at))
        parts.append(text(member) + ":" + name + ":")
        at = offset + member.itemsize
    if dtype.itemsize > at:
        parts.append("%dx" % (dtype.itemsize - at))
    return "T{" + "".join(parts) + "}"

def describe(o):
    o = owner_of(o)
    numpy, ctypes = sys.modules.get("numpy"), sys.modules.get("_ctypes")
    dtype = getattr(o, "dtype", None)
    if numpy is not None and isinstance(dtype, numpy.dtype):
        return "pep3118 " + text(dtype)
    if ctypes is not None and isinstance(o, (ctypes.Structure, ctypes.Union, ctypes.Array,
                                             ctypes._SimpleCData, ctypes._Pointer)):
        return "ctypes"
    return ""
"""

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

# (format, dialect) as the exporter of a buffer describes its items, or nothing.
function exporter_description(b::PyBuffer, format::String)
    answer = with_gil() do
        exporter = view_of(b).obj
        exporter == C_NULL && return ""
        result = ccall(python.PyObject_CallFunctionObjArgs[], Ptr{Cvoid},
                       (Ptr{Cvoid}, Ptr{Cvoid}, Ptr{Cvoid}), describe_function(), exporter, C_NULL)
        take_text(check_reference(result))
    end
    isempty(answer) && return nothing
    answer == "ctypes" && return (format, "ctypes")
    return (answer[ncodeunits("pep3118 ")+1:end], "pep3118")
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
    without_doubt = try
        layout_and_geometry(b, format, String(dialect), true)
    catch e
        e isa FormatError || rethrow()
        nothing
    end
    without_doubt === nothing ||
        return Items(without_doubt..., format, String(dialect))
    described = format === nothing ? nothing : exporter_description(b, format)
    described === nothing && (described = (format, String(dialect)))
    return Items(layout_and_geometry(b, described..., false)..., described...)
end
