// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/codes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace pep3118::internal {
namespace {

using ast::Code;

constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kCount_);

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

constexpr std::array<CodeFacts, kCodes> MakeFacts() {
  std::array<CodeFacts, kCodes> facts{};
  auto set = [&facts](Code code, TypeKind kind) -> CodeFacts& {
    CodeFacts& row = facts[static_cast<std::size_t>(code)];
    row.kind = kind;
    row.standard_format = StandardFormat(code);
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
// In the order of preference: the everyday C types before those that only alias them.
constexpr Code kBools[] = {Code::kBool};
constexpr Code kInts[] = {Code::kInt8,     Code::kShort, Code::kInt,
                          Code::kLongLong, Code::kLong,  Code::kSsize};
constexpr Code kUints[] = {Code::kUint8,     Code::kUShort, Code::kUInt,
                           Code::kULongLong, Code::kULong,  Code::kSize};
constexpr Code kFloats[] = {Code::kHalf, Code::kFloat, Code::kDouble, Code::kLongDouble};
constexpr Code kComplexes[] = {Code::kComplexHalf, Code::kComplexFloat, Code::kComplexDouble,
                               Code::kComplexLongDouble};
constexpr Code kChars[] = {Code::kChar};
constexpr Code kByteStrings[] = {Code::kBytes};
constexpr Code kPascals[] = {Code::kPascal};
constexpr Code kUcs2s[] = {Code::kUcs2};
constexpr Code kUcs4s[] = {Code::kUcs4};
constexpr Code kPointers[] = {Code::kVoidPointer};
constexpr Code kObjects[] = {Code::kObject};

constexpr std::span<const Code> Candidates(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return kBools;
    case TypeKind::kInt:
      return kInts;
    case TypeKind::kUint:
      return kUints;
    case TypeKind::kFloat:
      return kFloats;
    case TypeKind::kComplex:
      return kComplexes;
    case TypeKind::kChar:
      return kChars;
    case TypeKind::kBytes:
      return kByteStrings;
    case TypeKind::kPascal:
      return kPascals;
    case TypeKind::kUcs2:
      return kUcs2s;
    case TypeKind::kUcs4:
      return kUcs4s;
    case TypeKind::kPointer:
      return kPointers;
    case TypeKind::kObject:
      return kObjects;
    case TypeKind::kFunction:
    case TypeKind::kBits:
    case TypeKind::kOpaque:
    case TypeKind::kRecord:
      break;
  }
  return {};
}

}  // namespace

constinit const std::array<CodeFacts, kCodes> kCodeFacts = MakeFacts();

// The first candidate of that size.
constinit const std::array<std::array<Code, kLargestStandardSize + 1>, kKinds> kStandardCodes = [] {
  std::array<std::array<Code, kLargestStandardSize + 1>, kKinds> table{};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    table[kind].fill(Code::kPad);
    const std::span<const Code> candidates = Candidates(static_cast<TypeKind>(kind));
    for (std::size_t i = candidates.size(); i-- > 0;) {
      const std::int64_t size = StandardSize(candidates[i]);
      if (size > 0) table[kind][static_cast<std::size_t>(size)] = candidates[i];
    }
  }
  return table;
}();

Code NativeCode(const Target& target, TypeKind kind, std::int64_t size, FloatFormat format,
                std::int64_t alignment) {
  const auto agrees = [&](Code code) {
    const SizeAlign& native = target.Native(code);
    return native.size == size && (alignment == kAnyAlignment || native.align == alignment) &&
           FloatFormatOf(code, true, target) == format;
  };
  const Code standard = StandardCode(kind, size, format);
  if (standard != Code::kPad && agrees(standard)) return standard;
  for (const Code code : Candidates(kind)) {
    if (agrees(code)) return code;
  }
  return Code::kPad;
}

std::int64_t NaturalAlignment(const Target& target, TypeKind kind, std::int64_t size,
                              FloatFormat format) {
  const Code code = NativeCode(target, kind, size, format, kAnyAlignment);
  return code == Code::kPad ? 1 : target.Native(code).align;
}

}  // namespace pep3118::internal
