#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the tool on hostile input with a stack of 256 KiB, and with an address space of 64 MiB.

usage: small_machine.py PEP3118C [--deep]     (--deep: deep formats only, for a tool without optimisation)

With the small stack every run must end with an exit code from 0 to 2.  With little memory it may say that
there is none, and then prints nothing else.  Exit code 1 when a run does not.  Give it an optimised tool:
`bazel build -c opt //tools:pep3118c`.
"""

import json
import os
import resource
import subprocess
import sys


def hostile_formats(whole):
    """The deepest and the longest that are read, and a little more."""
    for deep in (100, 101):
        for opener, closer in (("T{", "}"), ("T<", ">"), ("&", ""), ("T{(2)", "}"), ("T{&", "}")):
            levels = deep // 2 if "&" in opener and "T" in opener else deep
            yield opener * levels + "i" + closer * levels
        yield "X" + "{" * deep + "}" * deep
    yield "(" + "1," * 63 + "2)i"
    yield "i:" + "n" * 65535 + ":"
    if not whole:
        return
    for text in ("x", "b", "i:n:", "T{", "(", "X{", "&", "T<", ":", "1", "T{}", "<"):
        yield text * (100000 // len(text))
    yield "T{" + "".join("b:f%d:" % i for i in range(16000)) + "}"


def hostile_runs(whole):
    for text in hostile_formats(whole):
        for args in (("canon", "-"), ("header", "-"), ("layout", "--lint", "-"), ("ast", "-"),
                     ("emit", "rust", "-"), ("diff", "T{i:x:d:y:}", "-")):
            yield args, text
        yield ("layout", "--batch"), json.dumps({"format": text}) + "\n"
    for depth in (90, 100, 400, 100000) if whole else (20,):
        fields = '{"itemsize": 1, "fields": [{"name": "x", "offset": 0, "fields": ' * depth
        yield ("layout", "--fields", "-"), fields
        yield ("layout", "--fields", "-"), "[" * depth + "]" * depth
        yield ("layout", "--dtype", "-"), "[('x', " * depth + "'i4'" + ")]" * depth
        yield ("layout", "--batch"), "[" * depth + "]" * depth + "\n"
        yield ("targets", "--target-file", "/dev/stdin"), "[" * depth + "]" * depth
    if whole:
        yield ("layout", "--npy", "-"), "\x93NUMPY\1\0\xff\xff" + "(" * 65535
    yield ("header", "-f", "-"), "A = T{%si%s}\n" % ("T{" * 98, "}" * 98)


def run(tool, args, text, limit, most):
    return subprocess.run((tool,) + args, input=text.encode("latin-1"), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, timeout=60,
                          preexec_fn=lambda: resource.setrlimit(limit, (most, most)))


def stack_fault(answer):
    return None if answer.returncode in (0, 1, 2) else "ends with %d" % answer.returncode


def memory_fault(answer):
    if answer.returncode == 3:
        is_reported = b"[out-of-memory]" in answer.stderr and not answer.stdout
        return None if is_reported else "does not say that there is no memory"
    return stack_fault(answer)


def main(tool, deep=""):
    tool, bad = os.path.abspath(tool), 0
    for what, limit, most, fault in (
            ("a stack of 256 KiB", resource.RLIMIT_STACK, 256 << 10, stack_fault),
            ("64 MiB of address space", resource.RLIMIT_AS, 64 << 20, memory_fault)):
        codes = {0: 0, 1: 0, 2: 0, 3: 0}
        for args, text in hostile_runs(not deep):
            answer = run(tool, args, text, limit, most)
            wrong = fault(answer)
            codes[answer.returncode] = codes.get(answer.returncode, 0) + 1
            if wrong:
                bad += 1
                print("%s, %s of %s...: %s" % (what, " ".join(args), text[:40], wrong))
        if codes[0] < 30 or codes[1] < 30:
            bad += 1
            print("%s: too few answers, or too few refusals" % what)
        print("%s: %d runs; %d answered, %d refused, %d wrong usage, %d without memory" % (
            what, sum(codes.values()), codes[0], codes[1], codes[2], codes[3]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
