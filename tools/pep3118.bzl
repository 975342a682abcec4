# SPDX-License-Identifier: MIT
"""Headers from PEP 3118 formats at build time.

    load("@pep3118c//tools:pep3118.bzl", "cc_pep3118_library")

    cc_pep3118_library(
        name = "points",
        srcs = ["points.pep3118"],
        formats = {"Point": "T{i:x:d:y:}"},
    )

    cc_binary(name = "draw", srcs = ["draw.cc"], deps = [":points"])  # #include "points.h"
"""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("@rules_shell//shell:sh_binary.bzl", "sh_binary")
load("@rules_shell//shell:sh_test.bzl", "sh_test")
load("//bazel/platforms:targets.bzl", "PLATFORM_TARGETS")

# What a header's rule has in common with the library around it.
_COMMON = [
    "compatible_with",
    "deprecation",
    "features",
    "restricted_to",
    "tags",
    "target_compatible_with",
    "testonly",
    "visibility",
]

def _check_line(name, format):
    """Fails unless `name = format` is one manifest line that says just this."""
    for text in [name, format]:
        for end in ["\n", "\r"]:
            if end in text:
                fail("formats: {} has a line break".format(repr(text)))
    identifier, _, options = name.partition("[")
    if "=" in identifier or "]" in identifier or name.strip().startswith("#"):
        fail("formats: {} is not a name".format(repr(name)))
    if options and options.find("]") != len(options.rstrip()) - 1:
        fail("formats: {} is not a name with [options]".format(repr(name)))

def _names_file(name, text):
    """Whether `text` of the manifest line `name = text` is a file's name."""
    words = name.partition("[")[2].strip().rstrip("]").replace("\t", " ").split(" ")
    is_json = text.strip().startswith("{") or text.strip().startswith("[")
    return "npy" in words or ("fields" in words and not is_json)

def _path_from(manifest, file):
    """The path of `file` as seen from the folder of `manifest`."""
    return "/".join([".."] * len(manifest.dirname.split("/")) + [file.path])

def _short_path(workspace, parts):
    return "/".join((["..", workspace] if workspace else []) + parts)

def _data_file(ctx, text):
    """The file of `data` that has this label, or is called so as seen from this package."""
    if text.startswith("@") or text.startswith("//") or text.startswith(":"):
        label = ctx.label.relative(text)
        parts = [part for part in [label.package, label.name] if part]
        path = _short_path(label.workspace_name, parts)
    else:
        parts = ctx.label.package.split("/") if ctx.label.package else []
        for part in text.split("/"):
            if part == ".." and parts:
                parts.pop()
            elif part != ".":
                parts.append(part)
        path = _short_path(ctx.label.workspace_name, parts)
    for file in ctx.files.data:
        if file.short_path == path:
            return file
    fail("formats: {} is not a file of data".format(repr(text)))

def _inline_manifest(ctx):
    """The formats of the BUILD file as a manifest, so that none of them is taken for an option."""
    manifest = ctx.actions.declare_file(ctx.label.name + ".pep3118")
    lines = ["# The formats of {} in its BUILD file.".format(ctx.label)]
    for name, text in ctx.attr.formats.items():
        _check_line(name, text)
        if _names_file(name, text):
            text = _path_from(manifest, _data_file(ctx, text.strip()))
        lines.append("{} = {}".format(name, text))
    ctx.actions.write(manifest, "\n".join(lines) + "\n")
    return manifest

def _pep3118_header_impl(ctx):
    if not ctx.files.srcs and not ctx.attr.formats:
        fail("srcs or formats are needed: there is nothing to make a header of")
    manifests = list(ctx.files.srcs)
    if ctx.attr.formats:
        manifests.append(_inline_manifest(ctx))

    args = ctx.actions.args()
    args.add("header")
    args.add_all(manifests, before_each = "-f")
    args.add("-o", ctx.outputs.out)
    args.add("--target=" + ctx.attr.target)
    if ctx.attr.namespace:
        args.add("--namespace=" + ctx.attr.namespace)
    if ctx.attr.dialect:
        args.add("--dialect=" + ctx.attr.dialect)
    if ctx.attr.strict:
        args.add("--strict")
    if ctx.attr.runtime:
        args.add("--runtime")
    if not ctx.attr.padding_members:
        args.add("--no-padding-members")
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = [args],
        inputs = manifests + ctx.files.data,
        outputs = [ctx.outputs.out],
        mnemonic = "Pep3118Header",
        progress_message = "Generating PEP 3118 header %s" % ctx.outputs.out.short_path,
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

