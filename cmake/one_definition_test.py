#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""No two types of the sources have one name: to the linker they would be one.

usage: one_definition_test.py ROOT

CMake links rooms together that Bazel keeps apart, and so may a user.  Types in unnamed namespaces, in
other types and in tests are their files' own.
"""

import collections
import os
import re
import sys

UNNAMED = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.MULTILINE | re.DOTALL)
SCOPE = re.compile(r"^namespace ([\w:]+) \{|^\}  // namespace ", re.MULTILINE)
TYPE = re.compile(r"^(?:struct|class|union|enum class|enum) (\w+)(?: final)?(?: : [^;{]*)? \{", re.MULTILINE)
NOT_PRODUCT = re.compile(r"_test(_module)?\.(cc|h)$|^(testdata|bench|examples)/|/testing/")


def types(text):
    """The whole names of the types that are defined in the text of a file."""
    text = UNNAMED.sub("", text)
    for found in TYPE.finditer(text):
        scopes = []
        for scope in SCOPE.finditer(text, 0, found.start()):
            if scope.group(1):
                scopes.append(scope.group(1))
            else:
                scopes.pop()
        yield "::".join(scopes + [found.group(1)])


def main(root):
    homes = collections.defaultdict(list)
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if name.endswith((".h", ".cc")) and not NOT_PRODUCT.search(path):
                with open(os.path.join(root, path), encoding="utf-8") as file:
                    for whole in types(file.read()):
                        homes[whole].append(path)
    print(len(homes), "types")
    assert len(homes) > 200 and "pep3118::Description" in homes
    several = {whole: paths for whole, paths in homes.items() if len(paths) > 1}
    for whole, paths in sorted(several.items()):
        print("%s is defined in %s" % (whole, " and in ".join(sorted(paths))))
    return 1 if several else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
