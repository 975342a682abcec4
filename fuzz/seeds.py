#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Seeds of a fuzz target: a text file in the tree, a folder of files for libFuzzer.

usage: seeds.py unpack SEEDS.txt FOLDER     one file a seed
       seeds.py pack FOLDER SEEDS.txt       adds the files that are not there yet, unnamed

A line is a seed: printable ASCII, with `\\xNN`, `\\n`, `\\t` and `\\\\` for the rest. A line that
begins with `#` names those below it; a seed that begins so is written with `\\x23`.
"""

import hashlib
import os
import re
import sys

SHORT = {b"n": b"\n", b"t": b"\t", b"\\": b"\\"}


def escape(seed):
    line = seed.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\t", b"\\t")
    line = re.sub(rb"[^ -~]|^#|^ | $", lambda found: b"\\x%02x" % found.group()[0], line)
    return line.decode("ascii")


def unescape(line):
    def byte(found):
        code = found.group(1)
        return bytes([int(code[1:], 16)]) if code[:1] == b"x" else SHORT[code]

    return re.sub(rb"\\(x[0-9a-f]{2}|[nt\\])", byte, line.encode("ascii"))


def read(path):
    with open(path, encoding="ascii") as file:
        lines = file.read().split("\n")[:-1]
    return [unescape(line) for line in lines if not line.startswith("#")]


def unpack(path, folder):
    os.makedirs(folder, exist_ok=True)
    for seed in read(path):
        with open(os.path.join(folder, hashlib.sha1(seed).hexdigest()), "wb") as file:
            file.write(seed)


def pack(folder, path):
    known = set(read(path)) if os.path.exists(path) else set()
    seeds = set()
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            seeds.add(file.read())
    with open(path, "a", encoding="ascii") as file:
        for seed in sorted(seeds - known, key=lambda seed: (len(seed), seed)):
            file.write(escape(seed) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    {"pack": pack, "unpack": unpack}[sys.argv[1]](*sys.argv[2:])
