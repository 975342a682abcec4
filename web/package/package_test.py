#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs package_test.mjs in Node.js over the package, and sees that it is complete.

usage: package_test.py PACKAGE_FILE...
"""

import json
import os
import subprocess
import sys


def main(*package):
    folder = os.path.dirname(package[0])
    with open(os.path.join(folder, "package.json"), encoding="utf-8") as file:
        described = json.load(file)
    there = {os.path.basename(path) for path in package}
    missing = set(described["files"]) - there
    assert not missing, missing
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "package_test.mjs")
    environment = dict(os.environ, PEP3118_PACKAGE=folder)
    return subprocess.run(["node", "--test", script], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
