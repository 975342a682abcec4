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
    folders = [prefix + "/include" for prefix in _prefixes(ctx)]
    for folder in folders:
        path = ctx.path(folder + "/" + header)
        if path.exists:
            return path
    fail("@{}: {} is not under {}.  apt-get install {}".format(
        ctx.attr.name,
        header,
        " or ".join(folders),
        ctx.attr.deb,
    ))

def _system_library_impl(ctx):
    for header in ctx.attr.headers:
        ctx.symlink(_find(ctx, header), "include/" + header)
    ctx.file("BUILD", _BUILD.format(
        target = ctx.attr.target or ctx.attr.name,
        linkopts = repr(ctx.attr.linkopts),
    ))

system_library = repository_rule(
    implementation = _system_library_impl,
    attrs = {
        "deb": attr.string(mandatory = True, doc = "Debian package, named when a header is missing."),
        "headers": attr.string_list(mandatory = True, doc = "Files or folders below include/."),
        "linkopts": attr.string_list(doc = "What a program that uses the library links with."),
        "target": attr.string(doc = "Name of the cc_library; the repository's own by default."),
    },
    doc = "A library installed below $SYSTEM_LIBRARY_PREFIX, /usr or /usr/local.",
    environ = ["SYSTEM_LIBRARY_PREFIX"],
    local = True,
)
