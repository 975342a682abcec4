#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What holds for every dtype, asked of the NumPy that is installed.

  numpy_laws_test.py PEP3118C [CASES [SEED]]

There and back: the text of a random dtype in a manifest, `emit numpy`, and NumPy's reading of that is the same dtype.
By fields: the same record as a list of fields, in any order, has NumPy's offsets, sizes, shapes and types.
"""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

import numpy_live_test as live

FOREIGN = {np.dtype(code).newbyteorder(): np.dtype(f"V{np.dtype(code).itemsize}") for code in ("g", "G")}


def plain(dtype):
    """`dtype` as a layout has it: without titles, an array of arrays as one array, and a long double of the other byte
    order as opaque bytes."""
    shape = ()
    while dtype.subdtype is not None: shape, dtype = shape + dtype.shape, dtype.base
    if shape: return np.dtype((plain(dtype), shape))
    if dtype.names is None: return FOREIGN.get(dtype, dtype)
    fields = [dtype.fields[name] for name in dtype.names]
    return np.dtype({"names": dtype.names, "formats": [plain(field[0]) for field in fields],
                     "offsets": [field[1] for field in fields], "itemsize": dtype.itemsize})


def same(left, right):
    """`==` of dtypes, and the order of the names, the units and the offsets with it."""
    return left == right and str(left) == str(right)


def random_dtypes(rng, count):
    found = []
    while len(found) < count:
        for text in live.texts(rng):
            try:
                dtype = live.evaluate(text)
            except (TypeError, ValueError):
                continue
            if not live.overlaps(dtype): found.append((text, dtype))
    return found


def back(tool, cases):
    """What NumPy reads of what `emit numpy` writes of all texts."""
    with tempfile.TemporaryDirectory() as folder:
        manifest = os.path.join(folder, "dtypes.pep3118")
        with open(manifest, "w", encoding="utf-8") as file:
            for i, (text, _) in enumerate(cases): file.write(f"D{i} [dtype] = {text}\n")
        written = subprocess.run([tool, "emit", "numpy", "-f", manifest], capture_output=True, text=True, check=False)
    if written.returncode: sys.exit(written.stderr[:2000])
    space = {}
    exec(written.stdout, space)
    return [space[f"D{i}"] for i in range(len(cases))]


def field_list(rng, dtype):
    """A record as an object of JSON."""
    fields = []
    for name in dtype.names:
        member, offset = dtype.fields[name][:2]
        field = {"name": name, "offset": offset}
        shape, base = [], member
        while base.subdtype is not None: shape, base = shape + list(base.shape), base.base
        if shape and (len(shape) > 1 or shape == [1] or shape == [0] or rng.random() < 0.5): field["shape"] = shape
        elif shape: field["count"] = shape[0]
        nested = base.names is not None and rng.random() < 0.7
        field["type"] = field_list(rng, base) if nested else repr(base) if base.names is not None else base.str
        keys = list(field)
        rng.shuffle(keys)
        fields.append({key: field[key] for key in keys})
    rng.shuffle(fields)
    return {"fields": fields, "itemsize": dtype.itemsize}


def main():
    tool = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    rng = live.fresh(*sys.argv[3:])
    cases = random_dtypes(rng, count)
    wrong = []
    for (text, dtype), found in zip(cases, back(tool, cases), strict=True):
        if not same(plain(dtype), found): wrong.append(f"{text}\n  is    {plain(dtype)!r}\n  found {found!r}")

    records = [dtype for _, dtype in cases if dtype.names is not None]
    asked = [json.dumps({"fields": field_list(rng, dtype)}, ensure_ascii=rng.random() < 0.5) for dtype in records]
    done = subprocess.run([tool, "layout", "--batch"], input="\n".join(asked), capture_output=True, text=True, check=False)
    for line, dtype, answer in zip(asked, records, map(json.loads, done.stdout.splitlines()), strict=True):
        if "error" in answer or answer["itemsize"] != dtype.itemsize or \
           sorted(live.leaves(dtype), key=str) != sorted(live.own_leaves(answer["type"]), key=str):
            wrong.append(f"{line}\n  is    {dtype!r}\n  found {json.dumps(answer)[:400]}")
    print("\n".join(text[:1500] for text in wrong[:3]))
    print(f"{len(cases)} dtypes there and back, {len(records)} as lists of fields, {len(wrong)} wrong")
    return 1 if wrong or len(records) < count // 3 else 0


if __name__ == "__main__":
    sys.exit(main())
