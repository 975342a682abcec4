// SPDX-License-Identifier: MIT
// Offsets are hand-counted bytes on x86_64-linux-gnu; refusals pin kind and span.
#include "pep3118/layout/find.h"

#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

using Numbers = std::vector<std::int64_t>;
Numbers List(std::span<const std::int64_t> numbers) { return {numbers.begin(), numbers.end()}; }

TEST_CASE("Find leads to every place") {
  struct Row {
    std::string_view format;
    std::string_view path;
    std::int64_t offset;
    TypeKind kind;
    std::int64_t itemsize;
    Numbers shape;
  };
  const Row rows[] = {
      {"T{i:id:4xT{d:x:d:y:}:pos:}", "pos.x", 8, TypeKind::kFloat, 8, {}},
      {"T{i:id:4xT{d:x:d:y:}:pos:}", "pos.y", 16, TypeKind::kFloat, 8, {}},
      {"T{i:id:4xT{d:x:d:y:}:pos:}", "pos", 8, TypeKind::kRecord, 16, {}},
      {"T{i:id:4xT{d:x:d:y:}:pos:}", "", 0, TypeKind::kRecord, 24, {}},
      // records of 8 bytes from byte 4 on
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v[2].id", 20, TypeKind::kInt, 2, {}},
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v[2].w", 24, TypeKind::kFloat, 4, {}},
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v", 4, TypeKind::kRecord, 8, {3}},
      {"T{b:a:7x(2,3)d:m:}", "m[1][2]", 8 + 24 + 16, TypeKind::kFloat, 8, {}},
      {"T{b:a:7x(2,3)d:m:}", "m[1]", 8 + 24, TypeKind::kFloat, 8, {3}},
      {"T{b:a:7x(2,3)d:m:}", "m", 8, TypeKind::kFloat, 8, {2, 3}},
      {"(4)h", "[3]", 6, TypeKind::kInt, 2, {}},
      {"(2)T{h:a:h:b:}", "[1].b", 6, TypeKind::kInt, 2, {}},
      {"i", "", 0, TypeKind::kInt, 4, {}},
      {"bh", "f1", 2, TypeKind::kInt, 2, {}},  // NumPy's names for unnamed fields
      {"T{(1000000000)T{(1000000000)B:row:}:big:}",
       "big[999999999].row[999999999]",
       999'999'999'999'999'999,
       TypeKind::kUint,
       1,
       {}},
      // names that need care
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\"a.b\"", 0, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\"a[0]\"", 1, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "with space", 2, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\"q\\\"q\"", 3, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\"#\"", 4, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\\", 5, TypeKind::kInt, 1, {}},
      {"T{b:a.b:b:a[0]:b:with space:b:q\"q:b:#:b:\\:}", "\"\\\\\"", 5, TypeKind::kInt, 1, {}},
      {"T{b:a:h:a:}", "a#0", 0, TypeKind::kInt, 1, {}},
      {"T{b:a:h:a:}", "a#1", 2, TypeKind::kInt, 2, {}},
      {"T{b:a:}", "a#0", 0, TypeKind::kInt, 1, {}},
      {"T{b:a:(2)T{h:z:h:z:}:a:}", "\"a\"#1[1].z#1", 8, TypeKind::kInt, 2, {}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.path) {
      const Layout layout = LayoutOn(kLinux, row.format);
      const Result<FieldLocation, PathError> place = Find(layout, row.path);
      REQUIRE(place);
      CHECK(place->offset == row.offset);
      CHECK(place->field->kind == row.kind);
      CHECK(place->field->itemsize == row.itemsize);
      CHECK(List(place->shape) == row.shape);
    }
  }
}

