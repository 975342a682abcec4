// SPDX-License-Identifier: MIT
// Numbers as users write them: decimal digits and nothing else, in every locale.
#ifndef PEP3118_TOOLS_INPUTS_NUMBERS_H_
#define PEP3118_TOOLS_INPUTS_NUMBERS_H_

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pep3118 {

// The value of `text` when it is all digits and at most `largest`.
inline std::optional<std::int64_t> ParseNumber(std::string_view text, std::int64_t largest) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  if (text.starts_with('-')) return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value > largest) return std::nullopt;
  return value;
}

}  // namespace pep3118

#endif  // PEP3118_TOOLS_INPUTS_NUMBERS_H_
