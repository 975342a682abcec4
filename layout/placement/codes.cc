// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/codes.h"

#include <array>
#include <bit>
#include <cstddef>
#include <span>

namespace pep3118::internal {
namespace {

using ast::Code;

constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kCount_);

constexpr std::array<CodeFacts, kCodes> MakeFacts() {
  std::array<CodeFacts, kCodes> facts{};
  auto set = [&facts](Code code, TypeKind kind) -> CodeFacts& {
    CodeFacts& row = facts[static_cast<std::size_t>(code)];
    row.kind = kind;
    row.standard_size = static_cast<std::uint8_t>(StandardSize(code));
    return row;
  };
  set(Code::kPad, TypeKind::kOpaque).counts_length = true;
  set(Code::kChar, TypeKind::kChar);
  set(Code::kInt8, TypeKind::kInt);
  set(Code::kUint8, TypeKind::kUint);
  set(Code::kBool, TypeKind::kBool);
  set(Code::kShort, TypeKind::kInt);
  set(Code::kUShort, TypeKind::kUint);
  set(Code::kInt, TypeKind::kInt);
  set(Code::kUInt, TypeKind::kUint);
  set(Code::kLong, TypeKind::kInt);
  set(Code::kULong, TypeKind::kUint);
  set(Code::kLongLong, TypeKind::kInt);
  set(Code::kULongLong, TypeKind::kUint);
  set(Code::kSsize, TypeKind::kInt).native_only = true;
  set(Code::kSize, TypeKind::kUint).native_only = true;
  set(Code::kHalf, TypeKind::kFloat);
  set(Code::kFloat, TypeKind::kFloat);
  set(Code::kDouble, TypeKind::kFloat);
  set(Code::kLongDouble, TypeKind::kFloat);
  set(Code::kComplexHalf, TypeKind::kComplex);
  set(Code::kComplexFloat, TypeKind::kComplex);
  set(Code::kComplexDouble, TypeKind::kComplex);
  set(Code::kComplexLongDouble, TypeKind::kComplex);
  set(Code::kBytes, TypeKind::kBytes).counts_length = true;
  set(Code::kPascal, TypeKind::kPascal).counts_length = true;
  set(Code::kUcs2, TypeKind::kUcs2).counts_length = true;
  set(Code::kUcs4, TypeKind::kUcs4).counts_length = true;
  set(Code::kBit, TypeKind::kBits).counts_length = true;
  set(Code::kVoidPointer, TypeKind::kPointer);
  set(Code::kObject, TypeKind::kObject);
  set(Code::kCharPointer, TypeKind::kPointer);
  set(Code::kWcharPointer, TypeKind::kPointer);
  return facts;
}
constexpr std::array<CodeFacts, kCodes> kFacts = MakeFacts();

// In the order of preference: the everyday C types before those that only alias them.
std::span<const Code> Candidates(TypeKind kind) {
  static constexpr Code kBool[] = {Code::kBool};
  static constexpr Code kInt[] = {Code::kInt8,     Code::kShort, Code::kInt,
                                  Code::kLongLong, Code::kLong,  Code::kSsize};
  static constexpr Code kUint[] = {Code::kUint8,     Code::kUShort, Code::kUInt,
                                   Code::kULongLong, Code::kULong,  Code::kSize};
  static constexpr Code kFloat[] = {Code::kHalf, Code::kFloat, Code::kDouble, Code::kLongDouble};
  static constexpr Code kComplex[] = {Code::kComplexHalf, Code::kComplexFloat, Code::kComplexDouble,
                                      Code::kComplexLongDouble};
  static constexpr Code kChar[] = {Code::kChar};
  static constexpr Code kBytes[] = {Code::kBytes};
  static constexpr Code kPascal[] = {Code::kPascal};
  static constexpr Code kUcs2[] = {Code::kUcs2};
  static constexpr Code kUcs4[] = {Code::kUcs4};
  static constexpr Code kPointer[] = {Code::kVoidPointer};
  static constexpr Code kObject[] = {Code::kObject};
  switch (kind) {
    case TypeKind::kBool:
      return kBool;
    case TypeKind::kInt:
      return kInt;
    case TypeKind::kUint:
      return kUint;
    case TypeKind::kFloat:
      return kFloat;
    case TypeKind::kComplex:
      return kComplex;
    case TypeKind::kChar:
      return kChar;
    case TypeKind::kBytes:
      return kBytes;
    case TypeKind::kPascal:
      return kPascal;
    case TypeKind::kUcs2:
      return kUcs2;
    case TypeKind::kUcs4:
      return kUcs4;
    case TypeKind::kPointer:
      return kPointer;
    case TypeKind::kObject:
      return kObject;
    case TypeKind::kFunction:
    case TypeKind::kBits:
    case TypeKind::kOpaque:
    case TypeKind::kRecord:
      break;
  }
  return {};
}

// `d` and the standard sizes are IEEE 754 (PEP 3118 says "IEEE 754 binary32/64" for f and d).
constexpr FloatFormat StandardFormat(Code code) {
  switch (code) {
    case Code::kHalf:
    case Code::kComplexHalf:
      return FloatFormat::kBinary16;
    case Code::kFloat:
    case Code::kComplexFloat:
      return FloatFormat::kBinary32;
    case Code::kDouble:
    case Code::kComplexDouble:
      return FloatFormat::kBinary64;
    default:
      return FloatFormat::kNone;
  }
}

}  // namespace

const CodeFacts& FactsOf(Code code) { return kFacts[static_cast<std::size_t>(code)]; }

FloatFormat FloatFormatOf(Code code, bool native, const Target& target) {
  switch (code) {
    case Code::kLongDouble:
    case Code::kComplexLongDouble:
      return target.long_double_format;
    case Code::kDouble:
    case Code::kComplexDouble:
      return native ? target.double_format : FloatFormat::kBinary64;
    default:
      return StandardFormat(code);
  }
}

Code NativeCode(const Target& target, TypeKind kind, std::int64_t size, FloatFormat format,
                std::int64_t alignment) {
  const auto agrees = [&](Code code) {
    const SizeAlign& native = target.Native(code);
    return native.size == size && (alignment == kAnyAlignment || native.align == alignment) &&
           FloatFormatOf(code, true, target) == format;
  };
  const Code standard = StandardCode(kind, size, format);
  if (standard != Code::kPad && agrees(standard)) return standard;
  for (Code code : Candidates(kind)) {
    if (agrees(code)) return code;
  }
  return Code::kPad;
}

Code StandardCode(TypeKind kind, std::int64_t size, FloatFormat format) {
  static constexpr Code kInts[] = {Code::kInt8, Code::kShort, Code::kInt, Code::kLongLong};
  static constexpr Code kUints[] = {Code::kUint8, Code::kUShort, Code::kUInt, Code::kULongLong};
  const bool is_int_size = size == 1 || size == 2 || size == 4 || size == 8;
  if (kind == TypeKind::kInt || kind == TypeKind::kUint) {
    if (!is_int_size) return Code::kPad;
    const int power = std::countr_zero(static_cast<std::uint64_t>(size));
    return (kind == TypeKind::kInt ? kInts : kUints)[power];
  }
  for (Code code : Candidates(kind)) {
    if (StandardSize(code) == size && StandardFormat(code) == format) return code;
  }
  return Code::kPad;
}

std::int64_t NaturalAlignment(const Target& target, TypeKind kind, std::int64_t size,
                              FloatFormat format) {
  const Code code = NativeCode(target, kind, size, format, kAnyAlignment);
  return code == Code::kPad ? 1 : target.Native(code).align;
}

}  // namespace pep3118::internal
