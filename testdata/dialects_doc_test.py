#!/usr/bin/python3
"""Holds the tables of docs/dialects.md to the tool: every row's canonical text, note or refusal, with dialect auto.

  dialects_doc_test.py PEP3118C docs/dialects.md
"""
import re
import subprocess
import sys

ROW = re.compile(r"^\|[^|]*\| `([^`]+)` \| (\d+) \| (.+) \|$")


def check(tool, text, itemsize, promise):
    done = subprocess.run([tool, "canon", "--target", "x86_64-linux-gnu", "--itemsize", itemsize, "--", text],
                          capture_output=True, text=True)
    if promise.startswith("refused"):
        kind = re.search(r"`([a-z-]+)`", promise)
        return done.returncode == 1 and (not kind or f"[{kind.group(1)}]" in done.stderr)
    canonical = re.match(r"`([^`]+)`", promise).group(1)
    return (done.returncode == 0 and done.stdout == canonical + "\n" and
            ("[assumed-" in done.stderr) == ("noted" in promise))


def main():
    tool, document = sys.argv[1:]
    rows = [row.groups() for row in map(ROW.match, open(document, encoding="utf-8")) if row]
    bad = [row for row in rows if not check(tool, *row)]
    for row in bad:
        print("not so:", *row)
    print(f"{len(rows)} rows, {len(bad)} wrong")
    return 1 if bad or len(rows) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
