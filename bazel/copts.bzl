"""Compiler flags for this project's own sources, and for nobody else's."""

PEP3118_COPTS = [
    "-Wall",
    "-Wextra",
    "-Wconversion",
    "-Wshadow",
    "-Werror",
]
