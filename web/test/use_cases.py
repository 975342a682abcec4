# SPDX-License-Identifier: MIT
"""What the page is for: typing, pasting, examples, refusals and fixes, targets, comparison, links, copies."""
import json
import time
import urllib.parse

import numpy
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import browser as chromium
from page_case import fragment
from recorded import EXAMPLES, Header


class UseCases:
    def test_typing_is_answered(self):
        self.page.open()
        self.assertEqual("empty", self.page.state)
        area = self.page.at("#text")
        area.send_keys("T{b:a:i:b:")
        self.page.settle()
        self.assertEqual("refused", self.page.state)
        area.send_keys("}")
        self.page.settle()
        # struct { signed char a; int b; } of the C ABI.
        self.assertEqual("ok", self.page.state)
        self.assertIn("8 bytes, 2 fields", self.page.verdict)
        self.assertEqual([["0", "a"], ["4", "b"]], [[row[0], row[3]] for row in self.page.rows() if row[2] != "--"])
        self.assertIn("Bytes of x86_64-linux-gnu", self.page.at("#picture-body svg").get_attribute("aria-label"))

    def test_paste_anywhere(self):
        self.page.open(fragment(format="T{(2)h:v:}"))
        self.page.at("#text").send_keys(Keys.CONTROL, "a")
        self.page.at("#text").send_keys(Keys.CONTROL, "c")
        self.page.open()
        ActionChains(self.page.browser).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
        self.page.settle()
        self.assertEqual("T{(2)h:v:}", self.page.at("#text").get_property("value"))
        self.assertIn("4 bytes, 1 field", self.page.verdict)
        self.assertEqual("text", self.page.run("return document.activeElement.id"))

    def test_every_example(self):
        self.page.open()
        titles = [button.text for button in self.page.all("#example-list button")]
        self.assertEqual(12, len(titles))
        checked = 0
        for title in titles:
            with self.subTest(title):
                self.page.click("#example-list button[data-title=%s]" % json.dumps(title))
                self.assertEqual(
                    "true",
                    self.page.at("#example-list button[data-title=%s]" % json.dumps(title)).get_attribute(
                        "aria-pressed"
                    ),
                )
                self.assertNotEqual("", self.page.text("#text-help"))
                if title not in EXAMPLES:
                    continue
                recorded, (places, itemsize) = EXAMPLES[title]
                if recorded is not None:
                    self.assertEqual(memoryview(recorded).format, self.page.at("#text").get_property("value"))
                    self.assertEqual(
                        str(memoryview(recorded).itemsize), self.page.at("#itemsize").get_property("value")
                    )
                self.assertEqual("ok", self.page.state)
                self.assertIn("%d bytes" % itemsize, self.page.verdict)
                rows = [(row[3], int(row[0])) for row in self.page.rows() if row[2] != "--" and row[0][0] != "+"]
                self.assertEqual(places, rows)
                checked += 1
        self.assertEqual(len(EXAMPLES), checked)

    def test_the_example_for_two_targets(self):
        self.page.open()
        self.page.click("#example-list button[data-title='Cython, two targets']")
        self.assertIn("32 bytes", self.page.verdict)
        # struct { char tag; long long; double; short } of i386's ABI: 4-byte alignment, 1+3+8+8+2+2.
        self.assertIn("i686-linux-gnu: itemsize 24, alignment 4", self.page.text("#verdict-body"))
        self.assertEqual(2, len(self.page.all("#targets li")))

    def test_a_refusal_has_its_place(self):
        self.page.open()
        self.page.click("#example-list button[data-title='Refused: bit fields']")
        header = memoryview(Header())
        self.assertEqual(header.format, self.page.at("#text").get_property("value"))
        self.assertEqual(str(header.itemsize), self.page.at("#itemsize").get_property("value"))
        self.assertEqual("refused", self.page.state)
        self.assertIn("itemsize-mismatch", self.page.text("#verdict-body"))
        # docs/errors.md: dangling-byte-order.
        self.page.put("#itemsize", "")
        self.page.put("#text", "T{i:x:<}")
        self.assertEqual("byte-order character with nothing after it", self.page.verdict)
        self.assertEqual("<", self.page.text(".caret mark"))
        mark, carets = [element.rect for element in self.page.all(".caret mark, .caret .carets")]
        self.assertAlmostEqual(mark["x"], carets["x"], delta=1)
        self.assertGreater(carets["y"], mark["y"])
        self.page.at(".where button:not(.fix)").click()
        self.assertEqual(
            "text 6 7",
            self.page.run("const a = document.activeElement; return `${a.id} ${a.selectionStart} ${a.selectionEnd}`"),
        )

    def test_the_place_counts_bytes_and_the_page_characters(self):
        # 2, 3 and 4 bytes of UTF-8, the last of them two units of UTF-16.
        for name in ("\u00e9", "\u4e2d", "\U0001f600"):
            with self.subTest(name):
                text = "T{i:%s:<}" % name
                self.page.open(fragment(format=text))
                self.assertEqual("<", self.page.text(".caret mark"))
                self.assertIn("byte %d" % text.encode().index(b"<"), self.page.text(".where button:not(.fix)"))
                self.page.at(".where button:not(.fix)").click()
                picked = self.page.run(
                    "const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd)"
                )
                self.assertEqual("<", picked)

    def test_a_fix_is_a_click(self):
        # The unclosed record, and a dtype given as a format: NumPy reads what is left after the click.
        self.page.open(fragment(format="T{b:a:i:b:"))
        self.page.click("#verdict .fix")
        self.assertEqual("T{b:a:i:b:}", self.page.at("#text").get_property("value"))
        self.assertEqual("ok", self.page.state)
        self.assertEqual("text", self.page.run("return document.activeElement.id"))
        text = "[('x', '<f4'), ('y', '<f8')]"
        self.page.put("#text", text)
        self.assertEqual("refused", self.page.state)
        self.page.click("#verdict .fix")
        self.assertEqual(text, self.page.at("#text").get_property("value"))
        self.assertTrue(self.page.at("input[name=kind][value=dtype]").is_selected())
        self.assertIn("%d bytes" % numpy.dtype([("x", "<f4"), ("y", "<f8")]).itemsize, self.page.verdict)

    def test_targets_side_by_side(self):
        self.page.open(fragment(format="T{l:n:d:x:}"))
        self.assertIn("16 bytes", self.page.verdict)
        self.page.choose("#target", "i686-linux-gnu")
        self.page.click("#add-target")
        # long is 4 bytes on i686, and double is aligned to 4.
        self.assertIn("i686-linux-gnu: itemsize 12, alignment 4", self.page.text("#verdict-body"))
        self.assertEqual(2, self.page.run("return document.querySelectorAll('#picture-body .p3-panel').length"))
        self.page.click("#targets li:first-child button")
        self.assertIn("12 bytes", self.page.verdict)
        self.assertEqual("i686-linux-gnu", self.page.text("#targets"))
        self.assertEqual(0, len(self.page.all("#targets button")))

    def test_comparison(self):
        self.page.open()
        self.page.click("#example-list button[data-title='Why does it not fit?']")
        self.assertEqual("misfit", self.page.state)
        self.assertIn("does not fit", self.page.verdict)
        self.assertIn("itemsize: expected 16, found 9", self.page.text("#verdict-body"))
        self.assertIn("w", [cell.text for cell in self.page.all("#source-body td:first-child")])
        self.assertEqual(2, len(self.page.all("#picture-body svg")))
        # The same record written with its padding: the C ABI's 7 bytes before a double.
        self.page.put("#text-b", "T{c:tag:7xd:w:}")
        self.page.put("#itemsize-b", "16")
        self.assertEqual("ok", self.page.state)
        self.assertIn("the second fits", self.page.verdict)
        self.page.put("#text-b", "T{c:tag:7xd:w:")
        self.assertEqual("misfit", self.page.state)
        self.assertIn("the second is refused", self.page.verdict)
        self.page.click("#compare")
        self.assertEqual("ok", self.page.state)
        self.assertEqual("true", self.page.at("#tab-table").get_attribute("aria-selected"))

    def test_a_link_carries_the_state(self):
        given = {
            "format": "T{c:tag:7xd:w:}",
            "itemsize": "16",
            "dialect": "cython",
            "view": "rust",
            "with": "T{<i:\u00e9 &=#%+:}",
            "with-itemsize": "4",
        }
        targets = [("target", "x86_64-linux-gnu"), ("target", "s390x-linux-gnu")]
        self.page.open(fragment(*(list(given.items()) + targets)))
        self.page.run("document.getElementById('copy-link').click()")
        time.sleep(0.1)
        address = self.page.run("return location.hash.slice(1)")
        pairs = urllib.parse.parse_qsl(address, keep_blank_values=True, strict_parsing=True)
        self.assertEqual(sorted(list(given.items()) + targets), sorted(pairs))
        before = self.page.text("#source-body")
        self.page.open(address)
        self.assertEqual(before, self.page.text("#source-body"))
        self.assertIn("pub struct", before)
        self.assertEqual("T{<i:\u00e9 &=#%+:}", self.page.at("#text-b").get_property("value"))
        # A link that is pasted over the open page.
        self.page.run("location.hash = 'format=h'; document.getElementById('page').dataset.waiting = ''")
        self.page.settle()
        self.assertIn("2 bytes", self.page.verdict)
        self.assertFalse(self.page.at("#compare").is_selected())

    def test_copies_are_whole(self):
        self.page.open(fragment(format="T{b:a:i:b:}", view="json"))
        for button, expected in (
            ("#copy-source", '"layout_id"'),
            ("#copy-picture", "<svg "),
            ("#verdict dd button", "T{b:a:3xi:b:}"),
            ("#copy-link", "format="),
        ):
            with self.subTest(button):
                self.page.at(button).click()
                self.assertIn(expected, self.pasted())
        self.page.at("#copy-source").click()
        self.assertEqual(8, json.loads(self.pasted())["itemsize"])
        # More than the page shows.
        many = "T{%s}" % "".join("i:field%d:" % number for number in range(2000))
        self.page.put("#text", many)
        self.assertIn("not shown", self.page.text("#source-body"))
        shown = len(self.page.text("#source-body"))
        self.page.at("#copy-source").click()
        whole = json.loads(self.pasted(more_than=shown))
        self.assertEqual(2000, len(whole["type"]["fields"]))
        self.assertLess(shown, 50_000)

    def pasted(self, more_than=0):
        """What the clipboard holds, by pasting it where nothing listens."""
        end = time.monotonic() + chromium.PATIENCE
        self.page.run("const a = document.createElement('textarea'); a.id = 'sink'; document.body.append(a)")
        try:
            while True:
                time.sleep(0.1)
                self.page.run("const a = document.getElementById('sink'); a.value = ''; a.focus()")
                ActionChains(self.page.browser).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
                text = self.page.run("return document.getElementById('sink').value")
                if len(text) > more_than or time.monotonic() > end:
                    return text
        finally:
            self.page.run("document.getElementById('sink').remove()")
