#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the C interface to what is recorded for its version.

usage: abi_test.py LIBRARY HEADER RECORD...     compares
       abi_test.py --record LIBRARY HEADER DIR  writes DIR/MAJOR.MINOR.txt

A record lists what a program that is compiled and linked depends on: the exported symbols with their
versions, the sizes and offsets of every struct, the constants and the declarations.  A version that is recorded
never changes; a new minor version only adds; a new major version starts anew.
"""

import os
import re
import subprocess
import sys
import tempfile


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def declarations(header):
    """The header's own declarations, preprocessed, one a line, with single blanks."""
    text = run("gcc", "-std=c11", "-E", header)
    own = []
    inside = False
    for line in text.splitlines():
        marker = re.match(r'^# \d+ "([^"]*)"', line)
        if marker:
            inside = os.path.basename(marker.group(1)) == os.path.basename(header)
        elif inside:
            own.append(line)
    text = re.sub(r"\s+", " ", " ".join(own))
    text = text.replace('__attribute__((visibility("default"))) ', "")
    found, depth, begin = [], 0, 0
    for i, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == ";" and depth == 0:
            found.append(text[begin:i + 1].strip())
            begin = i + 1
    return found


def structs(found):
    """Name to members of every struct that is defined."""
    defined = {}
    for declaration in found:
        match = re.match(r"typedef struct (\w+) \{(.*)\} \1;$", declaration)
        if match:
            members = re.findall(r"(\w+)\s*(?:\[[^\]]*\])?;", match.group(2))
            defined[match.group(1)] = members
    return defined


def sizes(header, defined):
    lines = ["#include <stddef.h>", "#include <stdio.h>", '#include "%s"' % os.path.abspath(header),
             "int main(void) {"]
    for name, members in defined.items():
        lines.append('printf("size %s %%zu\\n", sizeof(%s));' % (name, name))
        for member in members:
            lines.append('printf("offset %s.%s %%zu\\n", offsetof(%s, %s));' % (name, member, name, member))
    lines.append("return 0; }")
    with tempfile.TemporaryDirectory() as folder:
        source, program = os.path.join(folder, "sizes.c"), os.path.join(folder, "sizes")
        with open(source, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        run("gcc", "-std=c11", "-o", program, source)
        return run(program).splitlines()


def symbols(library):
    lines = run("nm", "--dynamic", "--defined-only", "--with-symbol-versions", library).splitlines()
    return ["symbol " + line.split()[2] for line in lines if line.split()[1] != "A"]


def version(header):
    with open(header, encoding="utf-8") as file:
        text = file.read()
    return tuple(int(re.search(r"#define PEP3118_ABI_%s (\d+)" % part, text).group(1))
                 for part in ("MAJOR", "MINOR"))


def macros(header):
    """The constants that are no enum; the version is in the record's name."""
    with open(header, encoding="utf-8") as file:
        found = re.findall(r"^#define (PEP3118_(?!API|ABI_|H_)\w+ .*)", file.read(), re.MULTILINE)
    return ["macro " + macro for macro in found]


def facts(library, header):
    found = declarations(header)
    return (sorted(symbols(library)) + sizes(header, structs(found)) + macros(header) +
            ["declaration " + declaration for declaration in found])


def check_consistency(library, header, current):
    """Every function that is declared is exported, nothing else is, and the soname has the major version."""
    major, _ = version(header)
    declared = {name for line in current if line.startswith("declaration") and "typedef" not in line
                for name in re.findall(r"(pep3118_\w+) ?\(", line)}
    exported = {line.split()[1] for line in current if line.startswith("symbol")}
    wrong = []
    wanted = {"%s@@PEP3118_%d" % (name, major) for name in declared}
    for name in sorted(exported ^ wanted):
        wrong.append("%s is %s" % (name, "not exported" if name in wanted else "not declared"))
    soname = re.search(r"soname: \[(.*)\]", run("readelf", "--dynamic", "--wide", library)).group(1)
    if soname != "libpep3118.so.%d" % major:
        wrong.append("the soname is " + soname)
    if not declared or not any(line.startswith("size") for line in current):
        wrong.append("the header could not be read")
    return wrong


def read(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def compare(library, header, records):
    current = facts(library, header)
    wrong = check_consistency(library, header, current)
    own = version(header)
    by_version = {tuple(map(int, os.path.basename(path)[:-len(".txt")].split("."))): path for path in records}
    if own not in by_version:
        wrong.append("version %d.%d is not recorded: run c/abi_test.py --record" % own)
    for number, path in sorted(by_version.items()):
        recorded = read(path)
        label = "%d.%d" % number
        if number == own:
            wrong += ["%s: %s: raise PEP3118_ABI_MINOR and record it" % (label, line)
                      for line in sorted(set(current) - set(recorded))]
        if number[0] == own[0]:
            wrong += ["%s: gone or changed: %s: raise PEP3118_ABI_MAJOR" % (label, line)
                      for line in recorded if line not in current]
    return wrong


# What a careless change would be: the text, what becomes of it, and a word of the message.
CHANGES = (
    ("  uint32_t flags; ", "  uint64_t flags; ", "pep3118_options"),
    ("  size_t position;    /* byte of", "  uint32_t position;    /* byte of", "pep3118_error"),
    ("PEP3118_API const char* pep3118_version(void);", "", "pep3118_version"),
    ("int64_t pep3118_layout_itemsize(const", "int32_t pep3118_layout_itemsize(const", "itemsize"),
    ("PEP3118_UCS4 = 9,", "PEP3118_UCS4 = 16,", "PEP3118_UCS4"),
    ("#define PEP3118_MAX_NDIM 64", "#define PEP3118_MAX_NDIM 65", "pep3118_geometry"),
    ("#define PEP3118_ABI_MINOR", "#define PEP3118_ABI_MINOR 9 //", "is not recorded"),
    ("#define PEP3118_ABI_MAJOR", "#define PEP3118_ABI_MAJOR 9 //", "soname"),
)


def unnoticed_changes(library, header, records):
    """Which of CHANGES would pass."""
    with open(header, encoding="utf-8") as file:
        text = file.read()
    passed = []
    with tempfile.TemporaryDirectory() as folder:
        changed = os.path.join(folder, os.path.basename(header))
        for before, after, word in CHANGES:
            with open(changed, "w", encoding="utf-8") as file:
                file.write(text.replace(before, after, 1))
            if text.count(before) < 1 or not any(word in line for line in compare(library, changed, records)):
                passed.append("a change that was not noticed: " + before)
    return passed


def main(arguments):
    if arguments[0] == "--record":
        library, header, folder = arguments[1:]
        path = os.path.join(folder, "%d.%d.txt" % version(header))
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in facts(library, header)))
        return 0
    library, header, records = arguments[0], arguments[1], arguments[2:]
    wrong = compare(library, header, records) or unnoticed_changes(library, header, records)
    print("\n".join(wrong) or "the interface is as recorded")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
