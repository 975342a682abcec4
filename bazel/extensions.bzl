# SPDX-License-Identifier: MIT
"""What MODULE.bazel needs and the registry does not offer."""

load(":system_python.bzl", "system_python")

def _dev_impl(_ctx):
    system_python(name = "python3")

dev = module_extension(implementation = _dev_impl)
