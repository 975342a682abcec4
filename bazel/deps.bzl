# SPDX-License-Identifier: MIT
"""The libraries that pep3118c uses, for WORKSPACE files.

A workspace that declares a repository of one of these names first keeps its own.
"""

load(":system_library.bzl", "system_library")
load(":system_programs.bzl", "system_programs")
load(":system_python.bzl", "system_python")
load(":web_programs.bzl", "WEB_PROGRAMS")

def _unless_declared(rule, name, **kwargs):
    if not native.existing_rule(name):
        rule(name = name, **kwargs)

def pep3118c_dependencies():
    """What the library, the tool and the build rule need; enough for a downstream workspace."""
    _unless_declared(
        system_library,
        name = "cli11",
        deb = "libcli11-dev",
        headers = ["CLI"],
    )
    _unless_declared(
        system_library,
        name = "nlohmann_json",
        deb = "nlohmann-json3-dev",
        headers = ["nlohmann"],
        target = "json",
    )
    _unless_declared(
        system_library,
        name = "pegtl",
        deb = "tao-pegtl-dev",
        headers = [
            "tao/pegtl.hpp",
            "tao/pegtl",
        ],
    )

    # Python.h for //python, and the interpreter of the tests.
    _unless_declared(system_python, name = "python3")

def pep3118c_dev_dependencies():
    """What only the project's own tests and benchmarks need."""
    _unless_declared(
        system_library,
        name = "catch2",
        deb = "catch2",
        headers = ["catch2"],
        linkopts = ["-lCatch2WithMain"],
        # Catch2 3, by the header that //testdata:catch knows it by.
        linkopts_with = {"catch2/catch_test_macros.hpp": [
            "-lCatch2Main",
            "-lCatch2",
        ]},
        target = "catch2_main",
    )
    _unless_declared(
        system_library,
        name = "google_benchmark",
        deb = "libbenchmark-dev",
        headers = ["benchmark"],
        linkopts = [
            "-lbenchmark_main",
            "-lbenchmark",
        ],
        target = "benchmark_main",
    )
    _unless_declared(
        system_programs,
        name = "web_programs",
        programs = WEB_PROGRAMS,
    )
