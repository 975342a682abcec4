# SPDX-License-Identifier: MIT
"""Random ctypes structures, their places and values as text, all by ctypes' own descriptors.

Run inside the Python that Julia has started (ctypes_test.jl); defines names of its __main__.
"""

import ctypes
import random
import struct

ORDERED = [ctypes.c_int8, ctypes.c_uint8, ctypes.c_int16, ctypes.c_uint16, ctypes.c_int, ctypes.c_uint, ctypes.c_long,
           ctypes.c_ulong, ctypes.c_longlong, ctypes.c_ulonglong, ctypes.c_float, ctypes.c_double, ctypes.c_char]
POINTERS = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_wchar_p, ctypes.POINTER(ctypes.c_int), ctypes.py_object,
            ctypes.CFUNCTYPE(None)]
SCALARS = ORDERED + [ctypes.c_bool, ctypes.c_wchar, ctypes.c_longdouble] + POINTERS
BITS = [ctypes.c_int, ctypes.c_uint8, ctypes.c_ulonglong]


def random_member(rng, depth, swapped):
    roll = rng.random()
    if roll < 0.3 and depth:
        member = random_struct(rng, depth - 1)
    else:
        member = rng.choice(ORDERED if swapped else SCALARS)
    while rng.random() < 0.2:
        member = member * rng.choice([0, 1, 2, 3])
    return member


def random_fields(rng, depth, swapped, prefix):
    fields = []
    for i in range(rng.randint(1, 4)):
        if rng.random() < 0.05:
            fields.append((prefix + str(i), rng.choice(BITS), rng.randint(1, 7)))
        else:
            fields.append((prefix + str(i), random_member(rng, depth, swapped)))
    return fields


def random_struct(rng, depth):
    swapped = rng.random() < 0.2
    if rng.random() < 0.04:
        return type("U", (ctypes.Union,), {"_fields_": random_fields(rng, depth, False, "u")})
    names = {"_fields_": random_fields(rng, depth, swapped, "f")}
    if rng.random() < 0.25:
        names["_pack_"] = rng.choice([1, 2, 4])
    made = type("S", (ctypes.BigEndianStructure if swapped else ctypes.Structure,), names)
    for name in "gh":
        if rng.random() < 0.15:
            more = {"_fields_": random_fields(rng, depth, swapped, name)} if rng.random() < 0.8 else {}
            made = type("D", (made,), more)
    return made


def all_fields(cls):
    """(name, type, offset), those of base classes first; a bit field has another number of members."""
    return [(entry[0], entry[1], getattr(base, entry[0]).offset) + entry[2:]
            for base in reversed(cls.__mro__) for entry in vars(base).get("_fields_", ())]


def reasons(cls):
    """Why a type has no struct in Julia."""
    if issubclass(cls, ctypes.Array):
        return reasons(cls._type_)
    if issubclass(cls, ctypes.Union):
        return {"union"}
    if not issubclass(cls, ctypes.Structure):
        return set()
    found = {"bit-field"} if any(len(field) > 3 for field in all_fields(cls)) else set()
    return found.union(*(reasons(field[1]) for field in all_fields(cls)))


def places(cls):
    while issubclass(cls, ctypes.Array):
        cls = cls._type_
    if not issubclass(cls, ctypes.Structure):
        return ""
    parts = ["%s@%d+%d%s" % (name, offset, ctypes.sizeof(member), places(member)) for name, member, offset in all_fields(cls)]
    return "{%s|%d}" % (" ".join(parts), ctypes.sizeof(cls))


def leaves(cls, at=0):
    """(type, offset) of every value."""
    if issubclass(cls, ctypes.Array):
        return [leaf for i in range(cls._length_) for leaf in leaves(cls._type_, at + i * ctypes.sizeof(cls._type_))]
    if not issubclass(cls, ctypes.Structure):
        return [(cls, at)]
    return [leaf for _, member, offset in all_fields(cls) for leaf in leaves(member, at + offset)]


def token(cls, raw, at):
    if cls is ctypes.c_longdouble:
        return "t" + raw[at:at + ctypes.sizeof(cls)].hex()
    if cls in POINTERS:
        return str(ctypes.c_void_p.from_buffer(raw, at).value or 0)
    value = cls.from_buffer(raw, at).value
    if isinstance(value, float):
        return "nan" if value != value else struct.pack(">d", value).hex()
    if isinstance(value, bytes):
        return "t" + value.hex() if value != b"\0" else "t"
    if isinstance(value, str):
        return "t" + value.encode().hex()
    return str(int(value))


def random_case(rng):
    """(class, raw, object): an object in the memory `raw`."""
    while True:
        try:
            cls = random_struct(rng, rng.choice([0, 1, 1, 2]))
            break
        except TypeError:  # a union in a structure of another byte order
            continue
    if rng.random() < 0.5:
        cls = cls * rng.choice([1, 2, 3])
    raw = bytearray(rng.getrandbits(8) for _ in range(ctypes.sizeof(cls)))
    if not reasons(cls):
        for leaf, at in leaves(cls):
            if leaf is ctypes.c_wchar:
                leaf.from_buffer(raw, at).value = rng.choice("abä☃😀")
    return cls, raw, cls.from_buffer(raw)
