// SPDX-License-Identifier: MIT
// Columns of formats that are known only at run time, over bytes written by hand.
#include "pep3118/buffer/dynamic_view.h"

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "pep3118/layout/lookup.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

Buffer BufferOf(unsigned char* bytes, const char* format, std::ptrdiff_t itemsize,
                const std::ptrdiff_t* shape) {
  Buffer buffer;
  buffer.buf = bytes;
  buffer.len = *shape * itemsize;
  buffer.itemsize = itemsize;
  buffer.format = format;
  buffer.shape = shape;
  return buffer;
}

// What the table at the head of dynamic_view.h does not list is refused when it is compiled.
template <class T>
concept IsColumn = requires(const DynamicView<>& view) { view.template column<T>("x"); };
static_assert(IsColumn<double> && IsColumn<std::int64_t> && IsColumn<std::uint64_t>);
static_assert(IsColumn<bool> && IsColumn<std::complex<double>> && IsColumn<std::string>);
static_assert(!IsColumn<float> && !IsColumn<int> && !IsColumn<const double>);
static_assert(!IsColumn<std::complex<float>> && !IsColumn<std::string_view>);

template <class T, class V>
std::vector<T> Values(const V& view, std::string_view path) {
  const auto column = view.template column<T>(path);
  if (!column) FAIL(column.error().message);
  std::vector<T> values(static_cast<std::size_t>(column->count()));
  column->CopyTo(values);
  return values;
}

TEST_CASE("columns of every kind, from bytes") {
  unsigned char bytes[] = {
      // item 0
      0xff, 0xfe,                       // >h  -2
      0x02, 0x01, 0, 0,                 // <I  258
      0x3f, 0xf8, 0, 0, 0, 0, 0, 0,     // >d  1.5
      0x00, 0x3c,                       // <e  1.0
      'a', 'b', 0,                      // 3s
      0x41, 0, 0xe9, 0,                 // <2u A e-acute
      0x01, 0xf6, 0x00, 0,              // <w  U+1F601 (bytes 01 F6 01 00 below)
      2, 'h', 'i', '?',                 // 4p  "hi"
      2,                                // ?   true
      0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0,  // <Zf 1 - 2i
      // item 1
      0x01, 0x00, 0xff, 0xff, 0xff, 0xff, 0xc0, 0, 0, 0, 0, 0, 0, 0, 0x00, 0xc0,     //
      'x', 'y', 'z', 0x3d, 0xd8, 0x01, 0xde, 0x00, 0xd8, 0, 0, 9, 'a', 'b', 'c', 0,  //
      0, 0, 0, 0, 0, 0, 0, 0};
  bytes[23 + 2] = 0x01;
  const std::ptrdiff_t count = 2;
  const Buffer buffer =
      BufferOf(bytes, "T{>h:h:<I:u:>d:d:<e:e:3s:s:=2u:wide:=w:w:4p:p:?:flag:=Zf:z:}", 40, &count);
  const auto array = Describe(buffer, {bytes, sizeof bytes});
  REQUIRE(array);
  const DynamicView view(*array);
  CHECK(Values<std::int64_t>(view, "h") == std::vector<std::int64_t>{-2, 256});
  CHECK(Values<double>(view, "h") == std::vector<double>{-2, 256});
  CHECK(Values<std::uint64_t>(view, "u") == std::vector<std::uint64_t>{258, 0xffffffff});
  CHECK(Values<std::int64_t>(view, "u") == std::vector<std::int64_t>{258, 0xffffffff});
  CHECK(Values<double>(view, "d") == std::vector<double>{1.5, -2});
  CHECK(Values<double>(view, "e") == std::vector<double>{1, -2});
  CHECK(Values<std::string>(view, "s") == std::vector<std::string>{"ab", "xyz"});
  CHECK(Values<std::string>(view, "wide") ==
        std::vector<std::string>{"A\xc3\xa9", "\xf0\x9f\x98\x81"});
  CHECK(Values<std::string>(view, "w") ==
        std::vector<std::string>{"\xf0\x9f\x98\x81", "\xef\xbf\xbd"});  // the second: a surrogate
  CHECK(Values<std::string>(view, "p") == std::vector<std::string>{"hi", "abc"});
  CHECK(Values<std::int64_t>(view, "flag") == std::vector<std::int64_t>{1, 0});
  CHECK(view.column<bool>("flag")->at(0));
  CHECK(Values<std::complex<double>>(view, "z") == std::vector<std::complex<double>>{{1, -2}, 0});
  CHECK(view.column<std::string>("s")->at(1) == "xyz");
  CHECK_THROWS_AS(view.column<double>("d")->at(2), std::out_of_range);
  CHECK_THROWS_AS(view.column<double>("d")->at(-1), std::out_of_range);
  CHECK_THROWS_AS(view.column<double>("d")->at({0, 0}), std::out_of_range);
}

