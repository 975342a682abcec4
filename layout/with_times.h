// SPDX-License-Identifier: MIT
// A layout whose format could not say which of its numbers are times.
#ifndef PEP3118_LAYOUT_WITH_TIMES_H_
#define PEP3118_LAYOUT_WITH_TIMES_H_

#include <cstdint>
#include <span>

#include "pep3118/layout/layout.h"

namespace pep3118 {

struct TimeAt {
  std::int64_t offset = 0;  // bytes from the start of the item; of the first element of an array
  TimeType time;
};

// `layout` with those of its signed 64-bit integers as times that are at an offset of `times`, which
// ascend.
Layout WithTimes(const Layout& layout, std::span<const TimeAt> times);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_WITH_TIMES_H_
