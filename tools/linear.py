#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Work and memory of formats ten times as long: instructions that valgrind counts, and peak memory.

usage: linear.py PEP3118C [LENGTH [WHICH]]     (LENGTH: the longer of two, 1,000,000 by default)

Every shape of input goes through parse (`ast`), layout in `auto` without and with an itemsize, header, diff
and canon, with LENGTH / 10 characters and with LENGTH.  What is above a run with next to nothing may be at most
MOST times as much.  Exit code 1 when it is more.  WHICH: an expression for the names of shapes.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

# Quadratic work is 100 times as much, n log n 12.  The canonical text of a format that is almost as long as
# formats may be is measured once more, which is a step of its own.
MOST = 20
SMALL = 8 << 20  # bytes of memory that are not looked at


def filled(n, unit):
    """Units, numbered by `%d`, of n characters or a little less."""
    out, length, i = [], 0, 0
    while True:
        text = unit.replace("%d", str(i))
        if length + len(text) > n:
            return "".join(out)
        out.append(text)
        length, i = length + len(text), i + 1


def record(unit, times):
    return "T{" + "".join(unit % i if "%" in unit else unit for i in range(times)) + "}"


# Of about n characters each; the last few are refused.
SHAPES = {
    "fields": lambda n: filled(n, record("b:f%d:", 1000) + ":r%d:"),
    "records": lambda n: filled(n, "T{T{i:x%d:d:y:}:r%d:}"),
    "one record again and again": lambda n: filled(n, "T{i:x:d:y:}"),
    "long names": lambda n: filled(n, "b:%d" + "n" * (n // 20) + ":"),
    "one name again and again": lambda n: filled(n, record("b:a:", 1000)),
    "nested": lambda n: filled(n, "T{" * 90 + "i:x%d:b" + "}" * 90),
    "nested and wide": lambda n: "T{" * 20 + "b" * (n // 100) + filled(n - n // 100 - 60, "x") + "}" * 20,
    "dimensions": lambda n: filled(n, "(" + "1," * 60 + "2)i"),
    "dimensions of records": lambda n: filled(n, "(2,3)T{i:x:b:y:(2)T{h:z:b:w:}}"),
    "pads": lambda n: "x" * n,
    "pads and fields": lambda n: filled(n, record("b7xd3xi", 300)),
    "counts": lambda n: filled(n, record("1000i:n%d:", 300)),
    "byte orders": lambda n: filled(n, record("<i:x%d:>d:y%d:".replace("y%d", "y"), 300)),
    "strings": lambda n: filled(n, record("5s:s%d:", 300)),
    "spaces": lambda n: " " * (n - 1) + "i",
    "not ASCII": lambda n: filled(n, record("b:\u00e9\u00e9%d:", 300)),
    "functions and pointers": lambda n: filled(n, record("&<i:p%d:X{i}:f:", 300)),
    "an error at the end": lambda n: filled(n - 2, record("b:f%d:", 1000)) + "?{",
    "never closed": lambda n: filled(n, "T{b:x%d:}") + "T{i",
    "angles": lambda n: filled(n, "T<<i:x:>d:y:>") + "T<>",
    "only colons": lambda n: ":" * n,
    "no code": lambda n: "1" * n,
    "open brackets": lambda n: "(" * n,
    "a name that does not end": lambda n: "i:" + "n" * (n - 2),
}


def commands(text, itemsize):
    most = ("--max-members", "16384")
    yield "parse", ("ast", text)
    yield "layout", ("layout", text)
    if itemsize is not None:
        yield "layout, itemsize", ("layout", "--itemsize", str(itemsize), text)
        yield "header", ("header",) + most + (text,)
    yield "diff", ("diff", text, text.replace("b", "B"))
    yield "canon", ("canon", text)


class Tool:
    def __init__(self, tool, folder):
        self.tool, self.folder = os.path.abspath(tool), folder
        self.refused = False  # whether the last run ended with exit code 1

    def run(self, args, before=()):
        """The first and the last 300 bytes of what a run prints, and its peak memory in bytes.

        No more of it is read: the memory of this process counts as that of the next run.
        """
        response = os.path.join(self.folder, "response")
        with open(response, "w", encoding="utf-8") as file:
            file.write("".join(arg + "\n" for arg in args))
        with open(os.path.join(self.folder, "out"), "w+b") as out:
            child = subprocess.Popen(before + (self.tool, "--response", response), stdin=subprocess.DEVNULL,
                                     stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 1):
                raise RuntimeError("%s... ends with %d" % (args[0], child.returncode))
            out.seek(0)
            first = out.read(300)
            out.seek(-min(300, out.seek(0, os.SEEK_END)), os.SEEK_END)
            self.refused = child.returncode == 1
            return (first, out.read()), usage.ru_maxrss * 1024

    def cost(self, args):
        """Instructions and peak memory."""
        counted = os.path.join(self.folder, "counted")
        self.run(args, ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--log-file=" + counted,
                        "--cachegrind-out-file=/dev/null"))
        with open(counted, encoding="utf-8") as file:
            refs = re.search(r"I\s+refs:\s+([\d,]+)", file.read()).group(1)
        return int(refs.replace(",", "")), self.run(args)[1]

    def itemsize(self, text):
        """Of the answer, or nothing where the format is refused."""
        table = self.run(("layout", text))[0][1]
        found = re.search(rb"^itemsize (\d+), ", table, re.MULTILINE)
        return int(found.group(1)) if found else None


def main(tool, length="1000000", which=""):
    length, bad, count = int(length), 0, 0
    if shutil.which("valgrind") is None:
        print("not counted: valgrind is not installed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tool = Tool(tool, folder)
        # An answer and a refusal, whichever takes less.
        least = zip(commands("i", 4), commands("}", 4))
        none = {what: [min(costs) for costs in zip(tool.cost(answered), tool.cost(refused))]
                for (what, answered), (_, refused) in least}
        for shape, make in SHAPES.items():
            if not re.search(which, shape):
                continue
            texts = [make(length // 10), make(length)]
            sized = [commands(text, tool.itemsize(text)) for text in texts]
            for (what, short), (_, long) in zip(*sized):
                work, memory = zip(*(tool.cost(args) for args in (short, long)))
                grown = (work[1] - none[what][0]) / max(work[0] - none[what][0], length)
                extra = [bytes - none[what][1] for bytes in memory]
                fatter = extra[1] / max(extra[0], SMALL)
                wrong = grown > MOST or fatter > MOST
                bad, count = bad + wrong, count + 1
                print("%s %-26s %-16s %6.1f instructions a character, %5.1f times; %6.1f MB, %4.1f times%s" % (
                    "*" if wrong else " ", shape, what, work[1] / length, grown, memory[1] / 1e6, fatter, "; exit code 1" if tool.refused else ""), flush=True)
    print("%d pairs of runs, %d that are not linear" % (count, bad))
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
