// SPDX-License-Identifier: MIT
// Columns of formats that are known only at run time, over bytes written by hand.
#include "pep3118/buffer/dynamic_view.h"

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

#include "pep3118/buffer/copy_columns.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/runtime/bfloat16.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// What is written with `>`, in canonical text.
const std::string kBig = std::endian::native == std::endian::little ? "!" : "=";

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
static_assert(IsColumn<float> && IsColumn<int> && IsColumn<long double> && IsColumn<char>);
static_assert(IsColumn<half> && IsColumn<std::complex<float>> && IsColumn<std::string_view>);
static_assert(!IsColumn<const double> && !IsColumn<const char*> && !IsColumn<void*>);
static_assert(!IsColumn<std::complex<int>> && !IsColumn<std::span<std::byte>>);
static_assert(!IsColumn<bfloat16>);
#ifdef __SIZEOF_FLOAT128__
static_assert(!IsColumn<__float128>);
#endif
#ifdef __SIZEOF_INT128__
static_assert(!IsColumn<__int128>);
#endif
#if defined(__STDCPP_FLOAT16_T__) && defined(__STDCPP_BFLOAT16_T__)
static_assert(IsColumn<_Float16> && !IsColumn<__bf16>);
#endif

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
      BufferOf(bytes, "T{>h:h:<I:u:>d:d:<e:e:3s:s:<2u:wide:<w:w:4p:p:?:flag:<Zf:z:}", 40, &count);
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

struct Mixed {
  std::int64_t q;
  std::uint64_t Q;
  double d;
  std::complex<double> z;
  char s[3];
  struct {
    int i;
  } r;
  void* p;
};

TEST_CASE("a column never changes a value") {
  unsigned char bytes[64] = {};
  const std::ptrdiff_t count = 1;
  const auto array =
      Describe(BufferOf(bytes, "T{q:q:Q:Q:d:d:Zd:z:3s:s:T{i:i:}:r:P:p:}", sizeof(Mixed), &count),
               {bytes, 64});
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
       "std::int64_t, or allow the nearest with Lossy::kAllowed"},
      {"T{Q:n:}", "n",
       "field `n` (uint `Q`) has values that do not fit the type asked for: read it as "
       "std::uint64_t, or allow the nearest with Lossy::kAllowed"},
      {"T{Zd:n:}", "n",
       "field `n` (complex `Zd`) has values that do not fit the type asked for: read it as "
       "std::complex<double>"},
      {"T{P:n:}", "n",
       "field `n` (pointer `P`) has values that do not fit the type asked for: read its bytes, "
       "std::span<const std::byte>"},
      {"T{d:lat:d:lon:}", "Lat",
       "no field `Lat` at byte 0, the record has 0 of that name: its fields are `lat`, `lon`"},
      {"T{T{d:x:d:a.b:}:p:}", "p.lat",
       "no field `lat` at byte 2, the record has 0 of that name: its fields are `x`, `\"a.b\"`"},
      {"T{(2,3)T{d:lat:}:p:}", "p.lon",
       "no field `lon` at byte 2, the record has 0 of that name: its fields are `lat`"},
      {"T{(2)d:p:}", "p[2]", "index 2 at byte 1, expected a number below 2"},
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

// Three times as many is 2 modulo 2^64, or 2^32 on a 32-bit host.
const std::string kThird = std::to_string(SIZE_MAX / 3 + 1);
const std::string kMost = std::to_string(PTRDIFF_MAX);

