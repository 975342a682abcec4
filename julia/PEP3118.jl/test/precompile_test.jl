# SPDX-License-Identifier: MIT
# What a package may keep from its precompilation.

using Test

const PACKAGE = """
module Keeps
using PEP3118
const LAYOUT = PEP3118.layout_of("T{i:x:d:y:}")
const MESSAGE = try; PEP3118.record_type("T{i:x:}"); catch e; e.msg; end
end
"""

const USER = """
using Keeps
print(Keeps.MESSAGE[1:28], "|")
for f in (PEP3118.canonical, PEP3118.layout_id, PEP3118.itemsize, PEP3118.record_type, PEP3118.has_objects)
    try
        f(Keeps.LAYOUT)
    catch e
        print(e isa ErrorException && occursin("precompiled", e.msg) && occursin("__init__", e.msg))
    end
end
"""

@testset "a layout of another process" begin
    mktempdir() do folder
        mkpath(joinpath(folder, "Keeps", "src"))
        write(joinpath(folder, "Keeps", "src", "Keeps.jl"), PACKAGE)
        environment = copy(ENV)
        environment["JULIA_LOAD_PATH"] = join([folder; LOAD_PATH], ':')
        environment["JULIA_DEPOT_PATH"] = folder
        julia = joinpath(Sys.BINDIR, Base.julia_exename())
        command = setenv(`$julia --startup-file=no --compiled-modules=yes -e "using PEP3118; $USER"`, environment)
        @test read(command, String) == "record types cannot be made |" * "true"^5
    end
end
