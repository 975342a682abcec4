# SPDX-License-Identifier: MIT
"""What an exporter itself says that its items are, as a format with every byte written out.

Run in a namespace of its own in the Python that Julia uses (exporter.jl); imports neither NumPy nor
ctypes.  Only what Python code cannot replace is asked: NumPy's own descriptors, ctypes' own fields.
"""

import sys


class Refused(Exception):
    """No format can say what the items are: (kind, message)."""


def quoted(name):
    return "`" + ascii(name)[1:-1] + "`"


# ---- Text ----------------------------------------------------------------------------------------
#
# An item is a Leaf, a Block or a Record.


class Leaf:
    """One value.  `code` is that of the machine's own type; a `mark` but `@` is another byte order, or none."""

    C_ONLY = ("g", "Zg", "P", "O", "X{}")  # no type of a standard size: `^` and not `=` where they are not aligned

    def __init__(self, code, size, alignment, mark="@"):
        self.code, self.size, self.mark = code, size, mark
        self.alignment = alignment if mark == "@" else 1

    def text(self, is_packed):
        if self.alignment == 1 or not is_packed:
            return self.mark + self.code
        return ("^" if self.code in self.C_ONLY else "=") + self.code


class Block:
    """A subarray."""

    def __init__(self, shape, item):
        self.shape, self.item, self.alignment = shape, item, item.alignment
        self.size = item.size
        for count in shape:
            self.size *= count

    def text(self, is_packed):
        return "(" + ",".join(map(str, self.shape)) + ")" + self.item.text(is_packed)


class Record:
    """`fields` are (name, offset, item); `called` is the record's name in messages."""

    def __init__(self, fields, size, called):
        self.fields, self.size, self.alignment = sorted(fields, key=lambda field: (field[1], field[2].size)), size, 1
        at, before = 0, None
        for name, offset, item in self.fields:
            if offset < at:
                raise Refused("overlap", "the fields %s and %s of %s share bytes" % (quoted(before), quoted(name), called))
            at, before = offset + item.size, name
            if offset % item.alignment == 0 and size % item.alignment == 0:
                self.alignment = max(self.alignment, item.alignment)
        if at > size:
            raise Refused("overlap", "the field %s is longer than %s" % (quoted(before), called))

    def text(self, is_packed):
        parts, at = [], 0
        for name, offset, item in self.fields:
            check_name(name)
            if offset > at:
                parts.append("%dx" % (offset - at))
            moved = offset % item.alignment != 0 or self.size % item.alignment != 0
            parts.append(item.text(is_packed or moved) + ":" + name + ":")
            at = offset + item.size
        if self.size > at:
            parts.append("%dx" % (self.size - at))
        return "T{" + "".join(parts) + "}"


def check_name(name):
    try:
        name.encode()
    except UnicodeEncodeError:
        raise Refused("name", "the field %s has a name that is not Unicode" % quoted(name)) from None
    if ":" in name or "\0" in name:
        raise Refused("name", "no format has a field with the name %s" % quoted(name))


# ---- NumPy ---------------------------------------------------------------------------------------

CODES = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q",
         "f2": "e", "f4": "f", "f8": "d", "c8": "Zf", "c16": "Zd"}


