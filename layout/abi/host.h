// SPDX-License-Identifier: MIT
// Which row of the target table the compiler in use belongs to.
//
// Private to layout/.  The macros only pick a name; host_check.cc then proves that the row is
// right.
#ifndef PEP3118_LAYOUT_ABI_HOST_H_
#define PEP3118_LAYOUT_ABI_HOST_H_

#include <string_view>

namespace pep3118::internal {

#if defined(_WIN32)
#if defined(_MSC_VER) || !defined(__MINGW32__)
#if defined(_M_ARM64) || defined(__aarch64__)
inline constexpr std::string_view kHostName = "aarch64-pc-windows-msvc";
#elif defined(_M_ARM) || defined(__arm__)
inline constexpr std::string_view kHostName = "thumbv7-pc-windows-msvc";
#elif defined(_M_X64) || defined(__x86_64__)
inline constexpr std::string_view kHostName = "x86_64-pc-windows-msvc";
#else
inline constexpr std::string_view kHostName = "i686-pc-windows-msvc";
#endif
#elif defined(__x86_64__)
inline constexpr std::string_view kHostName = "x86_64-w64-windows-gnu";
#else
inline constexpr std::string_view kHostName = "i686-w64-windows-gnu";
#endif
#elif defined(__APPLE__)
#if defined(__aarch64__) && defined(__ILP32__)
inline constexpr std::string_view kHostName = "arm64_32-apple-watchos";
#elif defined(__aarch64__)
inline constexpr std::string_view kHostName = "arm64-apple-macos";
#elif defined(__x86_64__)
inline constexpr std::string_view kHostName = "x86_64-apple-macos";
#elif defined(__arm__) && defined(__ARM_ARCH_7K__)
inline constexpr std::string_view kHostName = "armv7k-apple-watchos";
#elif defined(__arm__)
inline constexpr std::string_view kHostName = "armv7-apple-ios";
#elif defined(__ppc__)
inline constexpr std::string_view kHostName = "powerpc-apple-darwin";
#else
inline constexpr std::string_view kHostName = "i386-apple-macos";
#endif
#elif defined(_AIX)
#if defined(__64BIT__)
inline constexpr std::string_view kHostName = "powerpc64-ibm-aix";
#else
inline constexpr std::string_view kHostName = "powerpc-ibm-aix";
#endif
#elif defined(__EMSCRIPTEN__)
inline constexpr std::string_view kHostName = "wasm32-unknown-emscripten";
#elif defined(__wasi__)
inline constexpr std::string_view kHostName = "wasm32-wasi";
#elif defined(__wasm64__)
inline constexpr std::string_view kHostName = "wasm64-unknown-unknown";
#elif defined(__wasm32__)
inline constexpr std::string_view kHostName = "wasm32-unknown-unknown";
#elif defined(__x86_64__) && defined(__ILP32__)
inline constexpr std::string_view kHostName = "x86_64-linux-gnux32";
#elif defined(__x86_64__) && defined(__ANDROID__)
inline constexpr std::string_view kHostName = "x86_64-linux-android";
#elif defined(__x86_64__) && defined(__FreeBSD__)
inline constexpr std::string_view kHostName = "x86_64-unknown-freebsd";
#elif defined(__x86_64__) && defined(__OpenBSD__)
inline constexpr std::string_view kHostName = "x86_64-unknown-openbsd";
#elif defined(__x86_64__) && defined(__NetBSD__)
inline constexpr std::string_view kHostName = "x86_64-unknown-netbsd";
#elif defined(__x86_64__)
inline constexpr std::string_view kHostName = "x86_64-linux-gnu";
#elif defined(__i386__) && defined(__ANDROID__)
inline constexpr std::string_view kHostName = "i686-linux-android";
#elif defined(__i386__) && defined(__FreeBSD__)
inline constexpr std::string_view kHostName = "i386-unknown-freebsd";
#elif defined(__i386__)
inline constexpr std::string_view kHostName = "i686-linux-gnu";
#elif defined(__aarch64__) && defined(__AARCH64EB__)
inline constexpr std::string_view kHostName = "aarch64_be-linux-gnu";
#elif defined(__aarch64__) && defined(__ILP32__)
inline constexpr std::string_view kHostName = "aarch64-linux-gnu_ilp32";
#elif defined(__aarch64__) && defined(__ANDROID__)
inline constexpr std::string_view kHostName = "aarch64-linux-android";
#elif defined(__aarch64__)
inline constexpr std::string_view kHostName = "aarch64-linux-gnu";
#elif defined(__arm__) && defined(__ARMEB__)
inline constexpr std::string_view kHostName = "armeb-linux-gnueabi";
#elif defined(__arm__) && defined(__ANDROID__)
inline constexpr std::string_view kHostName = "armv7-linux-androideabi";
#elif defined(__arm__) && defined(__ARM_PCS_VFP)
inline constexpr std::string_view kHostName = "arm-linux-gnueabihf";
#elif defined(__arm__)
inline constexpr std::string_view kHostName = "arm-linux-gnueabi";
#elif defined(__riscv) && __riscv_xlen == 64
inline constexpr std::string_view kHostName = "riscv64-linux-gnu";
#elif defined(__riscv)
inline constexpr std::string_view kHostName = "riscv32-linux-gnu";
#elif defined(__powerpc64__) && defined(__FreeBSD__)
inline constexpr std::string_view kHostName = "powerpc64-unknown-freebsd";
#elif defined(__powerpc64__) && __LDBL_MANT_DIG__ == 53
inline constexpr std::string_view kHostName = "powerpc64le-linux-musl";
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__) && __LDBL_MANT_DIG__ == 113
inline constexpr std::string_view kHostName = "powerpc64le-linux-gnu-ieee128";
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
inline constexpr std::string_view kHostName = "powerpc64le-linux-gnu";
#elif defined(__powerpc64__)
inline constexpr std::string_view kHostName = "powerpc64-linux-gnu";
#elif defined(__powerpc__) && __LDBL_MANT_DIG__ == 53
inline constexpr std::string_view kHostName = "powerpc-linux-musl";
#elif defined(__powerpc__)
inline constexpr std::string_view kHostName = "powerpc-linux-gnu";
#elif defined(__s390x__)
inline constexpr std::string_view kHostName = "s390x-linux-gnu";
#elif defined(__mips64) && defined(__MIPSEL__) && _MIPS_SIM == _ABIN32
inline constexpr std::string_view kHostName = "mips64el-linux-gnuabin32";
#elif defined(__mips64) && defined(__MIPSEL__)
inline constexpr std::string_view kHostName = "mips64el-linux-gnuabi64";
#elif defined(__mips64)
inline constexpr std::string_view kHostName = "mips64-linux-gnuabi64";
#elif defined(__mips__) && defined(__MIPSEL__)
inline constexpr std::string_view kHostName = "mipsel-linux-gnu";
#elif defined(__mips__)
inline constexpr std::string_view kHostName = "mips-linux-gnu";
#elif defined(__sparc__) && defined(__arch64__)
inline constexpr std::string_view kHostName = "sparc64-linux-gnu";
#elif defined(__sparc__)
inline constexpr std::string_view kHostName = "sparc-linux-gnu";
#elif defined(__loongarch64)
inline constexpr std::string_view kHostName = "loongarch64-linux-gnu";
#elif defined(__alpha__)
inline constexpr std::string_view kHostName = "alpha-linux-gnu";
#elif defined(__hppa__)
inline constexpr std::string_view kHostName = "hppa-linux-gnu";
#elif defined(__sh__)
inline constexpr std::string_view kHostName = "sh4-linux-gnu";
#elif defined(__arc__)
inline constexpr std::string_view kHostName = "arc-linux-gnu";
#elif defined(__m68k__)
inline constexpr std::string_view kHostName = "m68k-linux-gnu";
#else
#error "this compiler's ABI has no row in testdata/targets.json yet"
#endif

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_ABI_HOST_H_
