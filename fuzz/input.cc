// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/input.h"

#include <array>
#include <bit>
#include <utility>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"

namespace pep3118::fuzz {
namespace {

constexpr std::uint8_t kSpecial = 0xc0;
constexpr std::uint8_t kRaw = 0xff;

std::int64_t SpecialNumber(std::uint8_t which) {
  constexpr std::array<int, 10> kPowers = {8, 12, 15, 16, 31, 32, 47, 61, 62, 63};
  if (which < 16) return -1 - std::int64_t{which};
  const std::size_t place = which - std::size_t{16};
  const std::uint64_t power = std::uint64_t{1} << kPowers[place / 3 % kPowers.size()];
  const std::uint64_t value = power - 1 + place % 3;  // may wrap: 2^63 is the lowest number
  return std::bit_cast<std::int64_t>(value);
}

}  // namespace

std::uint8_t Input::Byte() {
  if (bytes_.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(bytes_.front());
  bytes_.remove_prefix(1);
  return byte;
}

std::int64_t Input::Number() {
  const std::uint8_t first = Byte();
  if (first < kSpecial) return first;
  if (first < kRaw) return SpecialNumber(first - kSpecial);
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 8) value |= std::uint64_t{Byte()} << shift;
  return std::bit_cast<std::int64_t>(value);
}

std::string_view Input::Text() {
  const std::size_t end = bytes_.find('\0');
  if (end == std::string_view::npos) return Rest();
  const std::string_view text = bytes_.substr(0, end);
  bytes_.remove_prefix(end + 1);
  return text;
}

std::string_view Input::Rest() { return std::exchange(bytes_, {}); }

LayoutOptions Input::Options() {
  LayoutOptions options;
  const std::size_t target = Below(Targets().size() + 1);
  if (target > 0) options.target = &Targets()[target - 1];
  options.dialect = Dialects()[Below(Dialects().size())];
  const std::uint8_t flags = Byte();
  options.in_array = (flags & 2) != 0;
  options.strict = (flags & 4) != 0;
  if ((flags & 1) != 0) options.itemsize = Number();
  return options;
}

}  // namespace pep3118::fuzz
