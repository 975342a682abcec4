#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks real exporters for fresh formats and pep3118c for their layouts; the exporters' own metadata judges.

  exporters_live_test.py PEP3118C [CAPTURE.json ...]      recorded captures
  exporters_live_test.py PEP3118C --seed 7 --show 5       NumPy and ctypes of this machine, one seed

Without a capture and a seed, a new seed is drawn and printed.  What an answer is held to is in exporter_scores.py,
what must hold for each exporter in the table below.
"""
import argparse
import dataclasses
import math
import pathlib
import random
import sys

import capture_exporters
import capture_hard
import exporter_scores
from exporter_scores import answer, is_bit_fields_to_the_byte, is_one_byte, scores


@dataclasses.dataclass(frozen=True)
class Bound:
    """Shares of one exporter's records, with dialect auto and the itemsize: at least, at most, at most."""
    right: float = 1.0
    wrong: float = 0.0  # with a note
    noted: float = 0.0


# capture_hard.py mixes aligned and packed records, which leaves more strides of arrays in doubt than most dtypes do.
BOUNDS = {
    "numpy": Bound(0.97, 0.022, 0.08), "numpy:plain": Bound(0.97, 0.022, 0.07),
    "numpy:explicit-order": Bound(0.97, 0.03, 0.12), "numpy:scalar": Bound(0.97, 0.03, 0.2),
    "numpy:array-of-array": Bound(0.96, 0.04, 0.25), "numpy:zero-dim": Bound(0.90, 0.10, 0.75),
    "numpy:empty-name": Bound(0.97, 0.03, 0.1),
    "array": Bound(), "memoryview": Bound(), "pybind11": Bound(), "cython": Bound(0.97, 0.03, 1),
    "cython:array-of-structs": Bound(0, 1, 1),  # most are refused: the shape is not in the format
    "emulated:native-letters": Bound(1, 0, 0.6), "emulated:ctypes-3.12": Bound(1, 0, 0.15),
    "emulated:pybind11": Bound(), "emulated:pythoncall": Bound(), "emulated:ndtypes": Bound(),
}
# What a text of ctypes can tell depends on the interpreter: since 3.12 every pad is written.
BOUNDS_311 = {
    "ctypes": Bound(0.72, 0.08, 1), "ctypes:plain": Bound(1, 0, 1), "ctypes:derived": Bound(0, 0.15, 1),
    "ctypes:packed-member": Bound(0.5, 0.5, 1), "ctypes:bitfields": Bound(0.5, 0.25, 1),
}
BOUNDS_312 = {
    "ctypes": Bound(0.88, 0.02, 0.05), "ctypes:plain": Bound(1, 0, 0.05), "ctypes:derived": Bound(0, 0.05, 0.05),
    "ctypes:packed-member": Bound(0.97, 0.03, 0.7), "ctypes:bitfields": Bound(0.4, 0.05, 0.4),
    "ctypes:complex": Bound(1, 0, 0.05),
}
# The captures of another generator, whose hard groups each mix in one difficulty only.
OTHER_BOUNDS = {
    "numpy": Bound(0.97, 0.022, 0.07), "numpy:explicit-order": Bound(0.97, 0.02, 0.12),
    "numpy:scalar": Bound(0.97, 0.02, 0.05), "numpy:array-of-array": Bound(0.97, 0.02, 0.12),
    "numpy:zero-dim": Bound(0.97, 0.02, 0.75), "numpy:empty-name": Bound(0.97, 0.02, 0.05),
}
OTHER_BOUNDS_312 = {"ctypes": Bound(0.94, 0.01, 0.05), "ctypes:packed-member": Bound(0.97, 0.01, 0.6)}
# Where even without an itemsize nothing may be wrong in silence.  NumPy is not among them: the tails of its records are
# in no text.
WITHOUT_ITEMSIZE = {"cython", "pybind11", "ctypes:plain", "ctypes:packed-member", "array", "memoryview"}


