# SPDX-License-Identifier: MIT
"""What //web is built and tested with, and `tools/setup.sh web` installs: for system_programs."""

WEB_PROGRAMS = {
    "CHROMEDRIVER": ["chromedriver"],
    "CHROMIUM": ["chromium"],
    "EMCC": ["/usr/bin/emcc"],
    "NODE": ["node"],
    "SELENIUM": ["/usr/lib/python3/dist-packages/selenium"],
}
