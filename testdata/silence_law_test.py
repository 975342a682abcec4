#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Where two records share one format and itemsize, no answer may be silent.

  silence_law_test.py PEP3118C [--seed 7] [--count 100]

Takes fresh NumPy dtypes and ctypes structures of this machine and builds their twins: the same fields with another
stride of an array of records, a base structure, a packing or bit fields.  A twin that is exported as the same text with
the same itemsize although its fields lie elsewhere shows that the text does not settle the layout, so the answer must
carry an `assumed-` note or be a refusal.
"""
import argparse
import ctypes
import itertools
import random
import sys

import capture_hard
from capture_exporters import array_base, ctypes_truth, np, numpy_truth
from exporter_scores import ask, is_bit_fields_to_the_byte, is_noted, is_one_byte, truth

MOST_BYTES = 64  # that a stride is made longer by
MOST_BIT_FIELDS = 5


# ---- NumPy ---------------------------------------------------------------------------------------

def end_of_fields(dtype):
    return max((dtype.fields[name][1] + dtype.fields[name][0].itemsize for name in dtype.names), default=0)


def rebuilt(dtype, **changes):
    spec = {"names": dtype.names, "formats": [dtype.fields[name][0] for name in dtype.names],
            "offsets": [dtype.fields[name][1] for name in dtype.names], "itemsize": dtype.itemsize}
    return np.dtype({**spec, **changes})


def stride_twins(dtype):
    """The dtype with another itemsize of one record that is the element of an array."""
    if dtype.subdtype:
        base, shape = dtype.subdtype
        for twin in stride_twins(base): yield np.dtype((twin, shape))
        if base.names is None: return
        for size in range(end_of_fields(base), base.itemsize + MOST_BYTES):
            if size != base.itemsize: yield np.dtype((rebuilt(base, itemsize=size), shape))
    elif dtype.names is not None:
        for at, name in enumerate(dtype.names):
            formats = [dtype.fields[other][0] for other in dtype.names]
            # Up to the next field: NumPy does not notice all that overlaps, but no user means it.
            start = dtype.fields[name][1]
            room = min([dtype.fields[other][1] for other in dtype.names[at + 1:]] + [dtype.itemsize]) - start
            for twin in stride_twins(formats[at]):
                if twin.itemsize <= room: yield rebuilt(dtype, formats=formats[:at] + [twin] + formats[at + 1:])


def numpy_export(dtype, scalar):
    try:
        view = memoryview(np.zeros(1, dtype)[0] if scalar else np.zeros(2, dtype))
    except (ValueError, BufferError):  # overlapping fields
        return None
    return {"exporter": "numpy", "format": view.format, "itemsize": view.itemsize, "fields": numpy_truth(dtype)}


def numpy_pairs(rng, count):
    """(record, twin or None) of `count` dtypes of each kind."""
    for kind, make in capture_hard.NUMPY_KINDS.items():
        for _ in range(count):
            try:
                dtype = make(rng).dtype
            except ValueError:
                continue
            record = numpy_export(dtype, kind == "scalar")
            if record is None: continue
            record["exporter"] = f"numpy:{kind}"
            yield record, first_twin(record, (numpy_export(twin, kind == "scalar") for twin in stride_twins(dtype)))


# ---- ctypes --------------------------------------------------------------------------------------

HIDDEN = [ctypes.c_char, ctypes.c_char * 2, ctypes.c_char * 3, ctypes.c_char * 4, ctypes.c_char * 8, ctypes.c_short,
          ctypes.c_int, ctypes.c_double]
INTEGERS = {ctypes.c_byte, ctypes.c_ubyte, ctypes.c_short, ctypes.c_ushort, ctypes.c_int, ctypes.c_uint, ctypes.c_long,
            ctypes.c_ulong, ctypes.c_longlong, ctypes.c_ulonglong}


def structure_of(fields, base=ctypes.Structure, pack=None):
    return type("Twin", (base,), {**({"_pack_": pack} if pack else {}), "_fields_": fields})


def structure_twins(struct):
    """A base, a packing or bit fields for the structure, or for one in it."""
    fields = list(struct._fields_)
    for hidden in HIDDEN:
        yield lambda: structure_of(fields, structure_of([("hidden", hidden)]))
    for pack in (1, 2, 4):
        yield lambda: structure_of(fields, pack=pack)
    whole = [at for at, field in enumerate(fields) if len(field) == 2 and field[1] in INTEGERS][:MOST_BIT_FIELDS]
    for chosen in itertools.chain.from_iterable(itertools.combinations(whole, n) for n in range(2, len(whole) + 1)):
        yield lambda: structure_of([(*field, 1) if at in chosen else field for at, field in enumerate(fields)])
    for at, (name, kind, *bits) in enumerate(fields):
        inner, shape = array_base(kind)
        if bits or not issubclass(inner, ctypes.Structure): continue
        for make in structure_twins(inner):
            def outer(make=make, at=at, name=name, shape=shape):
                member = make()
                for dim in reversed(shape): member = member * dim
                return structure_of(fields[:at] + [(name, member)] + fields[at + 1:])
            yield outer


def ctypes_export(make):
    try:
        struct = make()
    except (TypeError, ValueError):
        return None
    view = memoryview(struct())
    fields = [f for f in ctypes_truth(struct) if not f["path"].split("/")[-1] == "hidden"]
    return {"exporter": "ctypes", "format": view.format, "itemsize": view.itemsize, "fields": fields}


def ctypes_pairs(rng, count):
    for kind in capture_hard.CTYPES_KINDS:
        if kind == "derived": continue  # what has a base is a twin itself
        for _ in range(count):
            try:
                struct = capture_hard.CTYPES_KINDS[kind](rng)
            except (TypeError, ValueError):
                continue
            record = ctypes_export(lambda: struct)
            record["exporter"] = f"ctypes:{kind}"
            yield record, first_twin(record, map(ctypes_export, structure_twins(struct)))


# ---- both ----------------------------------------------------------------------------------------

def first_twin(record, twins):
    asked, places = (record["format"], record["itemsize"]), truth(record)
    for twin in twins:
        if twin and (twin["format"], twin["itemsize"]) == asked and truth(twin) != places: return twin
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--count", type=int, default=100, help="records of each kind")
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    print(f"seed {seed}")
    rng = random.Random(seed)
    pairs = [*numpy_pairs(rng, options.count), *ctypes_pairs(rng, options.count)]
    bad = 0
    with_twin = {}
    for (record, twin), reply in zip(pairs, ask(options.tool, [record for record, _ in pairs]), strict=True):
        score = with_twin.setdefault(record["exporter"], [0, 0, 0])
        score[0] += 1
        if twin is None: continue
        score[1] += 1
        block = "type" in reply and reply["type"]["kind"] == "opaque"
        if "error" in reply or is_noted(reply) or block or is_one_byte(record): continue
        if is_bit_fields_to_the_byte(record): continue
        score[2] += 1
        bad += 1
        if bad <= 20:
            differ = sorted(set(truth(record)[1]) ^ set(truth(twin)[1]))
            print(f"silent: {record['exporter']} {record['format']} itemsize {record['itemsize']}: {differ}")
    for exporter, (total, twins, silent) in with_twin.items():
        print(f"{exporter:24} {twins} of {total} have a twin, {silent} of these are answered in silence")
    return 1 if bad or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
