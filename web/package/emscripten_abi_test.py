#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Layouts for wasm32-unknown-emscripten are those of Emscripten's own compiler.

usage: emscripten_abi_test.py PACKAGE_FILE...

Structs of C types at random: the module says their offsets, sizes and alignments, and emcc compiles
asserts that say the same of the real struct.
"""

import json
import os
import random
import subprocess
import sys
import tempfile

TARGET = "wasm32-unknown-emscripten"
STRUCTS = 150
C_TYPES = {
    "?": "bool", "b": "signed char", "B": "unsigned char", "h": "short", "H": "unsigned short", "i": "int",
    "I": "unsigned int", "l": "long", "L": "unsigned long", "q": "long long", "Q": "unsigned long long",
    "n": "std::ptrdiff_t", "N": "std::size_t", "f": "float", "d": "double", "g": "long double", "P": "void *",
    "Zf": "std::complex<float>", "Zd": "std::complex<double>", "Zg": "std::complex<long double>",
    "c": "char", "w": "char32_t",
}


def draw(rng, depth, declared):
    """The format of a record and its struct's name; `declared` grows by structs."""
    format_text, members = "", ""
    for index in range(rng.randrange(1, 8)):
        dims = rng.choice([[], [], [], [3], [2, 2]])
        if depth and rng.random() < 0.25:
            inner, cxx = draw(rng, depth - 1, declared)
        else:
            inner = rng.choice(list(C_TYPES))
            cxx = C_TYPES[inner]
        shape = "(%s)" % ",".join(map(str, dims)) if dims else ""
        format_text += "%s%s:m%d:" % (shape, inner, index)
        members += "  %s m%d%s;\n" % (cxx, index, "".join("[%d]" % dim for dim in dims))
    name = "S%d" % len(declared)
    declared.append("struct %s {\n%s};\n" % (name, members))
    return "T{%s}" % format_text, name


def main(*package):
    folder = os.path.dirname(package[0])
    here = os.path.dirname(os.path.abspath(__file__))
    rng = random.Random(32)
    declared, drawn = [], []
    for _ in range(STRUCTS):
        drawn.append(draw(rng, 2, declared))
    calls = [["layout", text, {"target": TARGET, "dialect": "pep3118"}] for text, _ in drawn]
    answers = subprocess.run(
        ["node", os.path.join(here, "ask.mjs"), folder],
        input="".join(json.dumps(call) + "\n" for call in calls),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout.splitlines()
    asserts = []
    for (text, name), line in zip(drawn, answers):
        layout = json.loads(line)
        assert "error" not in layout, (text, layout)
        # The end of a record is what exporters disagree about: an array of it has no such question.
        asserts.append("alignof(%s) == %d" % (name, layout["alignment"]))
        for field in layout["type"]["fields"]:
            place = "offsetof(%s, %s) == %d" % (name, field["name"], field["offset"])
            asserts.append(place)
    source = "#include <complex>\n#include <cstddef>\n" + "".join(declared)
    source += "".join("static_assert(%s);\n" % line for line in asserts)
    assert len(asserts) > 4 * STRUCTS, len(asserts)
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "structs.cc")
        for text, right in ((source, True), (source + "static_assert(sizeof(long) == 8);\n", False)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            run = subprocess.run(
                ["/usr/bin/emcc", "-std=c++17", "-Wno-invalid-offsetof", "-fsyntax-only", path],
                stderr=subprocess.PIPE, text=True)
            if (run.returncode == 0) != right:
                print(run.stderr[:3000] or "emcc accepts what is wrong")
                return 1
    print("%d structs, %d asserts" % (STRUCTS, len(asserts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
