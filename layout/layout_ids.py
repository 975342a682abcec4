#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the rows of "Pinned layout ids" in canonical_test.cc.

The layouts are written out by hand below and serialised by the grammar in canonical.cc's comment, so
that the pins do not come from the code they test.
"""
import hashlib
import struct


def u64(n):
    return struct.pack("<Q", n)


def text(s):
    return u64(len(s.encode())) + s.encode()


def field(name, kind, order, fmt, offset, itemsize, alignment, shape=(), fields=()):
    out = text(name) + text(kind) + text(order) + text(fmt) + u64(offset) + u64(itemsize) + u64(alignment)
    out += u64(len(shape)) + b"".join(u64(d) for d in shape)
    return out + u64(len(fields)) + b"".join(fields)


def layout_id(item):
    return hashlib.sha256(b"pep3118 layout 1" + item).digest()[:16].hex()


X86 = "x86_64-linux-gnu"
POINT = [field("x", "int", "little", "", 0, 4, 4), field("y", "float", "little", "binary64", 8, 8, 8)]
ROWS = [
    (X86, "i", field("", "int", "little", "", 0, 4, 4)),
    (X86, "", field("", "record", "none", "", 0, 0, 1)),
    (X86, "T{i:x:d:y:}", field("", "record", "none", "", 0, 16, 8, (), POINT)),
    (X86, "(2,3)T{i:x:d:y:}", field("", "record", "none", "", 0, 16, 8, (2, 3), POINT)),
    (X86, "T{<i:x:d:y:}", field("", "record", "none", "", 0, 12, 1, (), [
        field("x", "int", "little", "", 0, 4, 1), field("y", "float", "little", "binary64", 4, 8, 1)])),
    (X86, "T{>i:x:d:y:}", field("", "record", "none", "", 0, 12, 1, (), [
        field("x", "int", "big", "", 0, 4, 1), field("y", "float", "big", "binary64", 4, 8, 1)])),
    (X86, "T{b:a:T{i:x:d:y:}:p:}", field("", "record", "none", "", 0, 24, 8, (), [
        field("a", "int", "none", "", 0, 1, 1), field("p", "record", "none", "", 8, 16, 8, (), POINT)])),
    (X86, "T{5s:s:(2)3w:w:6p:p:}", field("", "record", "none", "", 0, 40, 4, (), [
        field("s", "bytes", "none", "", 0, 5, 1), field("w", "ucs4", "little", "", 8, 12, 4, (2,)),
        field("p", "pascal", "none", "", 32, 6, 1)])),
    (X86, "T{?:b:Zf:z:g:l:P:p:O:o:X{}:f:}", field("", "record", "none", "", 0, 64, 16, (), [
        field("b", "bool", "none", "", 0, 1, 1), field("z", "complex", "little", "binary32", 4, 8, 4),
        field("l", "float", "little", "x87-80", 16, 16, 16), field("p", "pointer", "little", "", 32, 8, 8),
        field("o", "object", "little", "", 40, 8, 8), field("f", "function", "little", "", 48, 8, 8)])),
    (X86, "T{3x:gap:e:h:0i:none:}", field("", "record", "none", "", 0, 8, 2, (), [
        field("gap", "opaque", "none", "", 0, 3, 1), field("h", "float", "little", "binary16", 4, 2, 2),
        field("none", "int", "little", "", 8, 4, 1, (0,))])),
    ("m68k-linux-gnu", "T{c:c:d:d:}", field("", "record", "none", "", 0, 10, 2, (), [
        field("c", "char", "none", "", 0, 1, 1), field("d", "float", "big", "binary64", 2, 8, 2)])),
]


def main():
    for target, fmt, item in ROWS:
        print('{"%s", "%s", "%s"},' % (target, fmt, layout_id(item)))


if __name__ == "__main__":
    main()
