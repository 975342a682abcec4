// SPDX-License-Identifier: MIT
// Generated structs without the padding that a compiler leaves by itself: initialised by position, at
// the places that the plain struct beside each has.
#include "unpadded.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "pep3118/testdata/catch.h"
#include "points.h"

namespace {

struct PlainPoint {
  std::int32_t x;
  double y;
};
struct PlainRow {
  std::int16_t h;
  char c;
};
struct PlainRows {
  char c;
  PlainRow rows[2];
  double d;
};
static_assert(sizeof(unpadded::Point) == sizeof(PlainPoint));
static_assert(sizeof(unpadded::Rows) == sizeof(PlainRows));
static_assert(offsetof(unpadded::Rows, rows) == offsetof(PlainRows, rows));
static_assert(offsetof(unpadded::Rows, d) == offsetof(PlainRows, d));

TEST_CASE("members are initialised by position") {
  const unpadded::Point point{1, 2.5};
  PlainPoint plain;
  std::memcpy(&plain, &point, sizeof plain);
  CHECK(plain.x == 1);
  CHECK(plain.y == 2.5);
  const unpadded::Rows rows{'a', {{1, 'b'}, {2, 'c'}}, 0.5};
  PlainRows same;
  std::memcpy(&same, &rows, sizeof same);
  CHECK(same.rows[1].h == 2);
  CHECK(same.rows[1].c == 'c');
  CHECK(same.d == 0.5);
}

TEST_CASE("holes that alignment does not explain stay members") {
  // 2 bytes, h at 2, 7 bytes, c at 11, 4 bytes that align the pair at 16, its 16 bytes, 7 bytes.
  const unpadded::Holes holes{{}, 3, {}, 'c', {'k', 1.5}, 'l'};
  CHECK(holes.a == 3);
  CHECK(offsetof(unpadded::Holes, padding0_) == 0);
  CHECK(offsetof(unpadded::Holes, padding1_) == 4);
  CHECK(offsetof(unpadded::Holes, c) == 11);
  CHECK(offsetof(unpadded::Holes, pair) == 16);
  CHECK(sizeof(unpadded::Holes) == 40);
  CHECK(holes.pair.v == 1.5);
  CHECK(holes.last == 'l');
}

// Another list of members makes another type: both headers are in this file.
static_assert(!std::is_same_v<unpadded::Point, geometry::Point>);
static_assert(sizeof(unpadded::Point) == sizeof(geometry::Point));

TEST_CASE("the two types have one layout") {
  CHECK(std::strcmp(pep3118::record_traits<unpadded::Point>::layout_id,
                    pep3118::record_traits<geometry::Point>::layout_id) == 0);
}

}  // namespace
