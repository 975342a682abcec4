#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Captures what real exporters write: formats, itemsizes and the layout truth behind them.

  capture_exporters.py --seed 7 --numpy 300 --ctypes 200 --hard 60 > captures/py313.json

NumPy and ctypes are asked through memoryview; the truth ("fields") comes from dtype.fields and dtype.itemsize, or
from ctypes field descriptors and sizeof, never from the format.  "emulated:*" records take the layout of a ctypes
structure and spell it by the rules of an exporter that is not installed here (docs/dialects.md), so their truth is
ctypes' too.  capture_hard.py has the kinds that exporters describe worst.

One record a line.  A field is [path, offset, size, shape, kind]: paths join member names with "/", the offset is
absolute from the start of the item (first element of arrays), the size is that of one element, the shape holds the
subarray dimensions.  read_capture also reads the older captures, whose fields are objects.
"""
import argparse
import ctypes
import json
import random
import sys

try:
    import numpy as np
except ImportError:  # ctypes records can be captured without NumPy
    np = None

NAMES = ("a b c d x y z id len key val pos vel mass flag count name ts crc hdr f0 f1 v1 w_2 _p T Z "
         "i n u0 temp lat lon energy channel").split()


def pick_names(rng, count):
    names = []
    while len(names) < count:
        name = rng.choice(NAMES)
        if name in names:
            name += str(rng.randrange(100))
        if name not in names:
            names.append(name)
    return names


# ---- NumPy ---------------------------------------------------------------------------------------

NUMPY_KIND = {"b": "bool", "i": "int", "u": "uint", "f": "float", "c": "complex", "S": "bytes",
              "U": "unicode", "V": "void", "O": "object"}


def dtype_from_format(text):
    """What NumPy's own importer makes of a format."""
    try:
        from numpy._core._internal import _dtype_from_pep3118  # NumPy 2
    except ImportError:
        from numpy.core._internal import _dtype_from_pep3118
    return _dtype_from_pep3118(text)


def numpy_truth(dtype):
    fields = []

    def walk(dt, path, base):
        for name in dt.names:
            field, offset = dt.fields[name][:2]
            shape = ()
            while field.subdtype:
                shape += field.subdtype[1]
                field = field.subdtype[0]
            # What NumPy calls a field without a name; at most one of a record has the empty one.
            name = name or next(f"f{n}" for n in range(len(dt.names)) if f"f{n}" not in dt.names)
            full = name if not path else path + "/" + name
            kind = "record" if field.names is not None else NUMPY_KIND[field.kind]
            fields.append({"path": full, "offset": base + offset, "size": field.itemsize,
                           "shape": list(shape), "kind": kind})
            if field.names is not None:
                walk(field, full, base + offset)

    walk(dtype, "", 0)
    return fields


def numpy_scalar(rng):
    code = rng.choice("? b B h H i I l L q Q e f d g F D G S U V O".split())
    if code in "SU":
        code += str(rng.choice([1, 3, 5, 8]) if code == "S" else rng.choice([1, 3]))
    elif code == "V":
        code += str(rng.choice([1, 3, 8]))
    dtype = np.dtype(code)
    if rng.random() < 0.2 and dtype.kind in "iufcU" and code not in "gG":
        dtype = dtype.newbyteorder(">")
    return dtype


def numpy_record(rng, depth):
    style = rng.choice(["packed", "aligned", "aligned", "offsets"])
    names = pick_names(rng, rng.choice([1, 1, 2, 2, 3, 3, 4, 5]))
    members = []
    for _ in names:
        if depth and rng.random() < 0.25:
            member = numpy_record(rng, depth - 1)
        else:
            member = numpy_scalar(rng)
        if rng.random() < 0.2:
            member = np.dtype((member, tuple(rng.choice([1, 2, 3, 4]) for _ in range(rng.choice([1, 2])))))
        members.append(member)
    if style != "offsets":
        return np.dtype({"names": names, "formats": members}, align=style == "aligned")
    offsets, at = [], 0
    aligned = rng.random() < 0.5
    for member in members:
        at += rng.choice([0, 0, 1, 4, 8])
        if aligned:
            at += -at % member.alignment
        offsets.append(at)
        at += member.itemsize
    at += rng.choice([0, 0, 1, 4, 8])
    if aligned and rng.random() < 0.7:
        at += -at % max(member.alignment for member in members)
    return np.dtype({"names": names, "formats": members, "offsets": offsets, "itemsize": at})


def numpy_records(rng, count):
    for number in range(count):
        dtype = numpy_record(rng, rng.choice([0, 1, 1, 2, 3]))
        form = rng.choice(["one", "1d", "1d", "2d", "misaligned"])
        try:
            if form == "one":
                array = np.zeros((), dtype)
            elif form == "misaligned":
                raw = np.zeros(dtype.itemsize * 3 + 1, np.uint8)
                if dtype.hasobject or not dtype.itemsize:
                    array = np.zeros(3, dtype)
                else:
                    array = raw[1:1 + dtype.itemsize * 3].view(dtype)
            else:
                array = np.zeros((2, 2) if form == "2d" else 2, dtype)
            view = memoryview(array)
        except (ValueError, BufferError):
            continue
        yield {"id": f"numpy-{number:05}", "exporter": "numpy", "form": form, "format": view.format,
               "itemsize": view.itemsize, "fields": numpy_truth(dtype)}


