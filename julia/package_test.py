# SPDX-License-Identifier: MIT
"""Tests of the package in Julia.

usage: package_test.py LIBPEP3118 NAME...    # runs PEP3118.jl/test/NAME_test.jl
"""
import sys

import run_julia

PACKAGE = "julia/PEP3118.jl"

if __name__ == "__main__":
    sys.exit(run_julia.run(PACKAGE, sys.argv[1], PACKAGE + "/test/runtests.jl", *sys.argv[2:]).returncode)
