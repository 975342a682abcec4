#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the tool with one failing allocation, for every allocation that a run makes.

usage: fail_allocations.py PEP3118C [STEP]     (every allocation; STEP 10: every tenth)

A small library that is loaded before the C library's (`LD_PRELOAD`) makes the n-th allocation of a run
fail: malloc, calloc and realloc return NULL, operator new throws.  The first few are made by the C++
library and by CLI11's global objects before main, where no program can answer; they are left out.

Every other run must end with an exit code from 0 to 3, never by a signal.  One that says 0 must have
printed and written what it does without a failure; any other must say why.  A file of -o is the old or
the new one as a whole, and nothing else is left in the folder.  A tool that is built with LeakSanitizer
(`--copt=-fsanitize=leak --linkopt=-fsanitize=leak`) must not leak either.
bazel test //pep3118:allocation_failure_test does the same inside the library.
"""

import os
import subprocess
import sys
import tempfile

SHIM = r"""
#include <dlfcn.h>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
static long left = -1;
static long made = 0;
template <class Function> static Function Next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
__attribute__((constructor)) static void Start() {
  const char* number = std::getenv("FAIL_ALLOCATION");
  left = number == nullptr ? 0 : std::atol(number);
}
__attribute__((destructor)) static void End() {
  const char* file = std::getenv("ALLOCATIONS_FILE");
  FILE* out = file == nullptr ? nullptr : std::fopen(file, "w");
  if (out != nullptr) std::fprintf(out, "%ld", made);
  if (out != nullptr) std::fclose(out);
}
static bool Fails() { return ++made != 0 && left > 0 && --left == 0; }
extern "C" void* malloc(std::size_t size) noexcept {
  static auto next = Next<void* (*)(std::size_t)>("malloc");
  return Fails() ? nullptr : next(size);
}
extern "C" void* realloc(void* old, std::size_t size) noexcept {
  static auto next = Next<void* (*)(void*, std::size_t)>("realloc");
  return Fails() ? nullptr : next(old, size);
}
extern "C" void* __libc_calloc(std::size_t, std::size_t);
extern "C" void* calloc(std::size_t count, std::size_t size) noexcept {
  static bool looking = false;
  static void* (*next)(std::size_t, std::size_t) = nullptr;
  if (looking) return __libc_calloc(count, size);  // dlsym's own
  if (next == nullptr) {
    looking = true;
    next = Next<void* (*)(std::size_t, std::size_t)>("calloc");
    looking = false;
  }
  return Fails() ? nullptr : next(count, size);
}
void* operator new(std::size_t size) {
  void* memory = malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
"""

RECORD = "T{i:id:xxxxT{b:flag:xxxxxxxd:x:}:pos:(2,3)<h:grid:}"
DTYPE = "[('t', '<M8[ns]'), ('v', '<f4', (2, 3)), ('n', [('a', 'i1'), ('b', '>u8')])]"
FIELDS = ('{"itemsize": 24, "fields": [{"name": "x", "type": "<f4", "offset": 0},'
          ' {"name": "y", "datatype": 8, "offset": 8, "count": 2}]}')
NPY_TEXT = b"{'descr': [('x', '<f4'), ('y', '<i8', (2,))], 'fortran_order': False, 'shape': (3,), }\n"
TARGETS = '[{"name": "board", "base": "arm-none-eabi", "codes": {"d": {"size": 8, "align": 4}}}]'
FILES = {
    "a.json": FIELDS.encode(),
    "a.npy": b"\x93NUMPY\x01\0" + len(NPY_TEXT).to_bytes(2, "little") + NPY_TEXT,
    "targets.json": TARGETS.encode(),
    "response": ("header\n--name\nPoint\n" + RECORD + "\n").encode(),
    "records.pep3118": ("# Records.\nPoint = T{i:x:d:y:}\nPadded [itemsize=16 dialect=numpy] = T{<i:x:d:y:}\n"
                        "Event [dtype] = %s\nSample [npy] = a.npy\nCloud [fields] = a.json\n" % DTYPE).encode(),
    "bad.pep3118": b"Point = T{i:x:\nPoint = i\n",
}
BATCH = ('{"format": "%s"}\n{"format": "T{i"}\nnonsense\n{"dtype": "[(\'x\', \'<f4\')]", "lint": true}\n'
         '{"format": "T{<i:x:d:y:}", "itemsize": 16, "target": "i686-linux-gnu"}\n' % RECORD).encode()
LANGUAGES = ("c", "cpp", "julia", "numpy", "rust", "svg")

# Arguments, and what standard input holds.
RUNS = tuple((args, b"") for args in (
    ("header", "--name", "Point", RECORD),
    ("header", "--runtime", "--namespace", "my::own", "--no-padding-members", RECORD, "T{>d:x:}"),
    ("header", "-f", "records.pep3118"),
    ("header", "-f", "bad.pep3118"),
    ("header", "-f", "records.pep3118", "-o", "out.h", "--depfile", "out.d"),
    ("header", "-f", "records.pep3118", "-o", "out.h", "--check"),
    ("header", "-f", "records.pep3118", "-o", "out.h", "--print-outputs"),
    ("header", "-o", "out.h", RECORD),
    ("--response", "response"),
    ("layout", "--itemsize", "40", RECORD),
    ("layout", "--json", "--lint", RECORD),
    ("layout", "--target", "i686-linux-gnu", "--target", "s390x-linux-gnu", RECORD),
    ("layout", "--svg", "--target", "i686-linux-gnu", "--target", "s390x-linux-gnu", RECORD),
    ("layout", "--target-file", "targets.json", "--target", "board", RECORD),
    ("layout", "--dtype", DTYPE),
    ("layout", "--npy", "a.npy"),
    ("layout", "--fields", "a.json"),
    ("layout", "--strict", "--itemsize", "8", "--error-format", "json", "T{i:x:b:y:}"),
    ("layout", "--help"),
    ("--help",),
    ("canon", RECORD),
    ("canon", "--dtype", DTYPE),
    ("ast", RECORD),
    ("diff", RECORD, "T{i:id:d:x:}"),
    ("diff", "--json", "--npy", "a.npy", "--fields", "a.json"),
    ("targets",),
    ("targets", "--target-file", "targets.json"),
    ("canon", "T{i:x:<}"),
    ("canon", "--dtype", "[('x', 'f3')]"),
    ("canon", "--bogus"),
    ("--generate", "zsh"),
    ("--generate", "bash"),
    ("--generate", "man"),
)) + tuple((("emit", language, "--name", "Point", RECORD), b"") for language in LANGUAGES) + (
    (("emit", "julia", "-f", "records.pep3118", "-o", "out.jl"), b""),
    (("layout", "--batch", "--lint"), BATCH),
    (("canon", "-"), RECORD.encode()),
)
OLD = b"old\n"
LEAKED = 23  # LeakSanitizer's exit code


class Runs:
    """Runs of one tool in a folder of its own."""

    def __init__(self, tool, folder):
        self.tool, self.folder = os.path.abspath(tool), folder
        source, self.shim = folder + ".cc", folder + ".so"
        with open(source, "w", encoding="utf-8") as file:
            file.write(SHIM)
        subprocess.run(("c++", "-shared", "-fPIC", "-O1", "-o", self.shim, source, "-ldl"), check=True)

    def run(self, args, given, number):
        """Exit code, stdout, stderr, and the files that are left."""
        for name in os.listdir(self.folder):
            os.remove(os.path.join(self.folder, name))
        files = dict(FILES, **{name: OLD for name in ("out.h", "out.jl") if name in args})
        for name, text in files.items():
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(text)
        done = subprocess.run(
            (self.tool,) + args, cwd=self.folder, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False, env=dict(os.environ, LD_PRELOAD=self.shim, FAIL_ALLOCATION=str(number),
                                  ALLOCATIONS_FILE=self.folder + ".made"))
        left = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as file:
                left[name] = file.read()
        return done.returncode, done.stdout, done.stderr, left

    def made(self):
        """How many allocations the last run made; it must not have been ended by a signal."""
        with open(self.folder + ".made", encoding="utf-8") as file:
            return int(file.read())

    def before_main(self):
        """How many allocations are made before main: a failure there ends every run in the same way."""
        number = 1
        while self.run(("--version",), b"", number)[0] < 0:
            number += 1
        return number - 1


def fault(answer, whole):
    """What is wrong with a run, or nothing."""
    code, _, err, left = answer
    if code == LEAKED:
        return "leaks: " + err.decode("utf-8", "replace")
    if code not in (0, 1, 2, 3):
        return "ends with %d" % code
    if code == 0 and answer != whole:
        return "claims to have succeeded"
    if answer != whole and not err:
        return "does not say why it fails"
    if not set(left) <= set(whole[3]) | {"out.h", "out.jl"}:
        return "leaves %s" % sorted(left)
    for name, text in left.items():
        if text not in (whole[3][name], FILES.get(name, OLD)):
            return "leaves a part of %s" % name
    return None


def main(tool, step="1"):
    step, bad, tried, start = int(step), 0, 0, 0
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, "folder")
        os.mkdir(folder)
        runs = Runs(tool, folder)
        first = runs.before_main() + 1
        for args, given in RUNS:
            whole = runs.run(args, given, 0)
            if whole[0] not in (0, 1, 2):
                print("%s: exit %d without a failure: %s" % (" ".join(args), whole[0], whole[2]))
                bad += 1
            failed = 0
            numbers = range(first + start % step, runs.made() + 1, step)
            for number in numbers:
                answer = runs.run(args, given, number)
                failed += answer != whole
                wrong = fault(answer, whole)
                if wrong:
                    bad += 1
                    print("%s, allocation %d: %s" % (" ".join(args), number, wrong))
                tried += 1
            start += 7  # other allocations of what all command lines do
            if numbers and not failed:
                bad += 1
                print("%s: no allocation failed" % " ".join(args))
    print("%d command lines, %d runs, %d bad; %d allocations are made before main"
          % (len(RUNS), tried, bad, first - 1))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