# ---- ctypes --------------------------------------------------------------------------------------

C_SCALARS = ("c_char c_byte c_ubyte c_bool c_short c_ushort c_int c_uint c_long c_ulong c_longlong "
             "c_ulonglong c_float c_double c_longdouble c_wchar c_void_p c_char_p c_wchar_p").split()
# no swapped form of these, so a big-endian structure refuses them
NOT_SWAPPABLE = {"c_longdouble", "c_wchar", "c_void_p", "c_char_p", "c_wchar_p"}


def array_base(member):
    shape = ()
    while isinstance(member, type) and issubclass(member, ctypes.Array):
        shape += (member._length_,)
        member = member._type_
    return member, shape


def ctypes_truth(struct):
    fields = []

    def walk(cls, path, base):
        for klass in reversed(cls.__mro__):
            for entry in klass.__dict__.get("_fields_", ()):
                name, declared = entry[:2]
                member, shape = array_base(declared)
                full = name if not path else path + "/" + name
                offset = base + getattr(klass, name).offset
                record = issubclass(member, ctypes.Structure)
                union = issubclass(member, ctypes.Union)  # a block to every format: its members are not listed
                kind = "bitfield" if len(entry) == 3 else "union" if union else "record" if record else "scalar"
                fields.append({"path": full, "offset": offset, "size": ctypes.sizeof(member),
                               "shape": list(shape), "kind": kind})
                if record:
                    walk(member, full, offset)

    walk(struct, "", 0)
    return fields


def ctypes_struct(rng, depth, hazards, exotic, base=ctypes.Structure):
    swapped = base is ctypes.BigEndianStructure
    names = pick_names(rng, rng.choice([1, 2, 2, 3, 3, 4, 5]))
    fields = []
    bits = exotic and rng.random() < 0.06
    for name in names:
        if depth and rng.random() < 0.25:
            member = ctypes_struct(rng, depth - 1, hazards, exotic, base)
        else:
            scalar = rng.choice(C_SCALARS)
            while swapped and scalar in NOT_SWAPPABLE:
                scalar = rng.choice(C_SCALARS)
            member = getattr(ctypes, scalar)
            if not swapped and rng.random() < 0.08:
                member = ctypes.POINTER(member)
            elif bits and scalar in ("c_int", "c_uint", "c_short", "c_ubyte", "c_longlong"):
                fields.append((name, member, rng.randrange(1, 8 * ctypes.sizeof(member))))
                hazards.add("bitfields")
                continue
        if rng.random() < 0.15:
            for _ in range(rng.choice([1, 1, 2])):
                member = member * rng.choice([1, 2, 3, 4])
        fields.append((name, member))
    body = {"_fields_": fields}
    kind = rng.random()
    if exotic and kind < 0.08:
        body["_pack_"] = rng.choice([1, 2, 4])
        hazards.add("packed")
    elif exotic and kind < 0.14 and not swapped:
        base = ctypes.Union
        hazards.add("union")
    elif exotic and kind < 0.18 and not bits and not swapped:
        parent = type("Base", (ctypes.Structure,), {"_fields_": [("base_" + rng.choice("abc"),
                                                                  rng.choice([ctypes.c_int, ctypes.c_double, ctypes.c_char]))]})
        base = parent
        hazards.add("inherited-fields")
    ordered = {k: body[k] for k in ("_pack_", "_fields_") if k in body}
    return type("Record", (base,), ordered)


def ctypes_records(rng, count):
    for number in range(count):
        hazards = set()
        base = ctypes.BigEndianStructure if rng.random() < 0.15 else ctypes.Structure
        try:
            struct = ctypes_struct(rng, rng.choice([0, 0, 1, 1, 2]), hazards, exotic=True, base=base)
        except (TypeError, ValueError):
            continue
        view = memoryview(struct())
        yield {"id": f"ctypes-{number:05}", "exporter": "ctypes", "form": "one", "format": view.format,
               "itemsize": view.itemsize, "fields": ctypes_truth(struct),
               "hazards": sorted(hazards)}


# ---- exporters that are not installed here, spelt by their rules ------------------------------------

LETTER = {"c_char": "c", "c_byte": "b", "c_ubyte": "B", "c_bool": "?", "c_short": "h", "c_ushort": "H",
          "c_int": "i", "c_uint": "I", "c_long": "l", "c_ulong": "L", "c_longlong": "q",
          "c_ulonglong": "Q", "c_float": "f", "c_double": "d", "c_longdouble": "g"}
PLAIN = [name for name in LETTER if name not in ("c_char", "c_longdouble")]


class Member:
    """One member of a structure: its name, C type name or nested list of members, shape, place."""

    def __init__(self, name, code, nested, shape, offset, size):
        self.name, self.code, self.nested = name, code, nested
        self.shape, self.offset, self.size = shape, offset, size
        self.count = 1
        for dim in shape:
            self.count *= dim


