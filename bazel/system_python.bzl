# SPDX-License-Identifier: MIT
"""The distribution's Python as the interpreter of every py_test, and its headers.

/usr/bin/python3 and never the first python3 of PATH, which may be another build without the modules
that the distribution installs. $PEP3118C_PYTHON names another one.
"""

_BUILD = """\
load("@bazel_tools//tools/python:toolchain.bzl", "py_runtime_pair")

py_runtime(
    name = "runtime",
    interpreter_path = "{python}",
    python_version = "PY3",
    stub_shebang = "#!{python}",
)

py_runtime_pair(
    name = "pair",
    py3_runtime = ":runtime",
)

toolchain(
    name = "toolchain",
    toolchain = ":pair",
    toolchain_type = "@bazel_tools//tools/python:toolchain_type",
    visibility = ["//visibility:public"],
)

# Python.h of that interpreter; empty where it is not installed.
cc_library(
    name = "headers",
    hdrs = glob(["include/**"], allow_empty = True),
    includes = ["include"],
    visibility = ["//visibility:public"],
)
"""

_INCLUDE = "import sysconfig; print(sysconfig.get_path('include'))"

def _system_python_impl(ctx):
    python = ctx.os.environ.get("PEP3118C_PYTHON", "/usr/bin/python3")
    if not ctx.path(python).exists:
        fail("@{}: {} does not exist.  apt-get install python3".format(ctx.attr.name, python))
    answer = ctx.execute([python, "-c", _INCLUDE])
    include = answer.stdout.strip()
    if answer.return_code == 0 and ctx.path(include).exists:
        ctx.symlink(include, "include")
    ctx.file("BUILD", _BUILD.format(python = python))

system_python = repository_rule(
    implementation = _system_python_impl,
    doc = "A Python toolchain around an installed interpreter, and its headers.",
    environ = ["PEP3118C_PYTHON"],
    local = True,
)
