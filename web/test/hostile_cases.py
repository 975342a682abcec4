# SPDX-License-Identifier: MIT
"""Input that is hostile, and what may go wrong: markup, broken addresses, a megabyte, a worker that hangs."""
import json

from page_case import fragment


class HostileCases:
    def test_hostile_text_stays_text(self):
        names = [
            "<img src=x onerror=alert(1)>",
            "</script><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "<style>*{display:none}</style>",
            "<svg onload=alert(1)>",
            "&lt;b&gt;",
            "]]><!--",
            "\u202egnp.exe",
            "\u200b\ufeff",
            "__proto__",
            "'\"`${alert(1)}",
        ]
        for view in ("table", "cpp", "json", "rust"):
            for name in names:
                text = "T{i:%s:}" % name
                with self.subTest(view=view, name=name):
                    self.page.open(fragment(format=text, view=view, **{"with": "T{d:%s:}" % name}))
                    self.assertIn(self.page.state, ("ok", "misfit", "refused"))
                    self.assertEqual(
                        0,
                        self.page.run(
                            "return document.querySelectorAll(arguments[0]).length",
                            "main img, main script, #picture-body style, main iframe, [onload], [onerror]",
                        ),
                    )
                    self.assertTrue(self.page.at("#text").is_displayed())
                    self.page.collect()
                    self.assertEqual([], self.page.found)
        # In a refusal they are shown, and as text.
        self.page.open(fragment(format="T{i:<b>\u202e:<}"))
        self.assertIn("<b>\\u202e", self.page.text(".caret code"))

    def test_hostile_addresses_are_refused_calmly(self):
        for address in (
            "%",
            "%zz=1",
            "format=%ff%fe",
            "format=i&format=d",
            "format=i&dtype=i4",
            "format=i&target=__proto__",
            "format=i&target=",
            "format=i&dialect=constructor",
            "format=i&itemsize=-1",
            "format=i&itemsize=1e3",
            "format=i&itemsize=99999999999999999999",
            "format=i&nothing=1",
            "format=i" + "&target=avr" * 9 + "".join("&target=x%d" % n for n in range(9)),
            "format=" + "i" * 40_000,
            "format=" + "T%7B" * 2000,
            "<img src=x onerror=alert(1)>",
        ):
            with self.subTest(address[:60]):
                self.page.open(address)
                self.assertEqual("refused", self.page.state)
                self.assertLess(len(self.page.text("#verdict")), 3000)
        # What a view is called changes no answer.
        for address in ("format=i&view=toString", "format=i&view=compare", "format=i&view=svg"):
            with self.subTest(address):
                self.page.open(address)
                self.assertEqual("ok", self.page.state)
                self.assertEqual("true", self.page.at("#tab-table").get_attribute("aria-selected"))
                self.assertEqual("int32", self.page.rows()[0][2])
        # The way out of it.
        self.page.open("format=i&target=nowhere&itemsize=x")
        self.page.click("#verdict .fix")
        self.assertEqual("ok", self.page.state)
        self.assertIn("4 bytes", self.page.verdict)

    def test_a_link_keeps_every_character(self):
        name = "a\rb\r\nc\td\u0001"
        self.page.open(fragment(format="T{i:%s:}" % name, view="json"))
        self.assertEqual("ok", self.page.state)
        self.assertEqual(name, json.loads(self.page.text("#source-body pre"))["type"]["fields"][0]["name"])
        self.page.click("#text-help button")
        self.assertEqual("empty", self.page.state)

    def test_half_a_surrogate_pair_is_refused(self):
        self.page.open()
        self.page.run(
            "const a = document.getElementById('text'); a.value = 'T{i:\\ud800:}';"
            "a.dispatchEvent(new InputEvent('input', {bubbles: true}))"
        )
        self.page.settle()
        self.assertEqual("refused", self.page.state)
        self.assertEqual("\\ud800", self.page.text(".caret mark"))

    def test_numbers_that_a_double_cannot_hold(self):
        self.page.open(fragment(format="T{(9007199254740993)b:a:b:z:}", view="json"))
        self.assertEqual("ok", self.page.state)
        self.assertIn("9,007,199,254,740,994 bytes", self.page.verdict)
        self.assertEqual(2**53 + 2, json.loads(self.page.text("#source-body pre"))["itemsize"])
        self.page.open(fragment(format="T{(9007199254740993)b:a:b:z:}", itemsize="9007199254740994"))
        self.assertEqual("ok", self.page.state)

    def test_a_worker_that_hangs_is_replaced(self):
        # The first worker does not get `hang`; what comes after it needs a second one.
        patch = """
          const Real = Worker; window.workers = 0;
          window.Worker = class extends Real {
            constructor(...a) { super(...a); ++window.workers; }
            postMessage(m, ...r) { if (m.ask && m.ask.text === 'hang') return; super.postMessage(m, ...r); }
          };"""
        given = self.page.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": patch})
        try:
            self.page.open(fragment(format="i"))
            self.page.run(
                "const a = document.getElementById('text'); for (const t of ['hang', 'd', 'h']) {"
                "  a.value = t; a.dispatchEvent(new InputEvent('input', {bubbles: true})); }"
            )
            self.page.settle()
            self.assertIn("2 bytes", self.page.verdict)
            self.assertEqual(2, self.page.run("return window.workers"))
        finally:
            self.page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", given)

    def test_no_worker_is_a_refusal(self):
        patch = "window.Worker = class { constructor() { throw new Error('no workers here'); } };"
        given = self.page.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": patch})
        try:
            for address in ("", fragment(format="i")):
                self.page.open(address)
                self.page.put("#text", "d")
                self.assertEqual("refused", self.page.state)
                self.assertIn("no workers here", self.page.text("#verdict-body"))
        finally:
            self.page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", given)

    def test_a_megabyte_does_not_freeze_the_page(self):
        big = {
            "4,000 fields": "T{%s}" % "".join("i:%s%04d:" % ("n" * 254, number) for number in range(4_000)),
            "refused at its end": "x" * (2**20 - 1) + "<",
            "one name": "T{i:%s:}" % ("n" * (2**20 - 8)),
            "nested": "T{" * (2**19),
            "no format": "".join(chr(0x4E00 + n % 5000) for n in range(2**20 // 3)),
        }
        for what, text in big.items():
            with self.subTest(what):
                self.page.open(fragment(format="i"))
                self.give(text)
                self.watch_the_main_thread()
                self.paste()
                self.page.settle()
                longest = self.page.run("return window.longest")
                print("# 1 MiB, %s: %s, longest block of the main thread %.0f ms" % (what, self.page.state, longest))
                self.assertLess(longest, 2_000)
                self.assertIn(self.page.state, ("ok", "refused"))
                self.assertIn("are shown", self.page.text("#text-help"))
                self.assertLess(len(self.page.at("#text").get_property("value")), 20_000)
                self.assertLess(self.page.run("return document.querySelectorAll('*').length"), 20_000)
                self.page.click("#text-help button")
                self.assertEqual("empty", self.page.state)
        self.give(big["4,000 fields"])
        self.paste()
        self.page.settle()
        self.assertIn("16,000 bytes, 4,000 fields", self.page.verdict)
        self.page.click("#picture-body button")
        self.assertEqual(1, len(self.page.all("#picture-body svg")))

    def watch_the_main_thread(self):
        self.page.run(
            "window.longest = 0; let last = performance.now();"
            "const channel = new MessageChannel();"
            "channel.port1.onmessage = () => { const now = performance.now();"
            "  window.longest = Math.max(window.longest, now - last); last = now;"
            "  setTimeout(() => channel.port2.postMessage(0), 0); };"
            "channel.port2.postMessage(0)"
        )

    def give(self, text):
        """To the page, before anything is measured."""
        self.page.run("window.given = new DataTransfer(); given.setData('text/plain', arguments[0])", text)

    def paste(self):
        """A paste event with what was given, as Chromium makes it from the clipboard."""
        self.page.run(
            "const area = document.getElementById('text'); area.focus(); area.select();"
            "area.dispatchEvent(new ClipboardEvent('paste', {clipboardData: given, bubbles: true, cancelable: true}))"
        )