def plain_struct(rng, depth, packed):
    fields, described = [], []
    for name in pick_names(rng, rng.choice([1, 2, 2, 3, 3, 4])):
        nested, code = None, rng.choice(PLAIN)
        member = getattr(ctypes, code)
        if depth and rng.random() < 0.25:
            member, nested = plain_struct(rng, depth - 1, packed)
        shape = ()
        if rng.random() < 0.2:
            shape = tuple(rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 2])))
            for dim in reversed(shape):
                member = member * dim
        fields.append((name, member))
        described.append((name, code, nested, shape))
    body = {"_pack_": 1, "_fields_": fields} if packed else {"_fields_": fields}
    struct = type("Record", (ctypes.Structure,), body)
    members = []
    for name, code, nested, shape in described:
        place = getattr(struct, name)
        one = place.size
        for dim in shape:
            one //= dim
        members.append(Member(name, code, nested, shape, place.offset, one))
    return struct, members


def spell(dialect, members, itemsize):
    out, at = [], 0
    pads = lambda n: (str(n) if dialect != "ctypes-3.12" or n > 1 else "") + "x" if n else ""
    for index, member in enumerate(members):
        gap = member.offset - at
        at = member.offset + member.size * member.count
        following = members[index + 1].offset if index + 1 < len(members) else itemsize
        tail = following - at
        comma = ", " if dialect == "pybind11" else ","
        dims = "(" + comma.join(map(str, member.shape)) + ")" if member.shape else ""
        if member.nested is not None:
            code = spell(dialect, member.nested, member.size)
        else:
            code = LETTER[member.code]
            if dialect == "pybind11":
                code = {"l": "q", "L": "Q"}.get(code, code)
            elif dialect == "ctypes-3.12":
                code = "<" + {"l": "q", "L": "Q"}.get(code, code)
            elif dialect == "ndtypes":
                code = {"l": "q", "L": "Q"}.get(code, code)
                code = code if code in "?cs" else "=" + code
        name = f":{member.name}:"
        if dialect == "native-letters":
            out.append(dims + code + name)
        elif dialect == "ndtypes":
            out.append(dims + code + "x" * tail + name)
        elif dialect == "pythoncall":
            out.append(dims + code + name + (" " + pads(tail) if tail else ""))
        else:
            out.append(pads(gap) + dims + code + name)
    body = (" " if dialect == "pythoncall" else "").join(out)
    if dialect in ("pybind11", "ctypes-3.12"):
        body += pads(itemsize - at)
    return ("^T{" if dialect == "pybind11" else "T{") + body + "}"


def emulated_records(rng, count):
    for dialect in ("pybind11", "ctypes-3.12", "pythoncall", "ndtypes", "native-letters"):
        for number in range(count):
            packed = dialect in ("pybind11", "ctypes-3.12") and rng.random() < 0.2
            struct, members = plain_struct(rng, rng.choice([0, 1, 1, 2]), packed)
            yield {"id": f"emulated:{dialect}-{number:05}", "exporter": f"emulated:{dialect}", "form": "one",
                   "format": spell(dialect, members, ctypes.sizeof(struct)),
                   "itemsize": ctypes.sizeof(struct), "fields": ctypes_truth(struct)}


# ---- captures in files ------------------------------------------------------------------------------

FIELD_KEYS = ("path", "offset", "size", "shape", "kind")


def compact(record):
    row = {key: record[key] for key in ("exporter", "format", "itemsize", "hazards") if record.get(key)}
    row.setdefault("itemsize", 0)
    if "fields" in record:
        row["fields"] = [[field[key] for key in FIELD_KEYS] for field in record["fields"]]
    return row


def write_capture(out, about, seed, versions, records):
    head = json.dumps({"about": about, "seed": seed, "versions": versions}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(compact(r), ensure_ascii=False, separators=(",", ":")) for r in records)
    out.write(head[:-1] + ', "records": [\n' + rows + "\n]}\n")


def read_capture(path):
    """The capture with every field as an object, without the records that their exporter refused."""
    with open(path, encoding="utf-8") as file:
        capture = json.load(file)
    capture["records"] = [r for r in capture["records"] if not r.get("refused")]
    for record in capture["records"]:
        for at, field in enumerate(record.get("fields", [])):
            if isinstance(field, list): record["fields"][at] = dict(zip(FIELD_KEYS, field))
    return capture


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--numpy", type=int, default=0, metavar="N")
    parser.add_argument("--ctypes", type=int, default=0, metavar="N")
    parser.add_argument("--hard", type=int, default=0, metavar="N", help="of each kind")
    parser.add_argument("--emulated", type=int, default=0, metavar="N", help="of each kind")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    records = []
    if options.numpy:
        records += numpy_records(rng, options.numpy)
    records += ctypes_records(rng, options.ctypes)
    if options.hard:
        import capture_hard  # which needs this file
        records += capture_hard.hard_records(rng, options.hard)
    records += emulated_records(rng, options.emulated)
    write_capture(sys.stdout, __doc__.splitlines()[0], options.seed,
                  {"python": sys.version.split()[0], "numpy": np.__version__ if np else None}, records)


if __name__ == "__main__":
    main()
