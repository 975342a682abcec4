# SPDX-License-Identifier: MIT
"""What tests of emitted sources share: recorded records with their exporter's offsets, hostile names,
and one item with a value of every kind."""

import json
import re
import struct
import subprocess

ESCAPES = {"\\\\": b"\\", "\\n": b"\n", "\\t": b"\t", "\\r": b"\r"}
# Cython does not write the shape of an array of structs.
UNTOLD = "cython:array-of-structs"

# One item: its format, its bytes, and its values in order of offset as text.
EVERYTHING = ("T{@Q:natural:f:single:e:plain_half:b:i8:?:yes:Zf:plain_complex:>i:big_int:=h:little_short:>e:big_half:"
              ">d:big_double:>Zd:big_complex:>Ze:two_halves:c:letter:3s:text:(2)>H:pair:B:odd:^i:last:7x}")


def everything(layout):
    """(bytes, the values as text) of EVERYTHING, placed by the layout's JSON."""
    values = {"odd": ("<B", [200]), "i8": ("<b", [-7]), "big_int": (">i", [-123456]), "little_short": ("<h", [-300]), "natural": ("<Q", [1 << 60]),
              "plain_half": ("<e", [1.5]), "big_half": (">e", [-0.25]), "single": ("<f", [0.5]),
              "big_double": (">d", [1e-5]), "plain_complex": ("<2f", [1.25, -2.5]), "big_complex": (">2d", [3.5, 1e10]),
              "two_halves": (">2e", [0.5, -1.0]), "yes": ("<B", [1]), "letter": ("<B", [ord("Q")]),
              "text": ("<3B", [ord(c) for c in "abc"]), "pair": (">2H", [1, 65535]), "last": ("<i", [2147483647])}
    data = bytearray(b"\xee" * layout["itemsize"])
    seen = []
    for field in layout["type"]["fields"]:
        code, numbers = values[field["name"]]
        struct.pack_into(code, data, field["offset"], *numbers)
        seen += numbers
    return bytes(data), ["%.17g" % number for number in seen]


def unescape(text):
    def one(match):
        found = match.group(0)
        return (ESCAPES[found] if found in ESCAPES else bytes([int(found[2:], 16)])).decode("latin-1")
    return re.sub(r"\\(?:x[0-9a-fA-F]{2}|.)", one, text).encode("latin-1")


def hostile_names(injection, place):
    with open(injection, encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    names = {unescape(name): None for case in cases if place in case["where"]
             for name in case.get("names", [case.get("name")]) if name}
    return [name for name in names if b"\0" not in name and b":" not in name and len(name) < 100000]


def layouts(tool, requests):
    done = subprocess.run([tool, "layout", "--batch"], input="\n".join(map(json.dumps, requests)) + "\n",
                          stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode in (0, 1), done.returncode
    return [json.loads(line) for line in done.stdout.splitlines()]


def records(tool, files):
    """(canonical text, itemsize, the exporter's [path, offset, size, shape, kind]) of every recorded
    record whose format is read without an assumption, each once."""
    recorded = []
    for name in files:
        with open(name, encoding="utf-8") as file:
            recorded += [r for r in json.load(file)["records"]
                         if r.get("fields") and r["exporter"] != UNTOLD and "\n" not in r["format"]]
    requests = []
    for record in recorded:
        dialect = record["exporter"].split(":")[0]
        request = {"format": record["format"], "itemsize": record["itemsize"]}
        if dialect in ("numpy", "ctypes"):
            request["dialect"] = dialect
        requests.append(request)
    found = {}
    for record, layout in zip(recorded, layouts(tool, requests)):
        if "error" in layout or layout["notes"] or layout["itemsize"] == 0:
            continue
        if layout["type"]["kind"] == "record" and not layout["type"]["shape"]:
            found[layout["canonical"]] = (record["itemsize"], record["fields"])
    return [(text, *rest) for text, rest in found.items()]


def run(tool, *arguments, text=None):
    return subprocess.run([tool, *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                          check=False)


def emit(tool, language, *arguments, text=None):
    return run(tool, "emit", language, *arguments, text=text)