def bounds_for(python, other):
    since_312 = tuple(map(int, python.split(".")[:2])) >= (3, 12)
    bounds = {**BOUNDS, **(BOUNDS_312 if since_312 else BOUNDS_311)}
    if other: bounds.update({**OTHER_BOUNDS, **(OTHER_BOUNDS_312 if since_312 else {})})
    return bounds


def may_be_silent(record, mode):
    """What nothing can tell, or what a question without an itemsize does not ask about."""
    if is_one_byte(record) or is_bit_fields_to_the_byte(record): return True
    if record["exporter"] == "cython:array-of-structs": return True
    return mode == "no itemsize" and record["exporter"] not in WITHOUT_ITEMSIZE


def beyond(score, bound, fresh):
    """What exceeds the bound: by more than one record, or where records are fresh by more than chance explains."""
    for name, share, limit, sign in (("right", score.right, bound.right, -1),
                                     ("wrong with a note", score.share("wrong, noted"), bound.wrong, 1),
                                     ("noted", score.noted, bound.noted, 1)):
        slack = 3 * math.sqrt(limit * (1 - limit) / score.total) if fresh else 1 / score.total
        if limit in (0, 1): slack = 0
        if sign * (share - limit) > slack: yield f"{share:.1%} {name}"


def failures(by_exporter, mode, bounds, fresh):
    for exporter, score in by_exporter.items():
        for record in score.silent:
            if not may_be_silent(record, mode):
                yield f"{mode}: misread in silence: {exporter} {record['format']!r} itemsize {record['itemsize']}"
        if mode == "strict" and score.noted: yield f"strict: {exporter}: {score.noted:.1%} assumed"
        if mode == "named" and exporter in ("cython", "pybind11") and score.right < 1:
            yield f"named: {exporter}: {score.right:.1%} right"
        if mode == "auto":
            yield from (f"{exporter}: {words}" for words in beyond(score, bounds[exporter], fresh))


def numpy_imports(tool, records):
    """NumPy's own importer must read the canonical text of a NumPy record to the same places."""
    from capture_exporters import dtype_from_format
    bad, read = [], 0
    for record, reply in zip(records, exporter_scores.ask(tool, records), strict=True):
        numpy = record["exporter"].startswith("numpy")
        if not numpy or "error" in reply or reply["type"]["kind"] != "record": continue
        if "::" in reply["canonical"] or "(0" in reply["canonical"]: continue  # which NumPy's importer does not take
        read += 1
        dtype = dtype_from_format(reply["canonical"])
        theirs = exporter_scores.truth({"itemsize": dtype.itemsize, "fields": capture_exporters.numpy_truth(dtype)})
        if theirs != answer(reply): bad.append(f"NumPy reads otherwise: {reply['canonical']}")
    print(f"canonical text read by NumPy: {read}")
    return bad


def judge(tool, records, python, show=0, other=False, fresh=False):
    bad = []
    for mode in exporter_scores.MODES:
        by_exporter = scores(tool, records, mode)
        print(f"{mode}:")
        for exporter, score in by_exporter.items():
            print(f"  {exporter:24} {score}")
            for record in score.silent[:show]: print(f"    in silence: {record['itemsize']} {record['format']}")
        bad += failures(by_exporter, mode, bounds_for(python, other), fresh)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("captures", nargs="*")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--show", type=int, default=0, help="silent errors to print for each exporter")
    options = parser.parse_args()
    bad = []
    for path in options.captures:
        capture = capture_exporters.read_capture(path)
        print(f"== {path}: {capture['versions']}")
        other = pathlib.Path(path).name.startswith("other")
        bad += judge(options.tool, capture["records"], capture["versions"]["python"], options.show, other)
    if not options.captures:
        seed = random.randrange(10**6) if options.seed is None else options.seed
        print(f"seed {seed}")
        rng = random.Random(seed)
        records = [*capture_exporters.numpy_records(rng, 800), *capture_exporters.ctypes_records(rng, 400),
                   *capture_hard.hard_records(rng, 100), *capture_exporters.emulated_records(rng, 40)]
        bad += judge(options.tool, records, sys.version.split()[0], options.show, fresh=True)
        bad += numpy_imports(options.tool, records)
    print("\n".join(bad) or "all as promised")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
