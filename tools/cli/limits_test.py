#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every limit through the tool: one below, at it, and one above, which is refused with its own kind.

usage: limits_test.py PEP3118C README FORMAT_MD

The tables of limits in README.md and docs/format.md are read: a row without a case here, or with another
number, fails.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.abspath(sys.argv[1])
DOCUMENTS = {"README.md": sys.argv[2], "format.md": sys.argv[3]}

MIB = 1 << 20
LANGUAGES = ("c", "cpp", "numpy", "rust")


class Case:
    """A limit.  `make(n)` gives arguments and standard input, or arguments and a file for `{}`."""

    def __init__(self, row, shown, limit, make, kind, exit=1):
        self.row, self.shown, self.limit, self.make = row, shown, limit, make
        self.kind, self.exit = kind, exit


def canon(text):
    return ("canon", "-"), text


def fields(n, name="T{%s}"):
    return name % ("b" * n)


def members(*args):
    return lambda n: (args + ("-",), fields(n))


def size(*args):
    """A record of n bytes: a string, and a byte more."""
    return lambda n: (args + ("-",), "T{%ds:x:b:y:}" % (n - 1))


def dtype_names(n):
    return ("canon", "--dtype", "-"), "[('%s', 'i4')]" % ("n" * n)


def padded(n, text, filler=" "):
    return text + filler * (n - len(text))


def npy(n):
    text = padded(n - 1, "{'descr': 'i4', 'fortran_order': False, 'shape': ()}") + "\n"
    return ("canon", "--npy", "{}"), b"\x93NUMPY\2\0" + n.to_bytes(4, "little") + text.encode()


def field_list(name="x", count=1):
    return '{"itemsize": %d, "fields": [%s]}' % (count, ", ".join(
        '{"name": "%s%s", "type": "i1", "offset": %d}' % (name, i or "", i) for i in range(count)))


def batch(n):
    return ("layout", "--batch"), padded(n, '{"format": "i"}') + "\n"


LENGTH, NESTING, DIMENSIONS = "length of a format", "nesting of records, pointers, functions", "dimensions of one array"
COUNTS, NAME, SIZES = "elements of a format; fields of one record", "length of a name", "itemsize and offsets"
LARGEST, LARGEST_CPP = 2**63 - 1, 2**61 - 1

CASES = [
    Case(LENGTH, "1 MiB", MIB, lambda n: canon(" " * (n - 1) + "i"), "format-too-long"),
    Case(LENGTH, "1 MiB", MIB, lambda n: (("canon", "--dtype", "-"), padded(n, "'i4'")), "format-too-long"),
    Case(LENGTH, "1 MiB", MIB, lambda n: (("canon", "--fields", "{}"), padded(n, field_list())), "format-too-long"),
    Case(LENGTH, "1 MiB", MIB, npy, "format-too-long"),
    Case(LENGTH, "1 MiB", MIB, lambda n: (("layout", "--batch"), json.dumps({"format": " " * (n - 1) + "i"}) + "\n"),
         "format-too-long"),
    Case(LENGTH, "1 MiB", MIB, lambda n: (("header", "-f", "-"), "A = T{" + " " * (n - 4) + "i}"), "format-too-long"),
    Case(NESTING, "100", 100, lambda n: canon("T{" * n + "i" + "}" * n), "too-deep"),
    Case(NESTING, "100", 100, lambda n: canon("T<" * n + "i" + ">" * n), "too-deep"),
    Case(NESTING, "100", 100, lambda n: canon("&" * n + "i"), "too-deep"),
    Case(NESTING, "100", 100, lambda n: canon("X" + "{" * n + "}" * n), "too-deep"),
    Case(NESTING, "100", 100, lambda n: canon("T{" * (n - 80) + "&" * 40 + "X" + "{" * 40 + "}" * 40 + "}" * (n - 80)),
         "too-deep"),
    Case(NESTING, "100", 100, lambda n: (("canon", "--dtype", "-"), "[('x', " * n + "'i4'" + ")]" * n), "too-deep"),
    Case(DIMENSIONS, "64", 64, lambda n: canon("(1" + ",1" * (n - 1) + ")d"), "too-many-dimensions"),
    Case(DIMENSIONS, "64", 64, lambda n: canon("(1)" * n + "d"), "too-many-dimensions"),
    Case(DIMENSIONS, "64", 64, lambda n: canon("(1)" * (n - 1) + "2d"), "too-many-dimensions"),
    Case(DIMENSIONS, "64", 64, lambda n: (("canon", "--dtype", "-"), "('i4', (%s))" % ("1," * n)),
         "too-many-dimensions"),
    Case(COUNTS, "1,000,000", 10**6, lambda n: canon("x" * n), "too-many-elements"),
    Case(COUNTS, "65,536", 65536, members("canon"), "too-many-members"),
    Case(COUNTS, "65,536", 65536, members("layout"), "too-many-members"),
    Case(COUNTS, "65,536", 65536, lambda n: (("canon", "--dtype", "-"), ",".join(["i1"] * n)), "too-many-members"),
    Case(COUNTS, "4,096 in generated C++", 4096, members("header"), "too-many-members"),
    Case(COUNTS, "`--max-members`", 10, members("header", "--max-members", "10"), "too-many-members"),
    Case(COUNTS, "`--max-members`", 10, members("canon", "--max-members", "10"), "too-many-members"),
    Case(NAME, "65,535 bytes", 65535, lambda n: canon("i:" + "n" * n + ":"), "name-too-long"),
    Case(NAME, "65,535 bytes", 65535, dtype_names, "name-too-long"),
    Case(NAME, "65,535 bytes", 65535, lambda n: (("canon", "--fields", "-"), field_list("n" * n)), "name-too-long"),
    Case(SIZES, "2^63-1", LARGEST, size("canon", "--target", "x86_64-linux-gnu"), "size-overflow"),
    Case(SIZES, "2^63-1", LARGEST, lambda n: canon("%dx" % n), "count-overflow"),
    Case(SIZES, "the target's largest object", 2**31 - 1, size("canon", "--target", "i686-linux-gnu"),
         "size-overflow"),
    Case(SIZES, "the target's largest object", 2**15 - 1, size("canon", "--target", "avr"), "size-overflow"),
    Case(SIZES, "2^61-1 in generated C++", LARGEST_CPP, size("header", "--target", "x86_64-linux-gnu"),
         "size-overflow"),
    # Limits of the tool that the README does not list.
    Case(None, None, 16384, lambda n: (("header", "--max-members", str(n), "-"), fields(1)), "bad-usage", 2),
    Case(None, None, 16384, lambda n: (("emit", "c", "--max-members", str(n), "-"), fields(1)), "bad-usage", 2),
    Case(None, None, 10**6, lambda n: (("canon", "--max-members", str(n), "-"), fields(1)), "bad-usage", 2),
    Case(None, None, LARGEST, lambda n: (("canon", "--itemsize", str(n), "-"), "%ds" % min(n, LARGEST)), "bad-usage", 2),
    Case(None, None, 8 * MIB, batch, "bad-json"),
    Case(None, None, MIB, lambda n: (("targets", "--target-file", "{}"),
                                     padded(n, '{"name": "b", "base": "i686-linux-gnu"}')), "bad-target-file", 2),
    Case(None, None, 64 * MIB, lambda n: (("header", "-f", "-"), padded(n, "A = i\n#", "x")), "cannot-read", 3),
    Case(None, None, 2**31 - 1, lambda n: (("canon", "--dtype", "-"), "'S%d'" % n), "unknown-dtype"),
    Case(None, None, 1024, members("emit", "julia"), "not-in-language"),
] + [Case(None, None, 4096, members("emit", language), "too-many-members") for language in LANGUAGES]


