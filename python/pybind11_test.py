#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""PyArray as an argument and a result of pybind11 functions."""

import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import casters_cases  # noqa: E402
import pybind11_test_module as cpp  # noqa: E402


class Pybind11(casters_cases.Casters, unittest.TestCase):
    cpp = cpp

    def test_a_wrong_buffer_raises_the_report(self):
        with self.assertRaisesRegex(TypeError, "the buffer is not an array of `Point`.*\n"):
            cpp.sum(np.zeros(3))
        with self.assertRaisesRegex(TypeError, "incompatible function arguments"):
            cpp.sum("text")
        with self.assertRaisesRegex(TypeError, "readonly"):
            cpp.doubled(np.frombuffer(np.zeros(2, casters_cases.POINT).tobytes(), casters_cases.POINT))

    def test_what_no_array_takes_goes_to_other_overloads(self):
        self.assertEqual(cpp.which("x"), "text")


if __name__ == "__main__":
    unittest.main()
