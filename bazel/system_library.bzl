# SPDX-License-Identifier: MIT
"""Libraries that the distribution installs, as Bazel repositories.

A header-only or prebuilt library below /usr or /usr/local becomes a `cc_library` under the label that
the Bazel Central Registry gives it, so that BUILD files do not know where it comes from.
"""

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_library")

cc_library(
    name = "{target}",
    hdrs = glob(["include/**"]),
    includes = ["include"],
    linkopts = {linkopts},
    visibility = ["//visibility:public"],
)
"""

def _prefixes(ctx):
    own = ctx.os.environ.get("SYSTEM_LIBRARY_PREFIX", "")
    return ([own] if own else []) + ["/usr", "/usr/local"]

def _find(ctx, header):
    """The path of an installed header, None where it is not installed."""
    for prefix in _prefixes(ctx):
        path = ctx.path(prefix + "/include/" + header)
        if path.exists:
            return path
    return None

def _need(ctx, header):
    path = _find(ctx, header)
    if path:
        return path
    folders = [prefix + "/include" for prefix in _prefixes(ctx)]
    fail("@{}: {} is not under {}.  apt-get install {}".format(
        ctx.attr.name,
        header,
        " or ".join(folders),
        ctx.attr.deb,
    ))

def _linkopts(ctx):
    for header, linkopts in ctx.attr.linkopts_with.items():
        if _find(ctx, header):
            return linkopts
    return ctx.attr.linkopts

def _system_library_impl(ctx):
    for header in ctx.attr.headers:
        ctx.symlink(_need(ctx, header), "include/" + header)
    ctx.file("BUILD", _BUILD.format(
        target = ctx.attr.target or ctx.attr.name,
        linkopts = repr(_linkopts(ctx)),
    ))

system_library = repository_rule(
    implementation = _system_library_impl,
    attrs = {
        "deb": attr.string(mandatory = True, doc = "Debian package, named when a header is missing."),
        "headers": attr.string_list(mandatory = True, doc = "Files or folders below include/."),
        "linkopts": attr.string_list(doc = "What a program that uses the library links with."),
        "linkopts_with": attr.string_list_dict(
            doc = "Header to link options: taken instead of `linkopts` where that header is installed.",
        ),
        "target": attr.string(doc = "Name of the cc_library; the repository's own by default."),
    },
    doc = "A library installed below $SYSTEM_LIBRARY_PREFIX, /usr or /usr/local.",
    environ = ["SYSTEM_LIBRARY_PREFIX"],
    local = True,
)
