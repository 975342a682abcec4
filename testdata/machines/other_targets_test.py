#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Generated headers prove themselves to clang for targets that no program can be run for: Windows with
MSVC's layout, macOS, BSD, Android, embedded machines.

usage: other_targets_test.py PEP3118C TARGETS.json

clang compiles (-fsyntax-only) each target's header, whose static_asserts of size, alignment and every
offset hold only if the tool's ABI is clang's. The standard library of those systems is not here: the few
things of it that a header uses are declared below.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile

# Made with options beyond the triple, or with another compiler in mind.
OTHER_OPTIONS = {"powerpc64le-linux-gnu-ieee128", "arm-oabi-apcs-gnu"}
# clang's C++ front end crashes for AIX; Apple's PowerPC is only kept for completeness.
NOT_BY_CLANG = {"powerpc64-ibm-aix", "powerpc-ibm-aix", "powerpc-apple-darwin"}
# Which of the two long doubles a compiler takes by itself is its distribution's choice.
IBM_DOUBLE = "-mabi=ibmlongdouble"
OPTIONS = {"powerpc64le-linux-gnu": [IBM_DOUBLE], "powerpc64-linux-gnu": [IBM_DOUBLE],
           "powerpc-linux-gnu": [IBM_DOUBLE]}
WINDOWS = {"x86_64-pc-windows-msvc", "i686-pc-windows-msvc", "aarch64-pc-windows-msvc",
           "x86_64-w64-windows-gnu", "i686-w64-windows-gnu"}

LIBRARY = {
    "cstddef": "#include <stddef.h>\nnamespace std { using ::size_t; using ::ptrdiff_t; }\n",
    "cfloat": "#include <float.h>\n",
    "cstdint": "#include <stdint.h>\nnamespace std {\n" + "".join(
        "using ::%sint%d_t;\n" % (sign, bits) for sign in ("", "u") for bits in (8, 16, 32, 64)) + "}\n",
    "cstring": "#include <stddef.h>\nextern \"C\" void* memcpy(void*, const void*, size_t);\n"
               "namespace std { using ::memcpy; }\n",
    "complex": "#pragma once\nnamespace std { template <class T> class complex { public: complex() = default;\n"
               "complex(T, T = T()); T real() const; T imag() const; private: T parts_[2]; };\n}\n",
    "type_traits": """#pragma once
namespace std {
template <bool B> struct bool_constant { static constexpr bool value = B; };
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;
template <class A, class B> constexpr bool is_same_v = false;
template <class A> constexpr bool is_same_v<A, A> = true;
template <bool B, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> { using type = T; };
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;
template <class T> constexpr bool is_trivially_copyable_v = __is_trivially_copyable(T);
template <class T> constexpr bool is_standard_layout_v = __is_standard_layout(T);
template <class T> constexpr bool is_enum_v = __is_enum(T);
}
""",
}

INTEGERS = list("bBhHiIlLqQnN")
CODES = INTEGERS + ["?", "c", "e", "f", "d", "g", "Zf", "Zd", "3s", "4p", "2u", "2w", "P"]


def record(rng, depth):
    """A random record whose trailing padding is the target's own."""
    fields = []
    for number in range(rng.randint(1, 6)):
        shape = rng.choice(["", "", "", "(3)", "(2,2)"])
        code = record(rng, depth - 1) if depth and rng.random() < 0.25 else rng.choice(CODES)
        if shape and code[0].isdigit():
            shape = ""
        fields.append("%s%s:f%d:" % (shape, code, number))
    return "T{%s}" % "".join(fields)


def manifest():
    rng = random.Random(3118)
    lines = ["Each = T{%s}" % "".join("b:b%d:%s:f%d:" % (n, code, n) for n, code in enumerate(CODES))]
    lines += ["Record%d = %s" % (number, record(rng, 2)) for number in range(40)]
    lines += ["Packed%d = %s" % (number, "T{^" + record(rng, 0)[2:]) for number in range(10)]
    return "\n".join(lines) + "\n"


def header(tool, target, text, path):
    done = subprocess.run(
        [tool, "header", "--target", target, "--dialect", "pep3118", "-f", "/dev/stdin", "-o", path],
        input=text, text=True, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, (target, done.stderr)
    with open(path, encoding="utf-8") as file:
        return file.read().count("static_assert")


def compiled(target, folder, path):
    """What clang says of the header; nothing when it has no complaint."""
    own = subprocess.run(["clang++", "-print-resource-dir"], stdout=subprocess.PIPE, text=True, check=True)
    done = subprocess.run(
        ["clang++", "--target=" + target, "-std=c++17", "-ffreestanding", "-fsyntax-only", "-nostdinc", "-nostdinc++",
         "-isystem", folder, "-isystem", os.path.join(own.stdout.strip(), "include"), "-nogpulib",
         "-Qunused-arguments", "-Wall", "-Wextra", "-Werror", *OPTIONS.get(target, []), "-x", "c++",
         path],
        stderr=subprocess.PIPE, text=True, check=False)
    return done.stderr if done.returncode else ""


def main(tool, targets):
    with open(targets, encoding="utf-8") as file:
        rows = json.load(file)["targets"]
    names = [row["name"] for row in rows
             if row["source"] == "clang" and row["name"] not in OTHER_OPTIONS | NOT_BY_CLANG]
    assert WINDOWS <= set(names)
    wrong, asserts = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in LIBRARY.items():
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(text)
        path = os.path.join(folder, "records.h")
        for target in names:
            asserts += header(tool, target, manifest(), path)
            complaint = compiled(target, folder, path)
            if complaint:
                wrong.append("%s\n%s" % (target, complaint[:1500]))
        # A header for another target does not compile.
        for made_for, used_for in (("x86_64-linux-gnu", "x86_64-pc-windows-msvc"),
                                   ("i686-pc-windows-msvc", "i686-linux-gnu")):
            header(tool, made_for, manifest(), path)
            # Older clangs say `static_assert failed`, newer ones `static assertion failed`.
            if not re.search("static.assert(ion)? failed", compiled(used_for, folder, path)):
                wrong.append("what is made for %s compiles for %s" % (made_for, used_for))
    print("%d targets, %d static_asserts" % (len(names), asserts))
    print("\n".join(wrong) or "all hold")
    assert len(names) > 50 and asserts > 10000
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
