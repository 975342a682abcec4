# SPDX-License-Identifier: MIT
"""What the tests of the page share: one browser, and what must not happen in any of them."""
import os
import tempfile
import unittest
import urllib.parse

import browser as chromium


def fragment(*pairs, **more):
    """The part of an address after `#`."""
    return urllib.parse.urlencode(list(pairs) + list(more.items()))


class PageCase(unittest.TestCase):
    """One browser for all."""

    path = None  # of index.html
    browser = None
    over_http = False

    @classmethod
    def setUpClass(cls):
        if PageCase.browser is None:
            PageCase.profile = tempfile.TemporaryDirectory()
            PageCase.browser = chromium.start(PageCase.profile.name)
        cls.server = chromium.Server(os.path.dirname(cls.path)) if cls.over_http else None
        address = cls.server.address if cls.server else "file://" + cls.path
        cls.page = chromium.Page(PageCase.browser, address)

    @classmethod
    def tearDownClass(cls):
        if cls.server:
            cls.server.stop()

    def setUp(self):
        self.page.size(1600, 1000)
        self.page.dark(False)

    def tearDown(self):
        self.page.collect()
        found, self.page.found = self.page.found, []
        self.assertEqual([], found)

    @staticmethod
    def stop():
        if PageCase.browser:
            PageCase.browser.quit()
            PageCase.profile.cleanup()
