// SPDX-License-Identifier: MIT
// The limits of a buffer's numbers, and the way to refuse.  Private to buffer/.
//
// Arithmetic on numbers of a buffer or of its layout goes through base/checked.h.  Where it cannot
// wrap, the line (or the one above it) says why: `// bounded: ...`.  arithmetic_test.py holds every
// file of this room to that.
#ifndef PEP3118_BUFFER_NUMBERS_H_
#define PEP3118_BUFFER_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "pep3118/buffer/buffer_error.h"

namespace pep3118::internal {

inline constexpr std::ptrdiff_t kMaxBytes = std::numeric_limits<std::ptrdiff_t>::max();

// Fills `error`; always false.
inline bool Refuse(BufferError& error, BufferErrorKind kind, std::int64_t expected,
                   std::int64_t found, int dimension = BufferError::kNoDimension) {
  error = {kind, dimension, expected, found, {}};
  return false;
}

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_NUMBERS_H_
