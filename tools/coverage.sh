#!/bin/sh
# SPDX-License-Identifier: MIT
# How much of the rooms of the library its C++ tests run, line by line (apt-get install gcovr):
#   tools/coverage.sh [--jobs N] [FOLDER]     (build/coverage by default)
# Prints the lines of every room and the lines of every file that no test runs.  Fails when less than 95 % of
# parser, layout, codegen or buffer are run.
set -eu
cd "$(dirname "$0")/.."

jobs=$(nproc)
if [ "${1:-}" = --jobs ]; then
  jobs=$2
  shift 2
fi
folder=${1:-build/coverage}
mkdir -p "$folder"
command -v gcovr >/dev/null || {
  echo "no gcovr: apt-get install gcovr" >&2
  exit 1
}

cmake -S . -B "$folder" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS='--coverage -O0 -g0' -DPEP3118_WARNINGS=OFF \
  -DPEP3118_BUILD_PYTHON=OFF >"$folder.log" 2>&1 || {
  cat "$folder.log" >&2
  exit 1
}
cmake --build "$folder" -j "$jobs" >>"$folder.log" 2>&1 || {
  tail -50 "$folder.log" >&2
  exit 1
}
find "$folder" -name '*.gcda' -delete
ctest --test-dir "$folder" -j "$jobs" --no-tests=error >>"$folder.log" 2>&1 || {
  grep -A50 'tests failed' "$folder.log" >&2
  exit 1
}
# The headers are seen through links in $folder/include.  Threads make some counts of branches negative, which
# gcovr would not read; those of lines are only asked whether they are 0.
gcovr --root . --gcov-ignore-parse-errors --exclude-unreachable-branches --exclude-throw-branches --json "$folder/lines.json" "$folder" >>"$folder.log" 2>&1

/usr/bin/python3 - "$folder/lines.json" <<'PY'
import collections
import json
import re
import sys

HELD = {"parser", "layout", "codegen", "buffer"}
ROOMS = sorted(HELD | {"base", "c", "dtype", "runtime", "tools"})

lines = collections.defaultdict(dict)  # file to line to whether a test runs it
for file in json.load(open(sys.argv[1], encoding="utf-8"))["files"]:
    name = re.sub(r"^.*include/pep3118/", "", file["file"])
    if name.split("/")[0] not in ROOMS or "_test." in name:
        continue
    for line in file["lines"]:
        if not line["gcovr/noncode"]:
            number = line["line_number"]
            lines[name][number] = lines[name].get(number, False) or line["count"] > 0


def ranges(numbers):
    """[3, 4, 5, 9] as "3-5 9"."""
    found = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join("%d-%d" % (a, b) if b > a else str(a) for a, b in found)


print("lines that no test runs:")
for name in sorted(lines):
    missed = [number for number, is_run in lines[name].items() if not is_run]
    if missed:
        print("  %s: %s" % (name, ranges(missed)))
low = []
for room in ROOMS:
    marks = [is_run for name in lines if name.split("/")[0] == room for is_run in lines[name].values()]
    if not marks:
        continue
    share = 100 * sum(marks) / len(marks)
    print("%-8s %5.1f %% of %d lines" % (room, share, len(marks)))
    if room in HELD and share < 95:
        low.append(room)
sys.exit("below 95 %: " + ", ".join(low) if low else 0)
PY
