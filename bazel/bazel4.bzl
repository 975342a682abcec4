# SPDX-License-Identifier: MIT
"""What Bazel 4 itself asks for, written on the spot so that nothing is downloaded.

Bazel 4 has every C++, Java, Python and shell rule built in, yet its own BUILD files and ours load
them from rules_cc, rules_java, rules_python and rules_shell, as later versions of Bazel demand. Each
repository here holds .bzl files that hand the built-in rules on under those names.

A workspace that declares a repository of one of these names first keeps its own.
"""

def _written_repository_impl(ctx):
    for path, text in ctx.attr.files.items():
        ctx.file(path, text)

_written_repository = repository_rule(
    implementation = _written_repository_impl,
    attrs = {"files": attr.string_dict(doc = "Text of every file, by path.", mandatory = True)},
    doc = "A repository of a few short files, given as text.",
)

def _reexports(rules):
    return "".join(["{0} = native.{0}\n".format(rule) for rule in rules])

_CC_RULES = [
    "cc_binary",
    "cc_import",
    "cc_library",
    "cc_proto_library",
    "cc_test",
    "cc_toolchain",
    "cc_toolchain_suite",
    "fdo_prefetch_hints",
    "fdo_profile",
    "objc_import",
    "objc_library",
]

_JAVA_RULES = [
    "java_binary",
    "java_import",
    "java_library",
    "java_lite_proto_library",
    "java_package_configuration",
    "java_plugin",
    "java_proto_library",
    "java_runtime",
    "java_test",
    "java_toolchain",
]

_PY_RULES = [
    "py_binary",
    "py_library",
    "py_runtime",
    "py_test",
]

_SH_RULES = [
    "sh_binary",
    "sh_library",
    "sh_test",
]

# Bazel takes the report generator of every test from here, even when no coverage is asked for.
_COVERAGE_BUILD = """\
package(default_visibility = ["//visibility:public"])

filegroup(name = "coverage_report_generator")

filegroup(name = "lcov_merger")
"""

def _one_file_each(folder, rules):
    files = {"BUILD": "", folder + "/BUILD": "", folder + "/defs.bzl": _reexports(rules)}
    for rule in rules:
        files["{}/{}.bzl".format(folder, rule)] = _reexports([rule])
    return files

def bazel4_repositories():
    """Declares the repositories that Bazel 4 loads rules from."""
    repositories = {
        "remote_coverage_tools": {"BUILD": _COVERAGE_BUILD},
        "rules_cc": _one_file_each("cc", _CC_RULES),
        "rules_java": _one_file_each("java", _JAVA_RULES),
        "rules_python": _one_file_each("python", _PY_RULES),
        "rules_shell": _one_file_each("shell", _SH_RULES),
    }
    for name, files in repositories.items():
        if not native.existing_rule(name):
            _written_repository(name = name, files = files)
