# SPDX-License-Identifier: MIT
# A process that ends with buffers and arrays in use ends well, whoever ends first.

using Test

const START = """
using PEP3118
start_python()
PEP3118.pyrun("import numpy as np; a = np.arange(6.0); b = bytearray(10)")
arrays = [PyArray(PEP3118.pyeval("a")) for _ in 1:10]
buffers = [PyBuffer(PEP3118.pyeval("b")) for _ in 1:10]
plain = [unsafe_array(PyArray(PEP3118.pyeval("a"); writable = true)) for _ in 1:3]
x = [1.0, 2.0]
o = JuliaArray(x)
PEP3118.pyset("x", o)
PEP3118.pyrun("y = np.asarray(x); z = memoryview(x)")
"""

function run_julia(code)
    out = IOBuffer()
    process = run(pipeline(ignorestatus(`$(Base.julia_cmd()) -e $code`), stdout = out, stderr = out))
    text = String(take!(out))
    process.exitcode == 0 && process.termsignal == 0 || println(text)
    return process.exitcode, process.termsignal, text
end

@testset "at the end" begin
    @test run_julia(START * "print(1)") == (0, 0, "1")
    @test run_julia(START * "exit(3)")[1:2] == (3, 0)
    @test run_julia(START * "GC.gc(); print(sum(sum, arrays))") == (0, 0, "150.0")
    # Python first, then what Julia holds.
    code = START * "PEP3118.stop_python(); arrays = buffers = plain = nothing; GC.gc(); GC.gc(); print(2)"
    @test run_julia(code) == (0, 0, "2")
    code = START * "PEP3118.stop_python(); for b in buffers; finalize(b); end; " *
           "try; PyBuffer(o); catch e; print(e.msg[1:14]); end"
    @test run_julia(code) == (0, 0, "no Python runs")
    code = START * "PEP3118.stop_python(); try; start_python(); catch e; print(e.msg[1:16]); end"
    @test run_julia(code) == (0, 0, "Python has ended")
    # Without Python at all.
    code = "using PEP3118; GC.gc(); try; PEP3118.pyeval(\"1\"); catch e; print(e.msg[1:14]); end"
    @test run_julia(code) == (0, 0, "no Python runs")
    code = "using PEP3118; try; start_python(libpython = \"/nowhere\"); catch e; print(e.msg); end"
    @test run_julia(code) ==
          (0, 0, "cannot load /nowhere: give start_python the path of a libpython")
    # What Python prints and registers is done.
    code = "using PEP3118; start_python(); PEP3118.pyrun(\"import atexit; atexit.register(print, 'bye')\")"
    @test run_julia(code) == (0, 0, "bye\n")
end
