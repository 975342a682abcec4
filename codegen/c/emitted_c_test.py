#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What `emit c` writes, compiled by gcc and clang with all warnings, and run.

usage: emitted_c_test.py PEP3118C INJECTION.json CAPTURE.json...

The compilers' own offsetof is held to what exporters said of their records; a program reads an item
with a value of every kind, and writes it back; every half is read and written.
"""

import os
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "testdata"))
import emitted_sources  # noqa: E402

COMPILERS = ("gcc", "clang")
FLAGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow",
         "-Wcast-align", "-Wmissing-prototypes", "-Werror"]
# What a user's file may have included before: their macros must not meet a name.
BEFORE = ("assert", "complex", "ctype", "errno", "float", "limits", "math", "signal", "stdbool", "stdint",
          "stdio", "stdlib", "string", "time", "wchar", "unistd")

VALUES = r"""
#include <stdio.h>
#include "item.h"
#define SHOW(value) printf("%.17g\n", (double)(value))
int main(int argc, char** argv) {
  Item item, copy;
  FILE* file = fopen(argv[argc - 1], "rb");
  if (file == NULL || fread(&item, sizeof item, 1, file) != 1) return 1;
  fclose(file);
  SHOW(item.natural), SHOW(item.single), SHOW(pep3118_get_half(item.plain_half)), SHOW(item.i8), SHOW(item.yes);
  SHOW(item.plain_complex.re), SHOW(item.plain_complex.im);
  SHOW(pep3118_get_big_int32(item.big_int));
  SHOW(pep3118_get_little_int16(item.little_short));
  SHOW(pep3118_get_big_half(item.big_half));
  SHOW(pep3118_get_big_double(item.big_double));
  SHOW(pep3118_get_big_complex_double(item.big_complex).re);
  SHOW(pep3118_get_big_complex_double(item.big_complex).im);
  SHOW(pep3118_get_big_complex_half(item.two_halves).re), SHOW(pep3118_get_big_complex_half(item.two_halves).im);
  SHOW(item.letter), SHOW(item.text[0]), SHOW(item.text[1]), SHOW(item.text[2]);
  SHOW(pep3118_get_big_uint16(item.pair[0])), SHOW(pep3118_get_big_uint16(item.pair[1]));
  SHOW(item.odd), SHOW(pep3118_get_little_int32(item.last));
  copy = item;
  copy.big_int = pep3118_put_big_int32(pep3118_get_big_int32(item.big_int));
  copy.little_short = pep3118_put_little_int16(pep3118_get_little_int16(item.little_short));
  copy.plain_half = pep3118_put_half(pep3118_get_half(item.plain_half));
  copy.big_half = pep3118_put_big_half(pep3118_get_big_half(item.big_half));
  copy.big_double = pep3118_put_big_double(pep3118_get_big_double(item.big_double));
  copy.big_complex = pep3118_put_big_complex_double(pep3118_get_big_complex_double(item.big_complex));
  copy.pair[1] = pep3118_put_big_uint16(pep3118_get_big_uint16(item.pair[1]));
  copy.last = pep3118_put_little_int32(pep3118_get_little_int32(item.last));
  return memcmp(&copy, &item, sizeof item) == 0 ? 0 : 2;
}
"""

HALVES = r"""
#include <stdio.h>
#include "half.h"
int main(void) {
  for (unsigned bits = 0; bits <= 0xffffu; ++bits) {
    const Half stored = {(uint16_t)bits};
    const float value = pep3118_get_half(stored);
    uint32_t wide;
    memcpy(&wide, &value, sizeof wide);
    printf("%lx %x\n", (unsigned long)wide, (unsigned)pep3118_put_half(value).bits);
  }
  for (unsigned i = 0; i < 65535u * 4u; ++i) {
    const uint32_t wide = (uint32_t)(0x33000000ul + i * 1401ul);
    float value;
    memcpy(&value, &wide, sizeof value);
    printf("%lx %x\n", (unsigned long)wide, (unsigned)pep3118_put_half(value).bits);
  }
  return 0;
}
"""


def compile_with(compiler, folder, source, program=None):
    path = os.path.join(folder, "main.c")
    with open(path, "w", encoding="ascii") as file:
        file.write(source)
    output = ["-o", program] if program else ["-fsyntax-only"]
    done = subprocess.run([compiler, *FLAGS, "-I", folder, path, *output], stderr=subprocess.PIPE, text=True,
                          check=False)
    assert done.returncode == 0, "%s: %s" % (compiler, done.stderr[:3000])


def header(tool, folder, name, *arguments, text=None):
    done = emitted_sources.emit(tool, "c", *arguments, text=text)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(rb"[\n -~]*", done.stdout)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(done.stdout)
    return done.stdout.decode("ascii")


def designator(path, shapes):
    """a/b as offsetof takes it; None for names that the header may have changed."""
    text, whole = "", ""
    for part in path.split("/"):
        if not re.fullmatch(r"[a-z][A-Za-z0-9]*", part): return None
        if whole: text += "[0]" * len(shapes[whole]) + "."
        whole = whole + "/" + part if whole else part
        text += part
    return text


def check_records(tool, folder, files):
    records = emitted_sources.records(tool, files)
    manifest = "".join("Rec%d [dialect=pep3118] = %s\n" % (i, text) for i, (text, _, _) in enumerate(records))
    path = os.path.join(folder, "records.pep3118")
    with open(path, "w", encoding="utf-8") as file:
        file.write(manifest)
    text = header(tool, folder, "records.h", "-f", path)
    kept = set(re.findall(r" (\w+)(?:\[\d+\])*;", text))
    places = 0
    lines = ['#include "records.h"', '#include "records.h"']
    for i, (_, itemsize, fields) in enumerate(records):
        lines.append('_Static_assert(sizeof(Rec%d) == %d, "");' % (i, itemsize))
        shapes = {field[0]: field[3] for field in fields}
        for path, offset, size, shape, kind in fields:
            member = designator(path, shapes)
            if member is None or not set(re.findall(r"\w+", member)) <= kept | {"0"} or 0 in shape or size == 0:
                continue
            if any(0 in shapes["/".join(path.split("/")[:n])] for n in range(1, path.count("/") + 1)):
                continue
            lines.append('_Static_assert(offsetof(Rec%d, %s) == %d, "%s");' % (i, member, offset, path))
            if kind != "record":
                count = 1
                for n in shape: count *= n
                lines.append('_Static_assert(sizeof(((Rec%d*)0)->%s) == %d, "");' % (i, member, size * count))
            places += 1
    for compiler in COMPILERS:
        compile_with(compiler, folder, "\n".join(lines) + "\n")
    print("records", len(records), "places", places)
    assert len(records) > 2000 and places > 5000


def check_values(tool, folder):
    layout, = emitted_sources.layouts(tool, [{"format": emitted_sources.EVERYTHING, "dialect": "pep3118"}])
    data, expected = emitted_sources.everything(layout)
    header(tool, folder, "item.h", "--dialect", "pep3118", "--name", "Item", emitted_sources.EVERYTHING)
    item = os.path.join(folder, "item")
    with open(item, "wb") as file:
        file.write(data)
    program = os.path.join(folder, "program")
    for compiler in COMPILERS:
        compile_with(compiler, folder, VALUES, program)
        done = subprocess.run([program, item], stdout=subprocess.PIPE, text=True, check=False)
        assert done.stdout.split() == expected, (done.stdout.split(), expected)
        assert done.returncode == 0, done.returncode


def half_of(wide):
    value, = struct.unpack("<f", struct.pack("<I", wide))
    try:
        return struct.unpack("<H", struct.pack("<e", value))[0]
    except OverflowError:
        return 0x7c00


def check_halves(tool, folder):
    header(tool, folder, "half.h", "--name", "Half", "e")
    program = os.path.join(folder, "program")
    for compiler in COMPILERS:
        compile_with(compiler, folder, HALVES, program)
        lines = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        assert len(lines) == 65536 + 65535 * 4
        for bits, line in enumerate(lines):
            wide, again = (int(part, 16) for part in line.split())
            if bits > 0xffff:
                assert again == half_of(wide), line
                continue
            value, = struct.unpack("<e", struct.pack("<H", bits))
            if value != value:
                assert wide & 0x7fffffff > 0x7f800000 and again == bits | 0x200, line
            else:
                assert struct.pack("<I", wide) == struct.pack("<f", value) and again == bits, line


def check_names(tool, folder, injection):
    texts = []
    for name in emitted_sources.hostile_names(injection, "field"):
        done = emitted_sources.emit(tool, "c", "-", text=b"T{i:" + name + b":d:z_last:}")
        assert done.returncode in (0, 1), done.stderr
        if done.returncode == 0: texts.append(done.stdout)
    fields = len(texts)
    for name in emitted_sources.hostile_names(injection, "struct"):
        done = emitted_sources.emit(tool, "c", b"--name=" + name, "T{i:x:}")
        assert done.returncode in (0, 1, 2), done.stderr
        if done.returncode == 0: texts.append(done.stdout)
    print("fields", fields, "types", len(texts) - fields)
    assert fields > 100 and len(texts) > fields
    for text in texts:
        assert re.fullmatch(rb"[\n -~]*", text)
        live = re.sub(rb"//[^\n]*", b"", text)
        assert b'"' not in re.sub(rb'""|"made for [a-z -]*"|"x"', b"", live)
        # One struct with two members, or with one: a name adds nothing that is live.
        assert live.count(b";") in (8, 6, 7), live
        assert not re.search(rb"\bPWNED\b", live), live
    for number, text in enumerate(texts):
        with open(os.path.join(folder, "n%d.h" % number), "wb") as file:
            file.write(text)
    source = "".join("#include <%s.h>\n" % name for name in BEFORE)
    source += "".join('#include "n%d.h"\n' % number for number in range(len(texts)))
    for compiler in COMPILERS:
        compile_with(compiler, folder, source)


def check_asserts(tool, folder):
    """What is made for another target does not compile here."""
    for target, message in (("i686-linux-gnu", "static assertion failed"), ("s390x-linux-gnu", "made for a big-endian")):
        header(tool, folder, "other.h", "--target", target, "T{i:x:d:y:}")
        done = subprocess.run(["gcc", "-std=c11", "-fsyntax-only", os.path.join(folder, "other.h")],
                              stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode != 0 and message in done.stderr, done.stderr


def main(tool, injection, *captures):
    with tempfile.TemporaryDirectory() as folder:
        check_asserts(tool, folder)
        check_values(tool, folder)
        check_halves(tool, folder)
        check_names(tool, folder, injection)
        check_records(tool, folder, captures)


if __name__ == "__main__":
    main(*sys.argv[1:])
