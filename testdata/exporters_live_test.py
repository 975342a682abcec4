#!/usr/bin/python3
"""Asks real exporters for fresh formats and pep3118c for their layouts; the exporters' own metadata judges.

  exporters_live_test.py PEP3118C [CAPTURE.json ...]      recorded captures
  exporters_live_test.py PEP3118C --seed 7 --show 5       NumPy and ctypes of this machine, one seed

Without a capture and a seed, a new seed is drawn and printed.  An answer is right when the itemsize and every leaf's
path, offset, size and shape agree, and the element stride of every array of records.  What must hold:

- nobody is misread in silence, but for ctypes, where the same text and itemsize can come from two structures (a base
  class whose fields ctypes omits, bit fields, a packed structure of one byte);
- NumPy: nearly all right, a few right with their assumption named; every other spelling: all right.
"""
import argparse
import collections
import json
import random
import subprocess
import sys

import capture_exporters

DIALECT = {"numpy": "numpy", "ctypes": "ctypes", "array": "struct", "memoryview": "struct",
           "emulated:pybind11": "pybind11", "emulated:ctypes-3.12": "ctypes",
           "emulated:pythoncall": "pythoncall", "emulated:ndtypes": "ndtypes",
           "emulated:native-letters": "pep3118"}
# What a structure can hide from its format so that nothing in text and itemsize tells.
HIDDEN = {"inherited-fields", "bitfields", "packed", "union"}


def truth(record):
    """(itemsize, leaves and arrays of records), sorted."""
    return record["itemsize"], sorted(
        (f["path"], f["offset"], f["size"], tuple(f["shape"]))
        for f in record["fields"] if f["kind"] != "record" or f["shape"])


def answer(reply):
    places = []

    def walk(node, path, start):
        record = node["kind"] == "record"
        if path and (not record or node["shape"]) or not path and not record:
            places.append((path, start, node["itemsize"], tuple(node["shape"])))
        for field in node.get("fields", []):
            walk(field, path + "/" + field["name"] if path else field["name"], start + field["offset"])

    walk(reply["type"], "", 0)
    return reply["itemsize"], sorted(places)


def verdict(record, reply):
    if "error" in reply:
        return "refused"
    if reply["type"]["kind"] == "opaque" and reply["itemsize"] > 1 and record["format"] in ("b", "B"):
        return "refused"  # an opaque block says that its inside is unknown
    right = answer(reply) == truth(record) if "fields" in record else reply["itemsize"] == record["itemsize"]
    assumed = any(note["kind"].startswith("assumed-") for note in reply["notes"])
    return ("right" if right else "wrong") + (", assumed" if assumed else "")


def ask(tool, records, named):
    questions = [{"format": r["format"], "itemsize": r["itemsize"], "target": "x86_64-linux-gnu",
                  **({"dialect": DIALECT[r["exporter"]]} if named else {})} for r in records]
    text = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in questions)
    done = subprocess.run([tool, "layout", "--batch"], input=text, capture_output=True, text=True)
    if done.returncode not in (0, 1):  # 1: some were refused
        sys.exit(f"{tool} exits with {done.returncode}: {done.stderr[:500]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def numpy_imports(records, replies):
    """NumPy's own importer must read the canonical text of a NumPy record to the same places."""
    from numpy.core._internal import _dtype_from_pep3118
    bad, read = [], 0
    for record, reply in zip(records, replies, strict=True):
        if record["exporter"] != "numpy" or "error" in reply or reply["type"]["kind"] != "record":
            continue
        read += 1
        dtype = _dtype_from_pep3118(reply["canonical"])
        theirs = sorted((f["path"], f["offset"], f["size"], tuple(f["shape"]))
                        for f in capture_exporters.numpy_truth(dtype) if f["kind"] != "record" or f["shape"])
        if (dtype.itemsize, theirs) != answer(reply):
            bad.append(f"NumPy reads otherwise: {reply['canonical']}")
    print(f"canonical text read by NumPy: {read}")
    return bad


def failures(score, silent):
    for exporter, count in score.items():
        total = sum(count.values())
        share = lambda *names: sum(count[n] for n in names) / total
        right = share("right", "right, assumed")
        if exporter == "numpy":
            if right < 0.95: yield f"numpy: {right:.1%} right"
            if share("wrong, assumed") > 0.03: yield "numpy: too many wrong assumptions"
            if share("right, assumed") > 0.12: yield "numpy: crying wolf"
        elif exporter == "ctypes":
            if right < 0.70: yield f"ctypes: {right:.1%} right"
        elif right < 1:
            yield f"{exporter}: {right:.1%} right"
    for record in silent:
        if not set(record.get("hazards", ())) & HIDDEN or record["exporter"] != "ctypes":
            yield f"misread in silence: {record['exporter']} {record['format']!r} itemsize {record['itemsize']}"


def judge(tool, records, show):
    bad = []
    for named in (False, True):
        score = collections.defaultdict(collections.Counter)
        silent = []
        replies = ask(tool, records, named)
        for record, reply in zip(records, replies, strict=True):
            result = verdict(record, reply)
            score[record["exporter"]][result] += 1
            if result == "wrong": silent.append(record)
            if result.startswith("wrong") and show > 0:
                show -= 1
                print(f"  {result}: {record['format']} itemsize {record['itemsize']}: {reply['canonical']}")
        print("dialect named:" if named else "auto:")
        for exporter, count in score.items():
            print(f"  {exporter:24} " + ", ".join(f"{k} {v}" for k, v in sorted(count.items())))
        bad += failures(score, silent)
    if capture_exporters.np:
        bad += numpy_imports(records, replies)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("captures", nargs="*")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--show", type=int, default=0, help="wrong answers to print")
    options = parser.parse_args()
    captures = [json.load(open(path, encoding="utf-8"))["records"] for path in options.captures]
    if not captures:
        seed = random.randrange(10**6) if options.seed is None else options.seed
        print(f"seed {seed}")
        rng = random.Random(seed)
        captures = [[*capture_exporters.numpy_records(rng, 800), *capture_exporters.ctypes_records(rng, 400),
                     *capture_exporters.emulated_records(rng, 40)]]
    bad = []
    for records in captures:
        bad += judge(options.tool, [r for r in records if not r.get("refused")], options.show)
    print("\n".join(bad) or "all as promised")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