TEST_CASE("Find says why a path leads nowhere") {
  struct Row {
    std::string_view path;
    PathErrorKind kind;
    Span span;
    std::string_view message;
  };
  using enum PathErrorKind;
  const Row rows[] = {
      {"pos.z", kUnknownName, {4, 5}, "no field `z` at byte 4, the record has 0 of that name"},
      {"v[3].id", kOutOfRange, {1, 4}, "index 3 at byte 1, expected a number below 3"},
      {"v.id",
       kNotIndexed,
       {2, 4},
       "`id` at byte 2 is asked of an array of records, expected an index before it"},
      {"v[0][0]", kNoDimension, {4, 7}, "index 0 at byte 4, but no dimension is left"},
      {"pos[0]", kNoDimension, {3, 6}, "index 0 at byte 3, but no dimension is left"},
      {"[0]", kNoDimension, {0, 3}, "index 0 at byte 0, but no dimension is left"},
      {"pos.x.y", kNoFields, {6, 7}, "`y` at byte 6 is asked of something that has no fields"},
      {"twice",
       kAmbiguousName,
       {0, 5},
       "`twice` at byte 0 names 2 fields, expected `#` and which one, counted from 0"},
      {"twice#2",
       kUnknownName,
       {0, 7},
       "no field `twice` at byte 0, the record has 2 of that name"},
      {"twice#", kBadNumber, {5, 6}, "`#` at byte 5 is not a number from 0 to 2^63-1"},
      {"v[]", kBadNumber, {1, 2}, "`[` at byte 1 is not a number from 0 to 2^63-1"},
      {"v[-1]", kBadNumber, {1, 2}, "`[` at byte 1 is not a number from 0 to 2^63-1"},
      {"v[9223372036854775808]",
       kBadNumber,
       {1, 21},
       "`[9223372036854775808` at byte 1 is not a number from 0 to 2^63-1"},
      {"v[1", kUnclosed, {1, 3}, "`[1` at byte 1 is never closed"},
      {"v[ 1]", kBadNumber, {1, 2}, "`[` at byte 1 is not a number from 0 to 2^63-1"},
      {"\"pos", kUnclosed, {0, 4}, "`\"pos` at byte 0 is never closed"},
      {"v[1]id", kSyntax, {4, 5}, "`i` at byte 4, expected a field name or an index"},
      {".pos", kSyntax, {0, 1}, "`.` at byte 0, expected a field name or an index"},
      {"pos.", kSyntax, {4, 4}, "`` at byte 4, expected a field name or an index"},
      {"pos..x", kSyntax, {4, 5}, "`.` at byte 4, expected a field name or an index"},
      {"pos\x01",
       kUnknownName,
       {0, 4},
       "no field `pos\\x01` at byte 0, the record has 0 of that name"},
      {"\"\"", kUnknownName, {0, 2}, "no field `` at byte 0, the record has 0 of that name"},
  };
  const Layout layout =
      LayoutOn(kLinux, "T{T{d:x:d:y:}:pos:(3)T{h:id:}:v:b:twice:b:twice:(0)T{i:a:}:none:}");
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.path) {
      const Result<FieldLocation, PathError> place = Find(layout, row.path);
      REQUIRE_FALSE(place);
      CHECK(PathErrorName(place.error().kind) == PathErrorName(row.kind));
      CHECK(place.error().span == row.span);
      CHECK(Message(place.error()) == row.message);
    }
  }
  CHECK_FALSE(Find(layout, "none[0].a"));
}

struct Expected {
  std::string path;
  std::int64_t offset;
  Numbers dims;
  Numbers strides;
  friend bool operator==(const Expected&, const Expected&) = default;
};

TEST_CASE("FindElements leads through arrays of records to all of them") {
  struct Row {
    std::string_view format;
    std::string_view path;
    std::int64_t offset;
    Numbers shape;
    Numbers strides;
  };
  const Row rows[] = {
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v.w", 8, {3}, {8}},
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v[1].w", 16, {}, {}},
      {"T{i:n:(3)T{h:id:2xf:w:}:v:}", "v", 4, {3}, {8}},
      {"(2)T{B:a:(3,4)T{B:x:(2)h:y:}:p:}", "p.y", 4, {2, 3, 4, 2}, {74, 24, 6, 2}},
      {"(2)T{B:a:(3,4)T{B:x:(2)h:y:}:p:}", "[1].p[2].y[1]", 128, {4}, {6}},
      {"(2)T{B:a:(3,4)T{B:x:(2)h:y:}:p:}", "[1].p[2].y", 126, {4, 2}, {6, 2}},
      {"T{i:n:}", "n", 0, {}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.format << " " << row.path);
    const Layout layout = LayoutOn(kLinux, row.format);
    const auto found = FindElements(layout, row.path);
    REQUIRE(found);
    CHECK(found->offset == row.offset);
    CHECK(found->shape == row.shape);
    CHECK(found->strides == row.strides);
  }
  const Layout layout = LayoutOn(kLinux, "T{(3)T{h:id:}:v:}");
  CHECK(FindElements(layout, "v.x").error().kind == PathErrorKind::kUnknownName);
  CHECK(FindElements(layout, "v.id.x").error().kind == PathErrorKind::kNoFields);
  CHECK(FindElements(layout, "v[3].id").error().kind == PathErrorKind::kOutOfRange);
}

