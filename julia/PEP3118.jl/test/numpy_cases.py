# SPDX-License-Identifier: MIT
"""Random NumPy arrays, and their values as text that does not depend on NumPy's printing.

Run inside the Python that Julia has started (numpy_test.jl); defines names of its __main__.
"""

import random
import struct

import numpy as np

SCALARS = ("? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16 S1 S3 S8 U1 U4 V3").split()
NAMES = ["x", "y", "id", "end", "type", "a b", "größe", "µ", "x1", "X", "_", "value", "function", "f0", "in"]


def random_scalar(rng):
    code = rng.choice(SCALARS)
    order = rng.choice("<<<=>>") if code[0] in "iufcU" and code[1:] != "1" else ""
    return np.dtype(order + code)


def random_record(rng, depth):
    names = rng.sample(NAMES, rng.choice([1, 2, 3, 3, 4, 6]))
    members = []
    for _ in names:
        member = random_record(rng, depth - 1) if depth and rng.random() < 0.25 else random_scalar(rng)
        if rng.random() < 0.2:
            member = np.dtype((member, tuple(rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 1, 2, 3])))))
        members.append(member)
    style = rng.choice(["packed", "aligned", "aligned", "offsets"])
    if style != "offsets":
        return np.dtype({"names": names, "formats": members}, align=style == "aligned")
    offsets, at = [], 0
    for member in members:
        at += rng.choice([0, 0, 1, 4, 8])
        offsets.append(at)
        at += member.itemsize
    return np.dtype({"names": names, "formats": members, "offsets": offsets, "itemsize": at + rng.choice([0, 0, 3, 8])})


def random_dtype(rng):
    return random_scalar(rng) if rng.random() < 0.15 else random_record(rng, rng.choice([0, 0, 1, 1, 2]))


def fill(rng, part):
    """Random bytes, but for booleans and characters, which have to be some."""
    if part.dtype.names is not None:
        for name in part.dtype.names:
            fill(rng, part[name])
    elif part.dtype.kind == "b":
        part[...] = np.array([rng.random() < 0.5 for _ in range(part.size)], bool).reshape(part.shape)
    elif part.dtype.kind == "U":
        length = part.dtype.itemsize // 4
        texts = ["".join(rng.choice("abä☃😀\0") for _ in range(length)) for _ in range(part.size)]
        part[...] = np.array(texts, part.dtype).reshape(part.shape)


def random_array(rng, dtype, form):
    """An array of one of FORMS; the last of several dimensions is never contiguous alone."""
    count = {"0d": 1, "empty": 0}.get(form, 12)
    raw = bytearray(rng.getrandbits(8) for _ in range(count * dtype.itemsize + 1))
    start = 1 if form == "misaligned" else 0
    array = np.frombuffer(raw, dtype, count, start)
    fill(rng, array)
    if form == "0d":
        return array.reshape(())
    if form == "reversed":
        return array[::-2]
    if form == "2d":
        return array.reshape(3, 4)
    if form == "fortran":
        return array.reshape(3, 4).T
    if form == "3d":
        return array.reshape(3, 2, 2)[::-1, :, ::2]
    if form == "broadcast":
        return np.broadcast_to(array[:3], (2, 3))
    return array


FORMS = ["1d", "0d", "empty", "misaligned", "reversed", "2d", "fortran", "3d", "broadcast"]


def tokens(value):
    """The leaves of an item, a subarray or an array, in index order."""
    if isinstance(value, np.ndarray):
        # One item after the other: an array's own conversions are not asked.
        return [token for index in np.ndindex(value.shape) for token in tokens(value[index])]
    if getattr(value, "dtype", None) is not None and value.dtype.names is not None:
        return [token for name in value.dtype.names for token in tokens(value[name])]
    if not hasattr(value, "dtype"):  # an item of an array of objects is the object
        return [str(id(value))]
    kind = value.dtype.kind
    if kind == "c":
        return [number(value.real), number(value.imag)]
    if kind == "f":
        return [number(value)]
    if kind in "iu":
        return [str(int(value))]
    if kind == "b":
        return [str(int(value))]
    if kind == "U":
        return ["t" + str(value).encode("utf-8").hex()]
    return ["t" + value.tobytes().hex() if kind == "V" else "t" + bytes(value).hex()]


def number(value):
    return "nan" if np.isnan(value) else struct.pack(">d", float(value)).hex()


def text(array):
    return " ".join(tokens(array))


def mask(dtype):
    """1 in every byte of a field."""
    if dtype.subdtype is not None:
        return np.tile(mask(dtype.base), int(np.prod(dtype.shape)))
    out = np.full(dtype.itemsize, dtype.names is None, "u1")
    for name in dtype.names or ():
        member, at = dtype.fields[name][:2]
        out[at : at + member.itemsize] = mask(member)
    return out


def bytes_of(raw, dtype, of):
    """The bytes of contiguous items that have `of` in the mask."""
    return np.frombuffer(raw, "u1").reshape(-1, dtype.itemsize)[:, mask(dtype) == of]


HOLE = 0xAA


def holes_are_untouched(raw, dtype):
    return bool((bytes_of(raw, dtype, 0) == HOLE).all())


def empty_like(array):
    """(contiguous array, its bytes) of the same format, which depends on its address, or None; all HOLE but for strings."""
    for start in range(16):
        raw = bytearray([HOLE]) * (array.size * array.itemsize + start)
        copy = np.frombuffer(raw, array.dtype, array.size, start).reshape(array.shape)
        if memoryview(copy).format == memoryview(array).format:
            return copy, memoryview(raw)[start:]
    return None


def some_fields(rng, array):
    """A view of some fields of an array, in their order."""
    names = sorted(array.dtype.names, key=lambda name: array.dtype.fields[name][1])
    return array[[name for name in names if rng.random() < 0.5] or names[:1]]


class Object:
    """What is in arrays of objects."""


OBJECTS = [Object() for _ in range(5)]


def with_objects(rng, depth):
    """A random record with a field of objects at some depth, and others."""
    inner = np.dtype("O") if depth == 0 else with_objects(rng, depth - 1)
    if rng.random() < 0.3:
        inner = np.dtype((inner, (rng.choice([1, 2]),)))
    others = [random_scalar(rng) for _ in range(rng.choice([0, 1, 2]))]
    members = others + [inner]
    rng.shuffle(members)
    return np.dtype({"names": NAMES[: len(members)], "formats": members}, align=rng.random() < 0.5)


def fill_with_objects(rng, part):
    if part.dtype.names is not None:
        for name in part.dtype.names:
            fill_with_objects(rng, part[name])
    elif part.dtype.kind == "O":
        for index in np.ndindex(part.shape):
            part[index] = rng.choice(OBJECTS)


def random_object_case(rng):
    while True:
        array = np.zeros(rng.choice([(), (3,), (2, 2)]), rng.choice([np.dtype("O"), with_objects(rng, rng.choice([0, 0, 1]))]))
        fill_with_objects(rng, array)
        try:
            memoryview(array)
        except (ValueError, BufferError):
            continue
        return array


def random_case(rng):
    """An array of a dtype that NumPy exports."""
    while True:
        dtype = random_dtype(rng)
        form = rng.choice(FORMS)
        array = random_array(rng, dtype, form)
        if dtype.names is not None and rng.random() < 0.3:
            array = some_fields(rng, array)
        try:
            memoryview(array)
        except (ValueError, BufferError):
            continue
        return array
