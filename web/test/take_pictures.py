#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The pictures of the page in docs/images: take_pictures.py INDEX_HTML FOLDER, and `pngquant 96` on each after it."""
import base64
import os
import sys
import tempfile
import urllib.parse

import browser as chromium

CYTHON = [
    ("format", "T{c:tag:q:count:d:weight:h:grade:}"),
    ("dialect", "cython"),
    ("target", "x86_64-linux-gnu"),
    ("target", "i686-linux-gnu"),
]
REFUSED = [("format", "T{i:id:(3)d:position:<}")]
NESTED = [("format", "T{<h:id:(2)T{<d:x:<d:y:}:p:X{}:cb:<z:s:}"), ("itemsize", "56")]

# Name, width, height, dark, whether all of it, address.
PICTURES = [
    ("web_targets", 1440, 900, False, False, CYTHON),
    ("web_refused", 1200, 760, True, False, REFUSED),
    ("web_phone", 360, 740, False, True, NESTED),
]


def main():
    path, folder = sys.argv[1:]
    with tempfile.TemporaryDirectory() as profile:
        browser = chromium.start(profile)
        try:
            page = chromium.Page(browser, "file://" + os.path.abspath(path))
            for name, width, height, dark, whole, address in PICTURES:
                page.size(width, height)
                page.dark(dark)
                page.open(urllib.parse.urlencode(address))
                if name == "web_refused":  # after something that was accepted
                    page.put("#text", "T{i:id:(3)d:position:}")
                    page.put("#text", address[0][1])
                options = {"format": "png", "captureBeyondViewport": whole}
                taken = browser.execute_cdp_cmd("Page.captureScreenshot", options)
                with open(os.path.join(folder, name + ".png"), "wb") as file:
                    file.write(base64.b64decode(taken["data"]))
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
