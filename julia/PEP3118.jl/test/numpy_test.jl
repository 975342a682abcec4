# SPDX-License-Identifier: MIT
# Random dtypes, value by value, both ways.  NumPy's own items are the truth.

include("support.jl")
include("leaves.jl")
import Random

pyrun(read(joinpath(@__DIR__, "numpy_cases.py"), String))

# What is wrong with the array called `case` in Python; "" where nothing is.
function fault(counts)
    truth = python_text("text(case)")
    a = try
        PyArray(pyeval("case"))
    catch e
        e isa PEP3118.FormatError && e.kind == "not-in-language" || rethrow()
        is_true("case.itemsize > 1024") || return "refused: $(e.message)"
        count!(counts, :too_large)
        return ""
    end
    Base.invokelatest(fault_of_array, a, truth, counts)
end

function fault_of_array(a, truth, counts)
    count!(counts, :read)
    size(a) == Tuple(PyBuffer(pyeval("case")).shape) || return "size"
    leaves(a) == truth || return "read: $(leaves(a))"
    pyrun("copy = empty_like(case)")
    if is_true("copy is not None")
        copy = PyArray(pyeval("copy"); writable = true)
        typeof(copy) === typeof(a) || return "type of a contiguous copy: $(typeof(copy))"
        for i in CartesianIndices(a)
            copy[i] = a[i]
        end
        python_text("text(copy)") == truth || return "written: $(python_text("text(copy)"))"
        count!(counts, :written)
    end
    # NumPy reads bytes without a name as padding.
    isbitstype(eltype(a)) && !(eltype(a) <: PEP3118.Opaque) || return ""
    show_as("shown", collect(a))
    try
        pyrun("seen = np.asarray(shown)")
    catch e
        e isa PythonError || rethrow()
        count!(counts, :unreadable)
        return ""
    end
    python_text("text(seen)") == truth || return "shown: $(python_text("text(seen)"))"
    is_true("seen.dtype.names == case.dtype.names") || return "names"
    count!(counts, :shown)
    return ""
end

function run_cases(seed, count)
    pyrun("rng = random.Random($seed)")
    counts = Counts()
    faults = String[]
    for i in 1:count
        pyrun("case = random_case(rng)")
        found = fault(counts)
        isempty(found) || push!(faults, "$(python_text("case.dtype")), $(python_text("case.shape")): $found")
    end
    foreach(f -> println("seed $seed: ", f), faults)
    return faults, counts.of
end

@testset "random dtypes" begin
    for seed in (1, rand(Random.RandomDevice(), UInt32))
        println("numpy_test: seed $seed")
        faults, counts = run_cases(seed, 100)
        println(counts)
        @test isempty(faults)
        @test counts[:read] + get(counts, :too_large, 0) == 100
        @test get(counts, :too_large, 0) < 15
        @test counts[:written] > 75
        @test counts[:shown] > 60
    end
end
