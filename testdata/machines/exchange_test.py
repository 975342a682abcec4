#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Records go from machine to machine through generated headers, every field compared.

usage: exchange_test.py PEP3118C TARGETS.json EXCHANGE.cc [--machines NAME,...] [--require]

exchange.cc is compiled for each machine with the header of its own records, by which it writes, and the
headers of all other machines' records, by which it reads. What another machine's record is here says
its own C++ compiler (testdata/targets.json has the measured sizes and alignments): places and padding
are put into an explicit format of that machine's byte order, which every machine can read.

Each machine also writes records whose bytes are counted by hand.

A machine needs Debian's cross compiler and qemu-user; one that has not got them is named and left out,
or is a failure: with --require, and where PEP3118_REQUIRE_MACHINES names it, such as "s390x,i686".
"""

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile

# Name of the machine: target, compiler, emulator with its options.
MACHINES = {
    "x86_64": ("x86_64-linux-gnu", "x86_64-linux-gnu-g++", None),
    "s390x": ("s390x-linux-gnu", "s390x-linux-gnu-g++", "qemu-s390x"),
    "i686": ("i686-linux-gnu", "i686-linux-gnu-g++", "qemu-i386"),
    "armhf": ("arm-linux-gnueabihf", "arm-linux-gnueabihf-g++", "qemu-arm"),
    "aarch64": ("aarch64-linux-gnu", "aarch64-linux-gnu-g++", "qemu-aarch64"),
    "riscv64": ("riscv64-linux-gnu", "riscv64-linux-gnu-g++", "qemu-riscv64"),
    "ppc64el": ("powerpc64le-linux-gnu", "powerpc64le-linux-gnu-g++", "qemu-ppc64le"),
}
FLAGS = ["-std=c++17", "-O1", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Wpedantic", "-Werror"]

# (name, shape, count, code); a list of fields in the place of a code is a record.
FIELDS = [
    ("t", "", "", "?"), ("i", "", "", "i"), ("b", "", "", "b"), ("q", "", "", "q"), ("ub", "", "", "B"),
    ("h", "", "", "h"), ("uh", "", "", "H"), ("ui", "", "", "I"), ("c", "", "", "c"), ("l", "", "", "l"),
    ("ul", "", "", "L"), ("s", "", 5, "s"), ("uq", "", "", "Q"), ("n", "", "", "n"), ("un", "", "", "N"),
    ("e", "", "", "e"), ("d", "", "", "d"), ("f", "", "", "f"), ("zd", "", "", "Zd"), ("zf", "", "", "Zf"),
    ("p", "", 4, "p"), ("u", "", 3, "u"), ("w", "", 3, "w"), ("m", (2, 3), "", "h"),
    ("pos", "", "", [("tag", "", "", "b"), ("x", "", "", "d")]),
    ("track", (2,), "", [("id", "", "", "h"), ("at", "", "", "q")]),
]
VALUES = 2 * 5 * 46  # natural and packed, five records of 46 values

# Integers whose size is the target's, as the codes that have this size everywhere.
STANDARD = {("l", 4): "i", ("l", 8): "q", ("L", 4): "I", ("L", 8): "Q",
            ("n", 4): "i", ("n", 8): "q", ("N", 4): "I", ("N", 8): "Q"}

# T{b:a:d:x:l:n:H:h:} with -2, 1.5, -3 and 0x0102, as each machine's own compiler places it.
NATIVE = "T{b:a:d:x:l:n:H:h:}"
LITTLE_64 = "fe00000000000000 000000000000f83f fdffffffffffffff 0201000000000000"
COUNTED = {
    "x86_64": LITTLE_64,
    "aarch64": LITTLE_64,
    "riscv64": LITTLE_64,
    "ppc64el": LITTLE_64,
    "s390x": "fe00000000000000 3ff8000000000000 fffffffffffffffd 0102000000000000",
    "i686": "fe000000 000000000000f83f fdffffff 02010000",
    "armhf": "fe00000000000000 000000000000f83f fdffffff 02010000",
}
COUNTED_BIG = "fe 3ff8000000000000 fffffffd 0102"
COUNTED_LITTLE = "fe 000000000000f83f fdffffff 0201"


def shaped(shape):
    return "(%s)" % ",".join(map(str, shape)) if shape else ""


def native(fields, mode):
    """The format as the machine's own exporter writes it; `^` is packed."""
    text = ""
    for name, shape, count, code in fields:
        code = native(code, mode) if isinstance(code, list) else code
        text += "%s%s%s%s:%s:" % (shaped(shape), mode, count, code, name)
    return "T{%s}" % text


def explicit(fields, codes, order, packed):
    """(format with explicit byte order and padding, size, alignment) as a C++ compiler places it."""
    text, offset, largest = "", 0, 1
    for name, shape, count, code in fields:
        if isinstance(code, list):
            inner, size, alignment = explicit(code, codes, order, packed)
        else:
            size, alignment = codes[code]
            inner = order + str(count) + STANDARD.get((code, size), code)
            size *= count or 1
        if packed:
            alignment = 1
        for n in shape:
            size *= n
        padding = -offset % alignment
        text += ("%dx" % padding if padding else "") + "%s%s:%s:" % (shaped(shape), inner, name)
        offset += padding + size
        largest = max(largest, alignment)
    padding = -offset % largest
    return "T{%s%s}" % (text, "%dx" % padding if padding else ""), offset + padding, largest


