// SPDX-License-Identifier: MIT
// Sums counted by hand: the smaller of the native and the standard size of each code, nothing aligned.
#include "pep3118/layout/placement/least_size.h"

#include <cstdint>

#include "pep3118/layout/target.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

TEST_CASE("No reading of a format is smaller than the sum of its codes") {
  const struct {
    const char* target;
    const char* format;
    std::int64_t bytes;
    const char* why;
  } rows[] = {
      {"x86_64-linux-gnu", "", 0, "no element"},
      {"x86_64-linux-gnu", "T{b:a:d:b:}", 9, "nothing is aligned"},
      {"x86_64-linux-gnu", "T{l:a:}", 4, "a standard `l`"},
      {"avr", "T{<i:a:}", 2, "a native `i` of that target"},
      {"x86_64-linux-gnu", "nP&i", 24, "native sizes only"},
      {"x86_64-linux-gnu", "T{3x5s:s:2w:w:}", 16, "pads and lengths"},
      {"x86_64-linux-gnu", "(2,3)T{h:a:3b:b:}", 30, "dimensions and counts"},
      {"x86_64-linux-gnu", "(0,9223372036854775807)9d", 0, "a dimension of zero"},
      {"x86_64-linux-gnu", "T{X{i}:f:}", 8, "a function pointer, whatever its signature"},
      {"x86_64-linux-gnu", "9223372036854775807d", INT64_MAX, "more than there is"},
      {"x86_64-linux-gnu", "9223372036854775807x2x", INT64_MAX, "more than there is"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format << ": " << row.why) {
      const Result<ast::Format> format = ParseFormat(row.format);
      REQUIRE(format);
      CHECK(LeastSize(*format, *FindTarget(row.target)) == row.bytes);
    }
  }
}

}  // namespace
}  // namespace pep3118::internal
