# SPDX-License-Identifier: MIT
"""Conversions against NumPy: its assignment of a field is the truth for what it holds exactly, and
Python's integers and fractions for what it does not.

The dtypes are other ones at every run; the seed is printed, and can be given.
"""

import fractions
import itertools
import math
import pathlib
import random
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import convert_test_module as module
import numpy as np

SEED = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else time.time_ns()
INTEGERS = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]
FLOATS = ["f2", "f4", "f8", "g"]
NUMBERS = ["?"] + INTEGERS + FLOATS


def digits(dtype):
    """Binary digits of its values, the sign not counted."""
    if dtype.kind == "b":
        return 1
    if dtype.kind in "iu":
        return dtype.itemsize * 8 - (dtype.kind == "i")
    return np.finfo(dtype).nmant + 1
    return np.finfo(dtype).nmant + 1 + (dtype.char == "g" and np.finfo(dtype).nmant == 63) * 0


def holds_all(to, source):
    """Whether `to` holds every value of `source`."""
    if source.kind == "b":
        return True
    if to.kind == "b" or source.kind == "f" and to.kind != "f":
        return False
    if source.kind == "f":
        return to.itemsize >= source.itemsize
    return digits(to) >= digits(source) and (to.kind != "u" or source.kind != "i")


def values_of(dtype, rng, count):
    """Random bytes, small numbers and edges."""
    raw = np.frombuffer(rng.randbytes(count * dtype.itemsize), dtype).copy()
    native = dtype.newbyteorder("=")
    if dtype.kind == "b":
        return raw
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        edges = [info.min, info.max, 0, 1, 2, 2049, 65504, 65520, 2**24 + 1, 2**53 + 1, -1, -129]
        edges = [edge for edge in edges if info.min <= edge <= info.max]
    else:
        edges = [0.0, -0.0, 1.0, 0.5, -1.5, 127.0, 128.0, -128.0, 255.0, 65504.0, 65519.0, 65520.0]
        edges += [2.0**31, -(2.0**31), 2.0**63, -(2.0**63), 2.0**64, 1e39, math.inf, -math.inf]
        edges += [math.nan, 1 + 2.0**-11 + 2.0**-40, 2.0**-24, 1.5 * 2.0**-25]
        with np.errstate(all="ignore"):
            edges = [edge for edge in edges if not math.isfinite(edge) or np.isfinite(native.type(edge))]
        if dtype.char == "g":  # random bits are not always a number
            with np.errstate(all="ignore"):
                raw = np.frombuffer(rng.randbytes(count * 8), "f8").astype(dtype)
    for i in range(count):
        if rng.random() < 0.6:
            raw[i] = rng.choice(edges)
        elif dtype.kind in "iu" and rng.random() < 0.5:
            raw[i] = rng.randrange(100)
    return raw


def exact(value):
    """A Python number that equals the NumPy one."""
    if value.dtype.kind == "b":
        return int(value.view("u1") != 0)
    if value.dtype.kind in "iu":
        return int(value)
    if not np.isfinite(value):
        return float(value)
    high = float(value)
    if not math.isfinite(high):
        high = math.copysign(sys.float_info.max, high)
    low = float(value - value.dtype.type(high))
    return fractions.Fraction(high) + fractions.Fraction(low)


def nearest(value, to):
    """The nearest value of dtype `to`, and whether a checked conversion allows it."""
    number = exact(value)
    special = isinstance(number, float)
    if to.kind == "b":
        return number != 0, not special and number in (0, 1)
    if to.kind in "iu":
        info = np.iinfo(to)
        if special:
            if math.isnan(number):
                return 0, False
            return (info.max if number > 0 else info.min), False
        whole = math.trunc(number)
        return min(max(whole, info.min), info.max), whole == number and info.min <= whole <= info.max
    if value.dtype.kind == "b":
        return to.type(number), True
    with np.errstate(all="ignore"):
        # NumPy rounds a long double twice on the way to a half; these are all doubles.
        once = value.astype("f8") if value.dtype.char == "g" and to.itemsize == 2 else value
        rounded = once.astype(to.newbyteorder("="))
    if not special and np.isinf(rounded):
        limit = np.finfo(to).max
        return (limit if number > 0 else -limit), False
    if value.dtype.kind in "iu":
        # An integer is exact when its digits without trailing zeros fit.
        magnitude = abs(number)
        while magnitude and magnitude % 2 == 0:
            magnitude //= 2
        return rounded, magnitude.bit_length() <= digits(to)
    return rounded, True


def same(a, b):
    """Equal in value, NaNs too, and in the sign of a zero."""
    if a.dtype.kind not in "fc":
        return np.array_equal(a, b)
    if a.dtype.kind == "c":
        return same(a.real, b.real) and same(a.imag, b.imag)
    both = np.isnan(a) & np.isnan(b)
    return bool(np.all(both | ((a == b) & (np.signbit(a) == np.signbit(b)))))


