// SPDX-License-Identifier: MIT
// Offsets and sizes are the compiler's (offsetof, sizeof), or written out.
#include "pep3118/layout/explicit_layout.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr bool kLittle = std::endian::native == std::endian::little;
constexpr char kNative = kLittle ? '<' : '>';
constexpr char kForeign = kLittle ? '>' : '<';

ExplicitType ArrayOf(ExplicitType type, std::vector<std::int64_t> shape) {
  type.shape = std::move(shape);
  return type;
}

template <class T>
std::int64_t SizeOf() {
  return static_cast<std::int64_t>(sizeof(T));
}

struct Inner {
  std::int16_t a;
  std::int32_t b;
};
struct Outer {
  char tag;
  Inner in[2];
  long double wide;
  void* next;
  double grid[2][3];
};

ExplicitType InnerType() {
  ExplicitType inner = ExplicitType::Record(SizeOf<Inner>());
  inner.fields.push_back({"a", offsetof(Inner, a), ExplicitType::Scalar(kNative, "h", 2)});
  inner.fields.push_back({"b", offsetof(Inner, b), ExplicitType::Scalar(kNative, "i", 4)});
  return inner;
}

TEST_CASE("a struct by its offsets is the struct, in any order of its fields") {
  ExplicitType outer = ExplicitType::Record(SizeOf<Outer>());
  outer.fields.push_back(
      {"grid", offsetof(Outer, grid), ArrayOf(ExplicitType::Scalar(kNative, "d", 8), {2, 3})});
  outer.fields.push_back(
      {"next", offsetof(Outer, next), ExplicitType::Scalar('@', "P", SizeOf<void*>())});
  outer.fields.push_back(
      {"wide", offsetof(Outer, wide), ExplicitType::Scalar('@', "g", SizeOf<long double>())});
  outer.fields.push_back({"in", offsetof(Outer, in), ArrayOf(InnerType(), {2})});
  outer.fields.push_back({"tag", offsetof(Outer, tag), ExplicitType::Scalar(kNative, "c", 1)});
  const Result<Layout, ExplicitError> layout = ExplicitLayout(outer);
  if (!layout) FAIL(layout.error().message);
  CHECK(BrokenInvariant(*layout) == "");
  CHECK(layout->itemsize() == SizeOf<Outer>());
  CHECK(layout->alignment() == static_cast<std::int64_t>(alignof(Outer)));
  const std::int64_t offsets[] = {offsetof(Outer, tag), offsetof(Outer, in), offsetof(Outer, wide),
                                  offsetof(Outer, next), offsetof(Outer, grid)};
  std::size_t i = 0;
  for (const Field& field : layout->fields()) {
    REQUIRE(i < std::size(offsets));
    CHECK(field.offset == offsets[i++]);
    CHECK(field.natural);
  }
  CHECK(i == std::size(offsets));
}

