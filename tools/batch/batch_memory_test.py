#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A batch of many lines needs the memory of a batch of few.

usage: batch_memory_test.py PEP3118C
"""

import os
import subprocess
import sys
import threading

LINES = 200_000
# Different kinds: a record, a refusal, a subarray, a record with one.
BLOCK = b"".join(
    b'{"format": %s, "itemsize": 16}\n' % text
    for text in (b'"T{i:x:d:y:}"', b'"T{i:x:<}"', b'"(2,2)i"', b'"T{q:a:(2)f:b:}"')
)


def peak_kib(tool, lines):
    """Largest resident set of a batch after so many lines, while it waits for more."""
    process = subprocess.Popen((tool, "layout", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for _ in range(lines // 1000):
            process.stdin.write(BLOCK * 250)
        process.stdin.flush()

    feeder = threading.Thread(target=feed)
    feeder.start()
    answers = 0
    while answers < lines:
        chunk = process.stdout.read1(1 << 16)
        if not chunk:
            sys.exit("%d answers to %d lines" % (answers, lines))
        answers += chunk.count(b"\n")
    feeder.join()
    with open("/proc/%d/status" % process.pid, encoding="ascii") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    process.stdin.close()
    process.stdout.close()
    process.wait()
    return int(peak.split()[1])


def main():
    tool = os.path.abspath(sys.argv[1])
    few = peak_kib(tool, 2_000)
    many = peak_kib(tool, LINES)
    print("2000 lines: %d KiB, %d lines: %d KiB" % (few, LINES, many))
    if many > few + 512:
        sys.exit("memory grows with the number of lines")


if __name__ == "__main__":
    main()
