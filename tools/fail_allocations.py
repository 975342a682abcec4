#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the tool with one failing allocation, for every allocation that a run makes.

usage: fail_allocations.py PEP3118C [STEP]     (every allocation; STEP 10: every tenth)

A small library that is loaded before the C library's (`LD_PRELOAD`) makes the n-th malloc of a run
return NULL.  The first few are made by the C++ library and by CLI11's global objects before main, where no
program can answer; they are left out.  Every other run must end with exit code 0 to 3, never by a signal, and one that says 0 must have
printed what it prints without a failure.  bazel test //pep3118:allocation_failure_test does the same
inside the library.
"""

import os
import subprocess
import sys
import tempfile

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
extern void* __libc_malloc(size_t);
static long left = -1;
__attribute__((constructor)) static void start(void) {
  const char* number = getenv("FAIL_ALLOCATION");
  left = number == 0 ? 0 : atol(number);
}
void* malloc(size_t size) {
  if (left > 0 && --left == 0) return 0;
  return __libc_malloc(size);
}
"""

RECORD = "T{i:id:xxxxT{b:flag:xxxxxxxd:x:}:pos:(2,3)<h:grid:}"
RUNS = (
    ("header", "--name", "Point", RECORD),
    ("layout", "--itemsize", "40", RECORD),
    ("layout", "--json", "--lint", RECORD),
    ("layout", "--target", "i686-linux-gnu", "--target", "s390x-linux-gnu", RECORD),
    ("layout", "--help"),
    ("canon", RECORD),
    ("ast", RECORD),
    ("diff", RECORD, "T{i:id:d:x:}"),
    ("targets",),
    ("canon", "T{i:x:<}"),
    ("--generate", "zsh"),
)


def run(tool, args, shim, number):
    return subprocess.run((tool,) + args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False,
                          env=dict(os.environ, LD_PRELOAD=shim, FAIL_ALLOCATION=str(number)))


def before_main(tool, shim):
    """How many allocations are made before main: a failure there ends every run in the same way."""
    number = 1
    while run(tool, ("--version",), shim, number).returncode < 0:
        number += 1
    return number - 1


def main(tool, step="1"):
    tool, bad, tried = os.path.abspath(tool), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        source, shim = os.path.join(folder, "shim.c"), os.path.join(folder, "shim.so")
        with open(source, "w", encoding="utf-8") as file:
            file.write(SHIM)
        subprocess.run(("cc", "-shared", "-fPIC", "-O1", "-o", shim, source), check=True)
        first = before_main(tool, shim) + 1
        for args in RUNS:
            whole = run(tool, args, shim, 0)
            quiet, number = 0, first
            while quiet < 3:  # past the last allocation nothing fails any more
                answer = run(tool, args, shim, number)
                same = (answer.returncode, answer.stdout) == (whole.returncode, whole.stdout)
                quiet = quiet + 1 if same else 0
                if answer.returncode not in (0, 1, 2, 3) or (answer.returncode == 0 and not same):
                    bad += 1
                    print("%s, allocation %d: exit %d" % (" ".join(args), number, answer.returncode))
                tried += 1
                number += int(step)
    print("%d runs, %d bad; %d allocations are made before main" % (tried, bad, first - 1))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
