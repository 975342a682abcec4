#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reads the pictures of `emit svg` and `layout --svg` back, as a viewer sees them.

usage: svg_places_test.py PEP3118C INJECTION.json ABI_SAMPLE.json CAPTURE.json...

Every picture is read by expat. The bytes of a box are those whose column and row numbers its rectangles
cover; they are held to what exporters said of their records, and to what C compilers on 30 targets made
of the same structs. Colors are held to the contrast that WCAG 2.1 asks for at level AA.
"""

import collections
import json
import os
import random
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree
import xml.parsers.expat

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "testdata"))
import emitted_sources  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
# All that a picture consists of: nothing that runs, nothing that refers to anything.
ALLOWED = {
    "svg": {"class", "width", "height", "viewBox", "role", "aria-label"},
    "title": set(), "desc": set(), "style": set(),
    "g": {"class", "transform", "font-family", "font-size", "fill"},
    "rect": {"class", "fill", "stroke", "stroke-width", "stroke-dasharray", "x", "y", "width", "height", "rx"},
    "path": {"class", "fill", "stroke", "stroke-dasharray", "d"},
    "text": {"class", "fill", "x", "y", "font-size", "font-weight", "text-anchor", "textLength", "lengthAdjust"},
}
SEED = int(os.environ.get("PEP3118_SEED", random.randrange(10**9)))
TITLE = re.compile(r"(?:(.*): )?(?:(.*), )?offset (\d+), (\d+) bytes?", re.DOTALL)
GAP = re.compile(r"bytes (\d+) to (\d+) not drawn(: .*)?")


def parsed(data):
    """The root, after expat has read every byte of it and nothing unknown was found."""
    xml.parsers.expat.ParserCreate().Parse(data, True)
    assert re.fullmatch(rb"[\n -~]*", data), "not plain ASCII"
    root = ElementTree.fromstring(data)
    for element in root.iter():
        name = element.tag.replace(SVG, "")
        assert set(element.attrib) <= ALLOWED[name], (name, element.attrib)
        for value in list(element.attrib.values()) + ([element.text or ""] if name == "style" else []):
            assert "url" not in value.lower() or name == "svg", value
            assert "@import" not in value
    assert root.get("role") == "img" and root.get("aria-label")
    assert root[0].tag == SVG + "title" and root[1].tag == SVG + "desc"
    return root


class Panel:
    """A panel's boxes by path, each as the set of bytes that its rectangles cover."""

    def __init__(self, element):
        texts = [(t.get("class"), int(t.get("x")), int(t.get("y")), t.text) for t in element.iter(SVG + "text")]
        self.title = next(text for cls, _, _, text in texts if cls is None)
        columns = [(x, int(text)) for cls, x, _, text in texts if cls == "p3-column"]
        rows = [(y, int(text)) for cls, _, y, text in texts if cls == "p3-row"]
        self.rows = {byte + column for _, byte in rows for _, column in columns}
        self.boxes = collections.defaultdict(list)  # (class, path): sets of bytes
        self.covered = collections.Counter()
        self.gap = set()
        self.wrong = []
        for box in element.iter(SVG + "g"):
            kind = (box.get("class") or "").replace("p3-", "")
            if kind == "gap":
                first, last = GAP.fullmatch(box.find(SVG + "text").text).group(1, 2)
                self.gap |= set(range(int(first), int(last) + 1))
            if kind not in ("field", "padding", "rest", "record"):
                continue
            path, type_text, offset, size = TITLE.fullmatch(box.find(SVG + "title").text).groups()
            drawn = set()
            for rect in box.iter(SVG + "rect"):
                if rect.get("class") == "p3-page":
                    continue  # behind words
                x, y, width, height = (int(rect.get(key)) for key in ("x", "y", "width", "height"))
                # A group's rectangle is above the middle of its row.
                below = [(row_y, byte) for row_y, byte in rows if row_y >= y]
                row_y, byte = min(below)
                assert kind == "record" or row_y <= y + height
                drawn |= {byte + column for column_x, column in columns if x <= column_x <= x + width}
            self.boxes[kind, path or ""].append(drawn)
            if kind != "record":
                self.covered.update(drawn)
            # The words agree with what is seen.
            if drawn != self.visible(int(offset), int(offset) + int(size)):
                self.wrong.append((path, type_text, sorted(drawn)[:9], offset, size))

    def bytes_of(self, path):
        """The bytes of a field or of its whole array."""
        found = [drawn for kind in ("record", "field", "rest") for drawn in self.boxes.get((kind, path), [])
                 if kind != "rest" or not self.boxes.get(("record", path))]
        assert len(found) == 1, (path, found)
        return found[0]

    def check(self, itemsize):
        """Every byte of the item is in one box or said not to be drawn."""
        assert not self.wrong, self.wrong[:3]
        assert set(self.covered) | self.gap == set(range(itemsize)), (len(self.covered), len(self.gap), itemsize)
        assert not set(self.covered) & self.gap and max(self.covered.values(), default=1) == 1

    def visible(self, begin, end):
        return set(range(begin, end)) & self.rows


