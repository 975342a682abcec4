// SPDX-License-Identifier: MIT
// Bytes as records; what is in them is written by hand.
#include "pep3118/buffer/records_in.h"

#include <cstring>
#include <vector>

#include "pep3118/runtime/big.h"
#include "pep3118/testdata/catch.h"

namespace records_in_test {

struct Point {
  std::int32_t x;
  alignas(8) double y;  // as most compilers do by themselves
};
struct Wire {
  pep3118::big<std::uint16_t> port;
  unsigned char flags;
};

}  // namespace records_in_test

PEP3118_RECORD(records_in_test::Point, x, y);
PEP3118_RECORD(records_in_test::Wire, port, flags);

namespace pep3118 {
namespace {

using records_in_test::Point;
using records_in_test::Wire;

TEST_CASE("bytes are the records themselves") {
  alignas(Point) std::byte memory[3 * sizeof(Point)] = {};
  const Point second = {7, 2.5};
  std::memcpy(memory + sizeof(Point), &second, sizeof second);
  const auto points = RecordsIn<Point>(memory);
  REQUIRE(points);
  CHECK(points->size() == 3);
  CHECK(points->at(1).x == 7);
  CHECK(points->at(1).y == 2.5);
  CHECK(static_cast<const void*>(points->data()) == memory);

  const auto writable = WritableRecordsIn<Point>(memory);
  REQUIRE(writable);
  writable->at(2).y = 4;
  CHECK(points->at(2).y == 4);
}

TEST_CASE("storage types take bytes at any address") {
  const unsigned char bytes[] = {0xff, 0x1f, 0x90, 1, 0x00, 0x50, 2};
  const auto records = RecordsIn<Wire>(std::as_bytes(std::span(bytes)).subspan(1));
  REQUIRE(records);
  REQUIRE(records->size() == 2);
  CHECK(records->at(0).port == 8080);
  CHECK(records->at(1).port == 80);
  CHECK(records->at(1).flags == 2);
}

TEST_CASE("no bytes are no records") {
  const auto none = RecordsIn<Point>({});
  REQUIRE(none);
  CHECK(none->empty());
  alignas(8) const std::byte memory[8] = {};
  CHECK(RecordsIn<Point>(std::span(memory).subspan(3, 0)));
}

TEST_CASE("what does not fit is refused with its numbers") {
  alignas(Point) const std::byte memory[40] = {};
  const std::span<const std::byte> bytes(memory);
  const auto left_over = RecordsIn<Point>(bytes);
  REQUIRE(!left_over);
  CHECK(left_over.error().kind == RecordsErrorKind::kRemainder);
  CHECK(left_over.error().message == "8 bytes after 2 records of 16 bytes");
  CHECK(RecordsIn<Point>(bytes.first(17)).error().message == "1 byte after 1 record of 16 bytes");
  const auto misaligned = RecordsIn<Point>(bytes.subspan(4, 32));
  REQUIRE(!misaligned);
  CHECK(misaligned.error().kind == RecordsErrorKind::kBaseAddress);
  CHECK(misaligned.error().message ==
        "the bytes begin 4 bytes beyond a multiple of 8 (unaligned<T> members need no alignment)");
  CHECK(RecordsIn<double>(bytes.subspan(1, 8)).error().kind == RecordsErrorKind::kBaseAddress);
  CHECK(RecordsIn<unsigned char>(bytes.subspan(1, 8)));
}

}  // namespace
}  // namespace pep3118
