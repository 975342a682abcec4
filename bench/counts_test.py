#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the instructions of a handful of calls to 1.10 times of the recorded ones.

usage: counts_test.py REPORT_CALLS COUNTS_JSON [--record]

The counts are callgrind's, so the machine's load does not change them; they are recorded for each
version of a compiler.  Without valgrind, or with a compiler that has no record, nothing is compared
and the test says so and passes.  `bazel run //bench:record_counts` records those of this machine.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from measured_calls import Record, bad, compiler, has_valgrind, instructions  # noqa: E402

MOST = 1.10
PAIR, TEN, TEN_BIG = Record(2, "packed"), Record(10, "aligned"), Record(10, "big")
HUNDRED = Record(100, "packed")
CALLS = {
    "parse, ten aligned": ("parse", TEN),
    "named, ten aligned": ("named", TEN),
    "auto, pair packed": ("auto", PAIR),
    "auto, ten aligned": ("auto", TEN),
    "auto, ten big-endian": ("auto", TEN_BIG),
    "auto, hundred packed": ("auto", HUNDRED),
    "auto, ten with a bad end": ("auto", bad(TEN)),
    "look up, ten aligned": ("look_up", TEN),
    "borrow, hundred packed": ("borrow", HUNDRED),
}


def main(program, path, *options):
    if not has_valgrind():
        print("not compared: valgrind is not installed")
        return 1 if options else 0
    with open(path, encoding="utf-8") as file:
        records = json.load(file)
    made_by = compiler(program)
    if not options and made_by not in records:
        print("not compared: no counts are recorded for %s, only for %s" % (made_by, "; ".join(records)))
        return 0
    counts = {name: instructions(program, way, row) for name, (way, row) in CALLS.items()}
    if options:
        records[made_by] = counts
        with open(os.path.join(os.environ["BUILD_WORKSPACE_DIRECTORY"], "bench", "counts.json"), "w",
                  encoding="utf-8") as file:
            file.write(json.dumps(records, indent=2, sort_keys=True) + "\n")
    recorded, failed = records[made_by], 0
    for name, count in counts.items():
        ratio = count / recorded[name] if name in recorded else float("inf")
        verdict = "" if ratio <= MOST else "  over %.2f" % MOST
        failed += ratio > MOST
        print("%-26s %8d recorded %8s  %.3f%s" % (name, count, recorded.get(name), ratio, verdict))
    if failed:
        print("%d of %d calls take more instructions than recorded; when that is meant:\n"
              "  bazel run //bench:record_counts" % (failed, len(counts)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