def rows(path):
    """What the table below the heading `Limits` says: the first cell to the others."""
    with open(path, encoding="utf-8") as file:
        section = re.search(r"^## Limits\n(.*?)(?=^## |\Z)", file.read(), re.MULTILINE | re.DOTALL).group(1)
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in table[2:]}


class Limits(unittest.TestCase):
    def run_tool(self, case, n):
        args, given = case.make(n)
        given = given if isinstance(given, bytes) else given.encode()
        with tempfile.NamedTemporaryFile() as file:
            file.write(given)
            file.flush()
            args = tuple(file.name if arg == "{}" else arg for arg in args)
            return subprocess.run((TOOL,) + args, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  check=False)

    def test_below_at_and_above(self):
        for case in CASES:
            what = "%s, limit %d" % (" ".join(case.make(case.limit)[0]), case.limit)
            for n in (case.limit - 1, case.limit):
                with self.subTest(what, n=n):
                    answer = self.run_tool(case, n)
                    self.assertEqual(answer.returncode, 0, (answer.stderr[:300], answer.stdout[:300]))
            with self.subTest(what, n="above"):
                answer = self.run_tool(case, case.limit + 1)
                message = answer.stderr + answer.stdout
                self.assertEqual(answer.returncode, case.exit, message[:300])
                self.assertRegex(message, rb'\[%s\]|"kind": ?"%s"' % ((case.kind.encode(),) * 2))

    def test_the_readme_lists_these(self):
        shown = rows(DOCUMENTS["README.md"])
        self.assertEqual(set(shown), {case.row for case in CASES if case.row})
        for case in CASES:
            if case.row:
                self.assertIn(case.shown, shown[case.row][0])

    def test_every_number_of_the_readme_has_a_case(self):
        for row, cells in rows(DOCUMENTS["README.md"]).items():
            for number in re.findall(r"\d+\^\d+-\d+|\d[\d,]*(?: MiB)?", cells[0].replace("64-bit", "")):
                self.assertTrue(any(case.row == row and number in case.shown for case in CASES), (row, number))

    def test_the_document_of_formats_names_the_kinds(self):
        defaults = {"1 MiB": MIB, "2^63-1": LARGEST}
        listed = 0
        for row, (default, *_, kind, _) in rows(DOCUMENTS["format.md"]).items():
            number = defaults.get(default) or int(default.replace(" ", ""))
            kind = re.match(r"\[([a-z-]+)\]", kind).group(1)
            self.assertTrue(any(case.kind == kind and case.limit == number for case in CASES), row)
            listed += 1
        self.assertEqual(listed, len(rows(DOCUMENTS["format.md"])))
        self.assertGreater(listed, 5)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
