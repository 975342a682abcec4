#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the include graph to the rooms that the READMEs list.

usage: rooms_test.py ROOT README...

A README's table of rooms has rows

    | `room/` | what it holds | `other/`, `third/` |

and says: the sources of `room/`, a folder beside that README, include headers of itself and of the
rooms in the last column, and no others ("all" allows every room). `.` is the README's own folder
without the rooms listed in it. Tests and what only tests use are left out: they may look at
everything. Every folder with sources must be listed.
"""

import os
import re
import sys

ROW = re.compile(r"^\| `([a-z0-9_.]+)/?` \|.*\| ([^|]*) \|$")
INCLUDE = re.compile(r'^#include "pep3118/([^"]+)"', re.MULTILINE)
NOT_PRODUCT = re.compile(r"_test(_module)?\.(cc|h)$|/testing/|^(testdata|bench|examples|fuzz)/")


def rooms_of(readme):
    """Room to the set of rooms that it may include, or None for all."""
    found = {}
    with open(readme, encoding="utf-8") as file:
        for line in file:
            row = ROW.match(line.rstrip())
            if row:
                names = re.findall(r"`([a-z0-9_.]+)/?`", row.group(2))
                found[row.group(1)] = None if row.group(2) == "all" else set(names)
    return found


def sources(root):
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), root)
            if name.endswith((".h", ".cc", ".inc")) and not NOT_PRODUCT.search(path):
                yield path


def room_of(path, parent, rooms):
    """The room of `parent` in which `path` is; None outside `parent`."""
    if parent and not path.startswith(parent + "/"):
        return None
    rest = path[len(parent) + 1:] if parent else path
    first = rest.split("/")[0] if "/" in rest else "."
    return first if first in rooms or first == "." else "%s (not listed)" % first


def faults(root, readme):
    parent = os.path.relpath(os.path.dirname(os.path.abspath(readme)), os.path.abspath(root))
    parent = "" if parent == "." else parent
    rooms = rooms_of(readme)
    checked = 0
    for path in sources(root):
        room = room_of(path, parent, rooms)
        if room is None:
            continue
        if room not in rooms:
            yield "%s: %s: no row for this room" % (readme, path)
            continue
        with open(os.path.join(root, path), encoding="utf-8") as file:
            included = INCLUDE.findall(file.read())
        for header in included:
            header = header if "/" in header else "pep3118/" + header
            other = room_of(header, parent, rooms)
            checked += other is not None
            if other in (None, room) or rooms[room] is None or other in rooms[room]:
                continue
            yield "%s: %s includes %s: `%s/` may not include `%s/`" % (
                readme, path, header, room, other)
    if checked < 20 or len(rooms) < 3:
        yield "%s: only %d includes of %d rooms" % (readme, checked, len(rooms))


def main(root, *readmes):
    found = [fault for readme in readmes for fault in faults(root, readme)]
    print("\n".join(found) or "every include goes where the READMEs say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
