// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/literal.h"

#include <cstddef>
#include <cstdint>

#include "pep3118/base/utf8.h"

namespace pep3118 {
namespace {

std::string Hex(std::uint32_t number, std::size_t digits) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t shift = 4 * digits; shift > 0; shift -= 4)
    text += kHex[number >> (shift - 4) & 0xf];
  return text;
}

// The code point of one well-formed sequence.
std::uint32_t CodePoint(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  if (sequence.size() == 1) return byte(0);
  std::uint32_t point = byte(0) & (0xffu >> (sequence.size() + 1));
  for (std::size_t i = 1; i < sequence.size(); ++i) point = point << 6 | (byte(i) & 0x3fu);
  return point;
}

std::string Character(std::uint32_t point) {
  if (point == '"' || point == '\\' || point == '$')
    return std::string("\\") + static_cast<char>(point);
  if (point >= 0x20 && point < 0x7f) return std::string(1, static_cast<char>(point));
  return point > 0xffff ? "\\U" + Hex(point, 8) : "\\u" + Hex(point, 4);
}

}  // namespace

std::string JuliaLiteral(std::string_view text) {
  std::string literal = "\"";
  while (!text.empty()) {
    const std::size_t length = internal::Utf8SequenceLength(text);
    if (length == 0)
      literal += "\\x" + Hex(static_cast<unsigned char>(text[0]), 2);
    else
      literal += Character(CodePoint(text.substr(0, length)));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return literal + "\"";
}

}  // namespace pep3118
