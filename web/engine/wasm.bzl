# SPDX-License-Identifier: MIT
"""A C++ library and all that it is made of, as one WebAssembly module.

The installed Emscripten compiles the sources of the library and of its dependencies, which an aspect
collects from their rules: nothing is listed twice. An action a source, with the same options as CMake,
which are in compile.flags and link.flags.
"""

load("@web_programs//:programs.bzl", "EMCC", "NODE")

# For `target_compatible_with` of what needs Emscripten, and the Node.js that it runs with.
NEEDS_EMCC = [] if EMCC and NODE else ["//bazel:not_installed"]

_ENV = {"PATH": "/usr/bin:/bin"}

_Sources = provider(
    doc = "The C++ sources of a library and of its dependencies.",
    fields = {"files": "a depset of .cc files"},
)

def _sources_impl(_target, ctx):
    own = []
    if ctx.rule.kind == "cc_library":
        for src in ctx.rule.attr.srcs:
            own += [file for file in src.files.to_list() if file.extension == "cc"]
    deps = getattr(ctx.rule.attr, "deps", [])
    return [_Sources(files = depset(
        own,
        transitive = [dep[_Sources].files for dep in deps if _Sources in dep],
    ))]

_sources = aspect(
    implementation = _sources_impl,
    attr_aspects = ["deps"],
)

def _include_options(context):
    return (["-iquote" + path for path in context.quote_includes.to_list()] +
            ["-I" + path for path in context.includes.to_list()] +
            ["-isystem" + path for path in context.system_includes.to_list()])

def _wasm_module_impl(ctx):
    context = ctx.attr.library[CcInfo].compilation_context
    includes = _include_options(context)
    objects = []
    for source in ctx.attr.library[_Sources].files.to_list():
        path = source.short_path.replace("../", "external/")
        object = ctx.actions.declare_file("{}_objects/{}.o".format(ctx.label.name, path))
        ctx.actions.run(
            executable = EMCC,
            arguments = ["@" + ctx.file.compile_flags.path] + includes +
                        ["-c", source.path, "-o", object.path],
            inputs = depset([source, ctx.file.compile_flags], transitive = [context.headers]),
            outputs = [object],
            env = _ENV,
            mnemonic = "EmccCompile",
        )
        objects.append(object)
    module = ctx.actions.declare_file(ctx.label.name + ".wasm")
    ctx.actions.run(
        executable = EMCC,
        arguments = ["@" + ctx.file.link_flags.path] + [object.path for object in objects] +
                    ["-o", module.path],
        inputs = objects + [ctx.file.link_flags],
        outputs = [module],
        env = _ENV,
        mnemonic = "EmccLink",
    )
    return [DefaultInfo(files = depset([module]))]

wasm_module = rule(
    implementation = _wasm_module_impl,
    attrs = {
        "compile_flags": attr.label(allow_single_file = True, mandatory = True),
        "library": attr.label(aspects = [_sources], mandatory = True, providers = [CcInfo]),
        "link_flags": attr.label(allow_single_file = True, mandatory = True),
    },
    doc = "NAME.wasm of a cc_library and its dependencies.",
)
