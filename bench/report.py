#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Measures this library and its peers in one run and writes docs/performance.md with its plots.

usage: bazel run -c opt //bench:report

Every call is sampled once a round, the ways to do one thing one after the other, so that other work on
the machine meets all of them.  A sample is CPU time of at least MILLISECONDS of calls; what is written is
the median of the rounds, a ratio the median of the rounds' ratios.  Instructions are callgrind's, of one
call.  A peer that is not installed is named and left out.
"""

import ctypes
import functools
import glob
import importlib.util
import os
import platform
import re
import shutil
import statistics
import struct
import subprocess
import sys
import sysconfig
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from measured_calls import Record, Text, bad, compiler, has_valgrind, instructions  # noqa: E402
from report_document import write_document  # noqa: E402

MILLISECONDS, PROCESS_MILLISECONDS = 5, 60  # of CPU time in one sample
ROUNDS, COMPILE_ROUNDS = 15, 5
MOST_SECONDS, MOST_COMPILE_SECONDS = 130, 70  # no new round after that
MANY = 200  # calls inside one call of a C++ or Cython function

HEADER = "!HHIIBBHHH"
COLD = {
    "`d`": Text("d", 8),
    "`%s`" % HEADER: Text(HEADER, struct.calcsize(HEADER)),
    "2 fields, packed": Record(2, "packed"),
    "10 fields, aligned": Record(10, "aligned"),
    "10 fields, packed": Record(10, "packed"),
    "10 fields, big-endian": Record(10, "big"),
    "100 fields, aligned": Record(100, "aligned"),
    "100 fields, packed": Record(100, "packed"),
    "100 fields, big-endian": Record(100, "big"),
    "1000 fields, packed": Record(1000, "packed"),
}
REFUSED = {"10 fields, aligned": bad(Record(10, "aligned")), "100 fields, aligned": bad(Record(100, "aligned"))}
WARM = {name: COLD[name] for name in ("`d`", "`%s`" % HEADER, "10 fields, aligned", "100 fields, packed")}
FIELDS = {count: Record(count, "packed") for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)}
LENGTHS = {row.text: row for row in (Record(10, "packed", "n" * size + "%d") for size in (1, 4, 16, 64, 240))}
LENGTHS = {len(text): row for text, row in LENGTHS.items()}
THREADS = (1, 2, 4)

# Table to its rows and the ways of report_calls that it compares; times are kept by (table, row, way).
CALLS = {
    "cold": (COLD, ("hand", "named", "auto")),
    "refused": (REFUSED, ("hand", "auto")),
    "warm": (WARM, ("find", "look_up", "borrow", "locked")),
    "fields": (FIELDS, ("hand", "named", "auto")),
    "lengths": (LENGTHS, ("hand", "auto", "look_up")),
}
COUNTED = ("cold", "refused", "warm", "buffers")


# ---- calls from Python

CYTHON = """
cdef struct point:
    int x
    double y
cdef struct ten:
    int a, b, c, d, e
    double f, g, h, i, j
""" + "".join("""
def get_%s(object o, long rounds):
    cdef const %s[:] m
    for i in range(rounds):
        m = o
