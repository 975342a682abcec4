// SPDX-License-Identifier: MIT
// Offsets and strides are counted by hand.
#include "pep3118/layout/pair_fields.h"

#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

Layout LayoutOf(std::string_view format) {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  Result<Layout> layout = ComputeLayout(format, options);
  REQUIRE(layout);
  return *std::move(layout);
}

// "x 4->0 [2: 8->4]": name, offsets, dimensions.
std::vector<std::string> Pairs(std::string_view from_format, std::string_view to_format) {
  const Layout from = LayoutOf(from_format);
  const Layout to = LayoutOf(to_format);
  const FieldPairs fields = PairFields(from, to);
  std::vector<std::string> lines;
  for (const FieldPair& pair : fields.pairs) {
    CHECK(from.Name(from.all()[pair.from]) == to.Name(to.all()[pair.to]));
    std::string line(to.Name(to.all()[pair.to]));
    line += " " + std::to_string(pair.from_offset) + "->" + std::to_string(pair.to_offset);
    for (const PairedDimension& dim : fields.Dims(pair)) {
      line += " [" + std::to_string(dim.count) + ": " + std::to_string(dim.from_stride) + "->" +
              std::to_string(dim.to_stride) + "]";
    }
    lines.push_back(line);
  }
  constexpr std::string_view kReasons[] = {"missing", "ambiguous", "shape", "record"};
  for (const UnpairedField& field : fields.unpaired) {
    lines.push_back(std::string(to.Name(to.all()[field.to])) + " " +
                    std::string(kReasons[static_cast<int>(field.reason)]));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("Fields correspond by name in any order") {
  CHECK(Pairs("T{!i:a:!d:b:!h:c:}", "T{=h:c:=d:b:}") == Lines{"c 12->0", "b 4->2"});
  CHECK(Pairs("!d", "f") == Lines{" 0->0"});
  CHECK(Pairs("T{=i:a:}", "T{}").empty());
}

TEST_CASE("Nested records and arrays keep every dimension") {
  CHECK(Pairs("T{=b:t:(3)T{=h:y:=i:x:}:p:}", "T{(3)T{=q:x:}:p:}") == Lines{"x 3->0 [3: 6->8]"});
  CHECK(Pairs("(5)T{(2,3)=h:v:}", "(5)T{=b:pad:(2,3)=i:v:}") ==
        Lines{"v 0->1 [5: 12->25] [2: 6->12] [3: 2->4]", "pad missing"});
  CHECK(Pairs("T{(1,2,1)=h:v:}", "T{(1,2,1)=h:v:}") == Lines{"v 0->0 [2: 2->2]"});
  CHECK(Pairs("T{(0)=h:v:}", "T{(0)=h:v:}") == Lines{"v 0->0 [0: 0->0]"});
  CHECK(Pairs("T{(9)0s:v:}", "T{(9)3s:v:}") == Lines{"v 0->0 [9: 0->3]"});
  CHECK(Pairs("T{(9)3s:v:}", "T{(9)0s:v:}") == Lines{"v 0->0 [9: 3->0]"});
  CHECK(Pairs("T{(9)0s:v:}", "T{(9)0s:v:}") == Lines{"v 0->0 [0: 0->0]"});
  CHECK(Pairs("T{(2)T{(3)0s:s:}:r:}", "T{(2)T{(3)5s:s:}:r:}") ==
        Lines{"s 0->0 [2: 0->15] [3: 0->5]"});
}

TEST_CASE("What does not correspond is listed with the reason") {
  CHECK(Pairs("T{=i:a:}", "T{=i:b:}") == Lines{"b missing"});
  CHECK(Pairs("T{=i:a:=i:a:}", "T{=i:a:}") == Lines{"a ambiguous"});
  CHECK(Pairs("T{=i:a:}", "T{=i:a:=i:a:}") == Lines{"a ambiguous", "a ambiguous"});
  CHECK(Pairs("T{(2)=i:a:}", "T{(3)=i:a:}") == Lines{"a shape"});
  CHECK(Pairs("T{=i:a:}", "T{(1)=i:a:}") == Lines{"a shape"});
  CHECK(Pairs("T{=i:a:}", "T{T{=i:b:}:a:}") == Lines{"a record"});
  CHECK(Pairs("T{=i:a:}", "i") == Lines{" record"});
  CHECK(Pairs("(2)T{=i:a:}", "T{=i:a:}") == Lines{" shape"});
}

TEST_CASE("Dimensions of hostile records do not multiply") {
  // 60 arrays of one record inside each other, 200 fields in the innermost.
  std::string format;
  for (int i = 0; i < 30; ++i) format += "(1,1,1,1)T{";
  for (int i = 0; i < 200; ++i) format += "=b:n" + std::to_string(i) + ":";
  for (int i = 0; i < 30; ++i) format += "}:r:";
  format = "T{" + format + "}";
  const Layout layout = LayoutOf(format);
  const FieldPairs fields = PairFields(layout, layout);
  CHECK(fields.pairs.size() == 200);
  CHECK(fields.dims.empty());
}

}  // namespace
}  // namespace pep3118
