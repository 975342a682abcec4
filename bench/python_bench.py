#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Getting at Python's buffers and giving them away, as ratios in one run.

usage: bazel run -c opt //bench:python_bench

Into C++: Acquire of an array whose text is known beside PyObject_GetBuffer and PyBuffer_Release alone,
pybind11's array_t and a Cython memoryview (where cython3 is installed) of the same arrays.  Out of C++:
np.asarray of an exported object beside np.asarray of a memoryview of the same memory.  Conversions:
Conversion::Run beside np.copyto and astype, in cache.  Each figure is the least of several rounds.
"""

import importlib.util
import os
import subprocess
import sys
import sysconfig
import tempfile
import time

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import python_bench_module as cpp  # noqa: E402

ROUNDS = 20_000
REPEATS = 15

DTYPES = {
    "double": np.dtype("f8"),
    "point": np.dtype([("x", "i4"), ("y", "f8")], align=True),
    "ten": np.dtype([(n, "i4") for n in "abcde"] + [(n, "f8") for n in "fghij"], align=True),
}

CYTHON = """
cdef struct point:
    int x
    double y
cdef struct ten:
    int a, b, c, d, e
    double f, g, h, i, j
def double_(object o, long rounds):
    cdef const double[:] m
    for i in range(rounds):
        m = o
def point_(object o, long rounds):
    cdef const point[:] m
    for i in range(rounds):
        m = o
def ten_(object o, long rounds):
    cdef const ten[:] m
    for i in range(rounds):
        m = o
"""


def cython_module(folder):
    """The memoryviews of Cython, or None."""
    source = os.path.join(folder, "cython_views.pyx")
    with open(source, "w", encoding="utf-8") as file:
        file.write(CYTHON)
    library = os.path.join(folder, "cython_views.so")
    try:
        subprocess.run(["cython3", "-3", source], check=True, capture_output=True)
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-I" + sysconfig.get_path("include"), "-o", library,
                        source[:-4] + ".c"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    spec = importlib.util.spec_from_file_location("cython_views", library)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def least(functions):
    """Nanoseconds a call of each; taken in turn, so that noise meets all."""
    best = {name: float("inf") for name in functions}
    for _ in range(REPEATS):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            best[name] = min(best[name], (time.perf_counter() - start) / ROUNDS * 1e9)
    return best


def main():
    with tempfile.TemporaryDirectory() as folder:
        cython = cython_module(folder)
        print("into C++, ns            buffer  Acquire  ratio   array_t   Cython")
        for name, dtype in DTYPES.items():
            array = np.zeros(100, dtype)
            functions = {
                "buffer": lambda a=array: cpp.get_buffer(a, ROUNDS),
                "acquire": lambda a=array, f=getattr(cpp, "acquire_" + name): f(a, ROUNDS),
                "array": lambda a=array, f=getattr(cpp, "array_" + name): f(a, ROUNDS),
            }
            if cython is not None:
                functions["cython"] = lambda a=array, f=getattr(cython, name + "_"): f(a, ROUNDS)
            ns = least(functions)
            print("%-22s %7.0f %8.0f  %5.2f  %8.0f %8s" % (
                name, ns["buffer"], ns["acquire"], ns["acquire"] / ns["buffer"], ns["array"],
                "%.0f" % ns["cython"] if "cython" in ns else "-"))
    print("\nout of C++, ns       memoryview  Export  ratio")
    for name, dtype in DTYPES.items():
        exported = getattr(cpp, "export_" + name)(np.zeros(100, dtype))
        view = memoryview(exported)

        def repeat(thing):
            asarray = np.asarray
            for _ in range(ROUNDS // 10):
                asarray(thing)

        ns = least({"view": lambda: repeat(view), "export": lambda: repeat(exported)})
        print("%-20s %10.0f %8.0f  %5.2f" % (name, ns["view"] * 10, ns["export"] * 10,
                                             ns["export"] / ns["view"]))
    names = ["id", "lat", "lon", "height", "time", "heading", "speed", "kind", "mode"]
    codes = ["u4", "f8", "f8", "f4", "u8", "i2", "i2", "u1", "S3"]
    wire = np.dtype([(name, ">" + code) for name, code in zip(names, codes)])
    native = np.dtype(list(zip(names, codes)), align=True)
    print("\nconversions of 200 items, ns        Run   copyto  ratio   astype  ratio")
    for name, source, target in (("9 fields, 40 to 48 bytes", wire, native),
                                 ("big-endian f8", np.dtype(">f8"), np.dtype("f8")),
                                 ("f4 to f8", np.dtype("f4"), np.dtype("f8")),
                                 ("big-endian i2 to i8", np.dtype(">i2"), np.dtype("i8"))):
        array, out = np.zeros(200, source), np.zeros(200, target)

        def copy_to(a=array, o=out):
            copyto = np.copyto
            for _ in range(ROUNDS // 10):
                copyto(o, a)

        def as_type(a=array, t=target):
            for _ in range(ROUNDS // 10):
                a.astype(t)

        ns = least({"run": lambda a=array, o=out: cpp.convert(a, o, ROUNDS), "copyto": copy_to,
                    "astype": as_type})
        copyto, astype = ns["copyto"] * 10, ns["astype"] * 10
        print("%-30s %8.0f %8.0f  %5.1f %8.0f  %5.1f" % (name, ns["run"], copyto, copyto / ns["run"],
                                                       astype, astype / ns["run"]))


if __name__ == "__main__":
    main()
