# SPDX-License-Identifier: MIT
"""Chromium without a window, and the page in it, for page_test.py."""
import functools
import http.server
import threading
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

PATIENCE = 60  # seconds; the machine may be busy

# Before any script of the page: what must not happen is collected.
WATCH = """
window.seen = {violations: [], errors: [], alerts: 0, shift: 0, shifts: []};
document.addEventListener('securitypolicyviolation', (e) =>
  seen.violations.push([e.violatedDirective, e.blockedURI, e.sample].join(' ')));
addEventListener('error', (e) => seen.errors.push(String(e.message)));
addEventListener('unhandledrejection', (e) => seen.errors.push(String(e.reason)));
window.alert = () => { ++seen.alerts; };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    seen.shift += entry.value;
    const names = entry.sources.map(({node}) => node && (node.id || node.className || node.nodeName));
    seen.shifts.push(entry.value + ' ' + names.join(','));
  }
}).observe({type: 'layout-shift', buffered: true});
"""


def start(profile, executable="/usr/bin/chromium", driver="/usr/bin/chromedriver"):
    options = Options()
    options.binary_location = executable
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--force-device-scale-factor=1",
        "--window-size=1600,1000",
        "--user-data-dir=" + profile,
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(service=Service(driver), options=options)
    browser.set_script_timeout(PATIENCE)
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    return browser


class Server:
    """The folder of the page over HTTP; `paths` are those that were asked for."""

    def __init__(self, folder):
        paths = self.paths = []

        class Handler(http.server.SimpleHTTPRequestHandler):
            def end_headers(self):
                self.send_header("Cache-Control", "no-store")
                super().end_headers()

            def log_message(self, *_):
                paths.append(self.path)

        handler = functools.partial(Handler, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = "http://127.0.0.1:%d/" % self.server.server_address[1]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Page:
    """The page at an address; every question is answered when a call returns."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address
        self.found = []  # what must not happen, of every document so far
        self.size(1600, 1000)
        self.dark(False)

    def size(self, width, height):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def dark(self, dark):
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, fragment=""):
        self.collect()
        self.browser.get("about:blank")
        self.browser.get(self.address + ("#" + fragment if fragment else ""))
        self.settle()

    def collect(self):
        """What must not happen, of this document too."""
        seen = self.run("return window.seen") or {}
        self.found += seen.get("violations", []) + seen.get("errors", []) + ["alert"] * seen.get("alerts", 0)
        self.found += [entry["message"] for entry in self.browser.get_log("browser")]

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def settle(self):
        """Until the state of the form is answered."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.run(
                "const p = document.getElementById('page'); return 'answered' in p.dataset && !('waiting' in p.dataset)"
            ):
                return
            time.sleep(0.02)
        raise AssertionError("no answer within %d seconds" % PATIENCE)

    def at(self, selector):
        return self.browser.find_element("css selector", selector)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def click(self, selector):
        self.at(selector).click()
        self.settle()

    def put(self, selector, text):
        """As a paste does it: the whole text at once."""
        self.run(
            "const a = document.querySelector(arguments[0]); a.value = arguments[1];"
            "a.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}))",
            selector,
            text,
        )
        self.settle()

    def choose(self, selector, value):
        self.run(
            "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
            "s.dispatchEvent(new Event('change', {bubbles: true}))",
            selector,
            value,
        )
        self.settle()

    @property
    def state(self):
        return self.run("return document.getElementById('verdict').dataset.state")

    @property
    def verdict(self):
        return self.text("#verdict-text")

    @property
    def seen(self):
        return self.run("return window.seen")

    def rows(self):
        """The table as the page shows it: [offset, size, type, name] of each row of a single target."""
        head, *lines = self.text("#source-body pre").splitlines()[1:-1]
        kind, name = head.index("type"), head.index("name")
        return [line[:kind].split() + [line[kind:name].split(None, 1)[0], line[name:].strip()] for line in lines]
