// SPDX-License-Identifier: MIT
// A target: what one compiler ABI does with the C types behind the format codes.
//
// Data, not code: a row of sizes and alignments per target (docs/targets.md).  The host's row is
// checked against the compiler that builds this library; the others come from measurements of real
// compilers.
#ifndef PEP3118_LAYOUT_TARGET_H_
#define PEP3118_LAYOUT_TARGET_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/parser/ast.h"

namespace pep3118 {

enum class ByteOrder : std::uint8_t {
  kNone,  // one-byte units: order has no meaning
  kLittle,
  kBig,
};

// How the bits of a floating-point number are read.  Three encodings share 16 bytes: equal size
// does not mean equal values.
enum class FloatFormat : std::uint8_t {
  kNone,  // not a floating-point kind
  kBinary16,
  kBinary32,
  kBinary64,
  kBinary128,
  kX87,           // 80 bits in 12 or 16 bytes
  kDoubleDouble,  // IBM
};

// "binary64", "x87-80", "ibm-double-double", ...; "none".
std::string_view FloatFormatName(FloatFormat format);

// Bytes, and the alignment in bytes that a struct member of that type gets (offset of `x` in
// `struct { char c; T x; }`), which is not always what __alignof__ says.
struct SizeAlign {
  std::uint8_t size = 0;
  std::uint8_t align = 1;
  friend bool operator==(const SizeAlign&, const SizeAlign&) = default;
};

struct Target {
  std::string name;  // "x86_64-linux-gnu"
  ByteOrder byte_order = ByteOrder::kLittle;
  // Native size and alignment by ast::Code.  String codes: of one unit.
  std::array<SizeAlign, static_cast<std::size_t>(ast::Code::kCount_)> native{};
  FloatFormat double_format = FloatFormat::kBinary64;       // of `d`; `f` is binary32 everywhere
  FloatFormat long_double_format = FloatFormat::kBinary64;  // of `g`
  std::uint8_t pointer_bytes =
      8;                          // P O & X{} z Z; also bounds the largest object: 2^(8n-1)-1 bytes
  std::uint8_t wchar_bytes = 4;   // wchar_t, which ctypes exports as `u`
  std::uint8_t char32_bytes = 4;  // char32_t: 2 on msp430, where a UCS-4 unit needs uint32_t
  bool char_signed = true;
  // AIX "power" rule: a record that begins with a double, long double or their complex form
  // (directly, in an array, or in a first nested record) has its size rounded up to 8.
  bool aix_power_rule = false;

  const SizeAlign& Native(ast::Code code) const { return native[static_cast<std::size_t>(code)]; }
  // Largest size or offset of an object: the target's PTRDIFF_MAX.
  std::int64_t MaxObjectBytes() const {
    return pointer_bytes >= 8 ? INT64_MAX : (std::int64_t{1} << (8 * pointer_bytes - 1)) - 1;
  }
};

// Every built-in row, in the order of `pep3118c targets`; static, never changes.
std::span<const Target> Targets();

// The row of that exact name, or nullptr.  `i386-linux-gnu` is i686-linux-gnu.
const Target* FindTarget(std::string_view name);

// The row that describes the compiler of this library; static_asserts prove it.
const Target& HostTarget();

// Whether `target` is a row that layouts can be computed for: powers of two as alignments, sizes
// that are multiples of them, float formats that fit, one size for all pointers.  Otherwise false,
// and `why` (if not null) is one sentence.  Every built-in row is valid.
bool IsValidTarget(const Target& target, std::string* why);

// Size of `code` (of one unit of a string) in the modes = < >, in bytes; 0 where it has none (n N P
// O & X g Zg z Z).
constexpr std::int64_t StandardSize(ast::Code code) {
  using ast::Code;
  switch (code) {
    case Code::kPad:
    case Code::kChar:
    case Code::kInt8:
    case Code::kUint8:
    case Code::kBool:
    case Code::kBytes:
    case Code::kPascal:
      return 1;
    case Code::kShort:
    case Code::kUShort:
    case Code::kHalf:
    case Code::kUcs2:
      return 2;
    case Code::kInt:
    case Code::kUInt:
    case Code::kLong:
    case Code::kULong:
    case Code::kFloat:
    case Code::kUcs4:
    case Code::kComplexHalf:
      return 4;
    case Code::kLongLong:
    case Code::kULongLong:
    case Code::kDouble:
    case Code::kComplexFloat:
      return 8;
    case Code::kComplexDouble:
      return 16;
    default:
      return 0;
  }
}

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_TARGET_H_
