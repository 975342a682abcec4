# SPDX-License-Identifier: MIT
# Loops over records of Python's memory beside those over a Vector, and the look-up of a format.
#
#   PEP3118_LIBRARY=.../libpep3118.so JULIA_LOAD_PATH=julia:@stdlib julia -O2 julia/PEP3118.jl/bench/bench.jl
#
# Each time is the least of many runs.

using PEP3118, Printf

const COUNT = 10^6
const RUNS = 200

function sum_of_y(a)
    sum = 0.0
    for r in a
        sum += r.y
    end
    return sum
end
function sum_inbounds(a)
    sum = 0.0
    @inbounds for i in eachindex(a)
        sum += a[i].y
    end
    return sum
end
function sum_numbers(a)
    sum = 0.0
    for x in a
        sum += x
    end
    return sum
end

const SINK = Ref(0.0)  # so that no loop is left out

function least(f, arrays)
    best = fill(Inf, length(arrays))
    for (i, a) in enumerate(arrays), _ in 1:RUNS
        best[i] = min(best[i], @elapsed SINK[] += f(a))
    end
    return best
end

function compare(title, f, arrays...)
    foreach(f, arrays)
    @assert all(f(a) == f(arrays[1]) for a in arrays)
    times = least(f, arrays)
    @printf "%-44s" title
    foreach(t -> (@printf "%8.3f ms" t * 1e3), times)
    @printf "   %.2f\n" times[2] / times[1]
end

start_python()
PEP3118.pyrun("""
import numpy as np
n = $COUNT
point = np.dtype([('x', 'i4'), ('y', 'f8')], align=True)
a = np.zeros(n, point)
a['x'] = np.arange(n)
a['y'] = np.arange(n)
wide = np.zeros(2 * n, point)[::2]
wide['y'] = a['y']
packed = a.astype([('x', '<i4'), ('y', '<f8')])
swapped = a.astype([('x', '>i4'), ('y', '>f8')])
grid = np.arange(float(n)).reshape(1000, 1000)
""")
array(name) = PyArray(PEP3118.pyeval(name); writable = true)

# Beside a Vector in the same memory where there can be one, else beside a copy.
compare(title, f, a) = compare(title, f, collect(a), a)
compare_in_place(title, f, a) = compare(title, f, unsafe_array(a), a)

println("sum of one field of $COUNT records               Vector     PyArray   ratio")
compare_in_place("contiguous, the same memory", sum_of_y, array("a"))
compare_in_place("contiguous, the same memory, @inbounds", sum_inbounds, array("a"))
compare("every second record", sum_of_y, array("wide"))
compare("packed: 12 bytes, any address", sum_of_y, array("packed"))
compare("big-endian", sum_of_y, array("swapped"))
compare("a['y'] as numbers", sum_numbers, array("a['y']"))
# Its first index runs fastest, as a Matrix's does.
compare("1000 x 1000 numbers, grid.T", sum_numbers, array("grid.T"))

# ---- Look-ups ------------------------------------------------------------------------------------

PEP3118.record_type("T{i:first:}")  # compiles the package's own code
first_looks = map(1:20) do i
    1e3 * @elapsed PEP3118.record_type("T{i:x$i:d:y:(3)f:v:10s:name:}")
end
function warm(format)
    best = Inf
    for _ in 1:100
        t = @elapsed for _ in 1:1000
            PEP3118.record_type(format)
        end
        best = min(best, t / 1000)
    end
    return best
end
warm("T{i:x1:d:y:(3)f:v:10s:name:}")
@printf "\nrecord_type, first look-up of a format     %8.2f ms (median of 20)\n" sort(first_looks)[10]
@printf "record_type, warm                          %8.0f ns\n" 1e9 * warm("T{i:x1:d:y:(3)f:v:10s:name:}")
function make(o)
    best = Inf
    for _ in 1:2000
        best = min(best, @elapsed release!(PyArray(o)))
    end
    return best
end
const object = PEP3118.pyeval("a")
make(object)
@printf "PyArray(o) and release!                    %8.0f ns\n" 1e9 * make(object)
