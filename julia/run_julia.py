# SPDX-License-Identifier: MIT
"""Runs Julia for a test, with the package PEP3118 and its library where Julia finds them.

JULIA names the program, `julia` by default.  Where there is none that works, the test is skipped with
one line that says so; with PEP3118_REQUIRE_JULIA set it fails.
"""
import os
import shutil
import subprocess
import sys
import tempfile

# Debian 11's Julia crashes here with a libunwind that is newer than its own.
PROBE = 'try; ENV["no such variable"]; catch; end; print("works")'


def missing(reason):
    """Ends the test: skipped, or failed where Julia is required."""
    if os.environ.get("PEP3118_REQUIRE_JULIA"):
        sys.exit("FAILED: %s; run tools/setup.sh julia" % reason)
    print("SKIPPED: %s" % reason)
    sys.exit(0)


def find():
    """The path of a Julia that works."""
    julia = os.environ.get("JULIA") or shutil.which("julia")
    if julia is None or not os.path.exists(julia):
        missing("julia is not installed")
    done = subprocess.run([julia, "--startup-file=no", "-e", PROBE], stdout=subprocess.PIPE, check=False,
                          stderr=subprocess.PIPE, env=environment(None, None))
    if done.stdout != b"works":
        missing("%s ends with %d when an exception is thrown" % (julia, done.returncode))
    return julia


def environment(package, library):
    made = dict(os.environ)
    made["JULIA_DEPOT_PATH"] = os.environ.get("TEST_TMPDIR") or tempfile.gettempdir()
    if package is not None:
        made["JULIA_LOAD_PATH"] = os.path.abspath(package) + os.pathsep + "@stdlib"
        made["PEP3118_LIBRARY"] = os.path.abspath(library)
    return made


def run(package, library, script, *arguments, options=(), **keywords):
    """Runs a script as `subprocess.run` does; `package` is the folder PEP3118.jl, `options` are Julia's."""
    command = [find(), "--startup-file=no", "--compiled-modules=no", "--color=no", *options, script, *arguments]
    return subprocess.run(command, env=environment(package, library), check=False, **keywords)
