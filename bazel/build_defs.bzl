# SPDX-License-Identifier: MIT
"""The rules of this project's own C++ code.

Headers are included as "pep3118/<package>/<file>.h", in this workspace and downstream of it.
"""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_library", "cc_test")
load("//bazel:copts.bzl", "PEP3118_COPTS")

def pep3118_library(name, **kwargs):
    """A cc_library of this project.

    Args:
      name: as for cc_library.
      **kwargs: passed to cc_library.
    """
    cc_library(
        name = name,
        copts = PEP3118_COPTS,
        include_prefix = "pep3118/" + native.package_name(),
        **kwargs
    )

def pep3118_test(name, deps = [], size = "small", std = "c++20", **kwargs):
    """A Catch2 test of this project.

    Args:
      name: as for cc_test.
      deps: what is tested; Catch2 is added.
      size: as for cc_test.
      std: the C++ standard to compile with.
      **kwargs: passed to cc_test.
    """
    cc_test(
        name = name,
        size = size,
        copts = PEP3118_COPTS + ["-std=" + std],
        deps = deps + [
            "//testdata:catch",
            "@catch2//:catch2_main",
        ],
        **kwargs
    )

def pep3118_fuzz_test(name, srcs, data, deps, **kwargs):
    """A fuzz target: with `--config=fuzz` libFuzzer's program, else a test that replays its seeds.

    Args:
      name: as for cc_test.
      srcs: the target's own file and //fuzz:replay.cc, which libFuzzer replaces.
      data: the seeds.
      deps: what is tested.
      **kwargs: passed to cc_test.
    """
    cc_test(
        name = name,
        size = "small",
        srcs = select({
            "//fuzz:libfuzzer": [src for src in srcs if src != "replay.cc"],
            "//conditions:default": srcs,
        }),
        copts = PEP3118_COPTS,
        data = data,
        linkopts = select({
            "//fuzz:libfuzzer": ["-fsanitize=fuzzer"],
            "//conditions:default": [],
        }),
        linkstatic = True,  # one program that can be copied and run for days
        deps = deps + select({
            "//fuzz:libfuzzer": [],
            "//conditions:default": [
                "//testdata:catch",
                "@catch2//:catch2_main",
            ],
        }),
        **kwargs
    )

def pep3118_extension(name, deps, copts = [], **kwargs):
    """A Python extension module, `name` + ".so".

    Its symbols are hidden but for PyInit_*, so that modules with other versions of this library can
    be loaded beside it.

    Args:
      name: the module's name.
      deps: what it uses; Python.h is added.
      copts: more options of the compiler.
      **kwargs: passed to cc_binary.
    """
    cc_binary(
        name = name + ".so",
        copts = PEP3118_COPTS + ["-fvisibility=hidden"] + copts,
        additional_linker_inputs = ["//bazel:extension.lds"],
        linkopts = ["-Wl,--version-script=$(location //bazel:extension.lds)"],
        linkshared = True,
        deps = deps + ["@python3//:headers"],
        **kwargs
    )
