#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""PyArray as an argument and a result of nanobind functions.  Run by build_and_test.sh, where
nanobind is installed."""

import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import nanobind_test_module as cpp  # noqa: E402

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

    def test_a_wrong_buffer_is_a_type_error(self):
        for wrong in (np.zeros(3), "text", np.frombuffer(np.zeros(2, POINT).tobytes(), POINT)):
            with self.assertRaises(TypeError):
                cpp.doubled(wrong)

    def test_overloads(self):
        self.assertEqual(cpp.which(np.zeros(3, POINT)), "points")
        self.assertEqual(cpp.which(np.zeros((3, 2))), "matrix")

    def test_no_reference_is_lost(self):
        points = np.zeros(4, POINT)
        before = sys.getrefcount(points)
        for _ in range(10_000):
            cpp.sum(points)
            cpp.doubled(points)
        self.assertEqual(sys.getrefcount(points), before)


if __name__ == "__main__":
    unittest.main()