TEST_CASE("the canonical text holds every hole") {
  struct Row {
    const char* what;
    ExplicitType type;
    const char* canonical;
  };
  ExplicitType point = ExplicitType::Record(16);
  point.fields.push_back({"x", 0, ExplicitType::Scalar(kNative, "i", 4)});
  point.fields.push_back({"y", 8, ExplicitType::Scalar(kNative, "d", 8)});
  ExplicitType packed = ExplicitType::Record(13);
  packed.fields.push_back({"x", 0, ExplicitType::Scalar(kForeign, "i", 4)});
  packed.fields.push_back({"y", 4, ExplicitType::Scalar(kNative, "d", 8)});
  ExplicitType c_types = ExplicitType::Record(1 + SizeOf<long double>());
  c_types.fields.push_back({"g", 1, ExplicitType::Scalar('@', "g", SizeOf<long double>())});
  ExplicitType gap = ExplicitType::Record(12);
  gap.fields.push_back({"u", 4, ExplicitType::Scalar(kNative, "8x", 8)});
  ExplicitType nothing = ExplicitType::Record(4);
  nothing.fields.push_back({"i", 0, ExplicitType::Scalar(kNative, "i", 4)});
  nothing.fields.push_back({"none", 0, ExplicitType::Scalar(kNative, "0s", 0)});
  const Row rows[] = {
      {"aligned", point, "T{i:x:4xd:y:}"},
      {"packed, with a tail", packed, kForeign == '>' ? "T{!i:x:=d:y:1x}" : "T{<i:x:=d:y:1x}"},
      {"a C type at an odd offset", c_types, "T{1x^g:g:}"},
      {"a block whose inside is unknown", gap, "T{4x8x:u:}"},
      {"an array of records", ArrayOf(point, {3}), "(3)T{i:x:4xd:y:}"},
      {"a field of no bytes", nothing, "T{0s:none:i:i:}"},
      {"a number", ExplicitType::Scalar(kNative, "d", 8), "d"},
      {"a record of nothing but bytes", ExplicitType::Record(5), "T{5x}"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Result<Layout, ExplicitError> layout = ExplicitLayout(row.type);
    if (!layout) FAIL(layout.error().message);
    CHECK(BrokenInvariant(*layout) == "");
    CHECK(CanonicalText(*layout) == row.canonical);
  }
}

TEST_CASE("the order in which fields are listed is kept") {
  ExplicitType record = ExplicitType::Record(12);
  record.fields.push_back({"b", 4, ExplicitType::Scalar(kNative, "d", 8)});
  record.fields.push_back({"a", 0, ExplicitType::Scalar(kNative, "i", 4)});
  const Result<Layout, ExplicitError> layout = ExplicitLayout(record);
  if (!layout) FAIL(layout.error().message);
  CHECK(layout->Name(layout->all()[1]) == "a");
  CHECK(layout->all()[1].declared == 1);
  CHECK(layout->all()[2].declared == 0);
}

TEST_CASE("a time is an integer of 8 bytes that keeps its unit, in the id too") {
  const auto layout_of = [](const TimeType& time) {
    ExplicitType type = ExplicitType::Scalar(kNative, "q", 8);
    type.time = time;
    Result<Layout, ExplicitError> layout = ExplicitLayout(type);
    if (!layout) FAIL(layout.error().message);
    CHECK(BrokenInvariant(*layout) == "");
    CHECK(CanonicalText(*layout) == "q");
    return *std::move(layout);
  };
  const TimeType times[] = {
      {},
      {TimeKind::kDatetime, TimeUnit::kNanosecond, 1},
      {TimeKind::kDatetime, TimeUnit::kNanosecond, 25},
      {TimeKind::kDatetime, TimeUnit::kSecond, 1},
      {TimeKind::kTimedelta, TimeUnit::kSecond, 1},
  };
  for (std::size_t i = 0; i < std::size(times); ++i) {
    const Layout a = layout_of(times[i]);
    CHECK(a.item().time == times[i]);
    CHECK(a.item().natural);
    for (std::size_t j = 0; j < std::size(times); ++j) {
      const Layout b = layout_of(times[j]);
      CHECK((LayoutId(a) == LayoutId(b)) == (i == j));
      CHECK(Compare(a, b).same_bytes == (i == j));
      CHECK(Compare(a, b).same_types == (i == j));
      CHECK(Compare(a, b).differences.empty() == (i == j));
    }
  }
  CHECK(TimeText(times[2]) == "datetime64[25ns]");

  ExplicitType wrong = ExplicitType::Scalar(kNative, "d", 8);
  wrong.time = times[1];
  CHECK_FALSE(ExplicitLayout(wrong));
}

TEST_CASE("what has no layout is refused") {
  const auto record = [](std::int64_t itemsize, std::vector<ExplicitField> fields) {
    ExplicitType type = ExplicitType::Record(itemsize);
    type.fields = std::move(fields);
    return type;
  };
  const ExplicitType number = ExplicitType::Scalar(kNative, "i", 4);
  ExplicitType deep = number;
  for (int i = 0; i < 101; ++i) {
    ExplicitType around = ExplicitType::Record(4);
    around.fields.push_back({"r", 0, std::move(deep)});
    deep = std::move(around);
  }
  const struct {
    ExplicitType type;
    const char* message;
  } rows[] = {
      {record(8, {{"a", 0, number}, {"b", 2, number}}), "fields `a` and `b` overlap"},
      {record(4, {{"a", 1, number}}), "field `a` ends after its record"},
      {record(4, {{"a", -1, number}}), "field `a` has a negative offset"},
      {record(4, {{"a:b", 0, number}}), "no format can hold the name `a:b`"},
      {record(4, {{"", 0, number}}), "no format can hold the name ``"},
      {record(4, {{"a", INT64_MAX, number}}), "field `a` ends after its record"},
      {ArrayOf(number, {INT64_MAX, INT64_MAX}), "a size or shape is out of range"},
      {ArrayOf(number, {-1}), "a size or shape is out of range"},
      {ExplicitType::Scalar('<', "i", 8), "code `<i` has 4 bytes, itemsize is 8"},
      {record(4, {{"a", 0, ExplicitType::Scalar('<', "d", 4)}}),
       "code `<d` has 8 bytes, itemsize is 4"},
      {deep, "records are nested too deep"},
  };
  for (const auto& row : rows) {
    const Result<Layout, ExplicitError> layout = ExplicitLayout(row.type);
    if (layout) FAIL(CanonicalText(*layout));
    CHECK(layout.error().message == row.message);
  }
}

}  // namespace
}  // namespace pep3118
