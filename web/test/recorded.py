# SPDX-License-Identifier: MIT
"""The objects of the page's examples, made anew where NumPy and ctypes are enough: their texts and their places."""
import ctypes

import numpy


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double)]


class Nested(ctypes.Structure):
    _fields_ = [
        ("id", ctypes.c_int16),
        ("p", Point * 2),
        ("cb", ctypes.CFUNCTYPE(ctypes.c_int)),
        ("s", ctypes.c_char_p),
    ]


class Value(ctypes.Union):
    _fields_ = [("i", ctypes.c_int32), ("d", ctypes.c_double)]


class Tagged(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_uint8), ("value", Value)]


class Header(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_uint32, 4),
        ("ihl", ctypes.c_uint32, 4),
        ("length", ctypes.c_uint32, 16),
        ("next", ctypes.POINTER(ctypes.c_double)),
        ("name", ctypes.c_char * 8),
    ]


ALIGNED = numpy.dtype([("id", "u1"), ("weight", "f8"), ("count", "i4"), ("ok", "?")], align=True)
PANDAS = numpy.dtype([("index", "<i8"), ("price", "<f8"), ("volume", "<i8"), ("side", "?")])
FITS = numpy.dtype([("TIME", ">f8"), ("PI", ">i2"), ("X", ">f4"), ("GRADE", "u1"), ("NAME", "S8")])
COMPOUND = numpy.dtype([("time", "<i8"), ("z", "<c8"), ("hits", "<u2", (4,))])
LAS = numpy.dtype(
    [("X", "<i4"), ("Y", "<i4"), ("Z", "<i4"), ("intensity", "<u2"), ("bit_fields", "u1"), ("classification", "u1")]
    + [("scan_angle_rank", "i1"), ("user_data", "u1"), ("point_source_id", "<u2"), ("gps_time", "<f8")]
    + [("red", "<u2"), ("green", "<u2"), ("blue", "<u2")]
)
SAMPLE = numpy.dtype([("valid", "?"), ("id", "u4"), ("position", "f4", (3,)), ("time", "f8")], align=True)
TIMES = numpy.dtype([("time", "<M8[ns]"), ("price", "<f8"), ("name", "<U6")])


def numpy_places(dtype):
    return [(name, dtype.fields[name][1]) for name in dtype.names], dtype.itemsize


def ctypes_places(structure):
    return [(field[0], getattr(structure, field[0]).offset) for field in structure._fields_], ctypes.sizeof(structure)


# Of the examples: the object, where its text can be recorded again here, and its places.
EXAMPLES = {
    "NumPy, aligned": (numpy.zeros(1, ALIGNED), numpy_places(ALIGNED)),
    "pandas records": (numpy.zeros(1, PANDAS), numpy_places(PANDAS)),
    "astropy, FITS": (numpy.zeros(1, FITS), numpy_places(FITS)),
    "h5py compound": (numpy.zeros(1, COMPOUND), numpy_places(COMPOUND)),
    "LAS point cloud": (numpy.zeros(1, LAS), numpy_places(LAS)),
    "ctypes, nested": (Nested(), ctypes_places(Nested)),
    "ctypes union": (Tagged(), ctypes_places(Tagged)),
    "pybind11 struct": (None, numpy_places(SAMPLE)),
    "dtype with times": (None, numpy_places(TIMES)),
}
