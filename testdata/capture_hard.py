# SPDX-License-Identifier: MIT
"""The kinds of records that exporters describe worst, for capture_exporters.py: fresh ones from a random generator.

Each kind is an exporter of its own in a capture, so that each is scored alone:

  numpy:plain           aligned or packed as a whole: what most people have
  numpy:explicit-order  `<` written although it is the machine's own order: newbyteorder, as h5py does
  numpy:scalar          np.void scalars, which leave out the marks of arrays
  numpy:array-of-array  (m)(n): dtypes with a shape in dtypes with a shape
  numpy:zero-dim        arrays of no elements
  numpy:empty-name      a field whose name is empty
  ctypes:derived        structures with a base, whose fields are in no format
  ctypes:packed-member  a packed structure or a union between other members
  ctypes:bitfields      bit fields
  ctypes:plain          none of these
  ctypes:complex        complex numbers, since CPython 3.14
"""
import ctypes

from capture_exporters import ctypes_truth, np, numpy_truth, pick_names

SIZES = "? b B h H i I l L q Q e f d g F D S3 U2 V3".split()
SMALL = "? b B h H i I q f d".split()


# ---- NumPy ---------------------------------------------------------------------------------------

def record_of(rng, members, names=None):
    names = names or pick_names(rng, len(members))
    return np.dtype({"names": names, "formats": members}, align=rng.random() < 0.6)


def member(rng, depth, nested=0.3, shaped=0.2):
    if depth and rng.random() < nested:
        dtype = record_of(rng, [member(rng, depth - 1) for _ in range(rng.choice([1, 2, 3, 4]))])
    else:
        dtype = np.dtype(rng.choice(SIZES))
        if rng.random() < 0.1: dtype = dtype.newbyteorder(">")
    if rng.random() < shaped:
        dtype = np.dtype((dtype, tuple(rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 1, 2])))))
    return dtype


def members(rng, depth=2):
    return [member(rng, depth) for _ in range(rng.choice([1, 2, 3, 3, 4]))]


def plain(rng):
    """One choice of alignment for the record and all records in it."""
    align = rng.random() < 0.6

    def build(depth):
        fields = []
        for _ in range(rng.choice([1, 2, 3, 3, 4, 5])):
            inner = build(depth - 1) if depth and rng.random() < 0.25 else np.dtype(rng.choice(SIZES))
            if rng.random() < 0.15:
                inner = np.dtype((inner, tuple(rng.choice([1, 2, 3, 4]) for _ in range(rng.choice([1, 2])))))
            fields.append(inner)
        return np.dtype({"names": pick_names(rng, len(fields)), "formats": fields}, align=align)

    return np.zeros(2, build(rng.choice([0, 1, 2])))


def explicit_order(rng):
    """`<` on some numbers, on all, or left over from swapping twice."""
    kind = rng.choice(["some", "all", "twice"])

    def marked(dtype):
        if dtype.subdtype:
            return np.dtype((marked(dtype.subdtype[0]), dtype.subdtype[1]))
        if dtype.names is not None:
            fields = [marked(dtype.fields[name][0]) for name in dtype.names]
            return np.dtype({"names": dtype.names, "formats": fields}, align=dtype.isalignedstruct)
        return dtype.newbyteorder("<") if rng.random() < 0.4 else dtype

    dtype = record_of(rng, members(rng))
    if kind == "some": dtype = marked(dtype)
    elif kind == "all": dtype = dtype.newbyteorder("<")
    else: dtype = dtype.newbyteorder("S").newbyteorder("S")
    return np.zeros(2, dtype)


def scalar(rng):
    return np.zeros(1, record_of(rng, members(rng)))[0]


def array_of_array(rng):
    shape = lambda: tuple(rng.choice([1, 1, 2, 3, 4]) for _ in range(rng.choice([1, 1, 2])))
    fields = members(rng, 1)
    at = rng.randrange(len(fields))
    fields[at] = np.dtype((np.dtype((member(rng, 1, nested=0.6, shaped=0), shape())), shape()))
    if rng.random() < 0.2: fields[at] = np.dtype((fields[at], shape()))
    return np.zeros(2, record_of(rng, fields))


def zero_dim(rng):
    fields = members(rng, 1)
    shape = [rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 1, 2]))]
    shape[rng.randrange(len(shape))] = 0
    empty = np.dtype((member(rng, 1, nested=0.6, shaped=0), tuple(shape)))
    fields.insert(rng.randrange(len(fields) + 1), empty)
    return np.zeros(2, record_of(rng, fields))


def empty_name(rng):
    fields = members(rng, 1)
    names = pick_names(rng, len(fields))
    names[rng.randrange(len(names))] = ""
    return np.zeros(2, record_of(rng, fields, names))


