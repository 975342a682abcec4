// SPDX-License-Identifier: MIT
// Holes and tails of records whose bytes are counted by hand.
#include "pep3118/layout/segments.h"

#include <string>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// "x@0+4 -@4+4 y@8+8": name or `-` for a hole or `~` for a tail, offset, size; `?` after a hole that
// is implied.
std::string Show(const Layout& layout, const Field& record) {
  std::string text;
  for (const Segment& segment : SegmentsOf(layout, record)) {
    text += text.empty() ? "" : " ";
    text += segment.field != nullptr ? std::string(layout.Name(*segment.field))
                                     : std::string(segment.tail ? "~" : "-");
    text += "@" + std::to_string(segment.offset) + "+" + std::to_string(segment.size);
    text += segment.implied ? "?" : "";
  }
  return text;
}

TEST_CASE("members are fields and the holes around them") {
  struct Row {
    const char* format;
    const char* members;
    std::int64_t holes;
  };
  const Row rows[] = {
      {"T{<i:x:4x<d:y:}", "x@0+4 -@4+4 y@8+8", 4},
      {"T{<i:x:<d:y:}", "x@0+4 y@4+8", 0},
      {"T{2x<h:x:3x}", "-@0+2 x@2+2 ~@4+3", 5},
      {"T{4x}", "~@0+4", 4},
      {"T{(2,3)<h:m:x(0)<d:none:5s:s:}", "m@0+12 -@12+1 none@13+0 s@13+5", 1},
      {"T{(3)T{b:a:x}:r:xb:b:}", "r@0+6 -@6+1 b@7+1", 4},
      {"T{}", "", 0},
      {"T{c:c:i:i:d:d:c:e:}", "c@0+1 -@1+3? i@4+4 d@8+8 e@16+1 ~@17+7?", 10},
      {"T{c:c:7xi:i:d:d:}", "c@0+1 -@1+7 i@8+4 -@12+4? d@16+8", 11},
      {"T{c:c:(0)h:none:i:i:}", "c@0+1 -@1+1? none@2+0 -@2+2? i@4+4", 3},
      {"T{4xi:i:c:c:11x}", "-@0+4 i@4+4 c@8+1 ~@9+11", 15},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const LayoutOptions options{.target = FindTarget("x86_64-linux-gnu")};
      const Result<Layout> layout = ComputeLayout(row.format, options);
      REQUIRE(layout);
      CHECK(Show(*layout, layout->item()) == row.members);
      CHECK(HoleBytes(*layout, layout->item()) == row.holes);
    }
  }
}

}  // namespace
}  // namespace pep3118