TEST_CASE("a column never changes a value") {
  unsigned char bytes[64] = {};
  const std::ptrdiff_t count = 1;
  const auto array =
      Describe(BufferOf(bytes, "T{q:q:Q:Q:d:d:Zd:z:3s:s:T{i:i:}:r:P:p:}", 56, &count), {bytes, 64});
  REQUIRE(array);
  const DynamicView view(*array);
  CHECK(!view.column<double>("q"));  // 2^53 + 1
  CHECK(!view.column<double>("Q"));
  CHECK(!view.column<std::int64_t>("Q"));   // 2^63
  CHECK(!view.column<std::uint64_t>("q"));  // -1
  CHECK(!view.column<std::int64_t>("d"));   // 0.5
  CHECK(!view.column<double>("z"));
  CHECK(!view.column<double>("s"));
  CHECK(!view.column<std::string>("q"));
  CHECK(!view.column<bool>("q"));
  CHECK(!view.column<std::uint64_t>("p"));  // pointers are not numbers
  const auto record = view.column<double>("r");
  REQUIRE(!record);
  CHECK(record.error().kind == ColumnErrorKind::kType);
  CHECK(record.error().message ==
        "field `r` (record) has values that do not fit the type asked for: ask for one of its "
        "fields, `i`");
  const auto missing = view.column<double>("r.j");
  REQUIRE(!missing);
  CHECK(missing.error().kind == ColumnErrorKind::kPath);
}

TEST_CASE("a refused column says what to ask instead") {
  unsigned char bytes[64] = {};
  const std::ptrdiff_t count = 1;
  const struct {
    const char* format;
    const char* path;
    std::string message;
  } kCases[] = {
      {"T{q:n:}", "n",
       "field `n` (int `q`) has values that do not fit the type asked for: read it as "
       "std::int64_t"},
      {"T{Q:n:}", "n",
       "field `n` (uint `Q`) has values that do not fit the type asked for: read it as "
       "std::uint64_t"},
      {"T{Zd:n:}", "n",
       "field `n` (complex `Zd`) has values that do not fit the type asked for: read it as "
       "std::complex<double>"},
      {"T{P:n:}", "n",
       "field `n` (pointer `P`) has values that do not fit the type asked for: no column holds "
       "them"},
      {"T{d:lat:d:lon:}", "Lat",
       "no field `Lat` at byte 0, the record has 0 of that name: its fields are `lat`, `lon`"},
      {"T{T{d:x:d:a.b:}:p:}", "p.lat",
       "no field `lat` at byte 2, the record has 0 of that name: its fields are `x`, `\"a.b\"`"},
      {"T{(2,3)T{d:lat:}:p:}", "p.lat",
       "`lat` at byte 2 is asked of an array of records, expected an index before it: for example "
       "`p[0][0].lat`"},
      {"T{(2,3)T{d:lat:}:p:}", "p[1].lat",
       "`lat` at byte 5 is asked of an array of records, expected an index before it: for example "
       "`p[1][0].lat`"},
      {"(2)T{d:lat:}", "lat",
       "`lat` at byte 0 is asked of an array of records, expected an index before it: for example "
       "`[0].lat`"},
      {"T{b:a:b:b:b:c:b:d:b:e:b:f:b:g:b:h:b:i:b:j:b:k:b:l:b:m:b:n:}", "z",
       "no field `z` at byte 0, the record has 0 of that name: its fields are `a`, `b`, `c`, `d`, "
       "`e`, `f`, `g`, `h`, `i`, `j`, `k`, `l` and 2 more"},
      {"T{}", "z", "no field `z` at byte 0, the record has 0 of that name: its fields are none"},
      {"T{b:a:b:a:}", "a",
       "`a` at byte 0 names 2 fields, expected `#` and which one, counted from 0"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.format << " " << c.path) {
      const auto layout = LayoutOf(c.format);
      REQUIRE(layout);
      const auto array =
          Describe(BufferOf(bytes, c.format, (*layout)->itemsize(), &count), {bytes, 64});
      REQUIRE(array);
      const auto column = DynamicView(*array).column<bool>(c.path);
      REQUIRE_FALSE(column);
      CHECK(column.error().message == c.message);
    }
  }
}

