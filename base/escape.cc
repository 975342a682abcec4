// SPDX-License-Identifier: MIT
#include "pep3118/base/escape.h"

namespace pep3118 {
namespace {

void AppendEscaped(std::string& out, char character) {
  constexpr char kHex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(character);
  switch (character) {
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  if (byte >= 0x20 && byte < 0x7f) {
    out += character;
  } else {
    out += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
  }
}

}  // namespace

std::string Escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char character : text) AppendEscaped(out, character);
  return out;
}

std::string EscapeCut(std::string_view text, std::size_t limit) {
  std::string out = Escape(text.substr(0, limit));
  if (text.size() > limit) out += "...";
  return out;
}

}  // namespace pep3118