class NumbersTest(unittest.TestCase):
    def test_every_pair_of_numbers(self):
        rng = random.Random(SEED)
        pairs = 0
        for from_code, to_code in itertools.product(NUMBERS, NUMBERS):
            for from_order, to_order in itertools.product("<>", "<>"):
                source, target = self.dtype(from_order, from_code), self.dtype(to_order, to_code)
                if source is None or target is None:
                    continue
                pairs += 1
                self.check_pair(values_of(source, rng, 40), target, rng)
        self.assertGreater(pairs, 500)

    @staticmethod
    def dtype(order, code):
        if code == "g":
            return np.dtype("g") if order == "<" else None
        return np.dtype(order + code)

    def check_pair(self, values, target, rng):
        source = values.dtype
        what = f"{source.str} to {target.str}, seed {SEED}"
        scalars = [values[i] if source.kind != "b" else values[i : i + 1][0] for i in range(len(values))]
        expected = [nearest(scalar, target) for scalar in scalars]
        if source.kind == "b":
            truth = [byte != 0 for byte in values.view("u1")]
            expected = [(bool(value) if target.kind == "b" else target.type(value), True) for value in truth]
        out = np.zeros(len(values), target)
        if holds_all(target, source):
            module.convert(values, out, "refused", "refused", rng.choice(module.movers()))
            wanted = np.array([value for value, _ in expected], target)
            self.assertTrue(same(out, wanted), what)
            self.assertTrue(all(fits for _, fits in expected), what)
            return
        with self.assertRaises(TypeError, msg=what):
            module.convert(values, out, "refused", "refused", "plain")
        module.convert(values, out, "saturating", "refused", "plain")
        wanted = np.zeros(len(values), target)
        for i, (value, _) in enumerate(expected):
            wanted[i] = value
        self.assertTrue(same(out, wanted), f"{what}: {values} {out} {wanted}")
        for i, (value, fits) in enumerate(expected):
            single = np.zeros(1, target)
            answer = module.convert(values[i : i + 1], single, "checked", "refused", "plain")
            self.assertEqual(not isinstance(answer, tuple), fits, f"{what}: {values[i]}")
            if fits:
                self.assertTrue(same(single, wanted[i : i + 1]), f"{what}: {values[i]}")


class Maker:
    """Random pairs of dtypes of which the second holds what the first does."""

    def __init__(self, rng):
        self.rng = rng

    def order(self, dtype):
        return dtype.newbyteorder(self.rng.choice("<>")) if dtype.char not in "gG" else dtype

    def pair(self, depth):
        """(source, target) of one field, without its shape."""
        rng = self.rng
        kind = rng.choice(["number"] * 5 + ["complex", "bytes", "text", "same"] + ["record"] * (depth < 2))
        if kind == "record":
            return self.records(depth + 1)
        if kind == "bytes":
            size = rng.randrange(1, 20)
            return np.dtype(f"S{size}"), np.dtype(f"S{size + rng.choice([0, 0, 1, 7])}")
        if kind == "text":
            size = rng.randrange(1, 6)
            return self.order(np.dtype(f"U{size}")), self.order(np.dtype(f"U{size + rng.choice([0, 0, 2])}"))
        if kind == "complex":
            source = np.dtype(rng.choice(["F", "D", "f", "i2", "u1"]))
            return self.order(source), self.order(np.dtype(rng.choice(["D", "D", "G"])))
        source = np.dtype(rng.choice(NUMBERS))
        targets = [source] if kind == "same" else [
            np.dtype(code) for code in NUMBERS if holds_all(np.dtype(code), source)]
        return self.order(source), self.order(rng.choice(targets))

    def records(self, depth=0):
        rng = self.rng
        names = [f"f{i}" for i in range(rng.randrange(1, 9))]
        sources, targets = {}, {}
        uniform = rng.random() < 0.3
        for name in names:
            if uniform and sources:
                source, target = sources[names[0]], targets[names[0]]
            else:
                source, target = self.pair(depth)
                if rng.random() < 0.25:
                    shape = tuple(rng.randrange(1, 5) for _ in range(rng.randrange(1, 3)))
                    source, target = np.dtype((source, shape)), np.dtype((target, shape))
            sources[name], targets[name] = source, target
        return self.place(names, sources), self.place(
            [name for name in names if rng.random() < 0.8] or names, targets)

    def place(self, names, types):
        """A record of these fields: packed, aligned, or with holes of any length."""
        rng = self.rng
        names = list(names)
        if rng.random() < 0.5:
            rng.shuffle(names)
        way = rng.choice(["packed", "aligned", "holes"])
        if way != "holes":
            return np.dtype([(name, types[name]) for name in names], align=way == "aligned")
        offsets, end = [], 0
        for name in names:
            end += rng.choice([0, 0, 1, 4])
            offsets.append(end)
            end += types[name].itemsize
        return np.dtype({"names": names, "formats": [types[name] for name in names],
                         "offsets": offsets, "itemsize": end + rng.choice([0, 0, 3])})


