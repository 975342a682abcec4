# SPDX-License-Identifier: MIT
"""Asks pep3118c about captured records and holds each answer to the exporter's own metadata.

An answer is right when the itemsize and every leaf's path, offset, size and shape agree, and the element stride of each
array of records.  A block of bytes in the answer says that its inside is unknown, so it is held to the place and size
alone.  What is wrong without an `assumed-` note is silent: the one thing that must not happen.
"""
import collections
import json
import math
import re
import struct
import subprocess
import sys

DIALECT = {"numpy": "numpy", "ctypes": "ctypes", "array": "struct", "memoryview": "struct", "cython": "cython",
           "pybind11": "pybind11", "emulated:pybind11": "pybind11", "emulated:ctypes-3.12": "ctypes",
           "emulated:pythoncall": "pythoncall", "emulated:ndtypes": "ndtypes", "emulated:native-letters": "pep3118"}
MODES = ("auto", "named", "strict", "no itemsize")


def dialect_of(exporter):
    return DIALECT.get(exporter) or DIALECT[exporter.split(":")[0]]


def ask(tool, records, mode="auto"):
    """The tool's replies.  "named": with the exporter's dialect; "strict": nothing may be assumed."""
    questions = []
    for record in records:
        question = {"format": record["format"], "target": "x86_64-linux-gnu"}
        if mode != "no itemsize": question["itemsize"] = record["itemsize"]
        if mode == "named": question["dialect"] = dialect_of(record["exporter"])
        if mode == "strict": question["strict"] = True
        questions.append(question)
    text = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in questions)
    done = subprocess.run([tool, "layout", "--batch"], input=text, capture_output=True, text=True)
    if done.returncode not in (0, 1):  # 1: some were refused
        sys.exit(f"{tool} exits with {done.returncode}: {done.stderr[:500]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def inside(path, blocks):
    return any(path == block or block == "" or path.startswith(block + "/") for block in blocks)


def truth(record, blocks=()):
    """(itemsize, leaves and arrays of records), sorted; of what is in a block only the block itself."""
    places = []
    for f in record["fields"]:
        block = f["path"] in blocks
        if inside(f["path"], blocks) and not block: continue
        if block or f["kind"] != "record" or f["shape"]:
            places.append((f["path"], f["offset"], f["size"], tuple(f["shape"])))
    return record["itemsize"], sorted(places)


def walk(node, path="", start=0):
    """(path, offset, node) of the item, its fields and theirs."""
    yield path, start, node
    for field in node.get("fields", []):
        yield from walk(field, path + "/" + field["name"] if path else field["name"], start + field["offset"])


def answer(reply):
    return reply["itemsize"], sorted(
        (path, start, node["itemsize"], tuple(node["shape"])) for path, start, node in walk(reply["type"])
        if (node["kind"] != "record" or node["shape"]) and (path or node["kind"] != "record" or node["shape"]))


def blocks_of(reply):
    return {path for path, _, node in walk(reply["type"]) if node["kind"] == "opaque"}


def is_noted(reply):
    return any(note["kind"].startswith("assumed-") for note in reply["notes"])


def verdict(record, reply):
    if "error" in reply: return "refused"
    if reply["type"]["kind"] == "opaque" and record["format"] in ("b", "B") and reply["itemsize"] == record["itemsize"]:
        return "refused"  # the whole item is a block: an honest way to say that nothing is known
    if "fields" in record:
        right = answer(reply) == truth(record, blocks_of(reply))
    else:  # a single letter
        right = reply["itemsize"] == record["itemsize"]
    return ("right" if right else "wrong") + (", noted" if is_noted(reply) else "")


class Score:
    """The verdicts on one exporter's records."""

    def __init__(self):
        self.count, self.silent = collections.Counter(), []

    def add(self, record, reply):
        result = verdict(record, reply)
        self.count[result] += 1
        if result == "wrong": self.silent.append(record)

    @property
    def total(self): return sum(self.count.values())

    def share(self, *verdicts): return sum(self.count[v] for v in verdicts) / self.total

    @property
    def right(self): return self.share("right", "right, noted")

    @property
    def noted(self): return self.share("right, noted", "wrong, noted")

    def __str__(self):
        return (f"{self.right:7.2%} right, {self.share('right, noted'):6.2%} of all right with a note, "
                f"{self.share('refused'):6.2%} refused, {self.count['wrong, noted']} wrong with a note, "
                f"{len(self.silent)} wrong in silence, of {self.total}")


def scores(tool, records, mode):
    """exporter -> Score."""
    by_exporter = collections.defaultdict(Score)
    for record, reply in zip(records, ask(tool, records, mode), strict=True):
        by_exporter[record["exporter"]].add(record, reply)
    return by_exporter


ELEMENT = re.compile(r"(?:\(([\d,]*)\))?[<>](\d*)([a-zA-Z?]):[^:]*:")


def is_bit_fields_to_the_byte(record):
    """Bit fields that share their bytes in such a way (packed, or in several places) that the structure is as long as
    all that its text lists: a text that accounts for every byte and means other offsets."""
    if not any(field["kind"] == "bitfield" for field in record["fields"]): return False
    larger = {"g": 16, "P": 8, "z": 8, "Z": 8, "O": 8, "w": 4}
    described = {0}  # `u` is a wchar_t for ctypes and half of one for others
    for dims, count, code in ELEMENT.findall(record["format"]):
        sizes = (2, 4) if code == "u" else (larger.get(code) or struct.calcsize("<" + code),)
        number = int(count or 1) * math.prod(int(dim) for dim in dims.split(",") if dim)
        described = {total + size * number for total in described for size in sizes}
    return record["itemsize"] in described


def is_one_byte(record):
    """A `B` of one byte, also of a field, is also what a union of one byte is exported as: nothing can tell."""
    if record["format"] == "B" and record["itemsize"] == 1: return True
    bytes_named = set(re.findall(r"(?<![0-9)])B:([^:]*):", record["format"]))
    inside_bytes = [f for f in record["fields"] if bytes_named & set(f["path"].split("/")[:-1])]
    return bool(inside_bytes) and all(f["size"] == 1 for f in inside_bytes)
