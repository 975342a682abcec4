# SPDX-License-Identifier: MIT
"""Cases that the casters of pybind11 and nanobind have in common; `cpp` is the module under test."""

import sys

import numpy as np

POINT = np.dtype([("x", "i4"), ("y", "f8")], align=True)


class Casters:
    cpp = None

    def test_an_argument_is_the_memory_itself(self):
        points = np.zeros(4, POINT)
        points["x"] = 1
        points["y"] = 0.5
        self.assertEqual(self.cpp.sum(points), 6.0)
        self.assertEqual(self.cpp.sum(points[::-2]), 3.0)
        self.assertIs(self.cpp.doubled(points), points)
        self.assertEqual(points["y"].tolist(), [1.0] * 4)

    def test_a_wrong_buffer_is_a_type_error(self):
        for wrong in (np.zeros(3), "text", np.frombuffer(np.zeros(2, POINT).tobytes(), POINT)):
            with self.assertRaises(TypeError):
                self.cpp.doubled(wrong)

    def test_overloads(self):
        self.assertEqual(self.cpp.which(np.zeros(3, POINT)), "points")
        self.assertEqual(self.cpp.which(np.zeros((3, 2))), "matrix")
        with self.assertRaises(TypeError):
            self.cpp.which(np.zeros(3, "i2"))

    def test_no_reference_is_lost(self):
        points = np.zeros(4, POINT)
        before = sys.getrefcount(points)
        for _ in range(10_000):
            self.cpp.sum(points)
            self.cpp.doubled(points)
        self.assertEqual(sys.getrefcount(points), before)
