// SPDX-License-Identifier: MIT
// What the generated test of captured records reads items and compares members with.
#ifndef PEP3118_TESTDATA_EXPORTER_READS_READER_H_
#define PEP3118_TESTDATA_EXPORTER_READS_READER_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace pep3118 {

template <class Record, std::size_t Size>
Record ReadItem(const unsigned char (&bytes)[Size]) {
  static_assert(sizeof(Record) == Size, "as many bytes as the exporter's itemsize");
  static_assert(std::is_standard_layout_v<Record> && std::is_trivially_copyable_v<Record>);
  Record record;
  std::memcpy(&record, bytes, Size);
  return record;
}

// The same number; NaNs are alike.
template <class Member, class Number>
bool IsNumber(const Member& member, Number number) {
  if constexpr (std::is_floating_point_v<Number>) {
    const auto value = static_cast<double>(member);
    return value == number || (std::isnan(value) && std::isnan(number));
  } else if constexpr (std::is_same_v<Number, bool>) {
    return static_cast<bool>(member) == number;
  } else if constexpr (std::is_unsigned_v<Number>) {
    // A number that is not negative fits a signed member.
    return static_cast<std::uint64_t>(member) == number && !(member < 0);
  } else {
    return static_cast<std::int64_t>(member) == number && member < 0;
  }
}

template <class Member>
auto Loaded(const Member& member, int) -> decltype(member.load()) {
  return member.load();
}
template <class Member>
Member Loaded(const Member& member, long) {
  return member;
}

template <class Member>
bool IsComplex(const Member& member, double real, double imag) {
  const auto value = Loaded(member, 0);
  return IsNumber(value.real(), real) && IsNumber(value.imag(), imag);
}

// These bytes, then nothing but zeros.
template <class Member>
bool HasBytes(const Member& member, std::initializer_list<unsigned char> bytes) {
  unsigned char padded[sizeof(Member)] = {};
  if (bytes.size() > sizeof padded) return false;
  std::size_t i = 0;
  for (unsigned char byte : bytes) padded[i++] = byte;
  return std::memcmp(&member, padded, sizeof padded) == 0;
}

// These characters, then nothing but NULs.
template <class Unit, std::size_t Size>
bool HasCharacters(const Unit (&units)[Size], std::u32string_view text) {
  for (std::size_t i = 0; i < Size; ++i)
    if (static_cast<char32_t>(units[i]) != (i < text.size() ? text[i] : U'\0')) return false;
  return text.size() <= Size;
}

}  // namespace pep3118

#endif  // PEP3118_TESTDATA_EXPORTER_READS_READER_H_
