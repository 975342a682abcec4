// SPDX-License-Identifier: MIT
// Well-formed UTF-8, one sequence at a time.
#ifndef PEP3118_BASE_UTF8_H_
#define PEP3118_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pep3118::internal {

// Length of the well-formed sequence at the start of `text` (Unicode, table 3-7: no surrogates, no
// overlong forms, nothing above U+10FFFF), or 0.
constexpr std::size_t Utf8SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto within = [&](std::size_t i, unsigned low, unsigned high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  if (text.empty()) return 0;
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return within(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : 0xbf;
    return within(1, low, high) && within(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
    return within(1, low, high) && within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

// The code point of one well-formed sequence.
constexpr std::uint32_t Utf8CodePoint(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  if (sequence.size() == 1) return byte(0);
  std::uint32_t point = byte(0) & (0xffu >> (sequence.size() + 1));
  for (std::size_t i = 1; i < sequence.size(); ++i) point = point << 6 | (byte(i) & 0x3fu);
  return point;
}

// Bytes 0x01 to 0x7f only.
inline bool IsPlainAscii(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::size_t kEight = sizeof(std::uint64_t);
  const auto eight_are_plain = [](const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, kEight);
    return ((word | (word - kOnes)) & (kOnes << 7)) == 0;
  };
  if (text.size() >= kEight) {
    for (std::size_t i = 0; i + kEight < text.size(); i += kEight) {
      if (!eight_are_plain(text.data() + i)) return false;
    }
    return eight_are_plain(text.data() + text.size() - kEight);  // some of them again
  }
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte == 0 || byte >= 0x80) return false;
  }
  return true;
}

}  // namespace pep3118::internal

#endif  // PEP3118_BASE_UTF8_H_
