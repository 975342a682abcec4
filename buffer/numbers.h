// Arithmetic on the numbers of a buffer that cannot wrap, and the way to refuse.  Private to
// buffer/.
#ifndef PEP3118_BUFFER_NUMBERS_H_
#define PEP3118_BUFFER_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "pep3118/buffer/buffer_error.h"

namespace pep3118::internal {

inline constexpr std::ptrdiff_t kMaxBytes = std::numeric_limits<std::ptrdiff_t>::max();
inline constexpr std::ptrdiff_t kMinBytes = std::numeric_limits<std::ptrdiff_t>::min();

// `a * b` of numbers that are 0 or more; false, and `product` untouched, when it is no ptrdiff_t.
inline bool Multiply(std::ptrdiff_t a, std::ptrdiff_t b, std::ptrdiff_t& product) {
  if (b != 0 && a > kMaxBytes / b) return false;
  product = a * b;
  return true;
}

// Fills `error`; always false.
inline bool Refuse(BufferError& error, BufferErrorKind kind, std::int64_t expected,
                   std::int64_t found, int dimension = BufferError::kNoDimension) {
  error = {kind, dimension, expected, found, {}};
  return false;
}

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_NUMBERS_H_
