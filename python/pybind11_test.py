#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""PyArray as an argument and a result of pybind11 functions."""

import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pybind11_test_module as cpp  # noqa: E402

POINT = np.dtype([("x", "i4"), ("y", "f8")], align=True)


class Casters(unittest.TestCase):
    def test_an_argument_is_the_memory_itself(self):
        points = np.zeros(4, POINT)
        points["x"] = 1
        points["y"] = 0.5
        self.assertEqual(cpp.sum(points), 6.0)
        self.assertEqual(cpp.sum(points[::-2]), 3.0)
        self.assertIs(cpp.doubled(points), points)
        self.assertEqual(points["y"].tolist(), [1.0] * 4)

    def test_a_wrong_buffer_raises_the_report(self):
        with self.assertRaisesRegex(TypeError, "the buffer is not an array of `.*Point`.*\n"):
            cpp.sum(np.zeros(3))
        with self.assertRaisesRegex(TypeError, "incompatible function arguments"):
            cpp.sum("text")
        with self.assertRaisesRegex(TypeError, "readonly"):
            cpp.doubled(np.frombuffer(np.zeros(2, POINT).tobytes(), POINT))

    def test_overloads(self):
        self.assertEqual(cpp.which(np.zeros(3, POINT)), "points")
        self.assertEqual(cpp.which(np.zeros((3, 2))), "matrix")
        self.assertEqual(cpp.which("x"), "text")
        with self.assertRaises(TypeError):
            cpp.which(np.zeros(3, "i2"))

    def test_no_reference_is_lost(self):
        points = np.zeros(4, POINT)
        before = sys.getrefcount(points)
        for _ in range(10_000):
            cpp.sum(points)
            cpp.doubled(points)
        self.assertEqual(sys.getrefcount(points), before)


if __name__ == "__main__":
    unittest.main()
