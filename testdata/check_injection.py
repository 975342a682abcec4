#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Tries hostile names of fields, types and namespaces on the header generator.

usage: check_injection.py PEP3118C [CASES.json]

A name passes when it is refused with a message (exit 1 or 2), or when its header
  - is plain ASCII, and keeps the canary word PWNED out of live code;
  - has the directives and as many `{`, `}` and `;` as the header of plain names;
  - compiles without warnings, included twice, with g++ and clang++.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

COMPILERS = ("g++", "clang++")
FLAGS = ("-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror",
         "-fsyntax-only")
TOGETHER = 50  # headers in one translation unit
# What a user's file may have included before: their macros must not meet a name.
BEFORE = ("cassert", "cerrno", "climits", "cmath", "complex", "csignal", "cstdint", "cstdio", "cwchar")

ESCAPES = {"\\\\": b"\\", "\\n": b"\n", "\\t": b"\t", "\\r": b"\r"}

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\\ ]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|[A-Za-z_]\w*|\s+|.", re.S)


def text(escaped):
    def one(match):
        found = match.group(0)
        return (ESCAPES[found] if found in ESCAPES else bytes([int(found[2:], 16)])).decode("latin-1")

    return re.sub(r"\\(?:x[0-9a-fA-F]{2}|.)", one, escaped).encode("latin-1")


def tokens(header):
    """The header's live code: no comments, no literals."""
    for match in TOKEN.finditer(re.sub(r"\\\s*\n", "", header.replace("\r\n", "\n"))):
        token = match.group(0)
        is_literal = token.startswith(("//", "/*", 'R"', '"')) or (token[0] == "'" and len(token) > 1)
        if not is_literal and not token.isspace():
            yield token


def shape(header):
    counts = collections.Counter(tokens(header))
    directives = sorted(re.findall(r"^\s*(?:#|%:|\?\?=)\s*(\w+)", header, re.M))
    return directives, [counts[mark] for mark in "{};"]


class Generator:
    def __init__(self, tool):
        self.tool = tool
        self.plain = {}

    def run(self, place, names):
        """(exit code, header, message) for `names` in that place."""
        fields = b"i:fld0:"
        options = [b"--name", b"S", b"--namespace", b"n"]
        if place == "field":
            fields = b"".join(b"i:" + name + b":" for name in names)
            options = []
        elif place == "struct":
            options[1] = names[0]
        else:
            options[3] = names[0]
        done = subprocess.run([self.tool, "header", *options, "-"], input=b"T{" + fields + b"d:z_last:}",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=10, check=False)
        return done.returncode, done.stdout.decode("latin-1"), done.stderr

    def plain_shape(self, place, count):
        key = (place, count)
        if key not in self.plain:
            names = [b"fld%d" % i for i in range(count)]
            code, header, message = self.run(place, names)
            if code != 0:
                sys.exit("plain names are refused: %r" % message)
            self.plain[key] = shape(header)
        return self.plain[key]


def faults(generator, place, names, kept):
    code, header, message = generator.run(place, names)
    if code in (1, 2):
        if not message.strip():
            yield "refused without a message"
        if re.search(rb"[^\n -~]", message):
            yield "message with a byte that is not printable ASCII"
        return
    if code != 0:
        yield "exit code %d" % code
        return
    kept.append(header)
    if re.search(r"[^\n -~]", header):
        yield "header with a byte that is not printable ASCII"
    if "PWNED" in tokens(header):
        yield "the canary word is live code"
    if shape(header) != generator.plain_shape(place, len(names)):
        yield "other directives or brackets than the header of plain names"


def compiles(compiler, folder, files):
    """Whether the headers compile together, each included twice; and the first error."""
    source = "".join("#include <%s>\n" % name for name in BEFORE)
    source += "".join('#include "%s"\n' % file for file in files * 2)
    done = subprocess.run([compiler, *FLAGS, "-I", folder, "-x", "c++", "-"], input=source.encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    error = re.search(r"(?:error|warning):.*", done.stdout.decode("latin-1"))
    return done.returncode == 0, error.group(0)[:160] if error else ""


def compile_all(folder, labels):
    """One line for each header that does not compile; `labels` by file name."""
    files = sorted(labels)
    for compiler in COMPILERS:
        for begin in range(0, len(files), TOGETHER):
            chunk = files[begin:begin + TOGETHER]
            if compiles(compiler, folder, chunk)[0]:
                continue
            alone = [(file, compiles(compiler, folder, [file])) for file in chunk]
            bad = ["%s: %s: %s" % (labels[file], compiler, error) for file, (ok, error) in alone if not ok]
            yield from bad or ["%s and others: %s: only together" % (labels[chunk[0]], compiler)]


def places(case, names):
    if "field" in case["where"] and not any(b":" in name for name in names):
        yield "field"
    for place in ("struct", "namespace"):
        # A command line cannot hold a NUL or a very long argument.
        if place in case["where"] and b"\0" not in names[0] and len(names[0]) < 100000:
            yield place


def main():
    for compiler in COMPILERS:
        if shutil.which(compiler) is None:
            sys.exit("%s is not installed: tools/setup.sh" % compiler)
    default = os.path.join(os.path.dirname(os.path.abspath(__file__)), "injection.json")
    with open(sys.argv[2] if len(sys.argv) > 2 else default, encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    generator = Generator(sys.argv[1])
    tried = failed = 0
    labels = {}
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            names = [text(name) for name in case.get("names") or [case["name"]]]
            for place in places(case, names):
                label = "%s (%s, %s)" % (case["id"], case["class"], place)
                kept = []
                found = list(faults(generator, place, names, kept))
                for header in kept:
                    file = "h%04d.h" % tried
                    labels[file] = label
                    with open(os.path.join(folder, file), "w", encoding="latin-1") as out:
                        out.write(header)
                tried += 1
                failed += bool(found)
                for fault in found:
                    print("FAIL %s: %s" % (label, fault))
        for line in compile_all(folder, labels):
            failed += 1
            print("FAIL " + line)
    print("%d names in headers, %d refused" % (len(labels), tried - len(labels)))
    print("%d passed, %d failed" % (tried - failed, failed))
    return 1 if failed or not labels else 0


if __name__ == "__main__":
    sys.exit(main())
