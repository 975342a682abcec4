# SPDX-License-Identifier: MIT
# julia runtests.jl [NAME...]: the tests in NAME_test.jl, or all.
#
# Needs libpep3118 (PEP3118_LIBRARY), and for what is about Python a libpython3 from 3.11 on with
# NumPy.

using Test

const names = isempty(ARGS) ?
              [f[1:end-8] for f in sort(readdir(@__DIR__)) if endswith(f, "_test.jl")] : ARGS

@testset "PEP3118" begin
    for name in names
        @testset "$name" begin
            Core.eval(Module(:Tests), :(eval(x) = Core.eval(@__MODULE__, x);
                                        include(x) = Base.include(@__MODULE__, x);
                                        include($(joinpath(@__DIR__, name * "_test.jl")))))
        end
    end
end
