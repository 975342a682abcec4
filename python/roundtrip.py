#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Random NumPy records through headers that are generated, compiled and loaded.

usage: roundtrip.py PREFIX TESTDATA [--count N] [--seed N] [--cxx COMPILER]

PREFIX is where pep3118c is installed, TESTDATA the folder with capture_exporters.py.  For each dtype a
struct is generated, a module acquires arrays as that struct, copies them item by item, and exports the
memory; NumPy compares every value.  The seed is printed; a fresh one is drawn without --seed.
"""

import argparse
import glob
import importlib.util
import os
import random
import subprocess
import sys
import sysconfig
import tempfile

import numpy as np

MODULE = """\
#include "pep3118/python.h"

#include "records.h"

namespace {
template <class Record>
PyObject* Echo(PyObject*, PyObject* object) {
  using Array = pep3118::PyArray<const Record>;
  auto array = std::make_shared<Array>(pep3118::Acquire<const Record>(object));
  if (!*array) return nullptr;
  const auto view = array->view();
  return pep3118::Export(view, std::move(array));
}
template <class Record>
PyObject* Copy(PyObject*, PyObject* object) {
  const auto array = pep3118::Acquire<const Record>(object);
  if (!array) return nullptr;
  std::vector<Record> copy;
  for (const Record& record : array) copy.push_back(record);
  return pep3118::Export(std::move(copy));
}
PyMethodDef methods[] = {
%s    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef module = {PyModuleDef_HEAD_INIT, "roundtrip", nullptr, 0, methods, nullptr, nullptr,
                      nullptr, nullptr};
}  // namespace
PyMODINIT_FUNC PyInit_roundtrip() { return PyModuleDef_Init(&module); }
"""


def random_array(rng, dtype, count):
    """An array whose bytes are random, but for booleans, floats that are not numbers, and padding."""
    array = np.zeros(count, dtype)

    def fill(part):
        if part.dtype.names is not None:
            for name in part.dtype.names:
                fill(part[name])
            return
        kind = part.dtype.kind
        size = part.size
        if kind == "b":
            values = [rng.random() < 0.5 for _ in range(size)]
        elif kind in "iu":
            info = np.iinfo(part.dtype)
            values = [rng.randint(int(info.min), int(info.max)) for _ in range(size)]
        elif kind in "fc":
            values = [rng.uniform(-100, 100) for _ in range(size)]
        elif kind == "S":
            values = [bytes(rng.randrange(65, 90) for _ in range(part.dtype.itemsize)) for _ in range(size)]
        elif kind == "U":
            values = ["".join(rng.choice("abcäß☃😀") for _ in range(part.dtype.itemsize // 4)) for _ in range(size)]
        else:
            values = [bytes(rng.randrange(256) for _ in range(part.dtype.itemsize)) for _ in range(size)]
        if size:
            part[...] = np.array(values, part.dtype).reshape(part.shape)

    fill(array)
    return array


def leaves(array, path=""):
    """(path, values) of every leaf."""
    if array.dtype.names is None:
        yield path, array
        return
    for name in array.dtype.names:
        yield from leaves(array[name], path + "/" + name)


def same(found, expected):
    """What differs, or None: offsets, itemsize and every value."""
    if found.dtype.itemsize != expected.dtype.itemsize or found.shape != expected.shape:
        return "itemsize or shape"
    ours, theirs = dict(leaves(found)), dict(leaves(expected))
    if sorted(ours) != sorted(theirs):
        return "fields %s" % (set(ours) ^ set(theirs))
    for path, values in theirs.items():
        if values.dtype.kind in "fc":  # a long double has bytes that are not copied
            equal = np.array_equal(ours[path], values)
        else:
            equal = ours[path].tobytes() == values.tobytes()
        if not equal:
            return "values of %s" % path
    return None


def compile_module(folder, prefix, cxx, count):
    rows = "".join('    {"echo%d", Echo<R%d>, METH_O, nullptr},\n    {"copy%d", Copy<R%d>, METH_O, nullptr},\n'
                   % (i, i, i, i) for i in range(count))
    source = os.path.join(folder, "roundtrip.cc")
    with open(source, "w", encoding="utf-8") as file:
        file.write(MODULE % rows)
    library = os.path.join(folder, "roundtrip.so")
    archive = glob.glob(os.path.join(prefix, "lib*", "**", "libpep3118_cpp.a"), recursive=True)[0]
    subprocess.run([cxx, "-std=c++20", "-shared", "-fPIC", "-fvisibility=hidden", "-I" + prefix + "/include",
                    "-isystem", sysconfig.get_path("include"), source, archive, "-o", library], check=True)
    spec = importlib.util.spec_from_file_location("roundtrip", library)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix")
    parser.add_argument("testdata")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--cxx", default="c++")
    arguments = parser.parse_args()
    prefix = os.path.abspath(arguments.prefix)
    sys.path[:0] = [os.path.join(prefix, "lib/python3/site-packages"), arguments.testdata]
    import capture_exporters
    import pep3118

    seed = arguments.seed if arguments.seed is not None else random.randrange(10**9)
    print("seed", seed)
    rng = random.Random(seed)
    dtypes = []
    while len(dtypes) < arguments.count:
        dtype = capture_exporters.numpy_record(rng, rng.choice([0, 1, 2]))
        if dtype.hasobject or dtype.itemsize == 0:
            continue
        try:
            memoryview(np.zeros(1, dtype))
            pep3118.header(dtype)
        except (ValueError, BufferError):  # NumPy exports no such array; no C++ type for it
            continue
        dtypes.append(dtype)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "records.h"), "w", encoding="utf-8") as file:
            file.write(pep3118.header(**{"R%d" % i: dtype for i, dtype in enumerate(dtypes)}))
        module = compile_module(folder, prefix, arguments.cxx, len(dtypes))
        wrong = 0
        for i, dtype in enumerate(dtypes):
            array = random_array(rng, dtype, 5)
            for one in (array, array[::-2], array[:0]):
                echoed = np.asarray(getattr(module, "echo%d" % i)(one))
                copied = np.asarray(getattr(module, "copy%d" % i)(one))
                for what, found in (("echo", echoed), ("copy", copied)):
                    difference = same(found, one)
                    if difference:
                        wrong += 1
                        print("%s of %s: %s" % (what, dtype, difference))
                if one.size and echoed.__array_interface__["data"][0] != one.__array_interface__["data"][0]:
                    wrong += 1
                    print("echo of %s is a copy" % dtype)
    print("%d dtypes, %d wrong" % (len(dtypes), wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