def fill(array, rng):
    """Random values in every field."""
    if array.dtype.names:
        for name in array.dtype.names:
            fill(array[name], rng)
        return
    count = array.size
    dtype = array.dtype
    if dtype.kind == "S":
        values = np.array([bytes(rng.choice(b"\0ab\xff") for _ in range(dtype.itemsize))
                           for _ in range(count)], dtype)
    elif dtype.kind == "U":
        values = np.array(["".join(rng.choice("a\u00e9\u20ac\U0001f600") for _ in range(dtype.itemsize // 4))
                           for _ in range(count)], dtype)
    elif dtype.kind == "c":
        part = np.dtype({"F": "f", "D": "d", "G": "g"}[dtype.char]).newbyteorder(dtype.byteorder)
        values = np.empty(count, dtype)
        values.real, values.imag = values_of(part, rng, count), values_of(part, rng, count)
    elif dtype.kind == "b":
        values = np.array([rng.random() < 0.5 for _ in range(count)])
    else:
        values = values_of(dtype, rng, count)
    array[...] = values.reshape(array.shape)


def assign(to, source):
    """NumPy's own conversion, field by field."""
    if to.dtype.names:
        for name in to.dtype.names:
            assign(to[name], source[name])
    else:
        with np.errstate(all="ignore"):
            to[...] = source


def compare(test, out, wanted, what):
    if out.dtype.names:
        for name in out.dtype.names:
            compare(test, out[name], wanted[name], what)
    else:
        test.assertTrue(same(out, wanted), what)


def hole_mask(dtype):
    """True for each byte of an item that belongs to no field."""
    mask = np.ones(dtype.itemsize, bool)
    if dtype.names:
        for name in dtype.names:
            field, offset = dtype.fields[name][:2]
            base, count = field.base, field.itemsize // max(field.base.itemsize, 1)
            for i in range(count):
                begin = offset + i * base.itemsize
                mask[begin : begin + base.itemsize] = hole_mask(base)
    else:
        mask[:] = False
        if dtype.char == "g" and np.finfo(dtype).nmant == 63:
            mask[10:] = True
        if dtype.char == "G" and np.finfo(dtype).nmant == 63:
            mask[10:16] = mask[26:] = True
    return mask


def has_long_double(dtype):
    if dtype.names:
        return any(has_long_double(dtype[name].base) for name in dtype.names)
    return dtype.char in "gG"


class RecordsTest(unittest.TestCase):
    def test_random_records(self):
        rng = random.Random(SEED)
        shuffled = 0
        for number in range(400):
            source, target = Maker(rng).records()
            what = f"{source} to {target}, seed {SEED}, number {number}"
            shape = tuple(rng.randrange(1, 40) for _ in range(rng.randrange(0, 3)))
            array = np.zeros(shape, source)
            fill(array, rng)
            if shape and rng.random() < 0.5:
                array = array[tuple(slice(None, None, rng.choice([1, 2, -1, -3])) for _ in shape)]
            if len(shape) == 2 and rng.random() < 0.3:
                array = array.T
            wanted = np.zeros(array.shape, target)
            assign(wanted, array)
            for mover in module.movers():
                memory = bytearray(b"\xee" * (target.itemsize * array.size))
                out = np.frombuffer(memory, target).reshape(array.shape)
                chunks = module.convert(array, out, "refused", "refused", mover)
                shuffled += chunks > 0
                compare(self, out, wanted, f"{what}, {mover}")
                items = np.frombuffer(memory, np.uint8).reshape(-1, target.itemsize)
                self.assertTrue(np.all(items[:, hole_mask(target)] == 0xEE), f"{what}, {mover}")
        self.assertGreater(shuffled, 50 if len(module.movers()) > 1 else -1)

    def test_byte_order_in_place(self):
        rng = random.Random(SEED)
        converted = 0
        for number in range(100):
            source = Maker(rng).records()[0]
            if has_long_double(source):
                continue  # there is none in the other byte order
            converted += 1
            target = source.newbyteorder("S")
            array = np.zeros(17, source)
            fill(array, rng)
            wanted = np.zeros(17, target)
            assign(wanted, array)
            module.convert(array, array, "refused", "refused", module.movers()[-1], wanted[:1])
            compare(self, array.view(target), wanted, f"{source}, seed {SEED}, number {number}")
        self.assertGreater(converted, 20)

    def test_first_value_that_does_not_fit(self):
        rng = random.Random(SEED)
        for _ in range(100):
            shape = (rng.randrange(1, 60), rng.randrange(1, 60))
            array = np.zeros(shape, [("a", "u1"), ("b", ">i8", 3)])
            bad = rng.randrange(array.size)
            array["b"][np.unravel_index(bad, shape)][rng.randrange(3)] = 40000
            out = np.zeros(shape, [("b", "<i2", 3), ("a", "i4")])
            if rng.random() < 0.5:
                array = np.asfortranarray(array)
            self.assertEqual(module.convert(array, out, "checked", "refused", "plain"), (bad, "b"))


if __name__ == "__main__":
    print("seed", SEED)
    unittest.main()
