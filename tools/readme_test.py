#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the documents to what the tool prints.

usage: readme_test.py [--update] PEP3118C [--file=PATH ...] README.md [MORE.md ...]

In every block that begins with ```console a line `$ COMMAND` is run by sh, with the tool as
`pep3118c`; the lines up to the next command or the end of the block are what it prints, messages
after the product.  Commands find the files of --file by their last names.  --update writes what is printed now into the documents (of the workspace, when
run by `bazel run //tools:update_readme`).
"""

import difflib
import os
import subprocess
import sys
import tempfile

# What README.md shows without fail: a header and a table.
NEEDED = ("pep3118c header --runtime --name Point 'T<<i:x:d:y:>'", "pep3118c layout ")


def printed(command, tool, files):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(tool), os.path.join(folder, "pep3118c"))
        for file in files:
            os.symlink(os.path.abspath(file), os.path.join(folder, os.path.basename(file)))
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, check=False,
            env={"PATH": folder + ":/usr/bin:/bin"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
    return (done.stdout + done.stderr).decode("utf-8").splitlines()


def refreshed(lines, tool, files, commands):
    """The document's lines with every output as it is now; the commands go to `commands`."""
    out = []
    in_block = False
    for line in lines:
        if not in_block:
            in_block = line.startswith("```console")
            out.append(line)
        elif line.startswith("$ "):
            out.append(line)
            commands.append(line[2:])
            out += printed(line[2:], tool, files)
        elif line == "```":
            in_block = False
            out.append(line)
    return out


def main(args):
    update = args[:1] == ["--update"]
    tool, *rest = args[update:]
    files = [arg[len("--file="):] for arg in rest if arg.startswith("--file=")]
    documents = [arg for arg in rest if not arg.startswith("--file=")]
    workspace = os.environ.get("BUILD_WORKSPACE_DIRECTORY", "") if update else ""
    commands = []
    stale = []
    for name in documents:
        path = os.path.join(workspace, name)
        with open(path, encoding="utf-8") as file:
            before = file.read().splitlines()
        after = refreshed(before, tool, files, commands)
        if before == after:
            continue
        if update:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(after) + "\n")
            print("updated", name)
        else:
            stale.append(name)
            print("\n".join(difflib.unified_diff(before, after, name, "printed now", lineterm="")))
    missing = [text for text in NEEDED if not any(text in command for command in commands)]
    if missing:
        print("no document shows:", *missing)
    if stale:
        print("\nIf the new output is right: bazel run //tools:update_readme")
    return 1 if stale or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
