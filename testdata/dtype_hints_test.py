#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A NumPy dtype given as a format is refused, and the format in the hint has the dtype's own layout.

  dtype_hints_test.py PEP3118C

NumPy is asked for the size, the offsets and the shapes of each dtype; a list of types is drawn anew at every run.
"""
import json
import random
import re
import subprocess
import sys

import numpy as np

import capture_exporters
from exporter_scores import answer

WORDS = ("f2 f4 f8 f16 i1 i2 i4 i8 u1 u2 u4 u8 b1 c8 c16 c32 S5 U3 V7 O8 <f4 >f8 =i4 |u1 |b1 |S3 <U10 >U2 |V5 |O "
         "float16 float32 float64 longdouble int8 int16 int32 int64 uint8 uint16 uint32 uint64 complex64 complex128 "
         "bool object half double byte ubyte short ushort intc uintc intp uintp longlong ulonglong clongdouble "
         "2f4 (2,3)>i2 3S2").split()
DATETIMES = "M8[ns] <m8[us] >M8[D] m8 datetime64[s] timedelta64 f4,M8[ns]".split()
WITHOUT_FORMAT = "int uint float str bytes void S U V".split()  # the hint has words in place of one format
FORMATS = "i d T{i:x:} single 2i F G O P".split()  # NumPy reads some of them too


def lists(rng, count):
    types = "f4 <f4 >f8 i1 u2 >i4 b1 c8 >c16 S3 U2 >U1 V5 O i8 f2 f16 i d".split()
    while count:
        items = [rng.choice(["", "", "2", "(2,3)"]) + rng.choice(types) for _ in range(rng.choice([2, 3, 4]))]
        if all(item[-1] in "idO" for item in items): continue  # codes alone: not telling
        count -= 1
        yield ",".join(items)


def refusal(tool, text):
    """(kind, hint) of a refused format."""
    done = subprocess.run([tool, "canon", "--", text], capture_output=True, text=True)
    kind = re.search(r"\[([a-z-]+)\]\n", done.stderr)
    hint = re.search(r"^note: (.*)$", done.stderr, re.M)
    return (kind[1], hint[1] if hint else "") if done.returncode == 1 and kind else (None, "")


def layouts(tool, formats):
    text = "".join(json.dumps({"format": f, "target": "x86_64-linux-gnu"}) + "\n" for f in formats)
    done = subprocess.run([tool, "layout", "--batch"], input=text, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def places(text):
    dtype = np.dtype(text)
    base, shape = dtype.subdtype or (dtype, ())
    if base.names is None:
        return dtype.itemsize, [("", 0, base.itemsize, shape)]
    return dtype.itemsize, sorted((f["path"], f["offset"], f["size"], tuple(f["shape"]))
                                  for f in capture_exporters.numpy_truth(dtype))


def main():
    tool = sys.argv[1]
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    bad = []
    words = WORDS + list(lists(random.Random(seed), 200))
    hinted = []
    for word in words:
        kind, hint = refusal(tool, word)
        format_ = re.fullmatch("as a format it is `(.*)`", hint)
        if kind == "numpy-dtype" and format_: hinted.append((word, format_[1]))
        else: bad.append(f"{word}: {kind}, {hint}")
    for (word, text), reply in zip(hinted, layouts(tool, [text for _, text in hinted]), strict=True):
        itemsize, fields = places(word)
        # Bytes without a name are padding, and a record of nothing else has no field.
        unnamed = re.fullmatch(r"[|]?V\d+", word)
        if "error" in reply or reply["itemsize"] != itemsize or not unnamed and answer(reply) != (itemsize, fields):
            bad.append(f"{word}: {text} is not {itemsize}, {fields}")
    for word in DATETIMES:
        np.dtype(word)
        if "view the array as `i8`" not in refusal(tool, word)[1]: bad.append(f"{word}: {refusal(tool, word)}")
    for word in WITHOUT_FORMAT:
        if refusal(tool, word)[0] != "numpy-dtype": bad.append(f"{word}: {refusal(tool, word)}")
    bad += [f"{text}: {reply}" for text, reply in zip(FORMATS, layouts(tool, FORMATS), strict=True) if "error" in reply]
    print("\n".join(bad) or f"{len(words)} dtypes as promised")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
