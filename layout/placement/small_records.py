#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes small_records.inc: every record of one to three fields over nine codes, as C++ structs.

small_records_test.cc compares ComputeLayout for the host with what the compiler makes of the same
structs, so the expectation is the compiler's own.

  layout/placement/small_records.py            rewrite small_records.inc
  layout/placement/small_records.py --check    exit 1 if it would change
"""
import itertools
import pathlib
import sys

TYPES = {"c": "char", "?": "bool", "h": "short", "i": "int", "l": "long", "q": "long long", "f": "float",
         "d": "double", "P": "void*"}
OUT = pathlib.Path(__file__).resolve().parent / "small_records.inc"


def records():
    for n in (1, 2, 3):
        yield from itertools.product(TYPES, repeat=n)


def text():
    lines = ["// Written by small_records.py; RECORD<n>(format, type...) once for each record."]
    for codes in records():
        fmt = "T{%s}" % "".join(f"{c}:{n}:" for c, n in zip(codes, "xyz"))
        lines.append('RECORD%d("%s", %s)' % (len(codes), fmt.replace("?", r"\?"), ", ".join(TYPES[c] for c in codes)))
    return "\n".join(lines) + "\n"


def main():
    wanted = text()
    if "--check" in sys.argv[1:]:
        if not OUT.exists() or OUT.read_text() != wanted:
            sys.exit("layout/placement/small_records.inc is out of date: run layout/placement/small_records.py")
    else:
        OUT.write_text(wanted)


if __name__ == "__main__":
    main()
