#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the commands of docs/errors.md: what each entry shows as refused is, for that reason, and its fix works.

  errors_doc_test.py PEP3118C docs/errors.md

A line of a ```sh block that ends in `# KIND` must be refused with that kind, every other line must succeed.  The limits
of the library that have no option are raised in parser/docs_test.cc.
"""
import os
import re
import subprocess
import sys

ENTRY = re.compile(r"^### ([a-z0-9-]+)\n(.*?)(?=^##|\Z)", re.M | re.S)
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
WITHOUT_OPTION = {"format-too-long", "too-deep", "too-many-dimensions", "too-many-elements", "name-too-long"}


def run(tool, line):
    script = f'pep3118c() {{ "$TOOL" "$@"; }}\n{line}\n'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, errors="replace",
                          env={**os.environ, "TOOL": os.path.abspath(tool)})
    return done.returncode, done.stdout + done.stderr


def check(tool, entry, lines):
    """What does not hold of the lines of one entry."""
    refused = fixed = 0
    for line in lines:
        kind = re.search(r"  # ([a-z0-9-]+)$", line)
        code, output = run(tool, line)
        if not kind:
            fixed += 1
            if code: yield f"{entry}: fails: {line}\n{output}"
            continue
        refused += kind[1] == entry
        if code != 1 or f"[{kind[1]}]" not in output and f'"kind": "{kind[1]}"' not in output:
            yield f"{entry}: not refused so: {line}\n{output}"
    if not refused or not fixed: yield f"{entry}: has no refusal or no fix"


def main():
    tool, document = sys.argv[1:]
    entries = ENTRY.findall(open(document, encoding="utf-8").read())
    bad = []
    for entry, text in entries:
        if entry in WITHOUT_OPTION: continue
        bad += check(tool, entry, [line for block in BLOCK.findall(text) for line in block.splitlines()])
    print("\n".join(bad) or f"{len(entries)} entries as promised")
    return 1 if bad or len(entries) < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