def of_dtype(dtype):
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return Block(shape, of_dtype(base))
    if dtype.names is not None:
        fields = [(name,) + dtype.fields[name][1::-1] for name in dtype.names]
        fields = [(name, offset, of_dtype(member)) for name, offset, member in fields]
        return Record(fields, dtype.itemsize, "the dtype")
    kind, size = dtype.kind, dtype.itemsize
    if kind in "SV":
        return Leaf("%d%s" % (size, "s" if kind == "S" else "x"), size, 1, "")
    own = dtype.isnative
    mark = "@" if own else ">" if sys.byteorder == "little" else "<"
    if kind == "U":
        return Leaf("%dw" % (size // 4), size, dtype.alignment, mark)
    if kind == "O":
        return Leaf("O", size, dtype.alignment)
    code = CODES.get(kind + str(size))
    if code is not None:
        return Leaf(code, size, dtype.alignment, mark)
    if kind not in "fc":
        raise Refused("unknown-type", "no format has the dtype %s" % quoted(str(dtype)))
    return Leaf("g" if kind == "f" else "Zg", size, dtype.alignment) if own else Leaf("%dx" % size, size, 1, "")


# ---- ctypes --------------------------------------------------------------------------------------


def is_class(cls, *bases):
    return isinstance(cls, type) and issubclass(cls, bases)


def refused_bytes(kind, what):
    view = "(ctypes.c_uint8 * ctypes.sizeof(o)).from_buffer(o)"
    return Refused(kind, what + ": no struct of Julia has that; " + view + " has its bytes")


class OfCtypes:
    """What the classes of `_ctypes` say; `ctypes` is that module."""

    def __init__(self, ctypes):
        self.ctypes = ctypes
        byte = type("Byte", (ctypes._SimpleCData,), {"_type_": "B"})
        probe = type("Probe", (ctypes.Structure,), {"_fields_": [("x", byte)]})
        self.descriptor = type(vars(probe)["x"])
        self.base = ctypes.Structure.__mro__[-2]  # of all classes of objects with memory
        self.classes = (ctypes.Structure, ctypes.Union, ctypes.Array, ctypes._SimpleCData, ctypes._Pointer, ctypes.CFuncPtr)

    def describe(self, cls):
        while is_class(cls, self.ctypes.Array):  # the buffer's shape has all dimensions
            cls = cls._type_
        return self.item(cls)

    def item(self, cls):
        ctypes = self.ctypes
        if not is_class(cls, *self.classes):
            raise Refused("unknown-type", "%s is not a type of ctypes" % quoted(repr(cls)))
        if is_class(cls, ctypes.Union):
            raise refused_bytes("union", "%s is a union, whose fields share their bytes" % quoted(cls.__name__))
        if is_class(cls, ctypes.Structure):
            return self.record(cls)
        size, alignment = ctypes.sizeof(cls), ctypes.alignment(cls)
        if is_class(cls, ctypes.Array):
            found = Block((cls._length_,), self.item(cls._type_))
            if found.size != size:
                raise Refused("mismatch", "%s has %d bytes, and its elements %d" % (quoted(cls.__name__), size, found.size))
            if isinstance(found.item, Block):
                return Block(found.shape + found.item.shape, found.item.item)
            return found
        if is_class(cls, ctypes._SimpleCData):
            return self.simple(cls, size, alignment)
        return Leaf("X{}" if is_class(cls, ctypes.CFuncPtr) else "P", size, alignment)

    def simple(self, cls, size, alignment):
        # The exporter's own format has the byte order.
        written = memoryview((cls * 0)()).format
        mark, code = written[:1], written[1:]
        native = mark == ("<" if sys.byteorder == "little" else ">")
        if code in "hilqHILQ" or code in "bB":
            code = CODES.get(("i" if code in "bhilq" else "u") + str(size))
        elif code in ("f", "d", "?", "c"):
            pass
        elif code == "g":
            code = "d" if size == 8 else "g" if native else None
        elif code in ("F", "D", "G", "Zf", "Zd", "Zg"):
            code = CODES.get("c" + str(size), "Zg" if native else None)
        elif code == "u":
            code = "1w" if size == 4 else "1u"
        elif code in ("P", "z", "Z", "O") and native:
            code = "O" if code == "O" else "P"
        else:
            code = None
        if code is None:
            raise Refused("unknown-type", "no format has the ctypes type %s (%s)" % (quoted(cls.__name__), quoted(written)))
        return Leaf(code, size, alignment, "@" if native or size == 1 else mark)

    def record(self, cls):
        fields = []
        for base in reversed(cls.__mro__):  # those of base structures come first
            if is_class(base, self.ctypes.Structure) and "_fields_" in vars(base):
                fields += self.own_fields(base)
        return Record(fields, self.ctypes.sizeof(cls), quoted(cls.__name__))

    def own_fields(self, cls):
        fields, names = [], set()
        for name, member, *bits in vars(cls)["_fields_"]:
            at = vars(cls).get(name)
            if type(at) is not self.descriptor or name in names:
                raise Refused("unknown-type", "the offset of the field %s of %s is unknown" % (quoted(name), quoted(cls.__name__)))
            names.add(name)
            # A bit field's size is (bits << 16) + its place.
            if bits or at.size != self.ctypes.sizeof(member):
                what = "the field %s of %s is a bit field" % (quoted(name), quoted(cls.__name__))
                raise refused_bytes("bit-field", what)
            fields.append((name, at.offset, self.item(member)))
        return fields


# ---- The exporter --------------------------------------------------------------------------------

of_ctypes = None


def describer(cls, is_certain):
    """How the items of an exporter of this class are described; None where it knows no more than its format."""
    global of_ctypes
    ctypes, numpy = sys.modules.get("_ctypes"), sys.modules.get("numpy")
    if ctypes is not None:
        of_ctypes = of_ctypes or OfCtypes(ctypes)
        # Asked always: in their formats, base classes, bit fields and unions raise no doubt.
        if issubclass(cls, of_ctypes.base):
            return lambda o: of_ctypes.describe(cls)
    if numpy is not None and not is_certain:
        for base in (numpy.ndarray, numpy.generic):
            if is_class(cls, base):
                return lambda o: of_dtype(base.dtype.__get__(o))
    return None


def describe(o, format, itemsize, is_certain):
    """"=" and a format, "!" with kind and message of a refusal, or "".

    `format` and `itemsize` are those of a buffer of `o`; `is_certain` says that the format has one reading only.
    """
    # A memoryview speaks for its object until it is cast.
    while type(o) is memoryview and o.obj is not None:
        try:
            whole = memoryview(o.obj)
        except Exception:  # it shows its memory to one reader at a time
            return ""
        if (whole.format, whole.itemsize) != (o.format, o.itemsize):
            return ""
        o = o.obj
    find = describer(type(o), is_certain)
    if find is None:
        return ""
    now = memoryview(o)
    if (now.format, now.itemsize) != (format, itemsize):
        return "!changed the object's type has changed since the buffer was taken: take another one"
    try:
        found = find(o)
        if found.size != itemsize:
            return "!itemsize-mismatch an item has %d bytes, and its type says %d" % (itemsize, found.size)
        return "=" + found.text(False)
    except Refused as refused:
        return "!%s %s" % refused.args
