# SPDX-License-Identifier: MIT
"""Layouts as NumPy dtypes.  Imported only by what needs NumPy."""

import numpy as np

from pep3118 import _core

_ORDER = {"little": "<", "big": ">", "none": "|"}
_LONG_DOUBLE = np.dtype("g")


def _scalar(field):
    """The dtype of one element; None where NumPy has none."""
    kind, size = field.kind, field.itemsize
    order = _ORDER[field.byteorder or "none"]
    if kind == "bool" and size == 1:
        return np.dtype("?")
    if kind in ("int", "uint") and size in (1, 2, 4, 8):
        return np.dtype("%s%s%d" % (order, "i" if kind == "int" else "u", size))
    if kind == "float" and field.code == "g" and size == _LONG_DOUBLE.itemsize:
        return _LONG_DOUBLE.newbyteorder(order)
    if kind == "float" and size in (2, 4, 8) and field.code != "g":
        return np.dtype("%sf%d" % (order, size))
    if kind == "complex" and field.code == "Zg" and size == 2 * _LONG_DOUBLE.itemsize:
        return np.dtype("G").newbyteorder(order)
    if kind == "complex" and size in (8, 16) and field.code != "Zg":
        return np.dtype("%sc%d" % (order, size))
    if kind in ("char", "bytes"):
        return np.dtype("S%d" % size)
    if kind == "ucs4":
        return np.dtype("%sU%d" % (order, size // 4))
    if kind in ("pointer", "function"):
        return np.dtype("%su%d" % (order, size))
    if kind == "object":
        return np.dtype("O")
    if kind in ("opaque", "pascal", "ucs2"):  # no such types in NumPy: their bytes
        return np.dtype("V%d" % size)
    return None


def _element(field):
    if field.kind != "record":
        found = _scalar(field)
        if found is None:
            raise TypeError("NumPy has no type for %r" % field)
        return found
    names = [inner.name for inner in field.fields]
    if len(set(names)) != len(names):
        raise TypeError("NumPy has no records with two fields of one name: %s" % ", ".join(names))
    return np.dtype({"names": names, "formats": [_typed(inner) for inner in field.fields],
                     "offsets": [inner.offset for inner in field.fields],
                     "itemsize": field.itemsize})


def _typed(field):
    element = _element(field)
    return np.dtype((element, field.shape)) if field.shape else element


def dtype_of(layout):
    return _typed(layout.item)


class _Interface:
    """The array interface of a described buffer, which it keeps alive."""

    def __init__(self, interface, owner):
        self.__array_interface__ = interface
        self.owner = owner


def asarray(x):
    if isinstance(x, np.ndarray):
        return np.asarray(x)  # it is one, with its own dtype
    if isinstance(x, (np.bytes_, np.str_)):
        return np.asarray(x)  # a copy: its buffer, if it has one, has bytes for items
    from pep3118 import layout
    element = layout(x).dtype.base
    described = _core.describe(x)
    if element.hasobject:
        raise TypeError("NumPy takes no Python objects from another object's memory")
    plain = np.dtype("V%d" % element.itemsize) if element.names is not None else element
    interface = dict(described.__array_interface__, typestr=plain.str)
    del interface["descr"]
    array = np.asarray(_Interface(interface, described))
    return array if plain is element else array.view(element)
