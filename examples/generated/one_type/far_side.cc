// SPDX-License-Identifier: MIT
#include "examples/generated/one_type/far_side.h"

namespace far_side {

double Sum(const shapes::Corner& corner) { return corner.x + corner.y; }

int Sum(const Range& range) { return range.low + range.high; }

shapes::Segment Between(const shapes::Corner& a, const shapes::Corner& b) {
  shapes::Segment segment{};
  segment.range.low = 1;
  segment.range.high = 2;
  segment.ends[0] = a;
  segment.ends[1] = b;
  return segment;
}

const std::type_info& CornerType() { return typeid(shapes::Corner); }

const std::type_info& RangeType() { return typeid(Range); }

const char* CornerFormat() { return pep3118::record_traits<shapes::Corner>::format; }

}  // namespace far_side
