#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The page in Chromium, from a file and from a host: page_test.py INDEX_HTML [unittest arguments].

Expectations come from NumPy, ctypes and the C ABI, or from the text of a refusal that docs/errors.md shows.
"""
import os
import sys
import time
import unittest

from access_cases import Access  # unittest finds its tests here
from hostile_cases import HostileCases
from layout_cases import LayoutCases
from page_case import PageCase, fragment
from speed_cases import Speed  # and its
from use_cases import UseCases


class FromAFile(UseCases, HostileCases, LayoutCases, PageCase):
    pass


class FromAHost(UseCases, HostileCases, LayoutCases, PageCase):
    over_http = True

    def test_nothing_else_is_fetched(self):
        del self.server.paths[:]
        self.page.open(fragment(format="T{i:x:d:y:}", view="cpp"))
        self.page.click("#example-list button[data-title='Why does it not fit?']")
        self.page.at("#copy-source")
        time.sleep(0.3)
        self.assertEqual(["/"], self.server.paths)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PageCase.path = os.path.abspath(sys.argv.pop(1))
    try:
        unittest.main(verbosity=2)
    finally:
        PageCase.stop()


if __name__ == "__main__":
    main()
