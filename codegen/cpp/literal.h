// SPDX-License-Identifier: MIT
// Text of a format, made safe for C++ source: the only ways besides an identifier in which bytes
// of a format reach a header.
#ifndef PEP3118_CODEGEN_CPP_LITERAL_H_
#define PEP3118_CODEGEN_CPP_LITERAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pep3118 {

// Longest text, its final NUL included, that every C++ compiler takes as one string literal
// (the standard's minimum; clang warns above it).
inline constexpr std::size_t kLongestLiteral = 65'536;

// A string literal with its quotes, plain ASCII: other bytes as three octal digits, which end by
// themselves whatever follows, and never two question marks in a row (trigraphs).
std::string StringLiteral(std::string_view text);

// What initialises a char array with `text` and a NUL: the literal, or a list of characters where
// the text is longer than a literal may be.
std::string CharArrayInitializer(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_LITERAL_H_
