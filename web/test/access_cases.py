# SPDX-License-Identifier: MIT
"""The page for readers of all sorts: axe-core's rules, announcements, dark and light."""
import os
import time

from page_case import PageCase, fragment


class Access(PageCase):
    """The rules of axe-core, which `tools/setup.sh web` fetches."""

    def test_axe_finds_nothing(self):
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
        axe = os.environ.get("PEP3118_AXE") or os.path.join(root, "out", "axe.min.js")
        if not os.path.exists(axe):
            if os.environ.get("PEP3118_REQUIRE_AXE"):
                self.fail("no axe at " + axe)
            self.skipTest("no axe at %s: tools/setup.sh web fetches it" % axe)
        with open(axe, encoding="utf-8") as file:
            script = file.read()
        states = {
            "empty": "",
            "accepted": fragment(("format", "T{b:a:l:b:}"), ("target", "x86_64-linux-gnu"), ("target", "avr")),
            "source": fragment(format="T{b:a:l:b:}", view="cpp"),
            "refused": fragment(format="T{i:x:<}"),
            "compared": fragment(("format", "T{i:x:d:y:}"), ("with", "T{<i:x:<d:y:}"), ("view", "compare")),
            "problem": "format=i&target=nowhere",
        }
        runs = 0
        for dark in (False, True):
            for size in ((360, 740), (1600, 1000)):
                for state, address in states.items():
                    with self.subTest(state=state, dark=dark, size=size):
                        self.page.size(*size)
                        self.page.dark(dark)
                        self.page.open(address)
                        if state == "refused":  # over the last accepted picture
                            self.page.put("#text", "i")
                            self.page.put("#text", "T{i:x:<}")
                        self.page.run(script)
                        found = self.page.browser.execute_async_script(
                            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then("
                            "(r) => done(r.violations.map((v) => v.id + ': ' +"
                            "  v.nodes.slice(0, 3).map((n) => n.target + ' ' + n.failureSummary).join('; '))))"
                        )
                        self.assertEqual([], found)
                        runs += 1
        print("# axe: %d states without a finding" % runs)
        self.assertEqual(24, runs)

    def test_the_verdict_is_announced(self):
        self.page.open(fragment(format="T{b:a:i:b:}"))
        status = self.page.at("[role=status]")
        self.assertEqual("polite", status.get_attribute("aria-live"))
        self.page.put("#text", "T{i:x:<}")
        time.sleep(1)
        self.assertEqual("byte-order character with nothing after it", self.page.text("[role=status]"))

    def test_dark_follows_the_system(self):
        shades = []
        for dark in (False, True):
            self.page.dark(dark)
            self.page.open(fragment(format="i"))
            shades.append(
                self.page.run(
                    "return ['body', '#picture-body .p3-field rect', '#picture-body text'].map((s) => {"
                    "  const c = getComputedStyle(document.querySelector(s)); return c.backgroundColor + c.fill + c.color; })"
                )
            )
        for light, dark in zip(*shades):
            self.assertNotEqual(light, dark)