def panels(data):
    return [Panel(element) for element in parsed(data).iter(SVG + "g") if element.get("class") == "p3-panel"]


def picture_path(path, shapes):
    """a/b of an exporter as the picture has it, the first elements of arrays of records."""
    text, whole = "", ""
    for part in path.split("/"):
        if whole:
            text += "[0]" * len(shapes[whole]) + "."
        whole = whole + "/" + part if whole else part
        text += part
    return text


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Places(unittest.TestCase):
    def test_recorded_records(self):
        """Where NumPy, ctypes and the others say that their fields are."""
        records = emitted_sources.records(TOOL, CAPTURES)
        random.Random(5).shuffle(records)
        fields = left_out = 0
        manifest = "".join("Case%d = %s\n" % (i, text) for i, (text, _, _) in enumerate(records))
        done = emitted_sources.emit(TOOL, "svg", "-f", "-", text=manifest.encode("utf-8", "surrogateescape"))
        self.assertEqual(done.returncode, 0, done.stderr[:500])
        drawn = panels(done.stdout)
        self.assertEqual(len(drawn), len(records))
        for panel, (text, itemsize, truth) in zip(drawn, records):
            with self.subTest(text):
                panel.check(itemsize)
                if truth and isinstance(truth[0], dict):
                    truth = [[f["path"], f["offset"], f["size"], f["shape"], f["kind"]] for f in truth]
                shapes = {path: shape for path, _, _, shape, _ in truth}
                for path, offset, size, shape, kind in truth:
                    if not all(re.fullmatch(r"[A-Za-z0-9_]+", part) for part in path.split("/")):
                        continue
                    count = 1
                    for dimension in shape:
                        count *= dimension
                    outer = [shapes["/".join(path.split("/")[:i])] for i in range(1, path.count("/") + 1)]
                    if size * count == 0 or any(0 in one for one in outer):
                        continue
                    name = picture_path(path, shapes)
                    if kind == "record" and shape:
                        name, count = name + "[0]" * len(shape), 1  # boxes are of elements
                    if not any(panel.boxes.get((one, name)) for one in ("record", "field", "rest")):
                        left_out += 1  # in a record that is too deep, or after many boxes
                        continue
                    seen = panel.bytes_of(name)
                    if kind == "record":  # formats leave out the tails of records in records
                        self.assertEqual(min(seen), offset)
                    else:
                        self.assertEqual(seen, panel.visible(offset, offset + size * count))
                    fields += 1
        print("records", len(records), "fields", fields, "left out", left_out)
        self.assertLess(left_out, fields // 100)
        self.assertGreater(len(records), 1500)
        self.assertGreater(fields, 8000)

    def test_compiled_structs(self):
        """Where compilers place the same members on 30 targets, drawn side by side."""
        with open(ABI_SAMPLE, encoding="utf-8") as file:
            sample = json.load(file)
        members = 0
        options = [word for target in sample["targets"] for word in ("--target", target)]
        for struct in sample["structs"]:
            with self.subTest(struct["format"]):
                done = emitted_sources.run(TOOL, "layout", "--svg", "--dialect", "pep3118", *options, "--",
                                           struct["format"])
                self.assertEqual(done.returncode, 0, done.stderr)
                drawn = panels(done.stdout)
                self.assertEqual([panel.title for panel in drawn], sample["targets"])
                places = [struct["layouts"][i] for i in struct["by_target"]]
                differing = {path for i, path in enumerate(struct["paths"])
                             if len({(place[2][i], place[3][i]) for place in places}) > 1}
                for panel, (size, _, offsets, sizes) in zip(drawn, places):
                    panel.check(size)
                    for path, offset, length in zip(struct["paths"], offsets, sizes):
                        found = [b for kind in ("record", "field") for b in panel.boxes.get((kind, path), [])]
                        if not found:
                            continue  # an array of records, whose boxes are of elements; or not drawn
                        self.assertEqual(found[0], panel.visible(offset, offset + length), (panel.title, path))
                        members += 1
                marks = done.stdout.count(b'class="p3-mark"')
                self.assertTrue(marks > 0 or not differing)
        print("members", members)
        self.assertGreater(members, 7000)

    def test_long_runs_are_left_out(self):
        for text, itemsize, longest in (
                ("T{i:x:4096s:text:(100)T{d:a:h:b:}:rows:(1000)f:v:B:tail:}", None, 40000),
                ("T{B:a:1000000x:gap:B:b:}", 1000002, 10000),
                ("(500000)h", 1000000, 20000),
                ("T{%s}" % "".join("h:x%d:" % i for i in range(4000)), 8000, 300000),
                ("(4)T{%s}" % "".join("h:x%d:" % i for i in range(4000)), 32000, 300000)):
            with self.subTest(text[:60]):
                done = emitted_sources.run(TOOL, "layout", "--svg", text)
                self.assertEqual(done.returncode, 0)
                self.assertLess(len(done.stdout), longest)
                panel, = panels(done.stdout)
                size = itemsize or max(panel.covered) + 1
                panel.check(size)
                self.assertGreater(len(panel.gap), size // 2)


class HostileNames(unittest.TestCase):
    def test_names_of_fields(self):
        names = emitted_sources.hostile_names(INJECTION, "field")
        names += [b"</text><script>x()</script>", b"]]>", b"<!--", b"-->", b"&lt;", b"&#0;", b"\"'", b"\x01\x1f\x7f",
                  b"\xef\xbf\xbf", "\u202eabc\u2066".encode(), b"a" * 60000, "\U0001f600".encode() * 5000]
        read = 0
        for name in names:
            with self.subTest(name[:80]):
                text = b"T{i:" + name + b":(3)T{d:" + name + b":}:r:}"
                done = emitted_sources.emit(TOOL, "svg", "-", text=text)
                if done.returncode == 1:
                    continue  # not a name: refused with a reason
                self.assertEqual(done.returncode, 0, done.stderr)
                root = parsed(done.stdout)
                self.assertEqual(len([g for g in root.iter(SVG + "g") if g.get("class") == "p3-field"]), 4)
                if re.fullmatch(rb"[!-~]{1,190}", name):
                    titles = [t.text for t in root.iter(SVG + "title")]
                    self.assertIn(name.decode() + ": int32, offset 0, 4 bytes", titles)
                read += 1
        print("names of fields", read)
        self.assertGreater(read, 60)

    def test_names_of_items(self):
        for name in (b"</svg>", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"]]>&<--", b"\x01\x1b[2J", b"a" * 5000,
                     "größe \u202e".encode()):
            with self.subTest(name):
                done = emitted_sources.emit(TOOL, "svg", "--name", name, "T{i:x:}")
                self.assertEqual(done.returncode, 0, done.stderr)
                parsed(done.stdout)

    def test_random_names(self):
        rng = random.Random(SEED)
        for _ in range(150):
            names = ["x" + "".join(rng.choice("<>&'\"-![]\\\x01\x1b\x7f\x80\xa0\xad\xe4\u0301\u05d0\u200b\u202e\u2028\u65e5"
                                              "\ufdd0\ufeff\ufffe\uffff\U0001f600\U000e0041\U0010ffff")
                                   for _ in range(rng.randrange(30))) for _ in range(20)]
            text = "T{" + "".join("h:%s:" % name for name in names) + "}"
            done = emitted_sources.emit(TOOL, "svg", "--name", names[0], "-", text=text.encode())
            self.assertEqual(done.returncode, 0, done.stderr)
            fields = [g for g in parsed(done.stdout).iter(SVG + "g") if g.get("class") == "p3-field"]
            self.assertEqual(len(fields), 20)
        for _ in range(150):  # names of items need not be UTF-8
            name = b"x" + bytes(rng.randrange(1, 256) for _ in range(rng.randrange(1, 40)))
            done = emitted_sources.emit(TOOL, "svg", "--name", name, "i")
            self.assertEqual(done.returncode, 0, (name, done.stderr))
            parsed(done.stdout)


class Colors(unittest.TestCase):
    def test_contrast(self):
        text = "T{%s(2)T{d:a:}:r:4x}" % "".join("i:x%d:" % i for i in range(8))
        root = parsed(emitted_sources.run(TOOL, "layout", "--svg", text).stdout)
        light = {e.get("class"): (e.get("fill"), e.get("stroke")) for e in root.iter() if e.get("fill")}
        style = root.find(SVG + "style").text
        self.assertIn("(prefers-color-scheme:dark)", style)
        dark = {"p3-" + name: (fill, stroke)
                for name, fill, stroke in re.findall(r"\.p3-(\w+)\{fill:([^;]+);stroke:([^}]+)\}", style)}
        pairs = 0
        for theme in (light, dark):
            page, ink = theme["p3-page"][0], theme["p3-text"][0]
            self.assertGreaterEqual(contrast(theme["p3-label"][0], page), 4.5)
            for name in ["p3-f%d" % i for i in range(8)] + ["p3-group", "p3-hole", "p3-page"]:
                fill, stroke = theme[name]
                self.assertGreaterEqual(contrast(ink, fill), 4.5, name)
                if name != "p3-page":  # edges, so that boxes are seen without color
                    self.assertGreaterEqual(contrast(stroke, page), 3, name)
                    self.assertGreaterEqual(contrast(stroke, fill), 3, name)
                pairs += 1
        self.assertEqual(pairs, 22)


if __name__ == "__main__":
    print("seed", SEED)
    TOOL, INJECTION, ABI_SAMPLE, *CAPTURES = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
