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
    found = fault_in_writing(a, truth, counts)
    isempty(found) || return found
    found = fault_in_showing(a, truth, counts)
    isempty(found) || return found
    return fault_after_release(a, truth, counts)
end

function fault_in_writing(a, truth, counts)
    pyrun("found = empty_like(case)")
    is_true("found is not None") || return ""
    pyrun("copy, raw = found")
    copy = PyArray(pyeval("copy"); writable = true)
    typeof(copy) === typeof(a) || return "type of a contiguous copy: $(typeof(copy))"
    if isodd(length(truth))
        copyto!(copy, a)
    else
        for i in CartesianIndices(a)
            copy[i] = a[i]
        end
    end
    python_text("text(copy)") == truth || return "written: $(python_text("text(copy)"))"
    is_true("holes_are_untouched(raw, copy.dtype)") || return "holes are written"
    count!(counts, :written)
    is_true("len(raw) and 0 in mask(copy.dtype)") && count!(counts, :holes)
    return ""
end

function fault_in_showing(a, truth, counts)
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

const USES = (collect, copy, a -> a[1], a -> (@inbounds a[1]), a -> leaves(a), iterate, size, a -> a .== a, pointer)

# Arrays that escape to Python or to views before they are released.
function fault_after_release(a, truth, counts)
    window = view(a, axes(a)...)
    escaped = typeof(a).parameters[3] === eltype(a) && !(eltype(a) <: PEP3118.Opaque)
    escaped && show_as("escaped", a)
    release!(a)
    # One use a case, since each compiles for a while; without items nothing is read.
    use, turn = USES[1+counts.of[:read]%length(USES)], counts.of[:read] ÷ length(USES)
    x = iseven(turn) || use in (size, pointer) ? a : window
    if !isempty(truth)
        try
            use(x)
            return "$use of a released array"
        catch e
            e isa PEP3118.BufferError && e.kind == "released" || return "$use after release: $(sprint(showerror, e))"
        end
    end
    count!(counts, :released)
    escaped || return ""
    try
        pyrun("seen = np.asarray(escaped); del escaped")
    catch e
        e isa PythonError || rethrow()
        return ""
    end
    python_text("text(seen)") == truth || return "escaped: $(python_text("text(seen)"))"
    count!(counts, :escaped)
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

const SEEDS = (1, rand(Random.RandomDevice(), UInt32))

@testset "random dtypes" begin
    for seed in SEEDS
        println("numpy_test: seed $seed")
        faults, counts = run_cases(seed, 70)
        println(counts)
        @test isempty(faults)
        @test counts[:read] + get(counts, :too_large, 0) == 70
        @test get(counts, :too_large, 0) < 12
        @test counts[:written] > 50 && counts[:holes] > 15
        @test counts[:shown] > 40
        @test counts[:released] == counts[:read] && counts[:escaped] > 30
    end
end

# ---- Objects -------------------------------------------------------------------------------------

is_refused(f, E) = try f(); false catch e; e isa E end

# As fault().
function fault_with_objects()
    truth = python_text("text(case)")
    a = PyArray(pyeval("case"); writable = true)
    Base.invokelatest() do
        leaves(a) == truth || return "read: $(leaves(a))"
        is_refused(() -> a[1] = a[1], PEP3118.BufferError) || return "written"
        is_refused(() -> copyto!(a, collect(a)), PEP3118.BufferError) || return "copied to"
        is_refused(() -> JuliaArray(a), ArgumentError) || return "shown"
        eltype(a) <: PEP3118.Record || return ""
        is_refused(() -> JuliaArray(collect(a)), ArgumentError) || return "a copy is shown"
        return ""
    end
end

@testset "random dtypes with objects" begin
    references() = python_text("[sys.getrefcount(o) for o in OBJECTS]")
    pyrun("case = None")
    before = references()
    for seed in SEEDS
        pyrun("rng = random.Random($seed)")
        faults = map(1:25) do i
            pyrun("case = random_object_case(rng)")
            found = fault_with_objects()
            isempty(found) || println("seed $seed, case $i, $(python_text("case.dtype")): ", found)
            found
        end
        @test all(isempty, faults)
    end
    pyrun("case = None")
    collect_garbage()
    @test references() == before
end
