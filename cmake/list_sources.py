#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds CMake's source lists to the BUILD files.

usage: list_sources.py [--update] WORKSPACE

cmake/sources.cmake is made from the rules of the rooms' BUILD files: BUILD says what there is, and CMake
builds the same. Without --update the exit code tells whether the file is up to date.

A BUILD file is read as the Python that it also is; what its rules are called with is all that
matters here.
"""

import difflib
import glob
import os
import re
import sys

LIBRARY_ROOMS = ("base", "parser", "layout", "dtype", "codegen", "buffer")
C_ROOM = "c"  # a shared library of its own
ROOMS = LIBRARY_ROOMS + (C_ROOM, "fuzz", "pep3118", "python", "runtime", "tools", "testdata", "web")
MACROS = {
    "pep3118_fuzz_test": "cc_test",
    "pep3118_library": "cc_library",
    "pep3118_test": "cc_test",
}
BINDINGS = ["python/nanobind.h", "python/pybind11.h"]  # public too, by their own names
WEB_ENGINE = "web/engine:engine"  # compiled for the web, with all that it uses
FACE = "pep3118"  # the headers that users include; what they include is installed with them
X86_64_LINUX = ["@platforms//cpu:x86_64", "@platforms//os:linux"]
LIST = "cmake/sources.cmake"
UPDATE = "cmake/list_sources.py --update ."


class Room(dict):
    """The names that a BUILD file sees; every rule records its arguments."""

    def __init__(self, root, package):
        self.root, self.package, self.rules = root, package, []
        with open(os.path.join(root, package, "BUILD"), encoding="utf-8") as file:
            text = file.read()
        dict.update(self, load=self.load, glob=self.glob, select=lambda branches: [])
        exec(compile(text, package + "/BUILD", "exec"), self)

    def __missing__(self, name):
        if name.startswith("__"):
            raise KeyError(name)
        return lambda *_, **arguments: self.rules.append(dict(arguments, rule=name))

    def load(self, _, *names):
        for name in names:
            if name.isupper():
                self[name] = []

    def glob(self, patterns, exclude=()):
        folder = os.path.join(self.root, self.package)
        found = [os.path.basename(path) for p in patterns for path in glob.glob(folder + "/" + p)]
        return sorted(name for name in found if name not in exclude)

    def files(self, names):
        return ["%s/%s" % (self.package, name) for name in names if ":" not in name]

    def label(self, name):
        if name.startswith(":"):
            return self.package + name
        name = name[2:] if name.startswith("//") else name
        return name if ":" in name else name + ":" + name.rsplit("/", 1)[-1]


def packages(root):
    """The rooms and the packages inside them that say what CMake sees of them (`all_files`)."""
    for room in ROOMS:
        for folder, _, files in sorted(os.walk(os.path.join(root, room))):
            if "BUILD" not in files:
                continue
            with open(os.path.join(folder, "BUILD"), encoding="utf-8") as file:
                if '"all_files"' in file.read():
                    yield os.path.relpath(folder, root)


def rules(root):
    """Label to rule, with `srcs` and `hdrs` as paths and `deps` as labels."""
    found = {}
    for package in packages(root):
        room = Room(root, package)
        for rule in room.rules:
            if "name" not in rule:
                continue
            rule["rule"] = MACROS.get(rule["rule"], rule["rule"])
            for key in ("srcs", "hdrs"):
                rule[key] = room.files(rule.get(key, []))
            rule["deps"] = [room.label(dep) for dep in rule.get("deps", [])]
            rule["package"] = package
            found["%s:%s" % (package, rule["name"])] = rule
    return found


def closure(start, successors):
    seen, pending = set(), list(start)
    while pending:
        item = pending.pop()
        if item not in seen:
            seen.add(item)
            pending += successors(item)
    return seen


def included(root, header):
    with open(os.path.join(root, header), encoding="utf-8") as file:
        names = re.findall(r'#include "pep3118/([^"]+)"', file.read())
    names = [name if "/" in name else "%s/%s" % (FACE, name) for name in names]
    return [name for name in names if not name.startswith("runtime/")]


def sources(rule):
    return [path for path in rule["srcs"] if path.endswith(".cc")]


def lists(root):
    """Name of a CMake list to its files; and the tests, (name, standard, files)."""
    found = rules(root)
    libraries = {k: r for k, r in found.items() if r["rule"] == "cc_library"}
    product = {k: r for k, r in libraries.items() if not r.get("testonly")}

    def dependencies(label):
        return found[label]["deps"] if label in found else []

    used_by_tool = closure(["tools:pep3118c"], dependencies)
    used_by_web = closure([WEB_ENGINE], dependencies) & set(libraries)
    face = sorted(glob.glob("*.h", root_dir=os.path.join(root, FACE)))
    face = ["%s/%s" % (FACE, name) for name in face]
    library, c_interface, tool, test_support = [], [], [], []
    for label, rule in libraries.items():
        if label in product and rule["package"].split("/")[0] in LIBRARY_ROOMS:
            library += sources(rule)
        elif label in product and rule["package"] == C_ROOM:
            c_interface += sources(rule)
        elif label in used_by_tool:
            tool += sources(rule)
        else:
            test_support += sources(rule)
    tests, of_one_platform = [], []
    for label, rule in found.items():
        if rule["rule"] != "cc_test" or not sources(rule):
            continue  # a test in C is cmake/tests.cmake's
        name = label.replace(":", ".").replace("/", ".")
        tests.append((name, rule.get("std", "c++20")[-2:], sources(rule)))
        if rule.get("target_compatible_with"):
            assert rule["target_compatible_with"] == X86_64_LINUX, label
            of_one_platform.append(name)
    return {
        "PEP3118_LIBRARY_SOURCES": library,
        "PEP3118_C_SOURCES": c_interface,
        "PEP3118_FACE_HEADERS": face,
        "PEP3118_ROOM_HEADERS":
            closure(face + BINDINGS, lambda header: included(root, header)) - set(face),
        "PEP3118_TOOL_SOURCES": tool,
        "PEP3118_TEST_SUPPORT_SOURCES": test_support,
        "PEP3118_WEB_SOURCES": [path for label in used_by_web for path in sources(found[label])],
        "PEP3118_X86_64_LINUX_TESTS": of_one_platform,
    }, tests


def text_of(root):
    groups, tests = lists(root)
    text = "# SPDX-License-Identifier: MIT\n# Made from the BUILD files by `%s`.\n" % UPDATE
    for name, files in groups.items():
        text += "\nset(%s\n%s)\n" % (name, "".join("  %s\n" % path for path in sorted(set(files))))
    text += "\n# Name, C++ standard, sources.\n"
    text += "macro(pep3118_for_each_test command)\n"
    for name, standard, files in sorted(tests):
        text += "  cmake_language(CALL ${command} %s %s %s)\n" % (name, standard, " ".join(files))
    return text + "endmacro()\n"


def main(args):
    update = args[:1] == ["--update"]
    root = args[update]
    expected = text_of(root)
    path = os.path.join(root, LIST)
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(expected)
        return 0
    with open(path, encoding="utf-8") as file:
        found = file.read()
    if found == expected:
        return 0
    lines = (found.splitlines(), expected.splitlines())
    print("\n".join(difflib.unified_diff(*lines, LIST, "the BUILD files", lineterm="")))
    print("\nIf the BUILD files are right: " + UPDATE)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
