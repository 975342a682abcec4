# SPDX-License-Identifier: MIT
# Random dtypes, value by value, both ways.  NumPy's own items are the truth.

include("support.jl")
import Random

pyrun(read(joinpath(@__DIR__, "numpy_cases.py"), String))

# The leaves of a value as numpy_cases.py writes them.
leaves!(out, x::Union{Integer,Bool}) = push!(out, string(Int128(x)))
leaves!(out, x::AbstractFloat) =
    push!(out, isnan(x) ? "nan" : string(reinterpret(UInt64, Float64(x)), base = 16, pad = 16))
leaves!(out, x::Complex) = (leaves!(out, real(x)); leaves!(out, imag(x)))
leaves!(out, x::AbstractString) = push!(out, "t" * bytes2hex(codeunits(x)))
leaves!(out, x::PEP3118.Opaque) = push!(out, "t" * bytes2hex(collect(UInt8, x)))
leaves!(out, x::Char) = push!(out, x == '\0' ? "t" : "t" * string(UInt8(x), base = 16, pad = 2))
leaves!(out, x::PEP3118.Record) =
    foreach(name -> leaves!(out, getproperty(x, name)), PEP3118.members(typeof(x)))
leaves!(out, x::AbstractArray) = foreach(v -> leaves!(out, v), row_major(x))
leaves(x) = (out = String[]; leaves!(out, x); join(out, " "))

struct Counts
    of::Dict{Symbol,Int}
end
Counts() = Counts(Dict{Symbol,Int}())
count!(c::Counts, what) = c.of[what] = get(c.of, what, 0) + 1

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
