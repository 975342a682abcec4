# SPDX-License-Identifier: MIT
# The Python of this process: its C functions, its lock (GIL), its exceptions.
#
# The functions are those of a Python that is there already (PyCall loads libpython for all to see,
# and a Python that has started Julia holds them itself), or of the one that `start_python` loads.
# Only those of the limited API of 3.11 are used, but for three that every CPython has.



# A C function of Python, found when it is first needed.
struct CFunction
    name::Symbol
    address::Base.RefValue{Ptr{Cvoid}}
end
CFunction(name::Symbol) = CFunction(name, Ref(C_NULL))

const PYTHON_FUNCTIONS = (
    :Py_IsInitialized, :Py_InitializeEx, :Py_FinalizeEx, :Py_IncRef, :Py_DecRef,
    :PyGILState_Ensure, :PyGILState_Release, :PyGILState_GetThisThreadState,
    :PyErr_Occurred, :PyErr_Fetch, :PyErr_Restore, :PyErr_NormalizeException, :PyErr_SetString,
    :PyObject_GetBuffer, :PyBuffer_Release, :PyObject_GetAttrString, :PyObject_Str, :PyObject_Repr,
    :PyUnicode_AsEncodedString, :PyBytes_AsString, :PyLong_AsSsize_t,
    :PyLong_FromSsize_t, :PyUnicode_FromStringAndSize,
    :PyImport_AddModule, :PyModule_GetDict, :PyDict_SetItemString, :Py_CompileString,
    :PyEval_EvalCode, :PyEval_GetBuiltins, :PyDict_New, :PyDict_GetItemString,
    :PyObject_CallFunctionObjArgs, :PyType_FromSpec, :PyType_GenericAlloc, :PyObject_Free, :PyObject_Type)

const python = NamedTuple{PYTHON_FUNCTIONS}(map(CFunction, PYTHON_FUNCTIONS))

# Two names for one function: the first is public from 3.13 on, the second was there before.
const ATTACHED_STATE = (CFunction(:PyThreadState_GetUnchecked),
                        CFunction(:_PyThreadState_UncheckedGet))
const IS_FINALIZING = (CFunction(:Py_IsFinalizing), CFunction(:_Py_IsFinalizing))

# Of the process with all libraries that were loaded for all to see.
global_handle() = ccall(:jl_dlopen, Ptr{Cvoid}, (Ptr{UInt8}, UInt32), C_NULL, Libdl.RTLD_LAZY)

# C_NULL where no Python has it.
function find(f::CFunction)
    address = f.address[]
    address == C_NULL || return address
    found = Libdl.dlsym(global_handle(), f.name, throw_error = false)
    found === nothing || (f.address[] = found)
    return f.address[]
end

no_python(name) = error("no Python in this process has `$name`: call start_python() first, or " *
                        "load PyCall")

@inline function Base.getindex(f::CFunction)
    address = f.address[]
    address == C_NULL || return address
    address = find(f)
    address == C_NULL && no_python(f.name)
    return address
end

# The first of two functions that there is.  Never throws.
function either(functions)
    address = find(functions[1])
    return address == C_NULL ? find(functions[2]) : address
end

"    python_is_running()\n\nWhether this process has a Python that can be called: it has begun and does not end."
function python_is_running()
    is_initialized = find(python.Py_IsInitialized)
    (is_initialized == C_NULL || ccall(is_initialized, Cint, ()) == 0) && return false
    is_finalizing = either(IS_FINALIZING)
    return is_finalizing == C_NULL || ccall(is_finalizing, Cint, ()) == 0
end

# ---- The lock ------------------------------------------------------------------------------------

# Whether this thread holds the GIL.  (PyGILState_Check says yes to all once there has been a
# subinterpreter.)
function holds_gil()
    attached_state = either(ATTACHED_STATE)
    attached_state == C_NULL && return false
    attached = ccall(attached_state, Ptr{Cvoid}, ())
    return attached != C_NULL &&
           attached == ccall(python.PyGILState_GetThisThreadState[], Ptr{Cvoid}, ())
end

"""
    with_gil(f)

`f()` with the GIL.  `f` must not switch tasks.

Where another thread has the GIL and keeps it, this waits for ever.  `start_python`, like PyCall,
leaves the GIL with the thread that called it: call Python from that thread.
"""
function with_gil(f)
    python_is_running() || error("no Python runs in this process: call start_python() first, or " *
                                 "load PyCall")
    state = ccall(python.PyGILState_Ensure[], Cint, ())
    try
        release_deferred()
        return f()
    finally
        ccall(python.PyGILState_Release[], Cvoid, (Cint,), state)
    end
end

# ---- References and exceptions -------------------------------------------------------------------

# With the GIL.
decref(o::Ptr{Cvoid}) = ccall(python.Py_DecRef[], Cvoid, (Ptr{Cvoid},), o)
incref(o::Ptr{Cvoid}) = ccall(python.Py_IncRef[], Cvoid, (Ptr{Cvoid},), o)

"A Python exception: the name of its type and its text."
struct PythonError <: Exception
    type::String
    message::String
end
Base.showerror(io::IO, e::PythonError) = print(io, "PythonError: ", e.type, ": ", e.message)

# The text of a str; the reference is consumed.  "?" where there is none, without an exception.
function take_text(o::Ptr{Cvoid})
    bytes = C_NULL
    if o != C_NULL
        bytes = ccall(python.PyUnicode_AsEncodedString[], Ptr{Cvoid},
                      (Ptr{Cvoid}, Cstring, Cstring), o, "utf-8", "backslashreplace")
        decref(o)
    end
    if bytes == C_NULL
        clear_exception()
        return "?"
    end
    text = unsafe_string(ccall(python.PyBytes_AsString[], Ptr{UInt8}, (Ptr{Cvoid},), bytes))
    decref(bytes)
    return text
