#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""pep3118.h is C11 and C++17 without a warning, alone and included twice, and its samples compile."""

import os
import subprocess
import tempfile
import unittest

HEADER = "c/pep3118.h"
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wundef", "-Werror")
C = (("gcc", "c11"), ("gcc", "c17"), ("clang", "c11"))
CPP = (("g++", "c++17"), ("g++", "c++20"), ("clang++", "c++17"))


def sample():
    """The usage in the header's first comment, as a function."""
    with open(HEADER, encoding="utf-8") as file:
        comment = file.read().split("*/", 2)[1]
    lines = [line[4:] for line in comment.splitlines() if line.startswith(" *   ")]
    return "#include <stdio.h>\nint f(void);\nint f(void) {\n" + "\n".join(lines) + "\nreturn 0;\n}\n"


class HeaderTest(unittest.TestCase):
    def compile(self, compiler, standard, suffix, extra, text):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "program" + suffix)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            done = subprocess.run([compiler, "-std=" + standard, "-fsyntax-only", *WARNINGS, *extra,
                                   "-I", os.path.dirname(HEADER), path], capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
            self.assertEqual(done.returncode, 0)

    def both(self, text):
        for compiler, standard in C:
            with self.subTest(compiler, standard=standard):
                self.compile(compiler, standard, ".c", ("-Wstrict-prototypes", "-Wc++-compat"), text)
        for compiler, standard in CPP:
            with self.subTest(compiler, standard=standard):
                self.compile(compiler, standard, ".cc", ("-Wno-missing-field-initializers",), text)

    def test_alone_and_twice(self):
        self.both('#include "pep3118.h"\n#include "pep3118.h"\n')

    def test_initializers(self):
        self.both('#include "pep3118.h"\n'
                  "extern const pep3118_options a;\nextern const pep3118_conversion_options b;\n"
                  "const pep3118_options a = PEP3118_OPTIONS_INIT;\n"
                  "const pep3118_conversion_options b = PEP3118_CONVERSION_OPTIONS_INIT;\n")

    def test_the_sample(self):
        text = sample()
        self.assertIn("pep3118_layout_find", text)
        self.both('#include "pep3118.h"\n' + text)


if __name__ == "__main__":
    unittest.main()
