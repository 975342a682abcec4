# SPDX-License-Identifier: MIT
"""Where things are on the page: by keyboard, in every width, and while one types."""
import json
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from page_case import fragment
from recorded import EXAMPLES

# Of the parts that must not move.
PLACES = """
return ['text', 'itemsize', 'verdict', 'examples', 'picture', 'source'].map(
  (id) => document.getElementById(id).getBoundingClientRect().toJSON());
"""


class LayoutCases:
    def test_by_keyboard_alone(self):
        self.page.open(fragment(format="T{b:a:i:b:}"))
        self.page.run("document.activeElement.blur()")
        keys = lambda *given: ActionChains(self.page.browser).send_keys(*given).perform()
        order = []
        for _ in range(60):
            keys(Keys.TAB)
            focused = self.page.run(
                "const a = document.activeElement;"
                "return a === document.body ? '' : a.id || a.name || a.dataset.title || a.textContent"
            )
            if not focused or (order and focused == order[0]):
                break
            order.append(focused)
        expected = ["copy-link", "kind", "text", "itemsize", "dialect", "target", "add-target", "compare", "verdict"]
        self.assertEqual(expected, [name for name in order if name in expected], order)
        self.assertEqual(
            12,
            len(
                [
                    name
                    for name in order
                    if name in EXAMPLES
                    or name in ("Cython, two targets", "Refused: bit fields", "Why does it not fit?")
                ]
            ),
        )
        self.assertEqual(["copy-picture", "picture-body", "tab-table", "copy-source", "source-body"], order[-5:])
        # Tabs go by arrows, and round.
        self.page.run("document.getElementById('tab-table').focus()")
        keys(Keys.ARROW_LEFT)
        self.page.settle()
        self.assertEqual("tab-json", self.page.run("return document.activeElement.id"))
        self.assertEqual(8, json.loads(self.page.text("#source-body pre"))["itemsize"])
        keys(Keys.HOME)
        self.page.settle()
        self.assertEqual("tab-table", self.page.run("return document.activeElement.id"))
        # A target: its first letters choose it, Enter adds it; removing it leaves the focus near.
        self.page.run("document.getElementById('target').focus()")
        keys("avr", Keys.TAB, Keys.ENTER)
        self.page.settle()
        self.assertEqual("x86_64-linux-gnu\u00d7avr\u00d7", self.page.text("#targets"))
        keys(Keys.TAB, Keys.TAB, Keys.SPACE)
        self.page.settle()
        self.assertEqual("x86_64-linux-gnu", self.page.text("#targets"))
        self.assertEqual("target", self.page.run("return document.activeElement.id"))
        # An example, and the fix of a refusal.
        self.page.run("document.querySelector('#example-list button').focus()")
        keys(Keys.ENTER)
        self.page.settle()
        self.assertIn("24 bytes", self.page.verdict)

    def test_nothing_jumps_while_one_types(self):
        for size in ((1600, 1000), (1280, 800), (360, 740)):
            with self.subTest(size):
                self.page.size(*size)
                self.page.open(fragment(format="i"))
                self.page.put("#text", "")
                time.sleep(0.2)
                self.page.run("seen.shift = 0; seen.shifts = []")
                area = self.page.at("#text")
                places = self.page.run(PLACES)
                for part in ("T{b:a:", "i:", "b:", "(100)T{d:x:d:y:}:points:", "<", "}", Keys.BACKSPACE * 2, "}"):
                    area.send_keys(part)
                    self.page.settle()
                    now = self.page.run(PLACES)
                    self.assertEqual(places, now, part)
                time.sleep(0.2)
                seen = self.page.seen
                self.assertEqual("ok", self.page.state)
                # What is left is a verdict of two lines instead of one, within its frame.
                self.assertLess(seen["shift"], 0.05, seen["shifts"])

    def test_it_fits_every_width(self):
        many = fragment(
            ("format", "T{(2)T{d:x:d:a_rather_long_name_of_a_field:}:points:l:n:}"),
            ("target", "x86_64-linux-gnu"),
            ("target", "avr"),
            ("view", "cpp"),
            ("with", "i"),
        )
        for width, height in (
            (320, 568),
            (360, 740),
            (768, 1024),
            (1024, 768),
            (1280, 720),
            (1600, 1000),
            (2560, 1440),
        ):
            for address in ("", many, fragment(format="T{i:%s:<}" % ("long" * 100))):
                with self.subTest(width=width, address=address[:20]):
                    self.page.size(width, height)
                    self.page.open(address)
                    self.assertLessEqual(self.page.run("return document.documentElement.scrollWidth"), width)
                    # No control lies outside of the window.
                    outside = self.page.run(
                        "return [...document.querySelectorAll('header button, textarea, input:not([type=radio]), select,'"
                        " + '.card-head > button')].filter((e) => { const r = e.getBoundingClientRect();"
                        "  return e.offsetParent && (r.right > innerWidth || r.left < 0); }).map((e) => e.id)"
                    )
                    self.assertEqual([], outside)
