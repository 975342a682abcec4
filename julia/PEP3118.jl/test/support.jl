# SPDX-License-Identifier: MIT
# What several tests use.

using PEP3118, Test
using PEP3118: pyeval, pyrun, pyset, with_gil, decref

start_python()
pyrun("import sys, gc, array, ctypes, io, numpy as np")

# The str that a Python expression gives, as Julia's.
python_text(expression) = with_gil() do
    PEP3118.take_text(PEP3118.run_code("str(($expression))", PEP3118.EVAL_INPUT))
end
is_true(expression) = python_text("bool(($expression))") == "True"
count_of(name) = parse(Int, python_text("sys.getrefcount($name)"))

# A Julia array under a name in Python; the reference that JuliaArray gave is given back.
function show_as(name, a; options...)
    o = JuliaArray(a; options...)
    pyset(name, o)
    with_gil(() -> decref(o))
end

# Everything that has become garbage is given back when this returns.
function collect_garbage()
    GC.gc()
    GC.gc()
    with_gil(() -> nothing)
end

# The items in the order of Python's iteration, the last index fastest.
row_major(a) = [a[reverse(Tuple(i))...] for i in CartesianIndices(reverse(size(a)))]

function thrown(f, type)
    try
        f()
    catch e
        e isa type || rethrow()
        return e
    end
    error("nothing was thrown")
end
