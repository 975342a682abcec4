// SPDX-License-Identifier: MIT
#include "pep3118/base/checked.h"

#include <cstdint>
#include <limits>

#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

struct Row {
  const char* operation;
  bool (*apply)(std::int64_t, std::int64_t, std::int64_t&);
  std::int64_t a, b;
  bool fits;
  std::int64_t result;
};

// The exact results are from the definition of two's complement: kMax = 2^63-1, kMin = -2^63.
constexpr Row kRows[] = {
    {"add", CheckedAdd<std::int64_t>, kMax, 0, true, kMax},
    {"add", CheckedAdd<std::int64_t>, kMax, 1, false, 0},
    {"add", CheckedAdd<std::int64_t>, kMin, -1, false, 0},
    {"add", CheckedAdd<std::int64_t>, kMin, kMax, true, -1},
    {"subtract", CheckedSubtract<std::int64_t>, kMin, 1, false, 0},
    {"subtract", CheckedSubtract<std::int64_t>, 0, kMin, false, 0},
    {"subtract", CheckedSubtract<std::int64_t>, -1, kMin, true, kMax},
    {"multiply", CheckedMultiply<std::int64_t>, kMax, 2, false, 0},
    {"multiply", CheckedMultiply<std::int64_t>, kMin, -1, false, 0},
    {"multiply", CheckedMultiply<std::int64_t>, kMax, -1, true, -kMax},
    {"multiply", CheckedMultiply<std::int64_t>, 6148914691236517206, 3, false, 0},
    {"multiply", CheckedMultiply<std::int64_t>, 3037000499, 3037000499, true, 9223372030926249001},
    {"align", CheckedAlignUp<std::int64_t>, 0, 8, true, 0},
    {"align", CheckedAlignUp<std::int64_t>, 1, 8, true, 8},
    {"align", CheckedAlignUp<std::int64_t>, 8, 8, true, 8},
    {"align", CheckedAlignUp<std::int64_t>, kMax, 1, true, kMax},
    {"align", CheckedAlignUp<std::int64_t>, kMax - 7, 8, true, kMax - 7},
    {"align", CheckedAlignUp<std::int64_t>, kMax - 6, 8, false, 0},
};

TEST_CASE("Checked arithmetic is exact or refuses") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.operation << ' ' << row.a << ' ' << row.b) {
      std::int64_t result = 42;
      CHECK(row.apply(row.a, row.b, result) == row.fits);
      CHECK(result == (row.fits ? row.result : 42));
    }
  }
}

TEST_CASE("A result may be an operand") {
  std::int64_t value = 3;
  REQUIRE(CheckedMultiply(value, 4, value));
  REQUIRE(CheckedAdd(value, value, value));
  REQUIRE(CheckedAlignUp(value, 16, value));
  CHECK(value == 32);
}

}  // namespace
}  // namespace pep3118::internal
