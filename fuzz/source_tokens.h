// SPDX-License-Identifier: MIT
// Emitted source as tokens, read by the rules of its language and not by those of what wrote it.
#ifndef PEP3118_FUZZ_SOURCE_TOKENS_H_
#define PEP3118_FUZZ_SOURCE_TOKENS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118::fuzz {

// Where C++, C, Rust, Julia and Python differ in what matters here.
struct Syntax {
  std::string_view comment = "//";  // up to the end of the line
  bool has_block_comments = true;
  bool is_rust = false;  // 'a is not an open quote, and r#if is a name
};

enum class TokenKind : std::uint8_t { kWord, kNumber, kString, kCharacter, kSign };

struct Token {
  TokenKind kind = TokenKind::kSign;
  std::string_view text;  // with its quotes
};

// The tokens without comments; adjacent strings are one, with the text of the first.  What is not
// printable ASCII, a bracket or a quote that is not closed, and a comment that the next line would
// continue are broken promises.
std::vector<Token> TokensOf(std::string_view source, const Syntax& syntax);

// `code`, emitted for a layout, and `plain`, emitted for the same with plain names, differ in words
// and strings alone and
// the words are identifiers that no language here reserves.
void RequireSameCode(std::string_view code, std::string_view plain, const Syntax& syntax);

// The bytes of a string token of C++ or C.
std::string StringBytes(std::string_view token);

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_SOURCE_TOKENS_H_
