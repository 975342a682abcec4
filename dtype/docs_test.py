#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks for every list of fields that docs/dtype.md shows: its fields are where the list says.

  docs_test.py PEP3118C docs/dtype.md
"""
import json
import re
import subprocess
import sys


def main():
    tool, document = sys.argv[1:]
    with open(document, encoding="utf-8") as file:
        blocks = re.findall(r"^```json\n(.*?)^```$", file.read(), re.M | re.S)
    for block in blocks:
        asked = json.loads(block)
        done = subprocess.run([tool, "layout", "--json", "--fields", "-"], input=block, capture_output=True, text=True, check=False)
        if done.returncode: sys.exit(block + done.stderr)
        layout = json.loads(done.stdout)
        places = {field["name"]: field["offset"] for field in asked["fields"]}
        found = {field["name"]: field["offset"] for field in layout["type"]["fields"]}
        if places != found or layout["itemsize"] != asked.get("itemsize", asked.get("point_step")):
            sys.exit(f"{block}{found}, itemsize {layout['itemsize']}")
    print(f"{len(blocks)} lists of fields")
    return 0 if len(blocks) >= 3 else 1


if __name__ == "__main__":
    sys.exit(main())
