# SPDX-License-Identifier: MIT
# The session of docs/julia.md is what Julia answers.  With PEP3118_PRINT_SESSION set, prints it.

using Test

const DOCUMENT = normpath(joinpath(@__DIR__, "..", "..", "..", "docs", "julia.md"))
const PROMPT = "julia> "

# (input, output) of each prompt in a block.
function sessions(text)
    found = Tuple{String,String}[]
    for block in eachmatch(r"```julia-repl\n(.*?)```"s, text)
        for part in split(block[1], Regex("^" * PROMPT, "m"), keepempty = false)
            lines = split(chomp(part), '\n')
            inputs = 1
            while Meta.parse(join(lines[1:inputs], '\n'), raise = false).head === :incomplete
                inputs += 1
            end
            push!(found, (join(lines[1:inputs], '\n'), strip(join(lines[inputs+1:end], '\n'))))
        end
    end
    return found
end

# As the prompt shows it.
function answer(session, input)
    io = IOBuffer()
    context = IOContext(io, :module => session, :limit => true, :displaysize => (24, 100))
    try
        value = include_string(session, input)
        value === nothing || endswith(rstrip(replace(input, r"#.*$" => "")), ";") ||
            show(context, MIME("text/plain"), value)
    catch e
        print(io, "ERROR: ")
        showerror(context, e isa LoadError ? e.error : e)
    end
    return rstrip(String(take!(io)))
end

# Types are written with a space after the comma from Julia 1.6 on.
normal(text) = replace(text, r"(?<=\w|\}),(?=\w)" => ", ")

@testset "the session of the document" begin
    session = Module(:Session)
    Core.eval(session, :(using Base; eval(x) = Core.eval(Session, x)))
    rows = sessions(read(DOCUMENT, String))
    @test length(rows) > 15
    for (input, expected) in rows
        found = answer(session, input)
        haskey(ENV, "PEP3118_PRINT_SESSION") && println("julia> ", input, "\n", found, isempty(found) ? "" : "\n")
        @test normal(found) == normal(expected)
    end
end
