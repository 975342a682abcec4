#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds `layout --batch` with dtypes to the NumPy that is installed.

  numpy_live_test.py PEP3118C [CASES [SEED]]

Random dtypes are written as NumPy prints them (repr, str, descr) and as people do (comma strings, dicts, `align=True`);
NumPy reads each text again, and offset, size, shape, kind, byte order and unit of every field must be as it says.  Then
the texts are damaged: what the tool takes, NumPy must take too, and as the same dtype.  Nothing but overlapping fields may
be refused of the undamaged ones.
"""
import json
import os
import random
import re
import subprocess
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")

SCALARS = ["?", "b1", "i1", "u1", "<i2", ">i2", "<u2", ">u4", "<i4", ">i4", "<i8", ">u8", "=i8", "<f2", ">f2", "<f4", ">f4",
           "<f8", ">f8", "<c8", ">c8", "<c16", ">c16", "S1", "S7", "|S5", "<U3", ">U2", "V5", "|V1", "O", "<M8[ns]",
           ">M8[us]", "<M8[D]", "<m8[s]", "<M8[25s]", ">m8[7D]", "<M8", "m8", "<m8[10ms]", "<M8[2D/4]", ">m8[Y/73]", "<M8[Y]", "<M8[M]", "<m8[W]",
           "<f16", ">f16", "<c32", "S0", "U0", "V0"]
WORDS = ["float32", "float", "int", "uint8", "int64", "bool", "complex64", "complex", "float16", "longdouble", "object",
         "datetime64[ns]", "timedelta64[ms]", "d", "f", "b", "B", "h", "l", "q", "Q", "p", "P", "L", "I", "g", "D", "F", "H", "e",
         "c", "a3", "intc", "uintp", "longlong", "short", "half", "M8[us]", "m8[h]", "single", "double", "float128"]
NAMES = ["x", "y", "z", "id", "val", "f0", "f1", "f2", "a b", "it's", '"q"', "back\\slash", "nl\nx", "tab\there", "\u00e9", "\U0001f600",
         "{", "}", "(3)", "T{", "<i", ">", "@", "a.b", "0start", " lead", "class", "__x", "names", "'''", "\x7f", "\x01", "\\'\""]
# What NumPy 1 takes and NumPy 2 no more.
OLD = re.compile(r"\b(u?int|object|str|bytes|void)0\b|\bbool8\b|[<>=|]\d*a\b")
SHAPES = [(1,), (2,), (3,), (2, 3), (2, 1), (0,), (2, 0, 3), (1, 1, 1), (4, 3, 2, 1)]
CODES = {"bool": "?", "int": "i", "uint": "u", "float": "f", "complex": "c", "bytes": "S", "ucs4": "U", "opaque": "V", "object": "O"}


def scalar(rng):
    return rng.choice(SCALARS)


def names(rng, count):
    found = []
    while len(found) < count:
        name = rng.choice(NAMES)
        if name in found: name += str(rng.randrange(1000))
        if name not in found: found.append(name)
    return found


def with_titles(rng, labels):
    return [f"t{i} {label}" for i, label in enumerate(labels)] if rng.random() < 0.25 else None


def spec(rng, depth, align):
    """A random argument of np.dtype."""
    kind = rng.random()
    if depth == 0 or kind < 0.55: return scalar(rng) if rng.random() < 0.9 else rng.choice(WORDS)
    if kind < 0.62: return (fixed(spec(rng, depth - 1, align), align), rng.choice(SHAPES))
    return record(rng, depth, align)


def fixed(item, align):
    """`item`, or another where NumPy takes no shape: strings of no bytes have none."""
    dtype = np.dtype(item, align=align)
    return item if dtype.itemsize or dtype.names is not None or dtype.subdtype else "S3"


def record(rng, depth, align):
    # An aligned record of no fields has alignment 0, over which NumPy fails.
    count = rng.choice([1 if align else 0, 1, 2, 3, 4, 5, 6])
    labels = names(rng, count)
    titles = with_titles(rng, labels)
    form = rng.random()
    items = [spec(rng, depth - 1, align) for _ in labels]
    if form < 0.5:
        fields = []
        for i, (label, item) in enumerate(zip(labels, items)):
            head = (titles[i], label) if titles else label
            fields.append((head, fixed(item, align), rng.choice(SHAPES)) if rng.random() < 0.3 else (head, item))
        return fields
    formats = [(fixed(item, align), rng.choice(SHAPES)) if rng.random() < 0.3 else item for item in items]
    result = {"names": labels, "formats": formats}
    if titles: result["titles"] = titles
    if form > 0.6:
        order, at, offsets = list(range(count)), rng.randrange(4), [0] * count
        rng.shuffle(order)
        largest = 1
        for i in order:
            dtype = np.dtype(formats[i], align=align)
            if align: at += -at % dtype.alignment
            largest = max(largest, dtype.alignment) if align else 1
            offsets[i] = at
            at += dtype.itemsize + rng.choice([0, 0, 1, 3])
        result["offsets"] = offsets
        if rng.random() < 0.6:
            at += rng.randrange(20)
            result["itemsize"] = at + -at % largest
    if align or rng.random() < 0.1: result["aligned"] = align
    return result


def comma(rng):
    items = []
    for _ in range(rng.randrange(2, 6)):
        shape = rng.choice(["", "", "2", "3", "(2,3)", "(1,)", "(2, 3)", "(3,)"])
        item = rng.choice(SCALARS if rng.random() < 0.8 else WORDS)
        if shape and np.dtype(item).itemsize == 0: shape = ""
        if shape and item[0] in "<>=|" and rng.random() < 0.3: item = item[0] + shape + item[1:]
        else: item = shape + item
        items.append(item)
    return rng.choice([",", ", ", " , "]).join(items)


def texts(rng):
    """Random texts of one dtype."""
    if rng.random() < 0.1:
        yield repr(comma(rng))
        return
    align = rng.random() < 0.4
    try:
        item = spec(rng, 3, align)
        dtype = np.dtype(item, align=align)
    except ValueError:  # an offset inside that is not aligned
        return
    if rng.random() < 0.1 and isinstance(item, str): yield item
    yield f"dtype({item!r}, align={align})" if align else repr(item)
    yield repr(dtype)
    yield str(dtype)
    if dtype.names is not None:
        try:
            yield repr(dtype.descr)
        except ValueError:  # out of order
            pass


def evaluate(text):
    """What NumPy says that `text` is."""
    space = {"dtype": np.dtype, "np": np, "numpy": np}
    try:
        value = eval(text, space)
    except (SyntaxError, NameError, TypeError):  # a type string: `3|bool` is an expression too
        value = text
    return np.dtype(value)


def leaves(dtype, path=(), base=0, shape=()):
    while dtype.subdtype is not None:
        shape, dtype = shape + dtype.shape, dtype.base
    if dtype.names is None:
        kind, time = dtype.kind, None
        if kind in "Mm":
            unit, count = np.datetime_data(dtype)
            kind, time = "i", ({"M": "datetime64", "m": "timedelta64"}[kind], unit, count)
        order = {"=": sys.byteorder, "<": "little", ">": "big", "|": "none"}[dtype.byteorder]
        if dtype.kind == "O": order = sys.byteorder
        if dtype in (np.dtype(">f16"), np.dtype(">c32")): kind, order = "V", "none"  # long double of another machine
        yield path, base, dtype.itemsize, shape, {"b": "?"}.get(kind, kind), order, time
        return
    if path or shape: yield path, base, dtype.itemsize, shape, "record", None, None
    for name in dtype.names:
        field, offset = dtype.fields[name][:2]
        yield from leaves(field, path + (name,), base + offset)


def own_leaves(node, path=(), base=0):
    shape = tuple(node["shape"])
    if node["kind"] != "record":
        time = node.get("time")
        time = time and (time["type"], time["unit"], time["count"])
        yield path, base, node["itemsize"], shape, CODES[node["kind"]], node["byteorder"], time
        return
    if path or shape: yield path, base, node["itemsize"], shape, "record", None, None
    for field in node["fields"]:
        yield from own_leaves(field, path + (field["name"],), base + field["offset"])


def overlaps(dtype):
    while dtype.subdtype is not None: dtype = dtype.base
    if dtype.names is None: return False
    end = 0
    for name in sorted(dtype.names, key=lambda n: (dtype.fields[n][1], dtype.fields[n][0].itemsize)):
        field, offset = dtype.fields[name][:2]
        if overlaps(field) or offset < end: return True
        end = offset + field.itemsize
    return False


def damaged(rng, text):
    letters = "'\"[](){},:<>=|0123456789abcdfhilmnsuxMOSUV \\."
    at = rng.randrange(len(text) + 1)
    cut = rng.choice([0, 1, 1, 2])
    return text[:at] + "".join(rng.choice(letters) for _ in range(rng.choice([0, 1, 1, 2]))) + text[at + cut:]


def ask(tool, lines):
    asked = "".join(json.dumps({"dtype": line}) + "\n" for line in lines)
    done = subprocess.run([tool, "layout", "--batch"], input=asked, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def fresh(seed=None):
    """Random numbers of their own in every run; the seed is printed, so that a run can be had again."""
    seed = int(seed) if seed else int.from_bytes(os.urandom(4))
    print("seed", seed)
    return random.Random(seed)


def main():
    tool = sys.argv[1]
    cases = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rng = fresh(*sys.argv[3:])
    asked = []
    while len(asked) < cases: asked += texts(rng)
    wrong = []
    overlapping = 0
    for text, answer in zip(asked, ask(tool, asked), strict=True):
        try:
            dtype = evaluate(text)
        except (TypeError, ValueError):  # `|S0` with a shape: NumPy does not take all that it prints
            if "error" not in answer: wrong.append(("NumPy refuses", text, answer))
            continue
        if "error" in answer:
            overlapping += overlaps(dtype)
            if not overlaps(dtype): wrong.append(("refused", text, answer))
        elif answer["itemsize"] != dtype.itemsize or sorted(leaves(dtype), key=str) != sorted(own_leaves(answer["type"]), key=str):
            wrong.append(("wrong", text, answer))
    hurt = [damaged(rng, rng.choice(asked)) for _ in range(cases)]
    taken = 0
    for text, answer in zip(hurt, ask(tool, hurt), strict=True):
        if "error" in answer: continue
        taken += 1
        try:
            dtype = evaluate(text.strip())
        except Exception as error:  # whatever eval raises
            if OLD.search(text): continue
            wrong.append((f"damaged, but NumPy: {error}", text, answer))
            continue
        if answer["itemsize"] != dtype.itemsize or sorted(leaves(dtype), key=str) != sorted(own_leaves(answer["type"]), key=str):
            wrong.append(("damaged and wrong", text, answer))
    for fault, text, answer in wrong[:10]: print(fault, text, json.dumps(answer)[:300])
    print(f"{len(asked)} texts and {len(hurt)} damaged ones ({taken} taken), {overlapping} overlapping, {len(wrong)} wrong")
    return 1 if wrong or taken < cases // 50 else 0


if __name__ == "__main__":
    sys.exit(main())
