// SPDX-License-Identifier: MIT
// Code characters to ast::Code.  Private to parser/; the way back is ast::CodeText.
#ifndef PEP3118_PARSER_CODES_H_
#define PEP3118_PARSER_CODES_H_

#include <array>
#include <string_view>

#include "pep3118/parser/ast.h"

namespace pep3118::internal {

struct CodeRow {
  char character;
  ast::Code code;
};

// `code` of the grammar.
inline constexpr CodeRow kCodeRows[] = {
    {'x', ast::Code::kPad},           {'c', ast::Code::kChar},
    {'b', ast::Code::kInt8},          {'B', ast::Code::kUint8},
    {'?', ast::Code::kBool},          {'h', ast::Code::kShort},
    {'H', ast::Code::kUShort},        {'i', ast::Code::kInt},
    {'I', ast::Code::kUInt},          {'l', ast::Code::kLong},
    {'L', ast::Code::kULong},         {'q', ast::Code::kLongLong},
    {'Q', ast::Code::kULongLong},     {'n', ast::Code::kSsize},
    {'N', ast::Code::kSize},          {'e', ast::Code::kHalf},
    {'f', ast::Code::kFloat},         {'d', ast::Code::kDouble},
    {'g', ast::Code::kLongDouble},    {'s', ast::Code::kBytes},
    {'p', ast::Code::kPascal},        {'P', ast::Code::kVoidPointer},
    {'O', ast::Code::kObject},        {'u', ast::Code::kUcs2},
    {'w', ast::Code::kUcs4},          {'t', ast::Code::kBit},
    {'z', ast::Code::kCharPointer},   {'F', ast::Code::kComplexFloat},
    {'D', ast::Code::kComplexDouble}, {'G', ast::Code::kComplexLongDouble},
};

// kCount_ for characters that are no code.
inline constexpr std::array<ast::Code, 256> kCodes = [] {
  std::array<ast::Code, 256> codes{};
  codes.fill(ast::Code::kCount_);
  for (const CodeRow& row : kCodeRows) codes[static_cast<unsigned char>(row.character)] = row.code;
  return codes;
}();

constexpr ast::Code CodeOf(char character) { return kCodes[static_cast<unsigned char>(character)]; }

// The code of `Z` and the part after it.
constexpr ast::Code ComplexOf(char part) {
  switch (part) {
    case 'e':
      return ast::Code::kComplexHalf;
    case 'f':
      return ast::Code::kComplexFloat;
    case 'd':
      return ast::Code::kComplexDouble;
    default:
      return ast::Code::kComplexLongDouble;
  }
}

// The characters that an order, dims or count begins with.
inline constexpr std::array<bool, 256> kPrefixBegins = [] {
  std::array<bool, 256> begins{};
  for (const char character : std::string_view("@=<>!^(0123456789")) {
    begins[static_cast<unsigned char>(character)] = true;
  }
  return begins;
}();

constexpr bool BeginsPrefix(char character) {
  return kPrefixBegins[static_cast<unsigned char>(character)];
}

// The characters that a code, complex number, record, pointer or function begins with.
inline constexpr std::array<bool, 256> kItemBegins = [] {
  std::array<bool, 256> begins{};
  for (const char character : std::string_view("ZT&X")) {
    begins[static_cast<unsigned char>(character)] = true;
  }
  for (const CodeRow& row : kCodeRows) begins[static_cast<unsigned char>(row.character)] = true;
  return begins;
}();

constexpr bool BeginsItem(char character) {
  return kItemBegins[static_cast<unsigned char>(character)];
}

}  // namespace pep3118::internal

#endif  // PEP3118_PARSER_CODES_H_
