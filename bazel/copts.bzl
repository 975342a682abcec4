# SPDX-License-Identifier: MIT
"""Compiler flags for this project's own sources only."""

# The standard is set here, not in .bazelrc alone: a downstream workspace builds the tool too, and
# compiles its own code as it likes.  `-Werror` is .bazelrc's, for this workspace only.
PEP3118_COPTS = [
    "-std=c++20",
    "-Wall",
    "-Wextra",
    "-Wconversion",
    "-Wshadow",
]
