// SPDX-License-Identifier: MIT
// A type as NumPy knows it while a dtype is read.  Private to dtype/.
#ifndef PEP3118_DTYPE_NUMPY_TYPE_H_
#define PEP3118_DTYPE_NUMPY_TYPE_H_

#include <cstdint>

#include "pep3118/layout/explicit_layout.h"

namespace pep3118::internal {

struct NumpyType {
  ExplicitType type;
  std::int64_t alignment = 1;  // bytes: `dtype.alignment`
};

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_NUMPY_TYPE_H_
