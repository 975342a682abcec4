// SPDX-License-Identifier: MIT
// What each format code is, apart from its size: kind, standard size, and the way back from a kind
// and a size to the code that names it.
//
// Private to layout/.  Source: PEP 3118 and docs/format.md.
#ifndef PEP3118_LAYOUT_PLACEMENT_CODES_H_
#define PEP3118_LAYOUT_PLACEMENT_CODES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"

namespace pep3118::internal {

struct CodeFacts {
  TypeKind kind = TypeKind::kOpaque;
  FloatFormat standard_format = FloatFormat::kNone;  // in the modes = < >: IEEE 754
  std::uint8_t standard_size = 0;  // bytes (of one unit) in the modes = < >; 0 where there is none
  bool counts_length = false;      // s p u w x: the count is a length, not a repetition
  bool native_only = false;        // n N: an error in the modes = < >
};
extern const std::array<CodeFacts, static_cast<std::size_t>(ast::Code::kCount_)> kCodeFacts;

inline const CodeFacts& FactsOf(ast::Code code) {
  return kCodeFacts[static_cast<std::size_t>(code)];
}

// How `code` is encoded: of one part of a complex number; kNone when it is not a floating-point code.
inline FloatFormat FloatFormatOf(ast::Code code, bool native, const Target& target) {
  const CodeFacts& facts = FactsOf(code);
  if (facts.kind != TypeKind::kFloat && facts.kind != TypeKind::kComplex) return FloatFormat::kNone;
  if (facts.standard_size == 0) return target.long_double_format;
  const bool is_double = facts.standard_format == FloatFormat::kBinary64;
  return native && is_double ? target.double_format : facts.standard_format;
}

// By kind and size (of one unit) the code with that standard size; kPad where there is none.
inline constexpr std::size_t kKinds = static_cast<std::size_t>(TypeKind::kRecord) + 1;
inline constexpr std::int64_t kLargestStandardSize = 16;
extern const std::array<std::array<ast::Code, kLargestStandardSize + 1>, kKinds> kStandardCodes;

// The code that has this standard size and float format; kPad when there is none.
inline ast::Code StandardCode(TypeKind kind, std::int64_t size, FloatFormat format) {
  if (size < 0 || size > kLargestStandardSize) return ast::Code::kPad;
  const ast::Code code =
      kStandardCodes[static_cast<std::size_t>(kind)][static_cast<std::size_t>(size)];
  return FactsOf(code).standard_format == format ? code : ast::Code::kPad;
}

// The code that canonical text uses for a type of `target` with this kind, size (of one unit) and
// float format: the one with that standard size, else the first of a fixed list, whose native row
// agrees, alignment included unless it is kAnyAlignment.  kPad when the target has no such type.
inline constexpr std::int64_t kAnyAlignment = 0;
ast::Code NativeCode(const Target& target, TypeKind kind, std::int64_t size, FloatFormat format,
                     std::int64_t alignment);

// The alignment that the target's compiler gives a type of that kind, size and format (`<i` is a
// `long` on a target with 2-byte `int`); 1 when it has none, so that nothing aligns it.
std::int64_t NaturalAlignment(const Target& target, TypeKind kind, std::int64_t size,
                              FloatFormat format);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_CODES_H_
