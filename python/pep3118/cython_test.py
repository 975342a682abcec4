#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Cython's memoryviews read what `describe` hands on, where they refuse the object itself."""

import ctypes
import importlib.util
import os
import subprocess
import sysconfig
import tempfile
import unittest

import pep3118

SOURCE = """
cdef struct Sample:
    char tag
    double value
def total(samples):
    cdef const Sample[:] view = samples
    return sum(view[i].value for i in range(view.shape[0]))
"""


class Sample(ctypes.Structure):
    _fields_ = [("tag", ctypes.c_char), ("value", ctypes.c_double)]


class Cython(unittest.TestCase):
    def compiled(self, folder):
        source = os.path.join(folder, "views.pyx")
        with open(source, "w", encoding="utf-8") as file:
            file.write(SOURCE)
        subprocess.run(["cython3", "-3", source], check=True)
        library = os.path.join(folder, "views.so")
        subprocess.run(["cc", "-w", "-shared", "-fPIC", "-I" + sysconfig.get_path("include"), "-o", library,
                        source[:-4] + ".c"], check=True)
        spec = importlib.util.spec_from_file_location("views", library)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def test_a_ctypes_array(self):
        samples = (Sample * 3)()
        samples[1].value = 2.5
        with tempfile.TemporaryDirectory() as folder:
            views = self.compiled(folder)
            try:
                self.assertEqual(views.total(samples), 2.5)  # CPython 3.12 and later write the padding
            except ValueError as error:
                self.assertIn("Buffer dtype mismatch", str(error))
            self.assertEqual(views.total(pep3118.describe(samples)), 2.5)


if __name__ == "__main__":
    unittest.main()
