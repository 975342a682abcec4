// SPDX-License-Identifier: MIT
// The unit of a datetime64 or timedelta64 in a type string.  Private to dtype/.
#ifndef PEP3118_DTYPE_TIME_UNIT_H_
#define PEP3118_DTYPE_TIME_UNIT_H_

#include <string_view>

#include "pep3118/layout/layout.h"

namespace pep3118::internal {

// Reads what follows `M8` or `datetime64`: nothing, `[25s]` or `[2D/4]`.  False when NumPy has no such
// unit; `time` is then unchanged but for its unit and count.
bool ReadTimeUnit(std::string_view text, TimeType& time);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TIME_UNIT_H_
