#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Python objects in C++, through an extension module.

Expected values are computed by Python from the same objects, layouts from dtypes and descriptors.
"""

import array
import ctypes
import gc
import mmap
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import acquire_test_module as cpp  # noqa: E402

import numpy as np  # noqa: E402

POINT = np.dtype([("x", "<i4"), ("y", "<f8")], align=True)
PACKED = np.dtype([("x", "<i4"), ("y", "<f8")])
BIG = np.dtype([("x", ">i4"), ("y", ">f8")])


def points(dtype=POINT, count=5):
    made = np.zeros(count, dtype)
    made["x"] = np.arange(count)
    made["y"] = np.arange(count) * 0.5 + 1
    return made


def total(of):
    return float(of["x"].sum() + of["y"].sum())


class CPoint(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]


class Reading(unittest.TestCase):
    def test_arrays_of_records_however_they_lie(self):
        all_points = points(count=12)
        for name, one in {
            "whole": all_points,
            "reversed": all_points[::-1],
            "every third": all_points[1::3],
            "none": all_points[:0],
            "broadcast": np.broadcast_to(all_points[3], 7),
            "read-only": np.frombuffer(all_points.tobytes(), POINT),
            "memoryview": memoryview(all_points),
        }.items():
            with self.subTest(name):
                self.assertEqual(cpp.sum_points(one), total(np.asarray(one)))

    def test_points_among_other_fields(self):
        dtype = np.dtype({"names": ["x", "tag", "y", "name"], "formats": ["<i4", "<f4", "<f8", "S3"],
                          "offsets": [0, 4, 8, 16], "itemsize": 24})
        made = points(dtype, 7)
        self.assertEqual(cpp.sum_points_among_more(made), total(made))
        self.assertEqual(cpp.sum_points_among_more(made[::-2]), total(made[::-2]))
        self.assertEqual(cpp.sum_points_among_more(points()), total(points()))
        with self.assertRaisesRegex(TypeError, "field tag: expected no such field"):
            cpp.sum_points(made)
        moved = np.dtype({"names": ["y", "x"], "formats": ["<f8", "<i4"], "offsets": [0, 8], "itemsize": 24})
        with self.assertRaisesRegex(TypeError, "field x: expected .* at offset 0, found .* at offset 8"):
            cpp.sum_points_among_more(points(moved))

        class CMore(ctypes.Structure):
            _fields_ = CPoint._fields_ + [("z", ctypes.c_short)]
        self.assertEqual(cpp.sum_points_among_more((CMore * 2)((1, 2.5, 9), (3, 4.5, 9))), 11.0)

    def test_everything_that_has_a_buffer(self):
        data = bytes(range(100))
        anonymous = mmap.mmap(-1, 100)
        anonymous[:] = data
        for one in (data, bytearray(data), memoryview(data), array.array("B", data), anonymous,
                    np.frombuffer(data, "u1"), (ctypes.c_ubyte * 100)(*data)):
            with self.subTest(type(one).__name__):
                self.assertEqual(cpp.sum_bytes(one), sum(data))
        anonymous.close()
        self.assertEqual(cpp.sum_points((CPoint * 2)((1, 2.5), (3, 4.5))), 11.0)
        self.assertEqual(cpp.sum_scalar(points()[3]), total(points()[3:4]))
        self.assertEqual(cpp.sum_scalar(CPoint(7, 0.5)), 7.5)
        matrix = np.arange(12.0).reshape(3, 4)
        for one in (matrix, matrix.T, matrix[::-1, ::2], np.asfortranarray(matrix)):
            self.assertEqual(cpp.sum_matrix(one), one.sum())

    def test_pointers_are_followed_where_that_is_asked_for(self):
        try:
            from _testbuffer import ND_PIL, ndarray
        except ImportError:
            self.skipTest("this Python has no _testbuffer")
        rows = ndarray(list(range(12)), shape=[3, 4], format="B", flags=ND_PIL)
        self.assertEqual(cpp.sum_indirect(rows), sum(range(12)))
        with self.assertRaisesRegex(TypeError, "suboffsets"):
            cpp.sum_bytes(ndarray(list(range(12)), shape=[12], format="B", flags=ND_PIL))

    def test_nested_records_and_subarrays(self):
        inner = np.dtype([("a", "i2"), ("b", "i4")], align=True)
        nested = np.dtype([("tag", "u1"), ("in", inner, 2), ("f", "f4", 3)], align=True)
        made = np.zeros(3, nested)
        made["tag"] = 65
        made["in"]["a"] = 2
        made["in"]["b"] = [[1, 2], [3, 4], [5, 6]]
        made["f"] = 0.25
        self.assertEqual(cpp.sum_nested(made), 3 * 65 + 6 * 2 + 21 + 9 * 0.25)

    def test_the_first_record_that_fits_is_visited(self):
        for dtype in (POINT, PACKED, BIG):
            self.assertEqual(cpp.visit(points(dtype)), total(points(dtype)))
        with self.assertRaises(TypeError) as caught:
            cpp.visit(np.zeros(3))
        self.assertEqual(str(caught.exception).count("the buffer is not an array of"), 3)


class Writing(unittest.TestCase):
    def test_what_is_written_is_seen(self):
        made = points()
        self.assertEqual(cpp.double_points(made[::2]), 3)
        self.assertEqual(made["y"].tolist(), [2.0, 1.5, 4.0, 2.5, 6.0])

    def test_read_only_memory_is_refused_with_the_report(self):
        made = points()
        made.flags.writeable = False
        for one in (made, memoryview(made), np.frombuffer(made.tobytes(), POINT)):
            with self.assertRaisesRegex(TypeError, "readonly: expected memory that may be written"):
                cpp.double_points(one)


class Refusals(unittest.TestCase):
    def test_a_wrong_buffer_is_a_type_error_with_the_report(self):
        swapped = np.zeros(3, np.dtype([("y", "f8"), ("x", "i4")], align=True))
        for one, said in (
            (np.zeros(3), r"the buffer is not an array of `.*Point` \(T\{i:x:4xd:y:\}\)"),
            (swapped, "field x: expected .* at offset 0, found no such field|found"),
            (points(PACKED), "itemsize: expected 16, found 12"),
            (points(BIG), "big-endian"),
            (points().reshape(5, 1), "ndim: expected 1, found 2"),
            (b"0123456789abcdef", "expected"),
        ):
            with self.assertRaisesRegex(TypeError, said) as caught:
                cpp.sum_points(one)
            self.assertFalse(str(caught.exception).endswith("\n"))

    def test_objects_without_a_buffer_keep_pythons_error(self):
        for one in (3, "text", None, [1, 2]):
            with self.assertRaisesRegex(TypeError, "bytes-like object is required"):
                cpp.sum_points(one)
        with self.assertRaisesRegex(ValueError, "'M' in a buffer"):
            cpp.sum_points(np.zeros(3, "M8[s]"))
        released = memoryview(points())
        released.release()
        with self.assertRaisesRegex(ValueError, "released memoryview"):
            cpp.sum_points(released)

    def test_exporters_that_lie_are_refused_without_a_crash(self):
        good = (b"T{i:x:4xd:y:}", 32, 16, 1, (2,), (16,), None, False)

        def lie(**changed):
            names = ("format", "len", "itemsize", "ndim", "shape", "strides", "suboffsets", "raises")
            return cpp.liar(*(changed.get(name, value) for name, value in zip(names, good)))

        self.assertEqual(cpp.sum_points(lie()), 0.0)
        self.assertEqual(cpp.sum_points(lie(format=b"T{i:x:4xd:y:}\0 T{")), 0.0)
        lies = [
            dict(itemsize=8), dict(itemsize=0), dict(itemsize=-16), dict(itemsize=2**62),
            dict(len=31), dict(len=-32), dict(len=2**62), dict(ndim=2), dict(ndim=-1),
            dict(ndim=65), dict(ndim=10**6), dict(shape=None, ndim=2), dict(shape=(-2,)),
            dict(shape=(2**62,), len=2**62), dict(strides=(2**63 - 8,)), dict(strides=(-2**63,)),
            dict(strides=(9,)), dict(suboffsets=(8,)), dict(format=None), dict(format=b""),
            dict(format=b"T{"), dict(format=b"\xff"), dict(format=b"(" * 5000),
            dict(format=b"T{" * 5000), dict(format=b"i" * 4), dict(shape=None, strides=(16,)),
        ]
        for one in lies:
            with self.subTest(one):
                with self.assertRaises((TypeError, ValueError, BufferError)):
                    cpp.sum_points(lie(**one))
        with self.assertRaisesRegex(RuntimeError, "the exporter raises"):
            cpp.sum_points(lie(raises=True))
        self.assertEqual(cpp.double_points(lie()), 2)
        with self.assertRaisesRegex(TypeError, "readonly: expected memory that may be written"):
            cpp.double_points(cpp.liar(*good, True))  # refuses to be written, and says it is writable


class Descriptions(unittest.TestCase):
    """Where the text alone leaves a doubt, the object itself decides."""

    def test_who_said_what_an_item_is(self):
        self.assertEqual(cpp.source(points()), "format")
        # Before 3.12 ctypes leaves the padding out of the text.
        in_doubt = memoryview(CPoint()).format == "T{<i:x:<d:y:}"
        self.assertEqual(cpp.source((CPoint * 2)()), "ctypes" if in_doubt else "format")
        self.assertEqual(in_doubt, sys.version_info < (3, 12))

    def test_what_the_text_leaves_out_is_not_guessed(self):
        class Base(ctypes.Structure):
            _fields_ = [("hidden", ctypes.c_int)]

        class Derived(Base):  # x is at 4, not at 0; up to 3.13 the text is that of CPoint, or nearly
            _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]

        self.assertEqual(ctypes.sizeof(Derived), ctypes.sizeof(CPoint))
        with self.assertRaisesRegex(TypeError, "field x: expected .* at offset 0, found .* at offset 4"):
            cpp.sum_points((Derived * 2)())
        self.assertEqual(cpp.layout_of(Derived)[0], "T{i:hidden:i:x:d:y:}")

    def test_dtypes(self):
        for dtype, text in (
            (POINT, "T{i:x:4xd:y:}"),
            (PACKED, "T{i:x:=d:y:}"),
            (BIG, "T{!i:x:!d:y:}"),
            (np.dtype({"names": ["b", "a"], "formats": ["<f8", "u1"], "offsets": [8, 1],
                       "itemsize": 24}), "T{1xB:a:6xd:b:8x}"),
            (np.dtype([(("a title", "x"), "i4"), ("y", "f4", (2, 3))]), "T{i:x:(2,3)f:y:}"),
            (np.dtype([("s", "S5"), ("u", "<U2"), ("v", "V3")]), "T{5s:s:=2w:u:@3x:v:}"),
            (np.dtype([("r", POINT, 2), ("c", "c16"), ("h", "f2"), ("b", "?")], align=True),
             "T{(2)T{i:x:4xd:y:}:r:Zd:c:e:h:?:b:5x}"),
            (np.dtype([("o", "O"), ("g", "g")], align=True), "T{O:o:8xg:g:}"),
            (np.dtype("<f8"), "d"),
            (np.dtype(("i4", (2, 3))), "(2,3)i"),
            (np.dtype([]), "T{}"),
        ):
            with self.subTest(str(dtype)):
                found = cpp.layout_of(dtype)
                self.assertEqual((found[1], found[2]), (dtype.itemsize, "dtype"))
                self.assertEqual(found[0], text)
                self.assertEqual(cpp.layout_of(np.zeros((2, 1), dtype)[..., None])[2], "dtype")

    def test_dtypes_without_a_layout(self):
        for dtype, said in (
            (np.dtype({"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, 2]}),
             "fields `a` and `b` overlap"),
            (np.dtype([("t", "M8[s]")]), "datetime64 has no format: view it as int64"),
            (np.dtype([("a:b", "i4")]), "no format can hold the name `a:b`"),
        ):
            with self.assertRaisesRegex(TypeError, said):
                cpp.layout_of(dtype)

    def test_ctypes_classes(self):
        class Packed(ctypes.Structure):
            _pack_ = 1
            _fields_ = [("c", ctypes.c_char), ("d", ctypes.c_double)]

        class Base(ctypes.Structure):
            _fields_ = [("a", ctypes.c_short), ("b", ctypes.c_char)]

        class Derived(Base):
            _fields_ = [("c", ctypes.c_int)]

        class Either(ctypes.Union):
            _fields_ = [("i", ctypes.c_int), ("d", ctypes.c_double)]

        class Big(ctypes.BigEndianStructure):
            _fields_ = [("i", ctypes.c_int), ("h", ctypes.c_short * 2)]

        class Holder(ctypes.Structure):
            _fields_ = [("c", ctypes.c_char), ("u", Either), ("p", ctypes.POINTER(CPoint)),
                        ("f", ctypes.CFUNCTYPE(None)), ("w", ctypes.c_wchar * 3),
                        ("z", ctypes.c_char_p), ("s", ctypes.c_char * 4), ("b", ctypes.c_bool),
                        ("g", ctypes.c_longdouble), ("n", (CPoint * 2) * 3)]

        for cls, text in (
            (CPoint, "T{i:x:4xd:y:}"),
            (Packed, "T{c:c:=d:d:}"),
            (Derived, "T{h:a:c:b:1xi:c:}"),
            (Big, "T{!i:i:(2)!h:h:}"),
            (Holder, "T{c:c:7x8x:u:P:p:X{}:f:(3)w:w:4xP:z:(4)c:s:?:b:3xg:g:"
                     "(3,2)T{i:x:4xd:y:}:n:}"),
            (Either, "8x"),
            (CPoint * 3, "(3)T{i:x:4xd:y:}"),
            (ctypes.c_double, "d"),
        ):
            with self.subTest(cls.__name__):
                self.assertEqual(cpp.layout_of(cls)[1:], (ctypes.sizeof(cls), "ctypes"))
                self.assertEqual(cpp.layout_of(cls)[0], text)
        self.assertEqual(cpp.layout_of((CPoint * 3)()), ("T{i:x:4xd:y:}", 16, "ctypes"))

        class Bits(ctypes.Structure):
            _fields_ = [("low", ctypes.c_int, 4)]

        class Twice(ctypes.Structure):
            _fields_ = [("a", ctypes.c_int), ("a", ctypes.c_double)]

        with self.assertRaisesRegex(TypeError, "field `low` is a bit field"):
            cpp.layout_of(Bits)
        with self.assertRaisesRegex(TypeError, "two fields are called `a`"):
            cpp.layout_of(Twice)

    def test_the_array_interface(self):
        class Speaks:
            def __init__(self, interface):
                self.__array_interface__ = interface

        for one in (np.zeros(2, POINT), np.zeros(2, BIG), np.zeros(2, "S3"), np.zeros(2, "<U3")):
            found = cpp.layout_of(Speaks(one.__array_interface__))
            self.assertEqual(found[:2], cpp.layout_of(one)[:2])
            self.assertEqual(found[2], "__array_interface__")
        for wrong in ({}, {"typestr": "x"}, {"typestr": "<f"}, {"typestr": "<f3"}, {"typestr": 3}, {"typestr": "\0f8"}, {"typestr": "f8"},
                      {"typestr": "|V4", "descr": [("a", "<i4"), ("b", "<i4")]},
                      {"typestr": "|V4", "descr": [("a",)]}, {"typestr": "|V4", "descr": 4}):
            with self.assertRaises((TypeError, KeyError, IndexError)):
                cpp.layout_of(Speaks(wrong))

    def test_memoryviews_speak_for_their_object_until_they_are_cast(self):
        made = points()
        self.assertEqual(cpp.layout_of(memoryview(made)), ("T{i:x:4xd:y:}", 16, "dtype"))
        data = memoryview(np.zeros(4, "<i4"))
        self.assertEqual(cpp.layout_of(data.cast("B")), ("B", 1, "format"))

    def test_formats(self):
        self.assertEqual(cpp.layout_of("T{<i:x:4x<d:y:}"), ("T{=i:x:4x=d:y:}", 16, "format"))
        self.assertEqual(cpp.layout_of(b"T{<i:x:4x<d:y:}"), ("B", 1, "format"))
        with self.assertRaisesRegex(ValueError, r"at byte 0: .*\[unclosed-record\]"):
            cpp.layout_of("T{i:x:")


class Lifetime(unittest.TestCase):
    def test_no_reference_is_lost(self):
        made = points()
        for one in (made, (CPoint * 3)(), memoryview(made)):
            before = sys.getrefcount(one)
            cpp.get_and_release(one, 100_000)
            self.assertEqual(sys.getrefcount(one), before)
        wrong = np.zeros(3)
        before = sys.getrefcount(wrong), sys.getrefcount(np.dtype("f8"))
        for _ in range(1000):
            with self.assertRaises(TypeError):
                cpp.sum_points(wrong)
            cpp.layout_of(POINT)
        gc.collect()
        after = sys.getrefcount(wrong), sys.getrefcount(np.dtype("f8"))
        self.assertEqual(after[0], before[0])
        self.assertLess(abs(after[1] - before[1]), 10)

    def test_the_buffer_is_held_until_it_is_released(self):
        for drop in (cpp.drop, cpp.drop_in_thread):
            held = bytearray(points().tobytes())
            cpp.hold(np.frombuffer(held, POINT))
            with self.assertRaises(BufferError):
                held.append(0)
            drop()
            held.append(0)

    def test_the_interpreter_ends_while_buffers_are_held(self):
        prelude = ("import sys; sys.path.insert(0, %r); import numpy as np; "
                   "import acquire_test_module as cpp; "
                   "held = np.zeros(4, np.dtype([('x', 'i4'), ('y', 'f8')], align=True)); "
                   "cpp.hold(held); " % os.path.dirname(os.path.abspath(__file__)))
        for end in ("", "sys.exit(0)", "cpp.drop_in_thread_later()",
                    "import atexit; atexit.register(cpp.drop)",
                    "import threading; threading.Thread(target=cpp.drop).start()"):
            ran = subprocess.run([sys.executable, "-c", prelude + end], capture_output=True,
                                 timeout=60, check=False)
            self.assertEqual((ran.returncode, ran.stderr), (0, b""), end)

    def test_a_subinterpreter_reads_buffers(self):
        code = ("import sys; sys.path.insert(0, %r); import acquire_test_module as cpp; "
                "assert cpp.sum_bytes(b'abc') == 294; assert cpp.layout_of('i')[1] == 4"
                % os.path.dirname(os.path.abspath(__file__)))
        try:
            import _interpreters as interpreters  # 3.13 and later
            one = interpreters.create("legacy")
        except ImportError:
            import _xxsubinterpreters as interpreters
            one = interpreters.create()
        try:
            run = getattr(interpreters, "exec", None) or interpreters.run_string
            self.assertIsNone(run(one, code))
        finally:
            interpreters.destroy(one)


if __name__ == "__main__":
    unittest.main()
