# SPDX-License-Identifier: MIT
"""The texts that are measured, and how one call of report_calls is counted."""

import os
import platform
import re
import shutil
import subprocess
import tempfile

# NumPy's spelling natively and elsewhere, bytes, alignment, whether a byte order can come before it, and
# the dtype.
_TYPES = [("i", "i", 4, 4, True, "i4"), ("d", "d", 8, 8, True, "f8"), ("h", "h", 2, 2, True, "i2"),
          ("B", "B", 1, 1, False, "u1"), ("f", "f", 4, 4, True, "f4"), ("L", "Q", 8, 8, True, "u8"),
          ("?", "?", 1, 1, False, "?"), ("5s", "5s", 5, 1, False, "S5"),
          ("Zf", "Zf", 8, 4, True, "c8"), ("l", "q", 8, 8, True, "i8")]


class Record:
    """Fields of those types in turn, as NumPy exports them from a 64-bit Linux.

    kind: "aligned", "packed" or "big" (packed and big-endian).
    """

    def __init__(self, count, kind, name="field%d"):
        self.count, self.kind, self.name = count, kind, name
        self.text, self.itemsize, mark, largest = "T{", 0, "@", 1
        for i in range(count):
            native, standard, size, alignment, takes_mark, _ = _TYPES[i % len(_TYPES)]
            if kind == "aligned":
                hole, largest = -self.itemsize % alignment, max(largest, alignment)
                self.text, self.itemsize = self.text + "x" * hole, self.itemsize + hole
            wanted = ">" if kind == "big" else "@" if self.itemsize % alignment == 0 else "="
            if takes_mark and wanted != mark:
                self.text, mark = self.text + wanted, wanted
            self.text += "%s:%s:" % (native if mark == "@" else standard, name % i)
            self.itemsize += size
        self.text, self.itemsize = self.text + "}", self.itemsize + -self.itemsize % largest

    def dtype(self, numpy):
        order = ">" if self.kind == "big" else "="
        return numpy.dtype([(self.name % i, order + _TYPES[i % len(_TYPES)][5]) for i in range(self.count)],
                           align=self.kind == "aligned")


class Text:
    """A text by itself."""

    def __init__(self, text, itemsize):
        self.text, self.itemsize = text, itemsize


def bad(row):
    """The same with an error just before its end."""
    return Text(row.text[:-1] + "y:last:}", row.itemsize)


def has_valgrind():
    return shutil.which("valgrind") is not None


def compiler(program):
    """What compiled `program`, and for which machine; `"g++ 12.2.0 optimized, x86_64"`."""
    printed = subprocess.run([program, "compiler"], check=True, capture_output=True, text=True).stdout
    return "%s, %s" % (printed.strip(), platform.machine())


def instructions(program, way, row):
    """The instructions of one call, counted by callgrind after five others."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out,
                              "--toggle-collect=*MeasuredCall*", program, way, str(row.itemsize), row.text],
                             check=False, capture_output=True, text=True)
        if run.returncode not in (0, 3):
            raise RuntimeError(run.stderr)
        with open(out, encoding="utf-8") as file:
            return int(re.search(r"^(?:summary|totals): (\d+)", file.read(), re.MULTILINE).group(1))
