#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The module `pep3118`.

Offsets are held to dtype.fields and to ctypes' descriptors, for objects made here with a fresh seed
(printed; PEP3118_SEED repeats one), values to what Python reads from the same objects.
"""

import array
import ctypes
import os
import random
import re
import subprocess
import sys
import unittest
from xml.etree import ElementTree

import numpy as np

import pep3118

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "..", "testdata"), os.path.join(HERE, "..")]
import capture_exporters  # noqa: E402
import capture_hard  # noqa: E402
import roundtrip  # noqa: E402

SEED = int(os.environ.get("PEP3118_SEED", random.randrange(10**9)))
print("seed", SEED)

POINT = np.dtype([("x", "<i4"), ("y", "<f8")], align=True)


def flat(layout):
    """[path, offset, itemsize, shape] of each field, as the captures have them."""
    found = []

    def walk(field, path, base):
        for inner in field.fields:
            full = path + "/" + inner.name if path else inner.name
            found.append((full, base + inner.offset, inner.itemsize, list(inner.shape)))
            walk(inner, full, base + inner.offset)

    walk(layout.item, "", 0)
    return found


def truth(fields):
    return [(f["path"], f["offset"], f["size"], list(f["shape"])) for f in fields]


class EveryObject(unittest.TestCase):
    """Exact for every object that NumPy and ctypes can make, but for what no format can hold."""

    def numpy_objects(self, rng):
        for kind in capture_hard.NUMPY_KINDS.values():
            for _ in range(60):
                try:
                    yield kind(rng)
                except (ValueError, TypeError):
                    pass  # NumPy makes no such dtype
        for _ in range(300):
            yield np.zeros(2, capture_exporters.numpy_record(rng, rng.choice([0, 1, 2, 3])))

    def test_numpy(self):
        rng = random.Random(SEED)
        exact = 0
        for value in self.numpy_objects(rng):
            with self.subTest(str(value.dtype)):
                layout = pep3118.layout(value)
                self.assertEqual(layout.source, "dtype")
                self.assertEqual(layout.itemsize, value.dtype.itemsize)
                expected = truth(capture_exporters.numpy_truth(value.dtype))
                self.assertEqual(sorted(flat(layout)), sorted(expected))
                exact += 1
                made = layout.dtype
                self.assertEqual(made.itemsize, value.dtype.itemsize)
                again = truth(capture_exporters.numpy_truth(made))
                self.assertEqual(sorted(again), sorted(expected))
        self.assertGreater(exact, 500)

    def test_ctypes(self):
        rng = random.Random(SEED)
        exact = refused = 0
        structures = []
        for kind in capture_hard.CTYPES_KINDS.values():
            structures += [kind(rng) for _ in range(100)]
        for _ in range(300):
            base = rng.choice([ctypes.Structure, ctypes.Structure, ctypes.BigEndianStructure])
            try:
                structures.append(capture_exporters.ctypes_struct(rng, rng.choice([0, 1, 2]), set(), True, base))
            except (TypeError, ValueError):
                pass  # ctypes makes no such structure
        for structure in structures:
            fields = capture_exporters.ctypes_truth(structure)
            if issubclass(structure, ctypes.Union):
                self.assertEqual(pep3118.layout(structure).item.kind, "opaque")
            elif any(field["kind"] == "bitfield" for field in fields):
                with self.assertRaisesRegex(TypeError, "is a bit field"):
                    pep3118.layout(structure)
                refused += 1
            else:
                with self.subTest(pep3118.layout(structure).canonical):
                    layout = pep3118.layout(structure())
                    self.assertEqual(layout.source, "ctypes")
                    self.assertEqual(layout.itemsize, ctypes.sizeof(structure))
                    self.assertEqual(flat(layout), sorted(truth(fields), key=lambda f: f[1]))
                    exact += 1
        self.assertGreater(exact, 350)
        self.assertGreater(refused, 50)


class RecordedFormats(unittest.TestCase):
    def test_every_layout_of_a_capture_is_a_dtype_with_its_offsets(self):
        folder = os.path.join(HERE, "..", "..", "testdata", "captures")
        seen = without = 0
        for name in ("py311.json", "py313.json", "py314.json"):
            for record in capture_exporters.read_capture(os.path.join(folder, name))["records"]:
                dialect = record["exporter"].split(":")[0]
                try:
                    layout = pep3118.layout(record["format"], itemsize=record["itemsize"],
                                            dialect=dialect if dialect in ("numpy", "ctypes") else None)
                except pep3118.FormatError:
                    continue  # refused with a reason: no layout
                try:
                    dtype = layout.dtype
                except TypeError as error:
                    self.assertRegex(str(error), "two fields of one name")
                    without += 1
                    continue
                self.assertEqual(dtype.itemsize, layout.itemsize * int(np.prod(layout.shape, dtype=int)))
                if dtype.base.names is not None:
                    self.assertEqual(truth(capture_exporters.numpy_truth(dtype.base)), flat(layout))
                seen += 1
        self.assertGreater(seen, 1500)
        self.assertLess(without, seen // 20)


class Functions(unittest.TestCase):
    def test_layout(self):
        layout = pep3118.layout("T{i:x:d:y:}")
        self.assertEqual((layout.itemsize, layout.alignment, layout.canonical, layout.source),
                         (16, 8, "T{i:x:4xd:y:}", "format"))
        self.assertEqual([(f.name, f.offset, f.kind, f.itemsize) for f in layout.fields],
                         [("x", 0, "int", 4), ("y", 8, "float", 8)])
        self.assertEqual(layout["y"].byteorder, sys.byteorder)
        with self.assertRaises(KeyError):
            layout["z"]
        self.assertEqual(layout, pep3118.layout(np.zeros(2, POINT)))
        self.assertEqual(hash(layout), hash(pep3118.layout(POINT)))
        self.assertNotEqual(layout, pep3118.layout("T{i:x:f:y:}"))
        self.assertEqual(repr(layout), "<pep3118.Layout T{i:x:4xd:y:}: 16 bytes, from format>")
        self.assertIn("4 bytes hole", str(layout))
        self.assertEqual(pep3118.layout("T{i:x:d:y:}", target="i686-linux-gnu").itemsize, 12)
        self.assertEqual(pep3118.layout("T{<i:x:<d:y:}", itemsize=16, dialect="ctypes").itemsize, 16)
        notes = pep3118.layout("B", itemsize=12).notes
        self.assertEqual([note.kind for note in notes], ["opaque-block"])

    def test_refusals_say_where(self):
        for text, kind, position, length in (("T{i:x:3<d:y:}", "order-after-count", 7, 1),
                                             ("T{i:x:", "unclosed-record", 0, 2)):
            with self.assertRaises(pep3118.FormatError) as caught:
                pep3118.layout(text)
            error = caught.exception
            self.assertEqual((error.kind, error.position, error.length), (kind, position, length))
            self.assertIsInstance(error, ValueError)
            self.assertIn(text, str(error))
        for wrong in (3, None, [1]):
            with self.assertRaises(TypeError):
                pep3118.layout(wrong)
        for keywords in ({"dialect": "nobody"}, {"target": "nowhere"}):
            with self.assertRaisesRegex(ValueError, "is called"):
                pep3118.layout("i", **keywords)
        with self.assertRaises(pep3118.FormatError):
            pep3118.layout("T{<i:x:<d:y:}", itemsize=17, strict=True)

    def test_canonical_header_emit(self):
        self.assertEqual(pep3118.canonical(POINT), "T{i:x:4xd:y:}")
        text = pep3118.header(POINT, name="Point", namespace="my")
        self.assertIn("using Point = ", text)
        self.assertIn("namespace my {", text)
        both = pep3118.header(A=POINT, B=(ctypes.c_int * 2))
        self.assertIn("using A = ", both)
        self.assertIn("using B = ", both)
        self.assertIn('"canonical"', pep3118.emit("json", POINT))
        self.assertIn("hole", pep3118.emit("table", POINT))
        self.assertEqual(pep3118.emit("c++", POINT, name="P"), pep3118.header(POINT, name="P"))
        self.assertEqual(pep3118.languages()[:2], ["cpp", "julia"])
        self.assertIn("const Point = record_", pep3118.emit("julia", POINT, name="Point"))
        self.assertIn("struct record_", pep3118.emit("julia", np.dtype([("x", "<i4")]), name=""))
        with self.assertRaises(pep3118.FormatError) as refused:
            pep3118.emit("julia", "T{i:x:4000s:y:}")
        self.assertEqual(refused.exception.kind, "not-in-language")
        with self.assertRaisesRegex(ValueError, "there are cpp, julia"):
            pep3118.emit("cobol", POINT)
        for call in (lambda: pep3118.header(POINT, name="int"), lambda: pep3118.emit("julia", POINT, name="end"),
                     lambda: pep3118.header(), lambda: pep3118.header(POINT, namespace="a b")):
            with self.assertRaises(ValueError):
                call()

    def test_pictures(self):
        svg = "{http://www.w3.org/2000/svg}"

        def titles(text):
            return [title.text for title in ElementTree.fromstring(text).iter(svg + "title")][1:]

        points = np.zeros(3, POINT)
        expected = ["x: int32, offset 0, 4 bytes", "hole, offset 4, 4 bytes", "y: double, offset 8, 8 bytes"]
        self.assertEqual(titles(pep3118.layout(points)._repr_svg_()), expected)
        self.assertEqual(titles(pep3118.emit("svg", points)), expected)
        self.assertIn(">Points</text>", pep3118.emit("svg", points, name="Points"))
        foreign = pep3118.layout("T{l:n:}", target="s390x-linux-gnu")
        self.assertIn(">s390x-linux-gnu</text>", foreign._repr_svg_())
        # The offsets that are drawn are NumPy's.
        rng = random.Random(SEED)
        for _ in range(100):
            dtype = np.dtype(capture_exporters.numpy_record(rng, 1))
            with self.subTest(str(dtype)):
                picture = pep3118.layout(dtype)._repr_svg_()
                self.assertIn(">itemsize %d, " % dtype.itemsize, picture)
                drawn = set(re.findall(r"(\w+): [^,]+, offset (\d+), ", "\n".join(titles(picture))))
                for name in dtype.names if dtype.itemsize < 500 else ():
                    field, offset = dtype.fields[name][:2]
                    if re.fullmatch(r"\w+", name) and field.itemsize > 0 and field.subdtype is None:
                        self.assertIn((name, str(offset)), drawn)

    def test_diff_explain_check(self):
        packed = np.zeros(2, [("x", "<i4"), ("y", "<f8")])
        self.assertTrue(pep3118.diff(POINT, "T{i:x:d:y:}"))
        found = pep3118.diff(packed, POINT)
        self.assertFalse(found)
        self.assertFalse(found.same_bytes)
        self.assertTrue(found.same_names)
        self.assertIn("offset", {difference["differs"] for difference in found.differences})
        self.assertIn("breaks", str(found))
        self.assertIsNone(pep3118.explain(np.zeros(2, POINT), "T{i:x:d:y:}"))
        report = pep3118.explain(packed, "T{i:x:d:y:}")
        self.assertTrue(report.startswith("the buffer is not an array of T{i:x:4xd:y:}\n"))
        self.assertIn("itemsize: expected 16, found 12", report)
        self.assertFalse(pep3118.check(packed, "T{i:x:d:y:}"))
        renamed = np.zeros(2, np.dtype([("a", "<i4"), ("b", "<f8")], align=True))
        self.assertFalse(pep3118.check(renamed, POINT))
        self.assertTrue(pep3118.check(renamed, POINT, level="types"))
        with self.assertRaisesRegex(ValueError, "level is"):
            pep3118.check(renamed, POINT, level="all")

    def test_names(self):
        self.assertIn("x86_64-linux-gnu", pep3118.targets())
        self.assertIn("numpy", pep3118.dialects())
        for name in pep3118.__all__:
            self.assertTrue(getattr(pep3118, name).__doc__, name)


class Views(unittest.TestCase):
    """asarray and describe: the memory itself, with the layout that the object knows."""

    def test_asarray_is_the_memory_with_the_right_dtype(self):
        class Hidden(ctypes.Structure):  # its text in 3.11 leaves the padding out
            _fields_ = [("a", ctypes.c_char), ("b", ctypes.c_double), ("c", ctypes.c_short)]

        objects = (Hidden * 3)()
        objects[1].b = 2.5
        found = pep3118.asarray(objects)
        self.assertEqual([found.dtype.fields[n][1] for n in "abc"] + [found.dtype.itemsize],
                         [Hidden.a.offset, Hidden.b.offset, Hidden.c.offset, ctypes.sizeof(Hidden)])
        self.assertEqual(found["b"].tolist(), [0, 2.5, 0])
        found["c"][2] = 7
        self.assertEqual(objects[2].c, 7)
        made = np.zeros(3, POINT)
        self.assertIs(pep3118.asarray(made), made)
        for value, expected in (
            (memoryview(made)[::2], made[::2]), (b"abc", np.frombuffer(b"abc", "u1")),
            (array.array("d", [1, 2]), np.array([1.0, 2.0])),
            (memoryview(made.reshape(3, 1)), made.reshape(3, 1)),
            (memoryview(np.zeros(2, [("s", "S3"), ("u", "<U2")])), np.zeros(2, [("s", "S3"), ("u", "<U2")])),
        ):
            found = pep3118.asarray(value)
            np.testing.assert_array_equal(found, expected)
            self.assertEqual(found.dtype, expected.dtype)
            self.assertEqual(found.strides, expected.strides)
        for scalar in (np.float64(2.5), made[1], np.bytes_(b"xy"), np.str_("ab")):
            found = pep3118.asarray(scalar)
            self.assertEqual((found.shape, found.dtype, found[()]), ((), scalar.dtype, scalar))
        made[1]["x"] = 9
        self.assertEqual(pep3118.asarray(made[1])["x"], 9)
        self.assertFalse(pep3118.asarray(b"abc").flags.writeable)
        self.assertTrue(pep3118.asarray(bytearray(b"abc")).flags.writeable)
        nested = (ctypes.c_int * 3 * 2)()
        nested[1][2] = 5
        self.assertEqual(pep3118.asarray(nested).tolist(), [[0, 0, 0], [0, 0, 5]])

    def test_every_ctypes_structure_becomes_its_dtype(self):
        rng = random.Random(SEED)
        seen = misread = 0
        for kind in ("derived", "packed-member", "plain"):
            for _ in range(100):
                structure = capture_hard.CTYPES_KINDS[kind](rng)
                value = (structure * 2)()
                memory = (ctypes.c_ubyte * ctypes.sizeof(value)).from_buffer(value)
                memory[:] = [rng.randrange(1, 100) for _ in memory]
                try:
                    found = pep3118.asarray(value)
                except TypeError as error:
                    self.assertRegex(str(error), "two fields of one name")
                    continue
                seen += 1
                self.assertEqual(found.tobytes(), bytes(memory))
                self.assertEqual(found.dtype.itemsize, ctypes.sizeof(structure))
                self.assertEqual(found.__array_interface__["data"][0], ctypes.addressof(value))
                names = capture_exporters.ctypes_truth(structure)
                blocks = {f["path"] for f in names if f["kind"] == "union"}
                expected = {(f["path"], f["offset"], f["size"]) for f in names}
                got = {(f["path"], f["offset"], f["size"])
                       for f in capture_exporters.numpy_truth(found.dtype)}
                self.assertEqual(got, expected, blocks)
                try:
                    other = np.asarray(value).dtype
                    misread += other.itemsize != found.dtype.itemsize or other != found.dtype
                except Exception:  # noqa: BLE001, NumPy raises many kinds
                    misread += 1
        self.assertGreater(seen, 200)
        self.assertGreater(misread, 20)  # else np.asarray would do

    def test_random_records_come_back_value_by_value(self):
        rng = random.Random(SEED)
        seen = 0
        while seen < 300:
            dtype = capture_exporters.numpy_record(rng, rng.choice([0, 1, 2]))
            if dtype.hasobject or dtype.itemsize == 0:
                continue
            made = roundtrip.random_array(rng, dtype, 4)[:: rng.choice([1, 2, -1])]
            try:
                found = np.asarray(pep3118.describe(made))
            except BufferError:  # NumPy exports no such array
                continue
            self.assertIsNone(roundtrip.same(found, made), dtype)
            self.assertEqual(found.__array_interface__["data"][0], made.__array_interface__["data"][0])
            seen += 1

    def test_describe_hands_a_buffer_on(self):
        class Hidden(ctypes.Structure):
            _fields_ = [("a", ctypes.c_char), ("b", ctypes.c_double)]

        value = (Hidden * 2)()
        described = pep3118.describe(value)
        self.assertEqual(memoryview(described).format, "T{c:a:7xd:b:}")
        self.assertEqual(np.asarray(described).dtype.fields["b"][1], 8)
        np.asarray(described)["b"][1] = 4
        self.assertEqual(value[1].b, 4)
        held = bytearray(16)
        described = pep3118.describe(held)
        with self.assertRaises(BufferError):
            held.append(1)
        described.release()
        held.append(1)
        self.assertEqual(len(held), 17)
        for wrong in (3, "i", POINT):
            with self.assertRaises(TypeError):
                pep3118.describe(wrong)

    def test_no_reference_is_lost(self):
        value = np.zeros(4, POINT)
        before = sys.getrefcount(value)
        for _ in range(2000):
            pep3118.asarray(memoryview(value))
            pep3118.describe(value)
            pep3118.explain(value, "i")
        self.assertEqual(sys.getrefcount(value), before)


@unittest.skipIf("libasan" in os.environ.get("LD_PRELOAD", ""), "it reserves more than any limit")
class OutOfMemory(unittest.TestCase):
    def test_it_is_a_memory_error(self):
        code = """
