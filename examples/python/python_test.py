#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""docs/python.md shows the programs of this folder as they are, and what they print."""

import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
MODULE = os.path.join(ROOT, "python")


def contents(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def printed(*arguments):
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join((HERE, MODULE)))
    return subprocess.run((sys.executable, *arguments), env=environment, text=True, check=True,
                          stdout=subprocess.PIPE).stdout


class Document(unittest.TestCase):
    def setUp(self):
        self.text = contents("docs/python.md")

    def test_programs_are_shown_as_they_are(self):
        shown = re.findall(r"`(examples/python/\S+)`[^\n]*:\n\n```\w+\n(.*?)^```$", self.text, re.M | re.S)
        self.assertEqual(len(shown), 5)
        for path, block in shown:
            without_license = re.sub(r"\A(//|#) SPDX[^\n]*\n", "", contents(path))
            self.assertEqual(block, without_license, path)

    def test_programs_print_what_is_shown(self):
        shown = re.findall(r"```python\n(.*?)^```\n\nprints\n\n```text\n(.*?)^```$", self.text, re.M | re.S)
        self.assertEqual(len(shown), 3)
        for program, output in shown:
            self.assertEqual(printed("-c", program), output)


if __name__ == "__main__":
    unittest.main()