TEST_CASE("leaves carry path, offset, dimensions and strides, and expand nothing") {
  struct Row {
    std::string_view format;
    std::vector<Expected> leaves;
  };
  const Row rows[] = {
      {"d", {{"", 0, {}, {}}}},
      {"(2,3)h", {{"", 0, {2, 3}, {6, 2}}}},
      {"T{i:a:T{h:b:(4)h:c:}:r:}", {{"a", 0, {}, {}}, {"r.b", 4, {}, {}}, {"r.c", 6, {4}, {2}}}},
      // elements of 12 bytes: h, 2 of padding, two floats
      {"T{(5)T{h:k:2x(2)f:w:}:v:b:z:3x}",
       {{"v[0].k", 0, {5}, {12}}, {"v[0].w", 4, {5, 2}, {12, 4}}, {"z", 60, {}, {}}}},
      {"(2)T{(3)T{b:x:b:y:}:in:}",
       {{"[0].in[0].x", 0, {2, 3}, {6, 2}}, {"[0].in[0].y", 1, {2, 3}, {6, 2}}}},
      {"T{(1000000000)T{(1000000000)B:row:}:big:}",
       {{"big[0].row", 0, {1'000'000'000, 1'000'000'000}, {1'000'000'000, 1}}}},
      {"T{b:a:b:a:b:x.y:}", {{"a#0", 0, {}, {}}, {"a#1", 1, {}, {}}, {"\"x.y\"", 2, {}, {}}}},
      {"T{T{}:e:b:a:}", {{"a", 0, {}, {}}}},
      {"T{(2)T{T{b:p:}:q:}:r:b:s:}", {{"r[0].q.p", 0, {2}, {1}}, {"s", 2, {}, {}}}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Layout layout = LayoutOn(kLinux, row.format);
      std::vector<Expected> found;
      for (const LeafField& leaf : Leaves(layout)) {
        found.push_back({leaf.Path(), leaf.offset, List(leaf.dims), List(leaf.strides)});
        const Result<FieldLocation, PathError> place = Find(layout, leaf.Path());
        REQUIRE(place);
        CHECK(place->field == leaf.field);
        CHECK(place->offset == leaf.offset);
      }
      CHECK(found == row.leaves);
    }
  }
}

TEST_CASE("dimensions whose product is not a number are harmless around a dimension of 0") {
  const Layout layout = LayoutOn(kLinux, "T{(4611686018427387904,0,4611686018427387904)d:a:}");
  const Result<FieldLocation, PathError> place = Find(layout, "a[4611686018427387903]");
  REQUIRE(place);
  CHECK(place->offset == 0);
  CHECK_FALSE(Find(layout, "a[0][0]"));
  for (const LeafField& leaf : Leaves(layout)) CHECK(leaf.dims.size() == 3);
}

// A walk of the record for each path would take minutes, and the test its time limit.
TEST_CASE("The paths of 65,536 leaves are made in one walk") {
  std::string unique = "T{";
  std::string equal = "T{";
  for (int i = 0; i < 65'536; ++i) {
    unique += "b:f" + std::to_string(i) + ":";
    equal += "b:a:";
  }
  for (const std::string& format : {unique + "}", equal + "}"}) {
    const Result<Layout> layout = ComputeLayout(format);
    REQUIRE(layout);
    std::size_t leaves = 0;
    std::string last;
    for (const LeafField& leaf : Leaves(*layout)) {
      last = leaf.Path();
      ++leaves;
    }
    CHECK(leaves == 65'536);
    const Result<FieldLocation, PathError> found = Find(*layout, last);
    REQUIRE(found);
    CHECK(found->offset == 65'535);
  }
}

}  // namespace
}  // namespace pep3118
