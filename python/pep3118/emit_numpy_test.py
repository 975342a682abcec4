#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What `emit("numpy")` writes, run by Python: NumPy's own offsets, shapes and itemsizes of the dtypes.

Held to what exporters said of their records, to the dtypes that formats came from (made here with a
fresh seed; printed; PEP3118_SEED repeats one), and to the dtypes that `layout(x).dtype` makes.
"""

import json
import os
import random
import re
import struct
import sys
import unittest

import numpy as np

import pep3118

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.path.join(HERE, "..", "..", "testdata")
sys.path[:0] = [TESTDATA]
import capture_exporters  # noqa: E402
import capture_hard  # noqa: E402

SEED = int(os.environ.get("PEP3118_SEED", random.randrange(10**9)))
print("seed", SEED)
ESCAPES = {"\\\\": b"\\", "\\n": b"\n", "\\t": b"\t", "\\r": b"\r"}


def evaluated(x, name="Item"):
    """The dtype that the emitted text makes; None where NumPy has none."""
    try:
        text = pep3118.emit("numpy", x, name=name)
    except pep3118.FormatError as error:
        assert error.kind == "not-in-language", error
        return None
    assert re.fullmatch(r"[\n -~]*", text), text
    space = {}
    exec(compile(text, "emitted", "exec"), space)  # names are in literals: test_hostile_names
    assert {key for key in space if not key.startswith(("__", "record_"))} <= {name, "np", "sys"}, space.keys()
    return space[name]


def places(dtype):
    """[path, offset, itemsize, shape] of every field by NumPy's word, in order of offset."""
    if dtype.base.names is None:
        return []
    return sorted((f["path"], f["offset"], f["size"], list(f["shape"]))
                  for f in capture_exporters.numpy_truth(dtype.base))


def flat(layout):
    found = []

    def walk(field, path, base):
        for inner in field.fields:
            full = path + "/" + inner.name if path else inner.name
            found.append((full, base + inner.offset, inner.itemsize, list(inner.shape)))
            walk(inner, full, base + inner.offset)

    walk(layout.item, "", 0)
    return sorted(found)


def normal(dtype, tails=True):
    """What a layout keeps of a dtype: no titles, fields in order of offset, the dimensions of a subarray
    of subarrays joined, and of a long double in foreign byte order only its bytes.  Without `tails` what
    a format keeps of it: not the itemsizes of records in records.
    """
    shape = ()
    while dtype.subdtype is not None:
        shape += dtype.shape
        dtype = dtype.base
    if dtype.names is None:
        foreign = dtype.char in "gG" and not dtype.isnative
        return "V%d" % dtype.itemsize if foreign else dtype.str.replace("|V", "V"), shape
    fields = sorted((dtype.fields[name][1], name, normal(dtype.fields[name][0], tails)) for name in dtype.names)
    return (dtype.itemsize if tails else 0, fields), shape


def has_empty_name(dtype):
    """In a format, and so in a layout, such a field is called f0, f1, ..."""
    return "''" in str(dtype)


def random_dtypes(rng, count):
    kinds = list(capture_hard.NUMPY_KINDS.values())
    made = 0
    while made < count:
        try:
            if rng.random() < 0.5:
                dtype = rng.choice(kinds)(rng).dtype
            else:
                dtype = np.dtype(capture_exporters.numpy_record(rng, rng.choice([0, 1, 2, 3])))
        except (ValueError, TypeError):
            continue  # NumPy makes no such dtype
        if has_empty_name(dtype):
            continue
        made += 1
        yield dtype


def captures():
    folder = os.path.join(TESTDATA, "captures")
    names = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    for name in names + [os.path.join(TESTDATA, "exporters.json")]:
        yield from capture_exporters.read_capture(name)["records"]