NUMPY_KINDS = {"plain": plain, "explicit-order": explicit_order, "scalar": scalar, "array-of-array": array_of_array,
               "zero-dim": zero_dim, "empty-name": empty_name}


# ---- ctypes --------------------------------------------------------------------------------------

SCALARS = [getattr(ctypes, name) for name in ("c_char c_byte c_ubyte c_bool c_short c_ushort c_int c_uint c_long "
                                              "c_longlong c_ulonglong c_float c_double").split()]
BIT_TYPES = [ctypes.c_ubyte, ctypes.c_ushort, ctypes.c_int, ctypes.c_uint, ctypes.c_longlong, ctypes.c_ulonglong]
COMPLEX = [getattr(ctypes, name) for name in ("c_float_complex", "c_double_complex", "c_longdouble_complex")
           if hasattr(ctypes, name)]


def structure(rng, fields, base=ctypes.Structure, pack=None):
    names = pick_names(rng, len(fields))
    body = {"_pack_": pack} if pack else {}
    # (type,) or (type, bits)
    body["_fields_"] = [(name, *(field if isinstance(field, tuple) else (field,)))
                        for name, field in zip(names, fields)]
    return type("Record", (base,), body)


def scalars(rng, most=3, shaped=0.15):
    fields = []
    for _ in range(rng.randint(1, most)):
        field = rng.choice(SCALARS)
        if rng.random() < shaped: field = field * rng.choice([1, 2, 3])
        fields.append(field)
    return fields


def with_inner(rng):
    fields = scalars(rng)
    if rng.random() < 0.3: fields.insert(rng.randrange(len(fields) + 1), structure(rng, scalars(rng)))
    return fields


def derived(rng):
    base = structure(rng, scalars(rng, 2))
    if rng.random() < 0.2: base = structure(rng, scalars(rng, 2), base)
    kind = rng.random()
    top = structure(rng, with_inner(rng), base, pack=1 if kind < 0.1 else None)
    if kind > 0.8:  # the base is hidden in a member
        top = structure(rng, [*scalars(rng, 2), top if kind < 0.9 else top * 2, *scalars(rng, 2)])
    return top


def packed_member(rng):
    if rng.random() < 0.5:
        inner = structure(rng, scalars(rng), pack=rng.choice([1, 1, 2, 4]))
    else:
        inner = structure(rng, scalars(rng), ctypes.Union)
    if rng.random() < 0.15: inner = inner * rng.choice([1, 2, 3])
    fields = scalars(rng, 4)
    fields.insert(rng.randrange(len(fields) + 1), inner)
    return structure(rng, fields)


def bitfields(rng):
    fields = scalars(rng, 2)
    at, kind = rng.randrange(len(fields) + 1), rng.choice(BIT_TYPES)
    for _ in range(rng.choice([1, 2, 3])):
        if rng.random() < 0.25: kind = rng.choice(BIT_TYPES)
        fields.insert(at, (kind, rng.randint(1, 8 * ctypes.sizeof(kind))))
    return structure(rng, fields)


def plain_structure(rng):
    return structure(rng, with_inner(rng) + (with_inner(rng) if rng.random() < 0.3 else []))


def complex_structure(rng):
    fields = scalars(rng)
    for _ in range(rng.choice([1, 2])):
        field = rng.choice(COMPLEX)
        fields.insert(rng.randrange(len(fields) + 1), field * 2 if rng.random() < 0.2 else field)
    return structure(rng, fields)


CTYPES_KINDS = {"derived": derived, "packed-member": packed_member, "bitfields": bitfields, "plain": plain_structure,
                **({"complex": complex_structure} if COMPLEX else {})}


# ---- both ----------------------------------------------------------------------------------------

def fresh(count, make):
    """`count` results of `make`, which returns None for what its exporter refuses to export."""
    made = 0
    while made < count:
        if (one := make()) is not None:
            made += 1
            yield one


def numpy_hard(rng, kind):
    try:
        value = NUMPY_KINDS[kind](rng)
        view = memoryview(value)
    except (ValueError, BufferError, TypeError):
        return None
    return {"exporter": f"numpy:{kind}", "format": view.format, "itemsize": view.itemsize,
            "fields": numpy_truth(value.dtype)}


def ctypes_hard(rng, kind):
    try:
        struct = CTYPES_KINDS[kind](rng)
    except (TypeError, ValueError):
        return None
    view = memoryview(struct())
    return {"exporter": f"ctypes:{kind}", "format": view.format, "itemsize": view.itemsize,
            "fields": ctypes_truth(struct)}


def hard_records(rng, count):
    """`count` records of each kind."""
    for kind in NUMPY_KINDS if np else ():
        yield from fresh(count, lambda: numpy_hard(rng, kind))
    for kind in CTYPES_KINDS:
        yield from fresh(count, lambda: ctypes_hard(rng, kind))
