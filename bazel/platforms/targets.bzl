# SPDX-License-Identifier: MIT
"""Which target ABI is meant by which Bazel platform."""

# Name of the config_setting, os and cpu of @platforms, target.  Where a platform has several ABIs
# this is the usual one; a header for another one does not compile by mistake: it checks sizes,
# offsets, byte order and `long double`.  Bazel's detection says ppc for 64-bit little-endian hosts.
_ROWS = [
    ("android", "aarch64", "aarch64-linux-android"),
    ("android", "armv7", "armv7-linux-androideabi"),
    ("android", "x86_32", "i686-linux-android"),
    ("android", "x86_64", "x86_64-linux-android"),
    ("freebsd", "x86_64", "x86_64-unknown-freebsd"),
    ("linux", "aarch64", "aarch64-linux-gnu"),
    ("linux", "arm", "arm-linux-gnueabihf"),
    ("linux", "armv7", "arm-linux-gnueabihf"),
    ("linux", "ppc", "powerpc64le-linux-gnu"),
    ("linux", "riscv64", "riscv64-linux-gnu"),
    ("linux", "s390x", "s390x-linux-gnu"),
    ("linux", "x86_32", "i686-linux-gnu"),
    ("linux", "x86_64", "x86_64-linux-gnu"),
    ("macos", "aarch64", "arm64-apple-macos"),
    ("macos", "x86_64", "x86_64-apple-macos"),
    ("openbsd", "x86_64", "x86_64-unknown-openbsd"),
    ("windows", "aarch64", "aarch64-pc-windows-msvc"),
    ("windows", "x86_32", "i686-pc-windows-msvc"),
    ("windows", "x86_64", "x86_64-pc-windows-msvc"),
]

PLATFORM_TARGETS = [(os + "_" + cpu, os, cpu, target) for os, cpu, target in _ROWS]