class Recorded(unittest.TestCase):
    def test_every_recorded_format(self):
        seen = exporters = without = 0
        for record in captures():
            dialect = record["exporter"].split(":")[0]
            try:
                layout = pep3118.layout(record["format"], itemsize=record["itemsize"],
                                        dialect=dialect if dialect in ("numpy", "ctypes") else None)
            except pep3118.FormatError:
                continue  # refused with a reason: no layout
            dtype = evaluated(layout.canonical)
            try:
                shared = layout.dtype
            except TypeError:
                shared = None
            with self.subTest(record["format"]):
                self.assertEqual(dtype, shared)  # what pep3118.asarray uses, or both have none
                if dtype is None:
                    without += 1
                    continue
                seen += 1
                self.assertEqual(dtype.base.itemsize, layout.item.itemsize)
                self.assertEqual(dtype.shape, layout.shape)
                self.assertEqual(places(dtype), flat(layout))
                if "fields" not in record or record["exporter"] == "cython:array-of-structs":
                    continue
                # An exporter's metadata is of one item; formats that leave a choice are noted.
                fields = record["fields"]
                if fields and isinstance(fields[0], dict):
                    fields = [[f["path"], f["offset"], f["size"], f["shape"], f["kind"]] for f in fields]
                if dtype.base.names is not None and not layout.notes:
                    # Formats leave out the tails of records in records.
                    expected = sorted((f[0], f[1], list(f[3])) for f in fields)
                    self.assertEqual([(f[0], f[1], f[3]) for f in places(dtype)], expected)
                    sizes = {f[0]: f[2] for f in fields if f[4] != "record"}
                    self.assertEqual({f[0]: f[2] for f in places(dtype) if f[0] in sizes}, sizes)
                    exporters += 1
        print("recorded", seen, "by the exporter", exporters, "without a dtype", without)
        self.assertGreater(seen, 5000)
        self.assertGreater(exporters, 3000)
        self.assertLess(without, seen // 20)


class RandomDtypes(unittest.TestCase):
    def test_dtype_to_layout_to_dtype(self):
        equal = refused = 0
        for dtype in random_dtypes(random.Random(SEED), 4000):
            with self.subTest(str(dtype)):
                try:
                    pep3118.layout(dtype)
                except (TypeError, ValueError):
                    refused += 1  # overlapping fields, datetimes
                    continue
                self.assertEqual(normal(evaluated(dtype)), normal(dtype))
                equal += 1
        print("equal", equal, "refused", refused)
        self.assertGreater(equal, 2500)

    def test_dtype_to_format_to_layout_to_dtype(self):
        equal = refused = noted = 0
        for dtype in random_dtypes(random.Random(SEED + 1), 4000):
            with self.subTest(str(dtype)):
                try:
                    view = memoryview(np.zeros(1, dtype))
                    layout = pep3118.layout(view.format, itemsize=view.itemsize, dialect="numpy")
                except (ValueError, TypeError, NotImplementedError):
                    refused += 1  # no format, or one that does not settle the layout
                    continue
                if layout.notes:
                    noted += 1
                    continue
                made = evaluated(layout.canonical)
                self.assertEqual(made.itemsize, dtype.base.itemsize)  # the array has the dimensions
                self.assertEqual(normal(made, tails=False), normal(dtype.base, tails=False))
                equal += 1
        print("equal", equal, "refused", refused, "noted", noted)
        self.assertGreater(equal, 1500)



class Values(unittest.TestCase):
    def test_packed_bytes(self):
        made = evaluated("T{>i:x:=h:y:(2)<d:z:3s:s:2x?:b:}")
        data = struct.pack(">i", -5) + struct.pack("=h", 300) + struct.pack("<2d", 0.5, -2) + b"abc\0\0\1"
        (x, y, z, s, b), = np.frombuffer(data, made).tolist()
        self.assertEqual((x, y, list(z), s, b), (-5, 300, [0.5, -2.0], b"abc", True))


class HostileNames(unittest.TestCase):
    def cases(self):
        def unescape(text):
            def one(match):
                found = match.group(0)
                return (ESCAPES[found] if found in ESCAPES else bytes([int(found[2:], 16)])).decode("latin-1")
            return re.sub(r"\\(?:x[0-9a-fA-F]{2}|.)", one, text).encode("latin-1")

        with open(os.path.join(TESTDATA, "injection.json"), encoding="utf-8") as file:
            for case in json.load(file)["cases"]:
                for name in case.get("names", [case.get("name")]):
                    if name:
                        yield unescape(name).decode("utf-8", "surrogateescape"), case["where"]

    def test_hostile_names(self):
        fields = types = 0
        names = [(name, where) for name, where in self.cases()]
        names += [(name, ["field", "struct"]) for name in
                  ('"]})\nPWNED = 1\n#', "\\", '\\"', "{0}", "%s", "\N{RIGHT-TO-LEFT OVERRIDE}", "\u2028x", "'''")]
        for name, where in names:
            with self.subTest(repr(name)[:200]):
                if "field" in where and ":" not in name:
                    text = "T{i:%s:d:__other__:}" % name
                    try:
                        pep3118.layout(text)
                    except (pep3118.FormatError, ValueError):
                        continue
                    self.assertEqual(evaluated(text).names, (name, "__other__"))
                    fields += 1
                if "struct" in where:
                    try:
                        dtype = evaluated("i", name)
                    except ValueError:
                        continue
                    if dtype is not None:
                        self.assertTrue(name.isidentifier())
                        types += 1
        print("fields", fields, "types", types)
        self.assertGreater(fields, 100)


class Machine(unittest.TestCase):
    def test_another_machine_is_refused(self):
        space = {}
        text = pep3118.emit("numpy", "T{g:x:O:o:}", name="Item")
        exec(text, space)
        for words, other in ((".nmant != 63", ".nmant != 112"), ('"O").itemsize != 8', '"O").itemsize != 4')):
            self.assertIn(words, text)
            with self.assertRaisesRegex(ImportError, "^made for a "):
                exec(text.replace(words, other), {})


if __name__ == "__main__":
    unittest.main()
