// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/literal.h"

namespace pep3118 {
namespace {

// Appends one character of a string or character literal.
void AppendEscaped(char c, std::string& out) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\'' || c == '\\') {
    (out += '\\') += c;
  } else if (byte >= 0x20 && byte < 0x7f) {
    out += c;
  } else {
    out += '\\';
    for (int shift = 6; shift >= 0; shift -= 3) out += static_cast<char>('0' + (byte >> shift & 7));
  }
}

}  // namespace

std::string StringLiteral(std::string_view text) {
  std::string out = "\"";
  char before = '\0';
  for (char c : text) {
    if (c == '?' && before == '?') out += '\\';
    AppendEscaped(c, out);
    before = c;
  }
  return out += '"';
}

std::string CharArrayInitializer(std::string_view text) {
  if (text.size() < kLongestLiteral) return StringLiteral(text);
  std::string out = "{";
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += i % 16 == 0 ? "\n'" : " '";
    AppendEscaped(text[i], out);
    out += "',";
  }
  return out += " '\\0'}";
}

}  // namespace pep3118
