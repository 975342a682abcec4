#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""libpep3118.so through ctypes: NumPy's own dtypes are the truth, its arrays the memory."""

import ctypes
import random
import sys
import unittest
from ctypes import POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_ssize_t, c_uint32, c_void_p

import numpy as np

LIBRARY = None
NUL_TERMINATED = c_size_t(-1).value
OK, BUFFER, MISMATCH = 0, 6, 7
RECORD = 15
MAX_NDIM = 64


class Error(ctypes.Structure):
    _fields_ = [("status", c_int32), ("reserved", c_uint32), ("position", c_size_t), ("length", c_size_t),
                ("kind", c_char * 48), ("message", c_char * 2016), ("hint", c_char * 512)]


class Options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("itemsize", c_int64), ("dialect", c_char_p), ("target", c_char_p),
                ("flags", c_uint32), ("reserved", c_uint32)]


class Field(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("name_length", c_size_t), ("code", c_char_p), ("shape", POINTER(c_int64)),
                ("offset", c_int64), ("itemsize", c_int64), ("alignment", c_int64), ("number", c_size_t),
                ("end", c_size_t), ("kind", c_int32), ("byte_order", c_int32), ("float_format", c_int32),
                ("ndim", c_int32), ("natural", c_int32), ("reserved", c_int32)]


class Buffer(ctypes.Structure):
    _fields_ = [("buf", c_void_p), ("len", c_ssize_t), ("itemsize", c_ssize_t), ("format", c_char_p),
                ("shape", POINTER(c_ssize_t)), ("strides", POINTER(c_ssize_t)), ("suboffsets", POINTER(c_ssize_t)),
                ("ndim", c_int32), ("readonly", c_int32)]


class Memory(ctypes.Structure):
    _fields_ = [("base", c_void_p), ("size", c_size_t)]


class Geometry(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("itemsize", c_ssize_t), ("count", c_ssize_t), ("ndim", c_int32),
                ("readonly", c_int32), ("indirect", c_int32), ("reserved", c_int32),
                ("shape", c_ssize_t * MAX_NDIM), ("strides", c_ssize_t * MAX_NDIM),
                ("suboffsets", c_ssize_t * MAX_NDIM)]


class ConversionOptions(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("numbers", c_int32), ("text", c_int32), ("keep_missing", c_int32),
                ("reserved", c_int32)]


def load(path):
    """The library with the types of what is called here."""
    library = ctypes.CDLL(path)
    handle, error = c_void_p, POINTER(Error)
    library.pep3118_layout_of.argtypes = [c_char_p, c_size_t, POINTER(Options), POINTER(handle), error]
    library.pep3118_layout_field.argtypes = [handle, c_size_t, POINTER(Field), error]
    library.pep3118_layout_release.argtypes = [handle]
    library.pep3118_layout_itemsize.argtypes = [handle]
    library.pep3118_layout_itemsize.restype = c_int64
    library.pep3118_layout_id.argtypes = [handle]
    library.pep3118_layout_id.restype = c_char_p
    library.pep3118_kind_name.restype = c_char_p
    library.pep3118_buffer_check.argtypes = [POINTER(Buffer), POINTER(Memory), POINTER(Options), handle, c_int32,
                                             c_int32, POINTER(Geometry), error]
    library.pep3118_buffer_layout.argtypes = [POINTER(Buffer), POINTER(Memory), POINTER(Options),
                                              POINTER(handle), POINTER(Geometry), error]
    library.pep3118_convert.argtypes = [handle, handle, POINTER(ConversionOptions), POINTER(handle), error]
    library.pep3118_conversion_run.argtypes = [handle, POINTER(Buffer), POINTER(Memory), POINTER(Buffer),
                                               POINTER(Memory), error]
    library.pep3118_conversion_release.argtypes = [handle]
    return library


def layout_of(text, itemsize=-1):
    options = Options(ctypes.sizeof(Options), itemsize, None, None, 0, 0)
    layout, error = c_void_p(), Error()
    status = LIBRARY.pep3118_layout_of(text, NUL_TERMINATED, byref(options), byref(layout), byref(error))
    return layout if status == OK else None, error


def field(layout, number):
    found, error = Field(), Error()
    assert LIBRARY.pep3118_layout_field(layout, number, byref(found), byref(error)) == OK, error.message
    return found


def buffer_of(array):
    """The buffer of an array as its memoryview tells it, and all the memory that it came from."""
    view = memoryview(array)
    numbers = c_ssize_t * max(view.ndim, 1)
    base = array if array.base is None else array.base
    return (Buffer(array.ctypes.data, view.nbytes, view.itemsize, view.format.encode(), numbers(*view.shape),
                   numbers(*view.strides), None, view.ndim, view.readonly),
            Memory(base.ctypes.data, base.nbytes))


SCALARS = ("?", "i1", "u1", "<i2", ">i2", "<u4", ">i4", "<i8", ">u8", "<f2", ">f4", "<f8", ">f8", "<c8", ">c16",
           "S5", "<U3", ">U2")


def random_dtype(dice, depth=0):
    """Nested and packed, or flat and aligned: the text says nothing of where a nested record's tail belongs."""
    align = depth == 0 and dice.random() < 0.5
    fields = []
    for i in range(dice.randint(1, 6)):
        nested = not align and depth < 3 and dice.random() < 0.2
        kind = random_dtype(dice, depth + 1) if nested else dice.choice(SCALARS)
        fields.append(("field %d" % i, kind, dice.choice(((), (), (), (3,), (2, 2)))))
    return np.dtype(fields, align=align)


