# SPDX-License-Identifier: MIT
"""
Python buffers (PEP 3118) as Julia arrays, and Julia arrays as Python buffers.  Nothing is copied.

    a = PyArray(o)              # any object with a buffer, from its PyObject pointer
    a[1].x                      # records have fields
    o = JuliaArray(b)           # np.asarray of it is a view of `b`

Works in a process with any CPython from 3.11 on, with PyCall or without it.
"""
module PEP3118

export PyArray, PyBuffer, JuliaArray, PyReverseDims, PythonError, PyReference
export bytestrides, release!, reversedims, start_python, unsafe_array

include("library.jl")
include("storage.jl")
include("record.jl")
include("members.jl")
include("description.jl")
include("records.jl")
include("format_of.jl")
include("python.jl")
include("deferred.jl")
include("pybuffer.jl")
include("geometry.jl")
include("exporter.jl")
include("pyarray.jl")
include("julia_array.jl")

end
