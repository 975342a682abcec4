#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the documents to what the tool prints.

usage: readme_test.py [--update] PEP3118C [--file=PATH ...] README.md [MORE.md ...]

In every block that begins with ```console a line `$ COMMAND` is run by sh, with the tool as
`pep3118c`; the lines up to the next command or the end of the block are what it prints, messages
after the product.  Commands find the files of --file by their last names.  A picture that a command
writes (`> name.svg`) is one that the document shows (`![...](folder/name.svg)`), and each picture that
is shown is made by a command.  --update writes what is printed now into the documents and the pictures
(of the workspace, when run by `bazel run //tools:update_readme`).
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile

# What README.md shows without fail: a header and a table.
NEEDED = ("pep3118c header --runtime --name Point 'T<<i:x:d:y:>'", "pep3118c layout ")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+\.svg)\)")


def printed(command, tool, files, pictures):
    """The lines that the command prints; the pictures that it writes go to `pictures`."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(tool), os.path.join(folder, "pep3118c"))
        for file in files:
            os.symlink(os.path.abspath(file), os.path.join(folder, os.path.basename(file)))
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, check=False,
            env={"PATH": folder + ":/usr/bin:/bin"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for name in os.listdir(folder):
            if name.endswith(".svg"):
                with open(os.path.join(folder, name), "rb") as file:
                    pictures[name] = file.read()
    return (done.stdout + done.stderr).decode("utf-8").splitlines()


def refreshed(lines, tool, files, commands, pictures):
    """The document's lines with every output as it is now; the commands go to `commands`, the pictures
    that they write to `pictures`."""
    out = []
    in_block = False
    for line in lines:
        if not in_block:
            in_block = line.startswith("```console")
            out.append(line)
        elif line.startswith("$ "):
            out.append(line)
            commands.append(line[2:])
            out += printed(line[2:], tool, files, pictures)
        elif line == "```":
            in_block = False
            out.append(line)
    return out


def stale_pictures(path, lines, made, update):
    """Those that the document at `path` shows and that are not what its commands make, after an update
    those that no command makes."""
    for link in PICTURE.findall("\n".join(lines)):
        picture = os.path.join(os.path.dirname(path), link)
        text = made.pop(os.path.basename(link), None)
        if update and text is not None:
            with open(picture, "wb") as file:
                file.write(text)
            continue
        if text is None or not os.path.exists(picture):
            yield "%s: %s is made by no command, or missing" % (path, link)
            continue
        with open(picture, "rb") as file:
            if file.read() != text:
                yield "%s: %s is not what its command makes" % (path, link)
    for name in made:
        yield "%s: %s is not shown" % (path, name)


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
        pictures = {}
        after = refreshed(before, tool, files, commands, pictures)
        for fault in stale_pictures(path, after, pictures, update):
            stale.append(fault)
            print(fault)
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
