# SPDX-License-Identifier: MIT
"""Programs that are not everywhere, as constants that BUILD files load.

    load("@web_programs//:programs.bzl", "EMCC")

A program that is not installed is the empty string; what needs it is marked incompatible then, so that
`bazel build //...` and `bazel test //...` pass it over.
"""

def _find(ctx, candidate):
    path = ctx.path(candidate) if candidate.startswith("/") else ctx.which(candidate)
    return str(path) if path and path.exists else ""

def _system_programs_impl(ctx):
    lines = []
    for name, candidates in ctx.attr.programs.items():
        found = [path for path in [_find(ctx, candidate) for candidate in candidates] if path]
        lines.append("{} = {}\n".format(name, repr(found[0] if found else "")))
    ctx.file("BUILD", "")
    ctx.file("programs.bzl", "".join(lines))

system_programs = repository_rule(
    implementation = _system_programs_impl,
    attrs = {
        "programs": attr.string_list_dict(
            doc = "Constant to where it is looked for: names in PATH or whole paths, the first that is there.",
            mandatory = True,
        ),
    },
    doc = "Which of some programs are installed.",
    environ = ["PATH"],
    local = True,
)