_pep3118_header = rule(
    implementation = _pep3118_header_impl,
    attrs = {
        "data": attr.label_list(allow_files = True),
        "dialect": attr.string(),
        "formats": attr.string_dict(),
        "namespace": attr.string(),
        "out": attr.output(mandatory = True),
        "padding_members": attr.bool(default = True),
        "runtime": attr.bool(),
        "srcs": attr.label_list(allow_files = [".pep3118"]),
        "strict": attr.bool(),
        "target": attr.string(mandatory = True),
        "_tool": attr.label(
            cfg = "exec",
            default = Label("//tools:pep3118c"),
            executable = True,
        ),
    },
    doc = "One generated header; see cc_pep3118_library.",
)

def _platform_target():
    return select(
        {
            str(Label("//bazel/platforms:" + name)): target
            for name, _, _, target in PLATFORM_TARGETS
        },
        no_match_error = "the platform has no default target ABI: " +
                         "give target = one of those that `pep3118c targets` lists",
    )

def cc_pep3118_library(
        name,
        srcs = [],
        formats = {},
        data = [],
        namespace = "",
        dialect = "",
        target = None,
        strict = False,
        runtime = False,
        padding_members = True,
        deps = [],
        **kwargs):
    """A cc_library with one generated header, included as `#include "<name>.h"`.

    The header is C++17 and needs nothing but the standard library.  Records that several headers
    have in common are one type, so any of them may be included and linked together.

    Args:
      name: Name of the library, and of the header without its `.h`.
      srcs: Manifests, `.pep3118`: one `Name = FORMAT` a line, or a dtype, a `.npy` file or a list of
        fields in the format's place.
      formats: Formats written here, by C++ name.  The name may be followed by what a manifest allows
        there: `{"Padded [itemsize=16 dialect=numpy]": "T{<i:x:d:y:}"}`, or `{"Event [dtype]": "[('t',
        '<M8[ns]')]", "Sample [npy]": "sample.npy"}`.
      data: The `.npy` files and lists of fields that `srcs` and `formats` name.  A manifest names them
        as seen from its own folder, where a file that is built is not; `formats` by a label, or as seen
        from the package.
      namespace: C++ namespace of the names, such as `my::records`; the global one by default.
      dialect: Who writes the formats (`numpy`, `ctypes`, ...), where no manifest line says it.
      target: Target ABI, one of `pep3118c targets`.  By default that of the platform built for, so
        that a cross build gets the layout of its target.
      strict: Refuses what rests on an assumption.
      runtime: Includes `pep3118/runtime/*.h` instead of carrying copies of the types it needs.
      padding_members: Declares padding that the compiler would leave by itself too, as members.  Without
        them `Point{1, 2.0}` names the fields alone.
      deps: More dependencies of the library.
      **kwargs: As for cc_library: visibility, testonly, include_prefix, tags, ...
    """
    header = name + ".h"
    strip_include_prefix = kwargs.pop("strip_include_prefix", ".")
    _pep3118_header(
        name = name + "_pep3118_header",
        srcs = srcs,
        out = header,
        data = data,
        dialect = dialect,
        formats = formats,
        namespace = namespace,
        padding_members = padding_members,
        runtime = runtime,
        strict = strict,
        target = target or _platform_target(),
        **{key: kwargs[key] for key in _COMMON if key in kwargs}
    )
    cc_library(
        name = name,
        hdrs = [header],
        strip_include_prefix = strip_include_prefix,
        deps = deps + ([str(Label("//runtime"))] if runtime else []),
        **kwargs
    )

def _header_of(library):
    if ":" in library:
        return library + ".h"
    if library.startswith("//") or library.startswith("@"):
        return library + ":" + library.split("/")[-1] + ".h"
    return ":" + library + ".h"

def pep3118_golden_test(name, library, golden, **kwargs):
    """Fails when a checked-in header is not what cc_pep3118_library generates now.

    The message holds the difference and the command that updates it, `bazel run` of the target
    `<name>_update`, which also writes the file for the first time.

    Args:
      name: Name of the test.
      library: The cc_pep3118_library.  Give it a fixed target, or the file is right for one platform
        only.
      golden: The checked-in header, a file of this package.  Not `<library>.h` beside the library: that
        is the generated one.
      **kwargs: As for every test: tags, target_compatible_with, visibility, ...
    """
    header = _header_of(library)
    update = "{}_update".format(name)
    command = "bazel run //{}:{}".format(native.package_name(), update)
    path = "/".join([part for part in [native.package_name(), golden] if part])
    kwargs.setdefault("size", "small")
    sh_test(
        name = name,
        srcs = [str(Label("//tools:golden_header.sh"))],
        args = ["check", "$(rootpath %s)" % header, "$(rootpath %s)" % golden, "'%s'" % command],
        data = [header, golden],
        **kwargs
    )
    sh_binary(
        name = update,
        testonly = True,
        srcs = [str(Label("//tools:golden_header.sh"))],
        args = ["update", "$(rootpath %s)" % header, "'%s'" % path],
        data = [header],
        tags = ["manual"],
    )
