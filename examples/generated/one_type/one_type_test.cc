// SPDX-License-Identifier: MIT
// Two headers with a record in common, in one file and across two: one type.
#include <type_traits>
#include <typeinfo>

#include "points.h"
#include "segments.h"
// The second one first as well, in far_side.cc.
#include "examples/generated/one_type/far_side.h"
#include "pep3118/testdata/catch.h"

namespace {

using Range = std::remove_const_t<decltype(geometry::Mark::range)>;

static_assert(std::is_same_v<geometry::Point, shapes::Corner>);
static_assert(std::is_same_v<decltype(geometry::Mark::at), shapes::Corner>);
static_assert(std::is_same_v<Range, far_side::Range>);

TEST_CASE("records of one header go where the other's are asked for") {
  const geometry::Point point{1, {}, 0.5};
  CHECK(far_side::Sum(point) == 1.5);
  geometry::Mark mark{};
  mark.at = point;
  mark.range.low = 3;
  mark.range.high = 4;
  CHECK(far_side::Sum(mark.at) == 1.5);
  CHECK(far_side::Sum(mark.range) == 7);
}

TEST_CASE("records come back from a file that knows one header") {
  const shapes::Segment segment = far_side::Between({1, {}, 2.0}, {3, {}, 4.0});
  const geometry::Point end = segment.ends[1];
  CHECK(end.x == 3);
  CHECK(end.y == 4.0);
  const Range range = segment.range;
  CHECK(range.high == 2);
}

TEST_CASE("the program has each type and each constant once") {
  CHECK(far_side::CornerType() == typeid(geometry::Point));
  CHECK(far_side::RangeType() == typeid(Range));
  CHECK(far_side::CornerFormat() == +pep3118::record_traits<geometry::Point>::format);
}

}  // namespace