""" % (name, name) for name in ("double", "point", "ten"))


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build_cython(folder):
    """True when cython_views.so is in `folder` now."""
    source = os.path.join(folder, "cython_views.pyx")
    with open(source, "w", encoding="utf-8") as file:
        file.write(CYTHON)
    try:
        subprocess.run(["cython3", "-3", source], check=True, capture_output=True)
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-I" + sysconfig.get_path("include"), "-o",
                        source[:-4] + ".so", source[:-4] + ".c"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def refused_by(parse, text):
    try:
        parse(text)
    except ValueError:
        return
    raise RuntimeError("accepted: " + text)


def python_calls(folder, module):
    """(table, row, way) to a function without arguments and the number of calls inside it."""
    found = {}
    for text in ("d", HEADER):
        found["cold", "`%s`" % text, "struct"] = functools.partial(struct.Struct, text), 1
        found["warm", "`%s`" % text, "struct"] = functools.partial(struct.calcsize, text), 1
    for count, row in FIELDS.items():  # the same types; struct has no names
        codes = "=" + re.sub(":[^:]*:|[T{}=@]", "", row.text).replace("Zf", "ff")
        found["fields", count, "struct"] = functools.partial(struct.Struct, codes), 1
    try:
        import numpy as np
        from numpy.core._internal import _dtype_from_pep3118 as parse
    except ImportError:
        return found
    for table in ("cold", "fields", "lengths"):
        for name, row in CALLS[table][0].items():
            found[table, name, "NumPy"] = functools.partial(parse, row.text), 1
            if isinstance(row, Record) and memoryview(np.zeros(1, row.dtype(np))).format != row.text:
                raise RuntimeError("NumPy does not write " + row.text)
    for name, row in REFUSED.items():
        found["refused", name, "NumPy"] = functools.partial(refused_by, parse, row.text), 1
    cpp = load("python_bench_module", module)
    library = os.path.join(folder, "cython_views.so")
    cython = load("cython_views", library) if os.path.exists(library) else None
    for name, dtype in (("double", np.dtype("f8")),
                        ("point", np.dtype([("x", "i4"), ("y", "f8")], align=True)),
                        ("ten", np.dtype([(n, "i4") for n in "abcde"] + [(n, "f8") for n in "fghij"], align=True))):
        array = np.zeros(100, dtype)
        for way, function in (("buffer", cpp.get_buffer), ("acquire", getattr(cpp, "acquire_" + name)),
                              ("pybind11", getattr(cpp, "array_" + name)),
                              ("Cython", getattr(cython, "get_" + name, None))):
            if function:
                found["buffers", name, way] = functools.partial(function, array, MANY), MANY
    return found


EMPTY = functools.partial(len, ())


def nanoseconds(function):
    """Of one call, in a batch that takes long enough."""
    calls = 1
    while True:
        begin = time.thread_time_ns()
        for _ in range(calls):
            function()
        taken = time.thread_time_ns() - begin
        if taken >= MILLISECONDS * 1e6:
            return taken / calls
        calls *= 2


def sample_python(function, calls):
    """Without what a call from Python costs by itself."""
    return max(nanoseconds(function) - nanoseconds(EMPTY), 0.1) / calls


MARK = """
#include <valgrind/callgrind.h>
void start(void) { CALLGRIND_START_INSTRUMENTATION; }
void mark(const char* name) { CALLGRIND_DUMP_STATS_AT(name); }
"""


def count_python(folder, module):
    """The instructions of every call of python_calls, counted in a second Python under valgrind."""
    source = os.path.join(folder, "mark.c")
    with open(source, "w", encoding="utf-8") as file:
        file.write(MARK)
    if subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", source[:-2] + ".so", source], check=False,
                      capture_output=True).returncode:
        return {}
    out = os.path.join(folder, "python_out")
    subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=" + out,
                    sys.executable, os.path.abspath(__file__), "--counted", folder, module], check=True,
                   capture_output=True, env=dict(os.environ, PYTHONHASHSEED="0", OPENBLAS_NUM_THREADS="1"))
    counts = {}
    for path in glob.glob(out + "*"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        name = re.search(r"Client Request: (\d+)", text)
        if name:
            counts[int(name.group(1))] = int(re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE).group(1))
    calls = counted_python_calls(folder, module)
    return {key: (counts[i + 1] - counts[0]) / calls[key][1] for i, key in enumerate(calls)}


def counted_python_calls(folder, module):
    return {key: call for key, call in python_calls(folder, module).items() if key[0] in COUNTED}


def run_counted(folder, module):
    """What runs under valgrind: dump 0 is an empty call, dump i the call number i."""
    marks = ctypes.CDLL(os.path.join(folder, "mark.so"))
    calls = [EMPTY] + [call[0] for call in counted_python_calls(folder, module).values()]
    marks.start()
    for i, function in enumerate(calls):
        for _ in range(3):
            function()
        marks.mark(b"before")
        function()
        marks.mark(b"%d" % i)


# ---- generated code

# C++, flatbuffers, protobuf, format, bytes and alignment
KINDS = [("std::int32_t", "int", "int32", "i", 4), ("double", "double", "double", "d", 8),
         ("std::int16_t", "short", "int32", "h", 2), ("std::uint8_t", "ubyte", "uint32", "B", 1),
         ("float", "float", "float", "f", 4), ("std::uint64_t", "ulong", "uint64", "Q", 8)]
SCHEMAS = {"1 record of 10 fields": (1, 10), "1 record of 100 fields": (1, 100),
           "1000 records of 10 fields": (1000, 10)}
GENERATORS = {  # tool, its command in the folder of the schema, what is included
    "pep3118c": ("records.pep3118", ["--dialect", "pep3118", "-f", "records.pep3118", "-o", "records.h"], "records.h"),
    "flatc": ("records.fbs", ["--cpp", "records.fbs"], "records_generated.h"),
    "protoc": ("records.proto", ["--cpp_out=.", "records.proto"], "records.pb.h"),
}
COMPILER = ["g++", "-std=c++20", "-fsyntax-only"]


def write_schemas(folder, records, fields):
    """The same records for every tool; field names differ, for pep3118c writes equal records once."""
    texts = {"records.pep3118": "", "records.fbs": "", "records.proto": 'syntax = "proto3";\n',
             "plain.h": "#include <cstddef>\n#include <cstdint>\n"}
    for record in range(records):
        lines, asserts, offset, largest = {name: "" for name in texts}, "", 0, 1
        for i in range(fields):
            name, (cpp, flat, proto, code, size) = "r%d_%d" % (record, i), KINDS[i % len(KINDS)]
            offset += -offset % size
            lines["records.pep3118"] += "%s:%s:" % (code, name)
            lines["records.fbs"] += "%s:%s;" % (name, flat)
            lines["records.proto"] += "%s %s = %d;" % (proto, name, i + 1)
            lines["plain.h"] += "%s %s;" % (cpp, name)
            asserts += "static_assert(offsetof(Rec%d, %s) == %d);\n" % (record, name, offset)
            offset, largest = offset + size, max(largest, size)
        offset += -offset % largest
        asserts += "static_assert(sizeof(Rec%d) == %d && alignof(Rec%d) == %d);\n" % (record, offset, record, largest)
        for name, form in (("records.pep3118", "Rec%d = T{%s}\n"), ("records.fbs", "struct Rec%d {%s}\n"),
                           ("records.proto", "message Rec%d {%s}\n"), ("plain.h", "struct Rec%d {%s};\n")):
            texts[name] += form % (record, lines[name])
        texts["plain.h"] += asserts
    os.makedirs(folder)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def cpu_nanoseconds(command, folder, made=None):
    """CPU time of a command and its children that makes the file `made` anew; the mean of a few runs."""
    spent, runs = 0, 0
    while spent < PROCESS_MILLISECONDS / 1e3:
        if made and os.path.exists(os.path.join(folder, made)):
            os.remove(os.path.join(folder, made))
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            message = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError("%s: %s" % (command, message.decode()[:500]))
        spent, runs = spent + used.ru_utime + used.ru_stime, runs + 1
    return spent / runs * 1e9


def generated_code(folder, tool, missing):
    """The samplers of tables "generate" and "compile"."""
    found = {}
    tools = {"pep3118c": [tool, "header"], "flatc": ["flatc"], "protoc": ["protoc"]}
    for row, (records, fields) in SCHEMAS.items():
        place = os.path.join(folder, row.replace(" ", "_"))
        write_schemas(place, records, fields)
        includes = {"plain": "plain.h"}
        for name, (_, arguments, header) in GENERATORS.items():
            command = tools[name] + arguments
            if not shutil.which(command[0]):
                missing.add(name)
                continue
            found["generate", row, name] = functools.partial(cpu_nanoseconds, command, place, header)
            found["generate", row, name]()
            includes[name] = header
        for name, header in includes.items():
            unit = os.path.join(place, name + ".cc")
            with open(unit, "w", encoding="utf-8") as file:
                file.write('#include "%s"\n' % header)
            sampler = functools.partial(cpu_nanoseconds, COMPILER + [unit], place)
            try:
                sampler()
            except RuntimeError:
                missing.add("the headers that %s's output includes" % name)
                continue
            found["compile", row, name] = sampler
    return found


# ---- the run

def run_call(program, way, row, *more):
    printed = subprocess.run([program, way, str(row.itemsize), row.text, str(MILLISECONDS), *map(str, more)],
                             check=False, capture_output=True, text=True)
    if printed.returncode not in (0, 3):
        raise RuntimeError(printed.stderr)
    return float(printed.stdout)


def interleave(samplers, rounds, most_seconds):
    """Key to its samples, one a round."""
    samples, begin = {key: [] for key in samplers}, time.monotonic()
    for done in range(rounds):
        if done >= 3 and time.monotonic() - begin > most_seconds:
            break
        for key in sorted(samplers, key=lambda key: tuple(map(str, key[:2]))):
            samples[key].append(samplers[key]())
    return samples


class Results:
    """Samples and instructions by (table, row, way)."""

    def __init__(self, samples, counts):
        self.samples, self.counts = samples, counts

    def time(self, *key):
        return statistics.median(self.samples[key]) if key in self.samples else None

    def ratio(self, table, row, way, base):
        """How many times of the base's time and instructions this takes; None for what is unknown."""
        key, base = (table, row, way), (table, row, base)
        if key not in self.samples or base not in self.samples:
            return None, None
        of_time = statistics.median(a / b for a, b in zip(self.samples[key], self.samples[base]))
        return of_time, self.counts[key] / self.counts[base] if key in self.counts and base in self.counts else None

    def spread(self):
        """Half of a row's samples lie within this part of their median; the median of the rows."""
        parts = []
        for values in self.samples.values():
            low, middle, high = statistics.quantiles(values, n=4)
            parts.append((high - low) / 2 / middle)
        return statistics.median(parts)


