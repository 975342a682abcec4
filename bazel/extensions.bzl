# SPDX-License-Identifier: MIT
"""What MODULE.bazel needs and the registry does not offer."""

load(":system_python.bzl", "system_python")
load(":web_programs.bzl", "web_programs")

def _python_impl(_ctx):
    system_python(name = "python3")

python = module_extension(implementation = _python_impl)

def _web_impl(_ctx):
    web_programs()

web = module_extension(implementation = _web_impl)
