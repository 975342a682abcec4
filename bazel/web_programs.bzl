# SPDX-License-Identifier: MIT
"""What //web is built and tested with, and `tools/setup.sh web` installs."""

load(":system_programs.bzl", "system_programs")

def web_programs():
    """Declares @web_programs, unless the workspace has one."""
    if native.existing_rule("web_programs"):
        return
    system_programs(
        name = "web_programs",
        programs = {
            "CHROMEDRIVER": ["chromedriver"],
            "CHROMIUM": ["chromium"],
            "EMCC": ["/usr/bin/emcc"],
            "NODE": ["node"],
            "SELENIUM": ["/usr/lib/python3/dist-packages/selenium"],
        },
    )
