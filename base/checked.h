// SPDX-License-Identifier: MIT
// Arithmetic on sizes, offsets, counts and strides that cannot wrap.
//
// Every product or sum of numbers that come from a format or a buffer goes through these functions.
// Each returns false, and leaves `result` untouched, when the exact result does not fit:
//
//   std::int64_t bytes = 0;
//   if (!CheckedMultiply(itemsize, count, bytes)) return TooLarge(...);
//
// The operands and the result may be of any one integer type.  `result` may be one of the operands.
#ifndef PEP3118_BASE_CHECKED_H_
#define PEP3118_BASE_CHECKED_H_

#include <concepts>
#include <type_traits>

#include "pep3118/base/standard.h"

namespace pep3118::internal {

template <std::integral T>
[[nodiscard]] constexpr bool CheckedAdd(T a, std::type_identity_t<T> b,
                                        std::type_identity_t<T>& result) {
  T exact{};
  if (__builtin_add_overflow(a, b, &exact)) return false;
  result = exact;
  return true;
}

template <std::integral T>
[[nodiscard]] constexpr bool CheckedSubtract(T a, std::type_identity_t<T> b,
                                             std::type_identity_t<T>& result) {
  T exact{};
  if (__builtin_sub_overflow(a, b, &exact)) return false;
  result = exact;
  return true;
}

template <std::integral T>
[[nodiscard]] constexpr bool CheckedMultiply(T a, std::type_identity_t<T> b,
                                             std::type_identity_t<T>& result) {
  T exact{};
  if (__builtin_mul_overflow(a, b, &exact)) return false;
  result = exact;
  return true;
}

// The smallest multiple of `alignment`, a power of two, that is at least `value`, which is 0 or
// more.
template <std::integral T>
[[nodiscard]] constexpr bool CheckedAlignUp(T value, std::type_identity_t<T> alignment,
                                            std::type_identity_t<T>& result) {
  T raised{};
  if (!CheckedAdd(value, static_cast<T>(alignment - 1), raised)) return false;
  result = static_cast<T>(raised & ~static_cast<T>(alignment - 1));
  return true;
}

}  // namespace pep3118::internal

#endif  // PEP3118_BASE_CHECKED_H_
