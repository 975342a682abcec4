#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the tables of docs/dialects.md to the tool: every row's canonical text, note or refusal, with dialect auto.

The dtypes that cannot be exported are held to the NumPy of this machine: it refuses each and exports what to use.

  dialects_doc_test.py PEP3118C docs/dialects.md
"""
import re
import subprocess
import sys

import numpy as np

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


# | `np.dtype(...)` | why | `array.view(...)` |
NO_EXPORT = re.compile(r"^\| `(np\.dtype\(.+?\))` \|[^|]*\| `(array\..+?)`", re.M)


def cannot_be_exported(dtype, instead):
    array = np.zeros(2, eval(dtype))
    try:
        memoryview(array)
    except ValueError:
        memoryview(eval(instead, {"array": array, "np": np}))
        return True
    return False


def main():
    tool, document = sys.argv[1:]
    rows = [row.groups() for row in map(ROW.match, open(document, encoding="utf-8")) if row]
    bad = [row for row in rows if not check(tool, *row)]
    dtypes = NO_EXPORT.findall(open(document, encoding="utf-8").read())
    bad += [row for row in dtypes if not cannot_be_exported(*row)]
    for row in bad:
        print("not so:", *row)
    print(f"{len(rows)} rows and {len(dtypes)} dtypes, {len(bad)} wrong")
    return 1 if bad or len(rows) < 10 or len(dtypes) < 4 else 0


if __name__ == "__main__":
    sys.exit(main())