def first_line(*command):
    """What a program prints about its version, or None."""
    if not shutil.which(command[0]):
        return None
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    return (run.stdout + run.stderr).strip().splitlines()[0]


def pybind11_version():
    try:
        with open("/usr/include/pybind11/detail/common.h", encoding="utf-8") as file:
            return "pybind11 " + ".".join(re.findall(r"#define PYBIND11_VERSION_(?:MAJOR|MINOR|PATCH) +(\w+)",
                                                     file.read()))
    except OSError:
        return "pybind11 of an unknown version"


def versions(program, missing):
    found = [compiler(program), " ".join(platform.libc_ver()), "Python " + platform.python_version()]
    try:
        import numpy
        found.append("NumPy " + numpy.__version__)
    except ImportError:
        missing.update(["NumPy", "pybind11"])  # whose array_t is NumPy's array
    for command in (("cython3", "--version"), ("flatc", "--version"), ("protoc", "--version"),
                    ("valgrind", "--version")):
        found.append(first_line(*command))
    return [version for version in found + [pybind11_version()] if version]


def main(program, tool, module):
    if " optimized" not in compiler(program) or "not optimized" in compiler(program):
        sys.exit("bench/report.py: not optimized: bazel run -c opt //bench:report")
    program, tool, module = map(os.path.abspath, (program, tool, module))
    begin, load_before, missing = time.monotonic(), os.getloadavg()[0], set()
    with tempfile.TemporaryDirectory() as folder:
        if not build_cython(folder):
            missing.add("Cython")
        samplers = {(table, name, way): functools.partial(run_call, program, way, row)
                    for table, (rows, ways) in CALLS.items() for name, row in rows.items() for way in ways}
        for threads in THREADS:
            for way in ("find", "look_up", "borrow", "locked"):
                samplers["threads", threads, way] = functools.partial(run_call, program, way,
                                                                      WARM["10 fields, aligned"], threads)
        for key, (function, calls) in python_calls(folder, module).items():
            samplers[key] = functools.partial(sample_python, function, calls)
        samples = interleave(samplers, ROUNDS, MOST_SECONDS)
        samples.update(interleave(generated_code(folder, tool, missing), COMPILE_ROUNDS, MOST_COMPILE_SECONDS))
        counts = {}
        if has_valgrind():
            counts = {(table, name, way): instructions(program, way, row) for table in COUNTED if table in CALLS
                      for name, row in CALLS[table][0].items() for way in CALLS[table][1]}
            counts.update(count_python(folder, module))
        else:
            missing.add("valgrind (so no instructions are counted)")
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    found = versions(program, missing)
    write_document(os.path.join(os.environ["BUILD_WORKSPACE_DIRECTORY"], "docs"), Results(samples, counts), {
        "texts": {name: len(row.text) for name, row in COLD.items()},
        "processor": "%s, %d processors" % (model.group(1) if model else platform.machine(), os.cpu_count()),
        "load": (load_before, os.getloadavg()[0]), "versions": found, "missing": sorted(missing),
        "rounds": len(samples["cold", "`d`", "auto"]), "seconds": time.monotonic() - begin,
        "milliseconds": MILLISECONDS, "date": time.strftime("%Y-%m-%d"), "compiler": " ".join(COMPILER)})


if __name__ == "__main__":
    if sys.argv[1] == "--counted":
        run_counted(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
