#!/usr/bin/python3
"""Prints the figures of docs/dialects.md: what becomes of the recorded captures, with dialect auto and the itemsize.

  exporter_figures.py PEP3118C captures/py311.json captures/py313.json captures/py314.json captures/compiled.json

A cell is right / right with a note / refused / wrong with a note, in per cent; what is wrong in silence is added.
"""
import sys

import capture_exporters
from exporter_scores import is_one_byte, scores


def cell(score):
    if score is None: return ""
    parts = [score.right, score.share("right, noted"), score.share("refused"), score.share("wrong, noted")]
    text = " / ".join(f"{100 * part:.1f}" for part in parts)
    silent = [record for record in score.silent if not is_one_byte(record)]
    return text + (f", {len(silent)} of {score.total} in silence" if silent else "")


def main():
    tool, *paths = sys.argv[1:]
    columns = []
    for path in paths:
        capture = capture_exporters.read_capture(path)
        columns.append((capture["versions"], scores(tool, capture["records"], "auto")))
    heads = [", ".join(f"{name} {version}" for name, version in versions.items()) for versions, _ in columns]
    print("| records | " + " | ".join(heads) + " |")
    print("| --- |" + " --- |" * len(columns))
    for exporter in dict.fromkeys(exporter for _, by_exporter in columns for exporter in by_exporter):
        print(f"| `{exporter}` | " + " | ".join(cell(by_exporter.get(exporter)) for _, by_exporter in columns) + " |")


if __name__ == "__main__":
    main()