TEST_CASE("elements of no bytes are bounded by the item's") {
  unsigned char bytes[16] = {1, 2, 3};
  const std::ptrdiff_t three = 3;
  const struct {
    std::string format;
    std::ptrdiff_t itemsize;
    const char* path;
    std::string expected;  // the refusal, or the number of values
  } kCases[] = {
      {"T{(" + kThird + ")0s:a:B:b:}", 1, "a",
       "field `a` has " + kThird +
           " elements of no bytes in an item of 1, expected at most "
           "1"},
      {"T{(" + kMost + ")0s:a:H:b:}", 2, "a",
       "field `a` has " + kMost +
           " elements of no bytes in an item of 2, expected at most "
           "2"},
      {"T{(" + kThird + ")0s:a:B:b:}", 1, "a[6]", "3"},
      {"T{(" + kThird + ")0s:a:B:b:}", 1, "b", "no string"},
      {"T{(2)0s:a:H:b:}", 2, "a", "6"},
      {"T{0s:a:B:b:}", 1, "a", "3"},
      {"T{(0," + kMost + "," + kMost + ")0s:a:B:b:}", 1, "a", "0"},
      {"T{(" + kMost + "," + kMost + ",0)0s:a:B:b:}", 1, "a", "0"},
      {"T{(0,9223372036854775807)0s:a:B:b:}", 1, "a",
       sizeof(std::ptrdiff_t) >= 8
           ? "0"
           : "field `a` has too many elements of no bytes in an item of 1, expected at most 1"},
      {"0s", 0, "", "3"},
      {"(2)0s", 0, "", "field `` has 2 elements of no bytes in an item of 0, expected at most 1"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.format << " " << c.path) {
      const auto array =
          Describe(BufferOf(bytes, c.format.c_str(), c.itemsize, &three), {bytes, 16});
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

// ---- every type, and back

Description DescribeBytes(unsigned char* bytes, std::size_t size, const char* format,
                          std::ptrdiff_t itemsize, std::ptrdiff_t count, bool write = false) {
  Buffer buffer = BufferOf(bytes, format, itemsize, &count);
  buffer.readonly = !write;
  const auto array =
      Describe(buffer, {bytes, size}, write ? BufferAccess::kWrite : BufferAccess::kRead);
  if (!array) FAIL(Message(array.error()));
  return *array;
}

template <class T>
void CheckEveryNumber(const DynamicView<>& view) {
  INFO(sizeof(T) << (std::is_floating_point_v<T> ? "f" : std::is_signed_v<T> ? "i" : "u"));
  CHECK(Values<T>(view, "flag") == std::vector<T>{T(1), T(0)});
  if constexpr (sizeof(T) > 1) {
    CHECK(Values<T>(view, "byte") == std::vector<T>{T(7), T(200)});
  }
  if constexpr (std::is_floating_point_v<T> || (std::is_signed_v<T> && sizeof(T) > 2)) {
    CHECK(Values<T>(view, "u16") == std::vector<T>{T(65535), T(1)});
  }
  const auto any = view.column<T>("i64", Lossy::kAllowed);
  REQUIRE(any);
  CHECK(any->at(1) == T(3));
}

TEST_CASE("every arithmetic type reads what it holds, and the nearest where that is allowed") {
  // ? B >H >q >d
  unsigned char bytes[] = {5, 7, 0xff, 0xff, 0x80, 0,    0, 0,   0, 0, 0, 0, 0x40, 0x59,
                           0, 0, 0,    0,    0,    0,    0, 200, 0, 1, 0, 0, 0,    0,
                           0, 0, 0,    3,    0xbf, 0xe0, 0, 0,   0, 0, 0, 0};
  const Description array =
      DescribeBytes(bytes, sizeof bytes, "T{?:flag:B:byte:>H:u16:>q:i64:>d:f64:}", 20, 2);
  const DynamicView view(array);
  CheckEveryNumber<signed char>(view);
  CheckEveryNumber<unsigned char>(view);
  CheckEveryNumber<short>(view);
  CheckEveryNumber<unsigned short>(view);
  CheckEveryNumber<int>(view);
  CheckEveryNumber<unsigned>(view);
  CheckEveryNumber<long>(view);
  CheckEveryNumber<unsigned long>(view);
  CheckEveryNumber<long long>(view);
  CheckEveryNumber<unsigned long long>(view);
  CheckEveryNumber<float>(view);
  CheckEveryNumber<double>(view);
  CheckEveryNumber<long double>(view);
  CHECK(view.column<bool>("flag")->at(0));
  CHECK(view.column<int>("i64", Lossy::kAllowed)->at(0) == -2147483647 - 1);
  CHECK(view.column<unsigned>("f64", Lossy::kAllowed)->at(1) == 0);
  CHECK(view.column<unsigned char>("f64", Lossy::kAllowed)->at(0) == 100);
  CHECK(view.column<half>("f64", Lossy::kAllowed)->at(1).bits() == 0xb800);
  CHECK(view.column<std::complex<float>>("u16")->at(0) == std::complex<float>(65535, 0));
  CHECK_FALSE(view.column<float>("f64"));
  CHECK_FALSE(view.column<int>("i64"));
  CHECK_FALSE(view.column<std::string>("i64", Lossy::kAllowed));
  CHECK(view.column<int>("f64").error().message ==
        "field `f64` (float `" + kBig +
            "d`) has values that do not fit the type asked for: read it as double, "
            "or allow the nearest with Lossy::kAllowed");
}

TEST_CASE("a path through an array of records is the field in all of them") {
  unsigned char bytes[30];
  for (unsigned char i = 0; i < 30; ++i) bytes[i] = i;
  const Description array = DescribeBytes(bytes, 30, "T{B:n:(2,2)T{(2)B:a:B:b:}:p:2x}", 15, 2);
  const DynamicView view(array);
  const auto b = view.column<int>("p.b");
  REQUIRE(b);
  CHECK(std::vector<std::ptrdiff_t>(b->shape().begin(), b->shape().end()) ==
        std::vector<std::ptrdiff_t>{2, 2, 2});
  CHECK(Values<int>(view, "p.b") == std::vector<int>{3, 6, 9, 12, 18, 21, 24, 27});
  CHECK(Values<int>(view, "p[1].b") == std::vector<int>{9, 12, 24, 27});
  CHECK(Values<int>(view, "p.a") ==
        std::vector<int>{1, 2, 4, 5, 7, 8, 10, 11, 16, 17, 19, 20, 22, 23, 25, 26});
  CHECK(b->at({1, 0, 1}) == 21);
  CHECK((*b)[5] == 21);
  CHECK(std::vector<int>(b->begin(), b->end()) == Values<int>(view, "p.b"));
  CHECK(b->begin()[7] == 27);
  const auto text = view.column<std::span<const std::byte>>("p[0][1]");
  REQUIRE(text);
  CHECK(text->at(1).size() == 3);
  CHECK(text->at(1).data() == reinterpret_cast<std::byte*>(bytes) + 19);
}

TEST_CASE("names are those that paths take") {
  unsigned char bytes[8] = {};
  const Description array = DescribeBytes(bytes, 8, "T{B:x:B:a.b:B:y:(2)T{B:x:B:z:}:r:B:y:}", 8, 1);
  const DynamicView view(array);
  CHECK(view.names() == std::vector<std::string>{"x", "\"a.b\"", "y#0", "r", "y#1"});
  CHECK(*view.names("r") == std::vector<std::string>{"x", "z"});
  for (const std::string& name : view.names()) {
    CHECK(view.column<std::span<const std::byte>>(name));
  }
  CHECK(view.names("x").error().message == "field `x` (uint `B`) has no fields");
  CHECK(view.names("q").error().kind == ColumnErrorKind::kPath);
}

struct Inner {
  std::int16_t a;
  std::int16_t b;
};

}  // namespace
}  // namespace pep3118

PEP3118_RECORD(pep3118::Inner, a, b);

namespace pep3118 {
namespace {

TEST_CASE("a field that is stored as T is a view, without a copy") {
  struct Item {
    std::int32_t n;
    float x[3];
    Inner in[2];
    unsigned char big[4];
  };
  alignas(8) Item items[2] = {{1, {2, 3, 4}, {{5, 6}, {7, 8}}, {0, 0, 0, 9}}, {}};
  auto* bytes = reinterpret_cast<unsigned char*>(items);
  const Description array = DescribeBytes(
      bytes, sizeof items, "T{i:n:(3)f:x:(2)T{h:a:h:b:}:in:>i:big:}", sizeof(Item), 2, true);
  const DynamicView view(array);
  const auto x = view.view<const float>("x");
  REQUIRE(x);
  CHECK(x->data() == items[0].x);
  CHECK(x->at(1, 0) == 0);
  const auto n = view.view<std::int32_t>("n");
  REQUIRE(n);
  n->at(1) = 77;
  CHECK(items[1].n == 77);
  const auto in = view.view<const Inner>("in");
  REQUIRE(in);
  CHECK(in->at(0, 1).b == 8);
  CHECK(view.view<const std::int16_t>("in.b")->at(0, 1) == 8);
  CHECK(view.view<const big<std::int32_t>>("big")->at(0) == 9);
  CHECK(view.view<const unaligned<std::int32_t>>("n")->at(1) == 77);
  CHECK(view.view<const double>("x").error().message ==
        "field `x` (float `f`) is not stored as `d`: column reads it by value");
  CHECK((!view.view<const std::int32_t>("big") || kBig[0] == '='));
  CHECK_FALSE(view.view<const std::uint32_t>("n"));
  CHECK_FALSE(view.view<const Inner>("n"));

  const Description odd = DescribeBytes(bytes + 1, 16, "T{i:n:}", 4, 4);
  CHECK(DynamicView(odd).view<const std::int32_t>("n").error().kind == ColumnErrorKind::kAddress);
  CHECK(DynamicView(odd).view<const unaligned<std::int32_t>>("n"));
  CHECK(DynamicView(odd).view<std::int32_t>("n").error().kind == ColumnErrorKind::kReadonly);
}

TEST_CASE("several columns are copied in one walk, and back") {
  constexpr std::ptrdiff_t kItems = 1000;  // more than a block, and no multiple of one
  std::vector<unsigned char> bytes(kItems * 14);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<unsigned char>(i * 7 + i / 256);
  const std::vector<unsigned char> before = bytes;
  const Description array =
      DescribeBytes(bytes.data(), bytes.size(), "T{>h:h:(3)>H:v:4s:s:2x}", 14, kItems, true);
  const DynamicView view(array);
  const auto h = view.column<int>("h");
  const auto v = view.column<double>("v");
  const auto s = view.column<std::string_view>("s");
  REQUIRE((h && v && s));
  std::vector<int> hs(kItems);
  std::vector<double> vs(kItems * 3);
  std::vector<std::string_view> ss(kItems);
  CopyColumns(ColumnCopy(*h, hs), ColumnCopy(*v, vs), ColumnCopy(*s, ss));
  CHECK(hs == Values<int>(view, "h"));
  CHECK(vs == Values<double>(view, "v"));
  CHECK(ss == Values<std::string_view>(view, "s"));

  // The texts are of the buffer's memory: written from copies.
  const std::vector<std::string> copies(ss.begin(), ss.end());
  const std::vector<std::string_view> texts(copies.begin(), copies.end());
  std::fill(bytes.begin(), bytes.end(), 0xee);
  const auto h_writer = view.writer<int>("h", Lossy::kAllowed);
  const auto v_writer = view.writer<double>("v", Lossy::kAllowed);
  const auto s_writer = view.writer<std::string_view>("s");
  REQUIRE((h_writer && v_writer && s_writer));
  CHECK(WriteColumns(ColumnWrite(*h_writer, hs), ColumnWrite(*v_writer, vs),
                     ColumnWrite(*s_writer, texts)));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 14 < 8) CHECK(bytes[i] == before[i]);
    if (i % 14 >= 12) CHECK(bytes[i] == 0xee);
  }
  CHECK(Values<std::string>(view, "s") == copies);

  std::vector<std::string_view> long_texts = texts;
  long_texts[700] = "too long";
  CHECK_FALSE(WriteColumns(ColumnWrite(*h_writer, hs), ColumnWrite(*s_writer, long_texts)));

  int some[10];
  CHECK_THROWS_AS(h->CopyTo(some, 995, 10), std::out_of_range);
  CHECK_THROWS_AS(h->CopyTo(some, -1, 10), std::out_of_range);
  CHECK_THROWS_AS(v->CopyTo(std::span<double>(vs).first(7), 0, 2), std::invalid_argument);
  v->CopyTo(std::span<double>(vs).first(6), 998, 2);
  CHECK(vs[5] == Values<double>(view, "v").back());
  CHECK_THROWS_AS(ColumnCopy(*h, std::span<int>(some)), std::invalid_argument);

  const std::ptrdiff_t many[] = {PTRDIFF_MAX, 0};
  const auto empty = Describe({nullptr, 0, 4, true, 2, "i", many, nullptr, nullptr}, {nullptr, 0});
  REQUIRE(empty);
  const auto none = DynamicView(*empty).column<int>("");
  REQUIRE(none);
  CopyColumns(ColumnCopy(*none, std::span<int>()));
}

TEST_CASE("a writer puts values where they are stored, and nothing else") {
  unsigned char bytes[2 * 22];
  std::memset(bytes, 0xee, sizeof bytes);
  const Description array =
      DescribeBytes(bytes, sizeof bytes, "T{>h:h:B:u:(2)T{<f:x:}:p:3s:s:4p:t:c:c:3x}", 22, 2, true);
  const DynamicView view(array);
  const auto h = view.writer<std::int8_t>("h");
  REQUIRE(h);
  CHECK(h->Set(0, -2));
  CHECK(h->CopyFrom(std::vector<std::int8_t>{-2, 3}) == 2);
  CHECK(bytes[0] == 0xff);
  CHECK(bytes[1] == 0xfe);
  CHECK(bytes[23] == 3);
  const auto x = view.writer<float>("p.x");
  REQUIRE(x);
  CHECK(x->CopyFrom(std::vector<float>{1, 2, 3, 4}) == 4);
  CHECK(Values<float>(view, "p.x") == std::vector<float>{1, 2, 3, 4});
  CHECK(bytes[6] == 0x3f);  // 1.0f, little-endian from byte 3 on
  const auto s = view.writer<std::string_view>("s");
  REQUIRE(s);
  CHECK(s->Set(0, "ab"));
  CHECK_FALSE(s->Set(1, "abcd"));
  CHECK(bytes[22 + 11] == 0xee);
  CHECK(s->CopyFrom(std::vector<std::string_view>{"xyz", "toolong"}) == 1);
  CHECK(view.writer<std::string_view>("s", Lossy::kAllowed)->Set(1, "abcd"));
  CHECK(Values<std::string_view>(view, "s") == std::vector<std::string_view>{"xyz", "abc"});
  CHECK(view.writer<std::string_view>("t")->Set(0, "hi"));
  CHECK(bytes[14] == 2);
  CHECK(view.column<std::string_view>("t")->at(0) == "hi");
  CHECK(view.writer<char>("c")->Set(1, 'q'));
  CHECK(view.column<char>("c")->at(1) == 'q');
  CHECK(bytes[21] == 0xee);
  CHECK_THROWS_AS(h->Set(2, 1), std::out_of_range);
  CHECK_THROWS_AS(h->CopyFrom({}), std::invalid_argument);

  CHECK(view.writer<int>("h").error().message ==
        "field `h` (int `" + kBig +
            "h`) does not hold all values of the type asked for: allow the nearest "
            "with Lossy::kAllowed");
  CHECK(view.writer<int>("h", Lossy::kAllowed)->Set(0, 100000));
  CHECK(view.column<int>("h")->at(0) == 32767);
  CHECK_FALSE(view.writer<std::complex<double>>("h", Lossy::kAllowed));
  const Description fixed = DescribeBytes(bytes, sizeof bytes, "22s", 22, 2);
  CHECK(DynamicView(fixed).writer<std::string_view>("").error().kind == ColumnErrorKind::kReadonly);
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