class Machine:
    def __init__(self, name, folder):
        self.name = name
        self.target, self.compiler, self.emulator = MACHINES[name]
        self.folder = os.path.join(folder, name)
        self.program = os.path.join(self.folder, "exchange")
        os.mkdir(self.folder)

    def missing(self):
        if self.name == "x86_64" and os.uname().machine != "x86_64":
            return "another machine"
        absent = [p for p in (self.compiler, self.emulator) if p and not shutil.which(p)]
        return "without " + " and ".join(absent) if absent else None

    def run(self, *arguments):
        emulator = [self.emulator, "-L", "/usr/" + self.target] if self.emulator else []
        return subprocess.run([*emulator, self.program, *arguments], stdout=subprocess.PIPE, text=True, check=False)


def targets(file_name):
    """Target to (code to (size, alignment), byte order), as compilers measured them."""
    with open(file_name, encoding="utf-8") as file:
        table = json.load(file)
    found = {}
    for target in table["targets"]:
        order = {"little": "<", "big": ">"}[target["endian"]]
        found[target["name"]] = (table["classes"][target["class"] - 1]["codes"], order)
    return found


def header(tool, machine, namespace, formats):
    command = [tool, "header", "--target", machine.target, "--dialect", "pep3118", "--namespace", namespace,
               "-o", os.path.join(machine.folder, namespace + ".h"), "-f", "/dev/stdin"]
    manifest = "".join("%s = %s\n" % pair for pair in formats.items())
    subprocess.run(command, input=manifest, text=True, check=True)


def build(tool, source, machine, machines, table):
    header(tool, machine, "native", {"Natural": native(FIELDS, ""), "Packed": native(FIELDS, "^")})
    header(tool, machine, "counted", {"Native": NATIVE, "Big": "T{>b:a:d:x:i:n:H:h:}", "Little": "T{<b:a:d:x:i:n:H:h:}"})
    for other in machines:
        codes, order = table[other.target]
        header(tool, machine, "from_" + other.name, {
            "Natural": explicit(FIELDS, codes, order, False)[0],
            "Packed": explicit(FIELDS, codes, order, True)[0],
        })
    names = ["native", "counted"] + ["from_" + other.name for other in machines]
    with open(os.path.join(machine.folder, "machines.h"), "w", encoding="ascii") as file:
        file.writelines('#include "%s.h"\n' % name for name in names)
        file.write("#define PEP3118_MACHINES(F) %s\n" % " ".join("F(%s)" % other.name for other in machines))
    subprocess.run([machine.compiler, *FLAGS, "-I", machine.folder, source, "-o", machine.program], check=True)


def check_counted(machine):
    path = os.path.join(machine.folder, "counted")
    expected = bytes.fromhex(COUNTED[machine.name] + COUNTED_BIG + COUNTED_LITTLE)
    status = machine.run("counted", path).returncode
    with open(path, "rb") as file:
        found = file.read()
    if status == 0 and found == expected:
        return []
    return ["%s counted: exit code %d, %s instead of %s" % (machine.name, status, found.hex(), expected.hex())]


def check_reading(machine, writer, data):
    done = machine.run("read", writer.name, data)
    if done.returncode == 0 and done.stdout == "%s: %d values\n" % (writer.name, VALUES):
        return []
    return ["%s reads what %s wrote: exit code %d\n%s" % (machine.name, writer.name, done.returncode, done.stdout)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("targets")
    parser.add_argument("source")
    parser.add_argument("--machines", default=",".join(MACHINES))
    parser.add_argument("--require", action="store_true")
    options = parser.parse_args()
    names = options.machines.split(",")
    required = set(filter(None, os.environ.get("PEP3118_REQUIRE_MACHINES", "").split(",")))
    if options.require:
        required.update(names)
    table = targets(options.targets)
    with tempfile.TemporaryDirectory() as folder:
        machines = []
        wrong = ["%s is required, but not asked for" % name for name in sorted(required.difference(names))]
        for machine in [Machine(name, folder) for name in names]:
            missing = machine.missing()
            if missing is None:
                machines.append(machine)
            elif machine.name in required:
                wrong.append("%s: %s" % (machine.name, missing))
            else:
                print("left out: %s, %s" % (machine.name, missing))
        for machine in machines:
            build(options.tool, options.source, machine, machines, table)
            wrong += check_counted(machine)
        for writer in machines:
            data = os.path.join(folder, writer.name + ".data")
            if writer.run("write", data).returncode != 0:
                wrong.append("%s does not write" % writer.name)
                continue
            for machine in machines:
                wrong += check_reading(machine, writer, data)
        pairs = len(list(itertools.product(machines, machines)))
        print("machines: %s; %d pairs, %d values each" % (
            ", ".join(machine.name for machine in machines), pairs, VALUES))
    print("\n".join(wrong) if wrong else "every value is as it was written")
    return 1 if wrong or not machines else 0


if __name__ == "__main__":
    sys.exit(main())