class CtypesTest(unittest.TestCase):
    def check_record(self, layout, number, dtype):
        """The record of this number has the fields of `dtype`."""
        record = field(layout, number)
        self.assertEqual(record.kind, RECORD)
        self.assertEqual(record.itemsize, dtype.itemsize)
        at = number + 1
        for name in sorted(dtype.names, key=lambda name: dtype.fields[name][1]):
            expected, offset = dtype.fields[name][:2]
            element, shape = expected.subdtype or (expected, ())
            found = field(layout, at)
            self.assertEqual(found.name.decode(), name)
            self.assertEqual(found.name_length, len(name))
            self.assertEqual(found.offset, offset)
            self.assertEqual(found.itemsize, element.itemsize)
            self.assertEqual(tuple(found.shape[i] for i in range(found.ndim)), shape)
            if element.names:
                self.check_record(layout, at, element)
            else:
                kind = {"b": "bool", "i": "int", "u": "uint", "f": "float", "c": "complex", "S": "bytes",
                        "U": "ucs4"}[element.kind]
                self.assertEqual(LIBRARY.pep3118_kind_name(found.kind).decode(), kind)
                order = {"|": 0, "<": 1, ">": 2, "=": 1 if sys.byteorder == "little" else 2}[element.byteorder]
                self.assertEqual(found.byte_order, order)
            at = found.end
        self.assertEqual(at, record.end)

    def test_fields_are_where_numpy_has_them(self):
        dice = random.Random(3118)
        for _ in range(300):
            dtype = random_dtype(dice)
            text = memoryview(np.empty(1, dtype)).format
            layout, error = layout_of(text.encode(), dtype.itemsize)
            with self.subTest(text):
                self.assertIsNotNone(layout, error.message)
                self.check_record(layout, 0, dtype)
                LIBRARY.pep3118_layout_release(layout)

    def test_hostile_text_is_an_error(self):
        for text, kind in ((b"T{i", b"unclosed-record"), (b"\xff", b"non-ascii"), (b"3", b"count-without-element"),
                           (b"(" * 100000, None), (b"T{" * 100000, None), (b"99999999999999999999i", None)):
            layout, error = layout_of(text)
            self.assertIsNone(layout)
            self.assertTrue(error.message)
            if kind is not None:
                self.assertEqual(error.kind, kind)

    def test_judges_numpy_arrays(self):
        whole = np.zeros((6, 8), [("x", "<i4"), ("y", "<f8")])
        expected, _ = layout_of(b"T{<i:x:<d:y:}")
        options = Options(ctypes.sizeof(Options), -1, None, None, 0, 0)
        for array in (whole, whole[::2], whole[::-1, 1:5], whole.T, whole[:0], whole[1]):
            buffer, memory = buffer_of(array)
            geometry, error = Geometry(), Error()
            status = LIBRARY.pep3118_buffer_check(byref(buffer), byref(memory), byref(options), expected, 2, 1,
                                                  byref(geometry), byref(error))
            self.assertEqual((status, error.message), (OK, b""))
            self.assertEqual(tuple(geometry.shape[:geometry.ndim]), array.shape)
            self.assertEqual(tuple(geometry.strides[:geometry.ndim]), array.strides)
            self.assertEqual(geometry.count, array.size)
            # With less memory than there is, it must notice.
            if array.size:
                memory.size = array.ctypes.data - memory.base
                status = LIBRARY.pep3118_buffer_check(byref(buffer), byref(memory), byref(options), expected, 2, 1,
                                                      byref(geometry), byref(error))
                self.assertEqual(status, BUFFER)
        other = np.zeros(3, [("x", "<i4"), ("z", "<f4")])
        buffer, memory = buffer_of(other)
        status = LIBRARY.pep3118_buffer_check(byref(buffer), byref(memory), byref(options), expected, 0, 0,
                                              byref(geometry), byref(error))
        self.assertEqual(status, MISMATCH)
        self.assertIn(b"itemsize: expected 12, found 8", error.message)
        LIBRARY.pep3118_layout_release(expected)

    def test_converts_as_numpy_does(self):
        dice = np.random.default_rng(3118)
        source = np.empty((4, 5), [("a", ">i4"), ("b", ">f8"), ("c", "u1"), ("d", ">f4", (3,))])
        for name in source.dtype.names:
            source[name] = dice.integers(0, 100, source[name].shape)
        target = np.zeros((4, 5), np.dtype([("d", "<f8", (3,)), ("a", "<i8"), ("b", "<f8"), ("c", "<i2")], align=True))
        options = ConversionOptions(ctypes.sizeof(ConversionOptions), 0, 0, 0, 0)
        for array in (source, source[::-1], source[:, ::2]):
            into = target[:, :array.shape[1]]
            (a, a_memory), (b, b_memory) = buffer_of(array), buffer_of(into)
            one, _ = layout_of(a.format, a.itemsize)
            two, _ = layout_of(b.format, b.itemsize)
            conversion, error = c_void_p(), Error()
            self.assertEqual(LIBRARY.pep3118_convert(one, two, byref(options), byref(conversion), byref(error)), OK)
            LIBRARY.pep3118_layout_release(one)
            LIBRARY.pep3118_layout_release(two)
            status = LIBRARY.pep3118_conversion_run(conversion, byref(a), byref(a_memory), byref(b),
                                                    byref(b_memory), byref(error))
            self.assertEqual((status, error.message), (OK, b""))
            for name in source.dtype.names:
                np.testing.assert_array_equal(into[name], array[name])
            LIBRARY.pep3118_conversion_release(conversion)


if __name__ == "__main__":
    LIBRARY = load(sys.argv.pop(1))
    unittest.main()
