#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the worst formats inside the limits cost: seconds and memory of every command that prints.

usage: worst_cases.py PEP3118C [SECONDS MEGABYTES]

Prints a line for every run; exit code 1 when one takes more user time or memory than given (2 s and
512 MB by default).  Give it an optimised tool: `bazel build -c opt //tools:pep3118c`.
"""

import json
import os
import subprocess
import sys
import tempfile

NAME = 65535  # bytes, the longest

FORMATS = {
    "deep and wide": "T{" * 97 + ("T{" + "b" * 4000 + "}") * 206 + "}" * 97,
    "deep and wider": "T{" * 97 + ("T{" + "b" * 65000 + "}") * 13 + "}" * 97,
    "deep and one record": "T{" * 99 + "b" * 65000 + "}" * 99,
    "deep, in generated C++": "T{" * 98 + "b" * 4096 + "}" * 98,
    "deep arrays": "T{" * 90 + "(2,3)T{" * 9 + "b" * 4000 + "}" * 99,
    "a field at every level": "T{b" * 99 + "b" * 60000 + "}b" * 98 + "}",
    "wide": "b" * 1000000,
    "pads": "x" * 1000000,
    "many equal records": "T{i:x:}" * 65000,
    "many records": "".join("T{i:x%d:}" % i for i in range(60000)),
    "equal names": "T{" + "b:a:" * 65000 + "}",
    "many names": "T{" + "".join("b:f%d:" % i for i in range(16000)) + "}",
    "long names": ("b:" + "n" * (NAME - 5) + ":") * 15,
    "escapes": "T{" + ("b:" + "\u00e9" * 10000 + ":") * 40 + "}",
    "huge counts": "1000000000i" * 90000,
    "dimensions": "(" + "1," * 63 + "2)i",
}

COMMANDS = (
    ("header", "-"),
    ("header", "--max-members", "16384", "--runtime", "-"),
    ("layout", "-"),
    ("layout", "--lint", "-"),
    ("layout", "--json", "-"),
    ("layout", "--target", "i686-linux-gnu", "--target", "x86_64-linux-gnu", "-"),
    ("layout", "--batch"),
    ("canon", "-"),
    ("ast", "-"),
    ("diff", "T{i:x:}", "-"),
)


def cost(tool, args, text):
    """Seconds of user time, megabytes, exit code."""
    with tempfile.TemporaryFile() as given:
        given.write(text.encode("utf-8"))
        given.seek(0)
        child = subprocess.Popen((tool,) + args, stdin=given, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    return usage.ru_utime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def runs():
    for name, text in FORMATS.items():
        for args in COMMANDS:
            batch = args[-1] == "--batch"
            yield name, args, json.dumps({"format": text}) + "\n" if batch else text
    lines = range(10**6)
    equal = "".join("Rec%d = T{i:x:d:y:}\n" % i for i in lines)
    yield "a manifest of one record", ("header", "-f", "-"), equal
    yield "a manifest of a million", ("header", "-f", "-"), "".join(
        "Rec%d = T{i:x%d:}\n" % (i, i) for i in lines)


def main(tool, seconds="2", megabytes="512"):
    over = 0
    for name, args, text in runs():
        # A manifest is allowed more: a million lines are a million formats.
        limit = (6, 1024) if "manifest" in name else (float(seconds), float(megabytes))
        used, memory, code = cost(tool, args, text)
        bad = used > limit[0] or memory > limit[1] or code not in (0, 1)
        over += bad
        print("%s%-24s %-44s %6.2f s %6.0f MB  exit %d" % (
            "* " if bad else "  ", name, " ".join(args), used, memory, code))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
