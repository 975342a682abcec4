# SPDX-License-Identifier: MIT
"""Layouts of Python buffers: what every byte of an item is, and why two do not fit.

    >>> import pep3118
    >>> print(pep3118.layout("T{i:x:d:y:}"))
    >>> pep3118.explain(array, "T{i:x:d:y:}")      # after "ValueError: Buffer dtype mismatch"
    >>> pep3118.asarray(struct)                    # a NumPy view with the right dtype, no copy
    >>> print(pep3118.header(array, name="Point")) # the C++ struct for it

Everywhere `x` is an object with a buffer (an array, a ctypes object, a memoryview, ...), a NumPy
dtype, a ctypes class, an object with `__array_interface__`, or a format as str.  Where the object
knows more than its format, what it knows is used, and `Layout.source` says so.

Nothing is copied and nothing is imported that is not needed; NumPy only by `asarray` and
`Layout.dtype`.
"""

import json as _json

from pep3118 import _core
from pep3118._core import FormatError

__all__ = ["Diff", "Field", "FormatError", "Layout", "Note", "asarray", "canonical", "check", "describe",
           "dialects", "diff", "emit", "explain", "header", "languages", "layout", "targets"]


class Note:
    """What the layout rests on, or what else is worth knowing: `kind` (docs/notes.md) and `message`."""

    def __init__(self, kind, message):
        self.kind = kind
        self.message = message

    def __repr__(self):
        return "<Note %s: %s>" % (self.kind, self.message)


class Field:
    """A field of a record, or the item itself.

    `offset` is in bytes from the start of the record around it, `itemsize` in bytes of one element,
    `shape` in elements.  `kind` is "int", "float", "record", ... (docs/json.md), `fields` those of a
    record.  `code` and `byteorder` ("little", "big" or "none") are None for a record.
    """

    def __init__(self, data):
        self.name = data.get("name")
        self.offset = data.get("offset", 0)
        self.kind = data["kind"]
        self.code = data.get("code")
        self.byteorder = data.get("byteorder")
        self.itemsize = data["itemsize"]
        self.alignment = data["alignment"]
        self.shape = tuple(data["shape"])
        self.fields = tuple(Field(inner) for inner in data.get("fields", ()))

    def __getitem__(self, name):
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def __repr__(self):
        shape = "" if not self.shape else " %s" % (self.shape,)
        return "<Field %s at %d: %s, %d bytes%s>" % (
            self.name or "(item)", self.offset, self.kind, self.itemsize, shape)


class Layout:
    """The layout of one item.  Equal layouts are equal and have one hash, however they were spelled.

    `canonical` is the one spelling of the layout, `layout_id` its identity in every process, `source`
    says who described it: "format", "dtype", "__array_interface__" or "ctypes".
    """

    def __init__(self, text, source, dialect):
        data = _json.loads(text)
        self.format = data["format"]
        self.canonical = data["canonical"]
        self.layout_id = data["layout_id"]
        self.target = data["target"]
        self.dialect = dialect
        self.itemsize = data["itemsize"]
        self.alignment = data["alignment"]
        self.notes = tuple(Note(note["kind"], note["message"]) for note in data["notes"])
        self.source = source
        self.item = Field(data["type"])

    @property
    def fields(self):
        """The fields of the item in order of offset; none if it is not a record."""
        return self.item.fields

    @property
    def shape(self):
        """The dimensions of the item itself, as in `(2,3)d`."""
        return self.item.shape

    @property
    def dtype(self):
        """The NumPy dtype with exactly these offsets.  TypeError where NumPy has none."""
        from pep3118 import _numpy
        return _numpy.dtype_of(self)

    def __getitem__(self, name):
        return self.item[name]

    def __eq__(self, other):
        return self.layout_id == other.layout_id if isinstance(other, Layout) else NotImplemented

    def __hash__(self):
        return hash(self.layout_id)

    def __str__(self):
        return _core.table(self.canonical, self.target).rstrip("\n")

    def _repr_svg_(self):
        """A picture of the bytes; notebooks show it."""
        return _core.svg(self.canonical, self.target)

    def __repr__(self):
        return "<pep3118.Layout %s: %d bytes, from %s>" % (self.canonical, self.itemsize, self.source)


class Diff:
    """What differs between two layouts.  True where they have the same bytes, types and names.

    `str()` is a table with a row for each difference; `differences` has them as dictionaries
    (docs/json.md).
    """

    def __init__(self, same_bytes, same_types, same_names, text, json):
        self.same_bytes = same_bytes
        self.same_types = same_types
        self.same_names = same_names
        self.differences = tuple(_json.loads(json)["differences"])
        self._text = text

    def __bool__(self):
        return self.same_bytes and self.same_types and self.same_names

    def __str__(self):
        return self._text.rstrip("\n")

    def __repr__(self):
        return "<pep3118.Diff: %d differences>" % len(self.differences)


def layout(x, *, itemsize=None, dialect=None, target=None, strict=False):
    """The Layout of one item of `x`.

    The keywords are for formats: the exporter's itemsize in bytes, its dialect (`dialects()`), the
    target ABI (`targets()`), and whether to refuse what rests on an assumption.

    Raises FormatError for a format that is refused, TypeError for an object without a layout.
    """
    return Layout(*_core.layout(x, itemsize, dialect, target, strict))


def canonical(x, **reading):
    """The one spelling of the layout of `x`; NumPy, memoryview and Cython read it right."""
    return layout(x, **reading).canonical


def header(*xs, name="Record", namespace="", target=None, **named):
    """A C++ header with a struct for each `x`, as `pep3118c header` prints it.

    `header(array, name="Point")` for one, `header(Point=array, Line=dtype)` for several.
    """
    pairs = [(name, x) for x in xs] + list(named.items())
    return _core.header(pairs, namespace, target)


def emit(language, x, *, name="Record"):
    """The layout of `x` in a language: one of `languages()`, "json" or "table".

    `name` is what the type is called; "" names it after its layout. "svg" is a picture with `name` above.
    """
    if language == "json":
        return _core.layout(x)[0]
    if language == "table":
        return _core.table(x)
    return _core.emit(language, x, name)


def languages():
    """The names of the languages that `emit` writes source for."""
    return _core.languages()


def diff(a, b):
    """The Diff of two layouts."""
    return Diff(*_core.diff(a, b))


def explain(x, expected, *, level="names"):
    """Why `x` is not a buffer of `expected`, as a report with every difference; None where it is one.

    `level` is what must agree: "bytes" (every byte means the same), "types" (and the fields are the
    same but for their names) or "names".
    """
    return _core.explain(x, expected, level)


def check(x, expected, *, level="names"):
    """Whether the items of `x` have the layout of `expected`: `explain` as a bool."""
    return _core.explain(x, expected, level) is None


def asarray(x):
    """A NumPy array over the memory of `x` with exactly its layout; nothing but NumPy's own text
    scalars is copied.

    Right where `np.asarray` fails or misreads: ctypes structures with padding, nested records of
    Cython and pybind11, tails, explicit byte orders.
    """
    from pep3118 import _numpy
    return _numpy.asarray(x)


def describe(x):
    """An object that exports the memory of `x` under its canonical format; nothing is copied.

    NumPy, memoryview and Cython read it.  It holds the buffer of `x` as long as it lives, or until
    its `release()`.
    """
    return _core.describe(x)


def targets():
    """The names of the target ABIs."""
    return _core.targets()


def dialects():
    """The names of the dialects: who may have written a format."""
    return _core.dialects()
