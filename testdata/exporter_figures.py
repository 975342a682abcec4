#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prints the figures of docs/dialects.md: what becomes of the recorded captures, with dialect auto and the itemsize.

  exporter_figures.py PEP3118C CAPTURE.json ...                           prints the table
  exporter_figures.py PEP3118C CAPTURE.json ... --check docs/dialects.md  and exits 1 if the document has another

A cell is right / right with a note / refused / wrong with a note, in per cent; what is wrong in silence is added.
"""
import argparse
import sys

import capture_exporters
from exporter_scores import is_one_byte, scores


def cell(score):
    if score is None: return ""
    parts = [score.right, score.share("right, noted"), score.share("refused"), score.share("wrong, noted")]
    text = " / ".join(f"{100 * part:.1f}" for part in parts)
    silent = [record for record in score.silent if not is_one_byte(record)]
    return text + (f", {len(silent)} of {score.total} in silence" if silent else "")


def table(tool, paths):
    columns = []
    for path in paths:
        capture = capture_exporters.read_capture(path)
        name = ", ".join(f"{name} {version}" for name, version in capture["versions"].items())
        columns.append((name, scores(tool, capture["records"], "auto")))
    yield "| records | " + " | ".join(name for name, _ in columns) + " |"
    yield "| --- |" + " --- |" * len(columns)
    for exporter in dict.fromkeys(exporter for _, by_exporter in columns for exporter in by_exporter):
        cells = [cell(by_exporter.get(exporter)) for _, by_exporter in columns]
        yield f"| `{exporter}` | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("captures", nargs="+")
    parser.add_argument("--check", metavar="DOCUMENT")
    options = parser.parse_args()
    lines = list(table(options.tool, options.captures))
    print("\n".join(lines))
    if not options.check: return 0
    document = open(options.check, encoding="utf-8").read().splitlines()
    missing = [line for line in lines if line not in document]
    if missing: print(f"\n{options.check} does not have:", *missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
