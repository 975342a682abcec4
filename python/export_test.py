#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""C++ memory in Python, through an extension module.

What an exporter has to answer is CPython's own answer: memoryview's and _testbuffer's, asked with the
same flags from C.  Offsets and sizes are the compiler's.
"""

import gc
import itertools
import os
import struct
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import export_test_module as cpp  # noqa: E402

# PyBUF_* as in Python's headers (Include/pybuffer.h).
FLAGS = {"WRITABLE": 0x1, "FORMAT": 0x4, "ND": 0x8, "STRIDES": 0x18, "C_CONTIGUOUS": 0x38,
         "F_CONTIGUOUS": 0x58, "ANY_CONTIGUOUS": 0x98, "INDIRECT": 0x118}
KINDS = ("c", "fortran", "strided", "negative", "one row", "line", "constant", "scalar", "empty", "rows")


def every_combination():
    for size in range(len(FLAGS) + 1):
        for names in itertools.combinations(FLAGS, size):
            flags = 0
            for name in names:
                flags |= FLAGS[name]
            yield flags


def answer(exporter, flags):
    try:
        return cpp.ask(exporter, flags)
    except BufferError as error:
        assert str(error)
        return "refused"


class Answers(unittest.TestCase):
    def test_every_combination_of_flags_as_memoryview(self):
        combinations = sorted(set(every_combination()))
        self.assertGreater(len(combinations), 60)
        refused = 0
        for kind in KINDS:
            exported = cpp.make(kind)
            view = memoryview(exported)
            for flags in combinations:
                expected = answer(view, flags)
                refused += expected == "refused"
                self.assertEqual(answer(exported, flags), expected, "%s, flags %#x" % (kind, flags))
        self.assertGreater(refused, 300)

    def test_every_combination_of_flags_as_testbuffer(self):
        try:
            from _testbuffer import ND_FORTRAN, ND_WRITABLE, ndarray
        except ImportError:
            self.skipTest("this Python has no _testbuffer")
        numbers = [float(i) for i in range(24)]
        for kind, other in (
            ("c", ndarray(numbers, shape=[4, 6], format="d", flags=ND_WRITABLE)),
            ("fortran", ndarray(numbers, shape=[4, 6], format="d", flags=ND_WRITABLE | ND_FORTRAN)),
            ("line", ndarray(numbers, shape=[24], format="d", flags=ND_WRITABLE)),
            ("constant", ndarray(numbers, shape=[24], format="d")),
        ):
            for flags in sorted(set(every_combination())):
                expected = answer(other, flags)
                found = answer(cpp.make(kind), flags)
                if expected != "refused":
                    expected, found = expected[1:], found[1:]  # not the address
                self.assertEqual(found, expected, "%s, flags %#x" % (kind, flags))


    def test_more_bytes_than_a_number_says_are_refused(self):
        with self.assertRaisesRegex(BufferError, "more bytes than a buffer can say"):
            memoryview(cpp.make("endless"))


class Views(unittest.TestCase):
    def test_numbers_are_the_memory_itself(self):
        numbers = np.arange(24.0)
        for kind, expected in (
            ("c", numbers.reshape(4, 6)), ("fortran", numbers.reshape(6, 4).T),
            ("strided", numbers.reshape(4, 6)[:, :4:2]), ("negative", numbers[::-1]),
            ("one row", numbers[:6].reshape(1, 6)), ("line", numbers), ("constant", numbers),
            ("scalar", np.array(0.0)), ("empty", numbers[:0].reshape(0, 6)),
        ):
            with self.subTest(kind):
                exported = cpp.make(kind)
                array = np.asarray(exported)
                np.testing.assert_array_equal(array, expected)
                self.assertEqual(array.flags.writeable, kind != "constant")
                self.assertEqual(exported.shape, expected.shape)
                interface = exported.__array_interface__
                self.assertEqual(interface["data"], (exported.address, kind == "constant"))
                again = np.asarray(type("Only", (), {"__array_interface__": interface, "keep": exported})())
                np.testing.assert_array_equal(again, expected)
                self.assertEqual(again.dtype, array.dtype)
                self.assertEqual(again.__array_interface__["data"][0], exported.address)
        self.assertEqual(memoryview(cpp.make("rows")).tolist(), numbers.reshape(4, 6).tolist())

    def test_written_on_one_side_seen_on_the_other(self):
        array = np.asarray(cpp.make("c"))
        cpp.write(7, 70.5)
        self.assertEqual(array[1, 1], 70.5)
        array[3, 5] = -1
        self.assertEqual(cpp.read(23), -1)
        view = memoryview(cpp.make("line"))
        view[2] = 8.25
        self.assertEqual(cpp.read(2), 8.25)

    def test_records_have_the_right_dtype(self):
        offsets = cpp.offsets()
        points = np.asarray(cpp.make_records("point"))
        self.assertEqual(points.dtype, np.dtype([("x", "i4"), ("y", "f8")], align=True))
        self.assertEqual(points.tolist(), [(i, i + 0.5) for i in range(4)])
        nested = np.asarray(cpp.make_records("nested"))
        self.assertEqual([nested.dtype.fields[n][1] for n in ("tag", "in", "f", "name", "flag")]
                         + [nested.dtype.itemsize], list(offsets["nested"]))
        self.assertEqual(nested[1]["tag"], -7)
        self.assertEqual(nested["in"].dtype.names, ("a", "b"))
        self.assertEqual(nested[1]["in"]["b"].tolist(), [0, 70000])
        self.assertEqual(nested[1]["f"].tolist(), [[0, 0], [0, 0], [0, 0.25]])
        self.assertEqual(bytes(nested[1]["name"]), b"five")
        self.assertTrue(nested[1]["flag"])
        packed = np.asarray(cpp.make_records("packed"))
        self.assertEqual([packed.dtype.fields[n][1] for n in "adbf"] + [packed.dtype.itemsize],
                         list(offsets["packed"]))
        self.assertEqual(packed[2].tolist(), (9, 1.5, -2, 0.125))
        self.assertEqual(packed.dtype["b"], np.dtype(">i4"))
        self.assertEqual(np.asarray(cpp.make_records("little")).dtype, np.dtype("<i2"))
        self.assertEqual(np.asarray(cpp.make_records("none")).shape, (0,))
        for kind in ("point", "nested", "packed"):
            with self.subTest(kind):
                exported = cpp.make_records(kind)
                array = np.asarray(exported)
                only = type("Only", (), {"__array_interface__": exported.__array_interface__,
                                         "keep": exported})()
                again = np.asarray(only)
                self.assertEqual(again.dtype.itemsize, array.dtype.itemsize)
                for name in array.dtype.names:
                    self.assertEqual(again.dtype.fields[name][1], array.dtype.fields[name][1])
                    self.assertEqual(again.dtype[name].itemsize, array.dtype[name].itemsize)
                    # NumPy 1.24 calls a hole of a nested descr `f1`, and leaves out only the outer ones.
                    if array.dtype[name].base.names is None:
                        np.testing.assert_array_equal(again[name], array[name])
                np.testing.assert_array_equal(again.view("u1"), array.view("u1"))

    def test_a_type_of_ones_own(self):
        grid = cpp.make_grid()
        self.assertEqual(np.asarray(grid).tolist(), [[5, 4, 3], [2, 1, 0]])
        before = sys.getrefcount(grid)
        for flags in sorted(set(every_combination())):
            self.assertEqual(answer(grid, flags), answer(memoryview(grid), flags))
        self.assertEqual(sys.getrefcount(grid), before)

    def test_memoryview_and_ctypes_read_it(self):
        view = memoryview(cpp.make_records("point"))
        self.assertEqual((view.format, view.itemsize, view.nbytes), ("T{i:x:4xd:y:}", 16, 64))
        self.assertEqual(struct.unpack("@i4xd", view.tobytes()[32:48]), (2, 2.5))
        import ctypes

        class Point(ctypes.Structure):
            _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]

        points = (Point * 4).from_buffer(cpp.make_records("point"))
        self.assertEqual([(p.x, p.y) for p in points], [(i, i + 0.5) for i in range(4)])


class Lifetime(unittest.TestCase):
    def test_the_owner_lives_as_long_as_any_view(self):
        before = cpp.destroyed()
        exported = cpp.make("c")
        cpp.forget()
        array = np.asarray(exported)[1:, ::2]
        view = memoryview(exported)
        self.assertEqual(exported.exports, 2)
        del exported
        gc.collect()
        self.assertEqual(cpp.destroyed(), before)
        self.assertEqual(array.sum(), sum(i for i in range(6, 24) if i % 2 == 0))
        del array
        gc.collect()
        self.assertEqual(cpp.destroyed(), before)
        view.release()
        del view
        gc.collect()
        self.assertEqual(cpp.destroyed(), before + 1)

    def test_release_fails_cleanly_while_exported(self):
        before = cpp.destroyed()
        exported = cpp.make("line")
        cpp.forget()
        view = memoryview(exported)
        with self.assertRaisesRegex(BufferError, "in use by 1 buffer$"):
            exported.release()
        view.release()
        exported.release()
        exported.release()
        self.assertEqual(cpp.destroyed(), before + 1)
        with self.assertRaisesRegex(BufferError, "was released"):
            memoryview(exported)
        with self.assertRaises(AttributeError):
            exported.__array_interface__
        self.assertIn("released", repr(exported))

    def test_no_reference_is_lost(self):
        exported = cpp.make("c")
        before = sys.getrefcount(exported), sys.getrefcount(type(exported))
        for _ in range(100_000):
            cpp.ask(exported, FLAGS["INDIRECT"])
        for flags in (FLAGS["F_CONTIGUOUS"], FLAGS["FORMAT"]):
            for _ in range(1000):
                answer(exported, flags)
        self.assertEqual(exported.exports, 0)
        self.assertEqual((sys.getrefcount(exported), sys.getrefcount(type(exported))), before)
        made = cpp.destroyed()
        for _ in range(1000):
            np.asarray(cpp.make("c"))
        cpp.forget()
        gc.collect()
        self.assertEqual(cpp.destroyed(), made + 1000)


class Objects(unittest.TestCase):
    def test_attributes(self):
        exported = cpp.make_records("point")
        self.assertEqual(repr(exported), "<pep3118.Exported T{i:x:4xd:y:}, shape (4,)>")
        self.assertEqual((exported.format, exported.itemsize, exported.shape, exported.strides,
                          exported.readonly, exported.exports, len(exported)),
                         ("T{i:x:4xd:y:}", 16, (4,), (16,), False, 0, 4))
        self.assertEqual(exported.__array_interface__["descr"],
                         [("x", "<i4"), ("", "|V4"), ("y", "<f8")])
        with self.assertRaises(TypeError):
            type(exported)()
        with self.assertRaises(TypeError):
            len(cpp.make("scalar"))
        with self.assertRaisesRegex(AttributeError, "suboffsets"):
            cpp.make("rows").__array_interface__
        for name in ("release", "exports", "format", "__array_interface__"):
            self.assertTrue(getattr(type(exported), name).__doc__, name)


if __name__ == "__main__":
    unittest.main()
