#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Kills runs that write one file, at random moments, and looks at what is left.

In every other round a second run writes another text to that file and is left alone.

usage: kill_writers.py PEP3118C [ROUNDS]     (1,000 rounds by default)

After every round the file must hold the old text or a new one as a whole (never the old one where a run
was left alone), and the folder nothing else,
but for a whole temporary file when SIGKILL came between its link and its rename: Linux has no call
that does both.  Exit code 1 at the first that does not.  bazel test //tools/cli:process_test does a few rounds.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

OLD = b"old\n"
MANIFEST = "".join("Rec%d = T{i:x%d:(%d)d:y:}\n" % (i, i, i + 1) for i in range(400))
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE)


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def remove_whole_temporary(folder, texts):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(".pep3118c-") and contents(path) in texts:
            os.remove(path)
            return 1
    return 0


def main(tool, rounds="1000"):
    tool = os.path.abspath(tool)
    dice = random.Random()
    seen = {"old": 0, "new": 0, "other": 0, "temporary": 0}
    with tempfile.TemporaryDirectory() as folder:
        manifest, out = os.path.join(folder, "m.pep3118"), os.path.join(folder, "out.h")
        with open(manifest, "w", encoding="utf-8") as file:
            file.write(MANIFEST)
        start = time.monotonic()
        new = subprocess.run((tool, "header", "-f", manifest), stdout=subprocess.PIPE, check=True).stdout
        whole = time.monotonic() - start
        second_manifest = os.path.join(folder, "n.pep3118")
        with open(second_manifest, "w", encoding="utf-8") as file:
            file.write(MANIFEST.replace("Rec", "Other"))
        other = subprocess.run((tool, "header", "-f", second_manifest), stdout=subprocess.PIPE, check=True).stdout
        for number in range(int(rounds)):
            with open(out, "wb") as file:
                file.write(OLD)
            writer = subprocess.Popen((tool, "header", "-f", manifest, "-o", out))
            alone = number % 2 == 0
            second = None if alone else subprocess.Popen((tool, "header", "-f", second_manifest, "-o", out))
            time.sleep(dice.uniform(0.2, 1.3) * whole)
            sent = dice.choice(SIGNALS)
            writer.send_signal(sent)
            writer.wait(timeout=60)
            done = alone or second.wait(timeout=60) == 0
            if sent == signal.SIGKILL:
                seen["temporary"] += remove_whole_temporary(folder, (new, other))
            left, text = sorted(os.listdir(folder)), contents(out)
            allowed = (OLD, new) if alone else (new, other)
            if text not in allowed or not done or left != ["m.pep3118", "n.pep3118", "out.h"]:
                print("round %d: %d bytes, folder %s" % (number, len(text), left))
                return 1
            seen["old" if text == OLD else "new" if text == new else "other"] += 1
    print("%s rounds: %d old, %d new, %d of the run left alone, no torn file, %d whole temporary files"
          % (rounds, seen["old"], seen["new"], seen["other"], seen["temporary"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