TEST_CASE("dimensions of the buffer, then those of the field") {
  // 2 x 2 records of three shorts, columns stored backwards.
  std::int16_t numbers[2][2][3];
  for (int i = 0; i < 12; ++i) numbers[i / 6][i / 3 % 2][i % 3] = static_cast<std::int16_t>(i);
  const std::ptrdiff_t shape[] = {2, 2}, strides[] = {12, -6};
  const Buffer buffer{&numbers[0][1], 24, 6, true, 2, "T{(3)h:v:}", shape, strides, nullptr};
  const auto array = DescribeUnchecked(buffer);
  REQUIRE(array);
  const UncheckedDynamicView view(*array);
  CHECK(Values<double>(view, "v") == std::vector<double>{3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8});
  CHECK(Values<std::int64_t>(view, "v[2]") == std::vector<std::int64_t>{5, 2, 11, 8});
  const auto column = view.column<double>("v");
  CHECK(column->ndim() == 3);
  CHECK(column->at({1, 0, 2}) == 11);
  CHECK_THROWS_AS(column->at({1, 0, 3}), std::out_of_range);
  std::vector<double> small(11);
  CHECK_THROWS_AS(column->CopyTo(small), std::invalid_argument);
  const std::ptrdiff_t none[] = {0, 2};
  const Buffer empty{nullptr, 0, 6, true, 2, "T{(3)h:v:}", none, nullptr, nullptr};
  const auto nothing = DescribeUnchecked(empty);
  REQUIRE(nothing);
  CHECK(Values<double>(UncheckedDynamicView(*nothing), "v").empty());
}

// 3 * 6148914691236517206 is 2 modulo 2^64.
TEST_CASE("elements of no bytes are bounded by the item's") {
  unsigned char bytes[16] = {1, 2, 3};
  const std::ptrdiff_t three = 3;
  const struct {
    const char* format;
    std::ptrdiff_t itemsize;
    const char* path;
    std::string expected;  // the refusal, or the number of values
  } kCases[] = {
      {"T{(6148914691236517206)0s:a:B:b:}", 1, "a",
       "field `a` has 6148914691236517206 elements of no bytes in an item of 1, expected at most "
       "1"},
      {"T{(9223372036854775807)0s:a:H:b:}", 2, "a",
       "field `a` has 9223372036854775807 elements of no bytes in an item of 2, expected at most "
       "2"},
      {"T{(6148914691236517206)0s:a:B:b:}", 1, "a[6]", "3"},
      {"T{(6148914691236517206)0s:a:B:b:}", 1, "b", "no string"},
      {"T{(2)0s:a:H:b:}", 2, "a", "6"},
      {"T{0s:a:B:b:}", 1, "a", "3"},
      {"T{(0,9223372036854775807,9223372036854775807)0s:a:B:b:}", 1, "a", "0"},
      {"T{(9223372036854775807,9223372036854775807,0)0s:a:B:b:}", 1, "a", "0"},
      {"0s", 0, "", "3"},
      {"(2)0s", 0, "", "field `` has 2 elements of no bytes in an item of 0, expected at most 1"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.format << " " << c.path) {
      const auto array = Describe(BufferOf(bytes, c.format, c.itemsize, &three), {bytes, 16});
      REQUIRE(array);
      const auto column = DynamicView(*array).column<std::string>(c.path);
      if (c.expected == "no string") {
        CHECK(column.error().kind == ColumnErrorKind::kType);
      } else if (!column) {
        CHECK(column.error().kind == ColumnErrorKind::kCount);
        CHECK(column.error().message == c.expected);
      } else {
        REQUIRE(std::to_string(column->count()) == c.expected);
        std::vector<std::string> values(static_cast<std::size_t>(column->count()), "?");
        column->CopyTo(values);
        CHECK(values == std::vector<std::string>(values.size()));
      }
    }
  }
}

TEST_CASE("a column without values takes no step") {
  const std::ptrdiff_t shape[] = {4, 0}, strides[] = {PTRDIFF_MAX, PTRDIFF_MIN};
  const auto array = Describe({nullptr, 0, 8, true, 2, "d", shape, strides, nullptr}, {nullptr, 0});
  REQUIRE(array);
  const auto column = DynamicView(*array).column<double>("");
  REQUIRE(column);
  CHECK(column->count() == 0);
  CHECK_THROWS_AS(column->at({3, 0}), std::out_of_range);
  column->CopyTo({});
}

TEST_CASE("plain items and pointers") {
  double row[] = {1, 2};
  const std::ptrdiff_t two = 2;
  const auto plain =
      DescribeUnchecked(BufferOf(reinterpret_cast<unsigned char*>(row), "d", sizeof(double), &two));
  REQUIRE(plain);
  CHECK(Values<double>(UncheckedDynamicView(*plain), "") == std::vector<double>{1, 2});
  double* table[] = {row};
  const std::ptrdiff_t shape[] = {1, 2}, strides[] = {8, 8}, suboffsets[] = {0, -1};
  const auto indirect = DescribeUnchecked({table, 16, 8, true, 2, "d", shape, strides, suboffsets});
  REQUIRE(indirect);
  const auto column = UncheckedDynamicView(*indirect).column<double>("");
  REQUIRE(!column);
  CHECK(column.error().kind == ColumnErrorKind::kIndirect);
}

}  // namespace
}  // namespace pep3118
