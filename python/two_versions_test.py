#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Two modules with records of one name but other layouts live in one process.

Both call their record `Point`, so whatever the library keeps for a record would be shared if its
symbol were; dlopen's RTLD_GLOBAL shares all that it can.
"""

import os
import subprocess
import sys
import unittest

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.setdlopenflags(os.RTLD_NOW | os.RTLD_GLOBAL)
import two_versions_test_1 as first  # noqa: E402
import two_versions_test_2 as second  # noqa: E402

DOUBLES = np.dtype([("x", "i4"), ("y", "f8")], align=True)
FLOATS = np.dtype([("x", "i4"), ("y", "f4")], align=True)


class TwoVersions(unittest.TestCase):
    def test_each_has_its_own_record(self):
        for own, module, other in ((DOUBLES, first, FLOATS), (FLOATS, second, DOUBLES)):
            array = np.zeros(2, own)
            array["x"] = 3
            for _ in range(3):
                self.assertEqual(module.sum(array), 6.0)
                with self.assertRaisesRegex(TypeError, "itemsize: expected %d" % own.itemsize):
                    module.sum(np.zeros(2, other))

    def test_each_exports_by_its_own_type(self):
        for own, module in ((DOUBLES, first), (FLOATS, second)):
            made = module.make()
            self.assertEqual(np.asarray(made).dtype, own)
            self.assertEqual(module.sum(made), 3.75)
        self.assertIsNot(type(first.make()), type(second.make()))
        self.assertIs(type(first.make()), type(first.make()))

    def test_only_the_entry_point_is_exported(self):
        for module in (first, second):
            symbols = subprocess.run(["nm", "-D", "--defined-only", module.__file__], text=True, check=True,
                                     stdout=subprocess.PIPE).stdout
            own = [line for line in symbols.splitlines() if "pep3118" in line]
            state = [line for line in own if line.split()[1] in "uBbDdVv"]
            self.assertEqual(state, [], "state that another module could take for its own")
            self.assertIn("PyInit_", symbols)


if __name__ == "__main__":
    unittest.main()