end

attribute(o::Ptr{Cvoid}, name) =
    ccall(python.PyObject_GetAttrString[], Ptr{Cvoid}, (Ptr{Cvoid}, Cstring), o, name)

const Exception3 = NTuple{3,Base.RefValue{Ptr{Cvoid}}}
fetch_exception() = (three = (Ref(C_NULL), Ref(C_NULL), Ref(C_NULL)); fetch_exception(three); three)
fetch_exception(three::Exception3) =
    ccall(python.PyErr_Fetch[], Cvoid, (Ref{Ptr{Cvoid}}, Ref{Ptr{Cvoid}}, Ref{Ptr{Cvoid}}),
          three[1], three[2], three[3])
clear_exception() = drop_exception(fetch_exception())
drop_exception(three) = foreach(o -> o[] == C_NULL || decref(o[]), three)

# The exception that is set, which it clears.
function python_error()
    three = fetch_exception()
    three[1][] == C_NULL && return PythonError("SystemError", "no exception was set")
    ccall(python.PyErr_NormalizeException[], Cvoid,
          (Ref{Ptr{Cvoid}}, Ref{Ptr{Cvoid}}, Ref{Ptr{Cvoid}}), three[1], three[2], three[3])
    type = take_text(attribute(three[1][], "__name__"))
    message = three[2][] == C_NULL ? "" :
              take_text(ccall(python.PyObject_Str[], Ptr{Cvoid}, (Ptr{Cvoid},), three[2][]))
    drop_exception(three)
    return PythonError(type, message)
end

# A new or borrowed reference that a call gave, or the exception that it set.
check_reference(o::Ptr{Cvoid}) = o == C_NULL ? throw(python_error()) : o
check_zero(status::Integer) = status == 0 ? nothing : throw(python_error())

# `type` is a static variable of Python's that holds the exception's type, such as PyExc_KeyError.
function set_exception(type::Symbol, message::String)
    variable = Libdl.dlsym(global_handle(), type, throw_error = false)
    variable === nothing && return nothing
    ccall(python.PyErr_SetString[], Cvoid, (Ptr{Cvoid}, Cstring),
          unsafe_load(Ptr{Ptr{Cvoid}}(variable)), message)
    return nothing
end

# ---- Without PyCall ------------------------------------------------------------------------------

function libpython_candidates()
    named = get(ENV, "PEP3118_LIBPYTHON", "")
    isempty(named) || return [named]
    ending = Sys.isapple() ? ".dylib" : ".so.1.0"
    return ["libpython3.$minor$ending" for minor in 14:-1:11]
end

"""
    start_python(; libpython = nothing)

Loads a libpython and starts its interpreter, for use without PyCall; does nothing where Python runs
already.  Without `libpython`, its path is the environment variable PEP3118_LIBPYTHON, else the
system's newest from 3.11 on.

The calling thread keeps the GIL, as with PyCall.  Python ends when Julia does.
"""
function start_python(; libpython::Union{Nothing,AbstractString} = nothing)
    python_is_running() && return nothing
    ENDED[] && error("Python has ended in this process, and cannot be started again")
    if find(python.Py_InitializeEx) == C_NULL
        paths = libpython === nothing ? libpython_candidates() : [String(libpython)]
        # For all to see: NumPy's own libraries take Python's functions from there.
        loaded = any(path -> Libdl.dlopen(path, Libdl.RTLD_LAZY | Libdl.RTLD_GLOBAL,
                                          throw_error = false) !== nothing, paths)
        loaded || error("cannot load $(join(paths, ", ")): give start_python the path of a " *
                        "libpython")
    end
    ccall(python.Py_InitializeEx[], Cvoid, (Cint,), 0)
    atexit(stop_python)
    return nothing
end

const ENDED = Ref(false)

function stop_python()
    python_is_running() || return nothing
    ENDED[] = true
    ccall(python.PyGILState_Ensure[], Cint, ())  # ends with the interpreter
    ccall(python.Py_FinalizeEx[], Cint, ())
    return nothing
end

# The dictionary of the module __main__; borrowed.
function main_names()
    main = check_reference(ccall(python.PyImport_AddModule[], Ptr{Cvoid}, (Cstring,), "__main__"))
    return ccall(python.PyModule_GetDict[], Ptr{Cvoid}, (Ptr{Cvoid},), main)
end

const FILE_INPUT, EVAL_INPUT = 257, 258

function run_code(code::AbstractString, start, names = main_names())
    compiled = check_reference(ccall(python.Py_CompileString[], Ptr{Cvoid},
                                     (Cstring, Cstring, Cint), code, "<julia>", start))
    result = ccall(python.PyEval_EvalCode[], Ptr{Cvoid}, (Ptr{Cvoid}, Ptr{Cvoid}, Ptr{Cvoid}),
                   compiled, names, names)
    decref(compiled)
    return check_reference(result)
end

"    pyrun(code)\n\nRuns Python statements in the module `__main__`."
pyrun(code::AbstractString) = with_gil(() -> decref(run_code(code, FILE_INPUT)))

"    pyeval(expression)\n\nThe value of a Python expression in the module `__main__`, as a `PyReference`."
pyeval(expression::AbstractString) =
    PyReference(with_gil(() -> run_code(expression, EVAL_INPUT)))

"    pyset(name, object)\n\nGives an object a name in the module `__main__`."
function pyset(name::AbstractString, o::Ptr{Cvoid})
    with_gil() do
        check_zero(ccall(python.PyDict_SetItemString[], Cint, (Ptr{Cvoid}, Cstring, Ptr{Cvoid}),
                         main_names(), name, o))
    end
end
