// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/escaped_text.h"

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

std::string Character(std::uint32_t point, std::string_view special) {
  if (point > 0xffff) return "\\U" + Hex(point, 8);
  if (point < 0x20 || point >= 0x7f) return "\\u" + Hex(point, 4);
  const char character = static_cast<char>(point);
  return (special.find(character) == special.npos ? "" : "\\") + std::string(1, character);
}

}  // namespace

std::string EscapedText(std::string_view text, std::string_view special,
                        std::string_view byte_escape) {
  std::string escaped;
  while (!text.empty()) {
    const std::size_t length = internal::Utf8SequenceLength(text);
    if (length == 0)
      escaped.append(byte_escape).append(Hex(static_cast<unsigned char>(text[0]), 2));
    else
      escaped += Character(internal::Utf8CodePoint(text.substr(0, length)), special);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return escaped;
}

}  // namespace pep3118
