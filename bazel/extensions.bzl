# SPDX-License-Identifier: MIT
"""What MODULE.bazel needs and the registry does not offer."""

load(":system_programs.bzl", "system_programs")
load(":system_python.bzl", "system_python")
load(":web_programs.bzl", "WEB_PROGRAMS")

def _python_impl(_ctx):
    system_python(name = "python3")

python = module_extension(implementation = _python_impl)

def _web_impl(_ctx):
    system_programs(name = "web_programs", programs = WEB_PROGRAMS)

web = module_extension(implementation = _web_impl)
