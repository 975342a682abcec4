#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Feeds hostile formats to the tool on standard input and judges what it does.

usage: run_bad_formats.py PEP3118C [CASES.json]

A case passes when the process, in 5 seconds and 512 MiB,
  - accepts (exit 0), the case allows it, and the answer has the case's itemsize if there is one; or
  - refuses (exit 1), the case allows it, with nothing on standard output and a message of at most
    4 KiB of printable ASCII that names a byte position.
CASES.json says how a format is written down there.
"""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

SECONDS = 5
KIB = 512 * 1024
MESSAGE_BYTES = 4096
OUTPUT_BYTES = 256 << 20

ESCAPES = {b"\\\\": b"\\", b"\\n": b"\n", b"\\t": b"\t", b"\\r": b"\r"}


def text(escaped):
    def one(match):
        found = match.group(0)
        return ESCAPES[found] if found in ESCAPES else bytes([int(found[2:], 16)])

    return re.sub(rb"\\(?:x[0-9a-fA-F]{2}|.)", one, escaped.encode("ascii"))


def format_of(case):
    if "format" in case:
        return text(case["format"])
    out = bytearray()
    for part in case["parts"]:
        if isinstance(part, dict):
            for i in range(part["count"]):
                out += text(part["seq"].replace("#", str(i)))
        else:
            out += text(part[0]) * part[1]
    return bytes(out)


def run(command, data):
    """(exit code or None, stdout, stderr, seconds, peak KiB)"""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, \
            tempfile.TemporaryFile() as stderr:
        stdin.write(data)
        stdin.seek(0)

        def limits():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))

        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, preexec_fn=limits)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except TimeoutError:
            process.kill()
            process.wait()
            return None, b"", b"", float(SECONDS), 0
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        stderr.seek(0)
        return (process.returncode, stdout.read(), stderr.read(),
                usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def faults(case, code, out, err, peak):
    if code is None:
        yield "no answer in %d seconds" % SECONDS
        return
    if peak > KIB:
        yield "resident set of %d KiB" % peak
    if code == 0:
        if case["expect"] == "error":
            yield "accepted"
        if "itemsize" in case and json.loads(out)["itemsize"] != case["itemsize"]:
            yield "itemsize %s, not %s" % (json.loads(out)["itemsize"], case["itemsize"])
    elif code == 1:
        if case["expect"] == "ok":
            yield "refused: %r" % err[:160]
        if out:
            yield "refused with something on standard output"
        if not re.search(rb"\bbyte \d+", err):
            yield "message without a position: %r" % err[:160]
        if re.search(rb"[^\n -~]", err):
            yield "message with a byte that is not printable ASCII"
        if len(err) > MESSAGE_BYTES:
            yield "message of %d bytes" % len(err)
    else:
        yield "exit code %d: %r" % (code, err[:160])


def on_alarm(_signal, _frame):
    raise TimeoutError


def main():
    tool = sys.argv[1]
    default = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bad_formats.json")
    with open(sys.argv[2] if len(sys.argv) > 2 else default, encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    signal.signal(signal.SIGALRM, on_alarm)
    failed = 0
    slowest = largest = (0, "")
    for case in cases:
        code, out, err, seconds, peak = run([tool, "layout", "--json", "-"], format_of(case))
        slowest = max(slowest, (seconds, case["id"]))
        largest = max(largest, (peak, case["id"]))
        found = list(faults(case, code, out, err, peak))
        failed += bool(found)
        for fault in found:
            print("FAIL %s (%s): %s" % (case["id"], case["category"], fault))
    print("slowest: %.3f s (%s); largest: %d KiB (%s)" % (slowest + largest))
    print("%d passed, %d failed" % (len(cases) - failed, failed))
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
