// SPDX-License-Identifier: MIT
// Numbers in type strings.  Private to dtype/.
#ifndef PEP3118_DTYPE_DIGITS_H_
#define PEP3118_DTYPE_DIGITS_H_

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pep3118::internal {

// Not <cctype>: types do not depend on a locale.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The number that `digits` are, all of them; nothing where they are not a number, or too large.
inline std::optional<std::int64_t> NumberIn(std::string_view digits) {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end || digits.empty() || number < 0) {
    return std::nullopt;
  }
  return number;
}

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_DIGITS_H_
