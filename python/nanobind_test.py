#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""PyArray as an argument and a result of nanobind functions.  Run by build_and_test.sh, where
nanobind is installed."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import casters_cases  # noqa: E402
import nanobind_test_module as cpp  # noqa: E402


class Nanobind(casters_cases.Casters, unittest.TestCase):
    cpp = cpp


if __name__ == "__main__":
    unittest.main()
