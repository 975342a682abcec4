#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compiles fresh structs with Cython and pybind11 and holds pep3118c to the compiler's offsets.

  compiled_live_test.py PEP3118C [--seed 7] [--cython 40] [--pybind11 6]
"""
import argparse
import random
import sys

import capture_compiled
from exporters_live_test import judge


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--cython", type=int, default=40)
    parser.add_argument("--pybind11", type=int, default=6)
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    print(f"seed {seed}")
    rng = random.Random(seed)
    records = [*capture_compiled.cython_records(rng, options.cython),
               *capture_compiled.pybind11_records(rng, options.pybind11)]
    bad = judge(options.tool, records, sys.version.split()[0], show=5, fresh=True)
    print("\n".join(bad) or "all as promised")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
