// SPDX-License-Identifier: MIT
// Structs of dtypes, of a `.npy` file and of lists of fields, and the file read by them.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <type_traits>

#include "pep3118/testdata/catch.h"
#include "records.h"

namespace {

using described::Cloud;
using described::Event;
using described::Point;

TEST_CASE("every description becomes a struct of its own places") {
  CHECK(sizeof(Event) == 18);
  CHECK(offsetof(Event, samples) == 10);
  CHECK(sizeof(Cloud) == 32);
  CHECK(offsetof(Cloud, intensity) == 16);
  CHECK(offsetof(Cloud, ring) == 20);
  CHECK(sizeof(described::Written) == 8);
  CHECK(offsetof(described::Written, x) == 4);
  CHECK(std::is_same<Cloud, described::SameCloud>::value);
  CHECK(std::is_same<Cloud, described::BuiltCloud>::value);
  CHECK(std::is_same<Point, described::SamePoint>::value);
}

TEST_CASE("the file's bytes are its structs") {
  std::ifstream file("examples/described/points.npy", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  Point points[6];
  REQUIRE(bytes.size() == 192 + sizeof points);
  std::memcpy(points, bytes.data() + 192, sizeof points);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 3; ++column) {
      const Point& point = points[3 * row + column];
      CHECK(point.x == static_cast<float>(row) + static_cast<float>(column) / 4);
      CHECK(point.y == static_cast<float>(column - row));
      CHECK(point.id == 10 * row + column);
    }
  }
}

}  // namespace