import resource, pep3118
a = "T{" + "".join("i:n%d:" % i for i in range(60000)) + "}"
b = a.replace("i:", "d:")
pep3118.diff("i", "d")
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + (12 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    pep3118.diff(a, b)
except MemoryError:
    print("MemoryError")
"""
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
        ran = subprocess.run([sys.executable, "-c", code], env=environment, text=True,
                             capture_output=True, check=False)
        self.assertEqual((ran.returncode, ran.stdout), (0, "MemoryError\n"), ran.stderr)


class CommandLine(unittest.TestCase):
    def run_module(self, *arguments):
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
        ran = subprocess.run([sys.executable, "-m", "pep3118", *arguments], env=environment, text=True,
                             capture_output=True, check=False)
        return ran.returncode, ran.stdout, ran.stderr

    def test_things_are_objects_or_formats(self):
        code, out, err = self.run_module("header", "capture_hard:ctypes.c_double", "--name", "Number")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("using Number = double;", out)
        self.assertEqual(self.run_module("canonical", "T{i:x:d:y:}"), (0, "T{i:x:4xd:y:}\n", ""))
        self.assertEqual(self.run_module("explain", "i", "i"), (0, "they fit\n", ""))
        self.assertEqual(self.run_module("explain", "i", "f")[0], 1)
        self.assertEqual(self.run_module("diff", "i", "f")[0], 1)
        self.assertIn("hole", self.run_module("layout", "T{i:x:d:y:}")[1])
        self.assertIn('"layout_id"', self.run_module("json", "i")[1])
        self.assertIn("offset 8, 8 bytes", self.run_module("svg", "T{i:x:d:y:}")[1])
        code, out, err = self.run_module("layout", "T{i:x:")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("[unclosed-record]", err)
        self.assertEqual(self.run_module("layout", "nomodule:thing")[0], 2)


if __name__ == "__main__":
    unittest.main()
