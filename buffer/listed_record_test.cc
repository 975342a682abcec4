// SPDX-License-Identifier: MIT
// Structs listed with PEP3118_RECORD: their texts written by hand, and held against the library,
// which reads each text and must come back to the same text, the same places and the same size.
#include <array>
#include <chrono>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/runtime/bfloat16.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/boolean.h"
#include "pep3118/runtime/complex.h"
#include "pep3118/runtime/complex_half.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/pascal.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/golden/nested.h"

namespace record_test {

using pep3118::big;
using pep3118::little;
using pep3118::unaligned;

struct Point {
  std::int32_t x;
  double y;
};
struct Strings {
  char letter;
  char name[5];
  char tags[2][3];
  char one[1];
  char16_t wide[3];
  char32_t wider[2];
  std::array<char, 4> fixed;
  pep3118::pascal<8> pascal;
};
struct Marked {  // marks come and go
  big<std::int16_t> b;
  char c;
  little<std::uint32_t> l;
  Point p;
  unaligned<double> u;
  Point q[2];
  unaligned<void*> v;
};
struct Wire {
  big<double> first;
  std::uint8_t last;
};
struct Frame {
  std::uint8_t kind;
  Wire wires[2];
  Wire other;
  std::uint16_t check;
};
struct Numbers {
  bool flag;
  std::int8_t i8;
  unsigned long long u64;
  long native_long;
  float f;
  long double g;
  std::complex<float> zf;
  std::complex<double> zd[2];
  pep3118::half e;
  pep3118::complex_half ze;
  pep3118::boolean any;
  big<std::complex<float>> big_complex;
};
enum class Colour : std::uint16_t { kRed };
struct Odd {
  Colour colour;
  const char* text;
  void (*call)(int);
  std::array<std::array<std::int16_t, 3>, 2> table;
  double matrix[2][2];
};
struct Grids {
  std::int16_t plain[2][3][4];
  std::array<int[3], 2> array_of_c;
  std::array<float, 3> c_of_array[2];
  char names[2][3][5];
  Point points[2][2];
};
enum Unscoped : std::int8_t { kLeft };
enum Plain { kNone, kMany = 70000 };
struct StandardTypes {
  std::byte byte;
  Unscoped unscoped;
  Plain plain;
  Colour colours[2];
  std::byte bytes[3];
  std::chrono::nanoseconds nanoseconds;
  std::chrono::duration<float, std::ratio<1, 3>> thirds;
  std::chrono::duration<std::int32_t> seconds;
  std::chrono::system_clock::time_point at;
  pep3118::bfloat16 brain;
  little<pep3118::bfloat16> little_brain;
};
#ifdef PEP3118_COMPILER_FLOAT16
struct CompilerHalf {
  __extension__ _Float16 e;
  __extension__ _Float16 es[2];
};
#endif
struct Tail {
  double d;
  char c;
};
struct alignas(32) Wide {
  float x;
};
struct Segments {
  golden_nested::Segment segment;
  std::int8_t k;
};

#pragma pack(push, 1)
struct Packed {
  char c;
  std::int16_t h;
  double d[2];
  Point p;
  long double g;
  std::array<char16_t, 3> u;
  const void* address;
  std::complex<float> z;
  big<std::int32_t> b;
  std::uint8_t last;
};
struct PackedByLuck {  // every member at a multiple of its size, the struct itself anywhere
  double a;
  double b;
};
struct PackedPair {
  std::uint8_t first;
  PackedByLuck second[2];
};
#pragma pack(pop)
#pragma pack(push, 4)
struct Pack4 {
  std::int32_t a;
  double d;
  std::int16_t h;
  Point points[2];
  Numbers numbers;
  Marked marked;
};
#pragma pack(pop)
#pragma pack(push, 2)
struct Pack2 {
  std::int16_t h;
  Point p;
  char c;
  std::int32_t i;
  std::int16_t j;
};
#pragma pack(pop)
struct PackedInside {  // the packed struct has an alignment of 1
  std::int32_t i;
  Packed packed;
  double d;
};
struct __attribute__((packed)) Attribute {
  char c;
  std::int64_t q;
  float f;
};
struct __attribute__((packed, aligned(4))) PackedAligned {  // some members are at their places
  std::int32_t i;
  char c;
  float f;
  char t[3];
  std::int16_t h;
  std::int16_t k;
};
struct Eighty {
  std::int16_t m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
      m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37,
      m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56,
      m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75,
      m76, m77, m78, m79;
};
template <class A, class B>
struct Pair {
  A first;
  B second;
};
struct Partial {
  std::string* owner;
  std::int32_t x;
  std::int64_t cache[3];
  char tag[3];
  std::int16_t y;
  void (*free)(void*);
};
#pragma pack(push, 1)
struct PackedPartial {
  char c;
  double d;
  std::int32_t i;
};
#pragma pack(pop)

}  // namespace record_test

PEP3118_RECORD(record_test::Point, x, y);
PEP3118_RECORD(record_test::Strings, letter, name, tags, one, wide, wider, fixed, pascal);
PEP3118_RECORD(record_test::Marked, b, c, l, p, u, q, v);
PEP3118_RECORD(record_test::Wire, first, last);
PEP3118_RECORD(record_test::Frame, kind, wires, other, check);
PEP3118_RECORD(record_test::Numbers, flag, i8, u64, native_long, f, g, zf, zd, e, ze, any,
               big_complex);
PEP3118_RECORD(record_test::Odd, colour, text, call, table, matrix);
PEP3118_RECORD(record_test::Grids, plain, array_of_c, c_of_array, names, points);
PEP3118_RECORD(record_test::StandardTypes, byte, unscoped, plain, colours, bytes, nanoseconds,
               thirds, seconds, at, brain, little_brain);
#ifdef PEP3118_COMPILER_FLOAT16
PEP3118_RECORD(record_test::CompilerHalf, e, es);
#endif
PEP3118_RECORD(record_test::Tail, d, c);
PEP3118_RECORD(record_test::Wide, x);
PEP3118_RECORD(record_test::Segments, segment, k);
PEP3118_RECORD(record_test::Packed, c, h, d, p, g, u, address, z, b, last);
PEP3118_RECORD(record_test::PackedByLuck, a, b);
PEP3118_RECORD(record_test::PackedPair, first, second);
PEP3118_RECORD(record_test::Pack4, a, d, h, points, numbers, marked);
PEP3118_RECORD(record_test::Pack2, h, p, c, i, j);
PEP3118_RECORD(record_test::PackedInside, i, packed, d);
PEP3118_RECORD(record_test::Attribute, c, q, f);
PEP3118_RECORD(record_test::PackedAligned, i, c, f, t, h, k);
PEP3118_RECORD(record_test::Eighty, m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14,
               m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31,
               m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48,
               m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65,
               m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79);
PEP3118_RECORD((record_test::Pair<int, double>), first, second);
PEP3118_RECORD_PART((record_test::Pair<double, int>), second);
PEP3118_RECORD_PART(record_test::Partial, x, tag, y);
PEP3118_RECORD_PART(record_test::PackedPartial, i);

static_assert(std::string_view(pep3118::FormatOf<record_test::Point>()) == "T{i:x:4xd:y:}");

// All structs of three members over eight types, nested ones too: the list is written for the
// template's members, the places are the compiler's.
namespace record_test {
template <class A, class B, class C>
struct Three {
  A x;
  B y;
  C z;
};
#pragma pack(push, 1)
template <class A, class B, class C>
struct ThreePacked {
  A x;
  B y;
  C z;
};
#pragma pack(2)
template <class A, class B, class C>
struct ThreePacked2 {
  A x;
  B y;
  C z;
};
#pragma pack(4)
template <class A, class B, class C>
struct ThreePacked4 {
  A x;
  B y;
  C z;
};
#pragma pack(pop)
}  // namespace record_test

#define THREE(Three)                                                                               \
  template <class A, class B, class C>                                                             \
  struct pep3118::record_detail::members<Three<A, B, C>> {                                         \
    using record = Three<A, B, C>;                                                                 \
    static constexpr bool is_part = false;                                                         \
    using entries = entry_list<void, entry<A, offsetof(record, x)>, entry<B, offsetof(record, y)>, \
                               entry<C, offsetof(record, z)>>;                                     \
    static constexpr const char* names[] = {"x", "y", "z"};                                        \
  };                                                                                               \
  template <class A, class B, class C>                                                             \
  struct pep3118::record_traits<Three<A, B, C>> : pep3118::record_detail::traits<Three<A, B, C>> { \
    static_assert(pep3118::record_detail::list_for<Three<A, B, C>>::ListsAll());                   \
  }
THREE(record_test::Three);
THREE(record_test::ThreePacked);
THREE(record_test::ThreePacked2);
THREE(record_test::ThreePacked4);

namespace pep3118 {
namespace {

// What record_traits says, without its type.
struct Row {
  const char* format;
  std::size_t itemsize;
  std::size_t alignment;
  const field_info* fields;
  std::size_t field_count;
};
template <class Record>
constexpr Row RowOf() {
  using traits = record_traits<Record>;
  return {traits::format, sizeof(Record), alignof(Record), traits::fields, traits::field_count};
}

std::int64_t AlignmentOfFormat(const Row& row) {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  const Result<Layout> layout = ComputeLayout(row.format, options);
  REQUIRE(layout);
  return layout->alignment();
}

void CheckAgainstLibrary(const Row& row) {
  INFO(row.format);
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = static_cast<std::int64_t>(row.itemsize);
  const Result<Layout> layout = ComputeLayout(row.format, options);
  REQUIRE(layout);
  CHECK(CanonicalText(*layout) == row.format);
  CHECK(row.alignment % static_cast<std::size_t>(layout->alignment()) == 0);
  std::size_t i = 0;
  for (const Field& field : layout->Fields(layout->item())) {
    REQUIRE(i < row.field_count);
    const field_info& info = row.fields[i++];
    INFO(info.name);
    CHECK(layout->Name(field) == info.name);
    CHECK(static_cast<std::size_t>(field.offset) == info.offset);
    CHECK(static_cast<std::size_t>(field.itemsize) == info.itemsize);
    CHECK(ElementText(*layout, field) == info.code);
    REQUIRE(field.ndim == info.ndim);
    for (std::size_t d = 0; d < info.ndim; ++d)
      CHECK(static_cast<std::size_t>(layout->Shape(field)[d]) == info.shape[d]);
  }
  CHECK(i == row.field_count);
}

TEST_CASE("listed structs have the text that the library gives their layout") {
  using namespace record_test;
  const Row kRows[] = {
      RowOf<Point>(),         RowOf<Strings>(),
      RowOf<Marked>(),        RowOf<Wire>(),
      RowOf<Frame>(),         RowOf<Numbers>(),
      RowOf<Odd>(),           RowOf<Grids>(),
      RowOf<StandardTypes>(),
#ifdef PEP3118_COMPILER_FLOAT16
      RowOf<CompilerHalf>(),
#endif
      RowOf<Tail>(),          RowOf<Wide>(),
      RowOf<Segments>(),      RowOf<golden_nested::Segment>(),
      RowOf<Packed>(),        RowOf<PackedByLuck>(),
      RowOf<PackedPair>(),    RowOf<Pack4>(),
      RowOf<Pack2>(),         RowOf<PackedInside>(),
      RowOf<Attribute>(),     RowOf<PackedAligned>(),
      RowOf<Partial>(),       RowOf<PackedPartial>(),
  };
  for (const Row& row : kRows) CheckAgainstLibrary(row);
}

template <class... T>
struct Types {};

template <template <class, class, class> class Record, class A, class B, class... C>
void CheckThird(Types<C...>, int& checked) {
  for (const Row& row : {RowOf<Record<A, B, C>>()...}) {
    CheckAgainstLibrary(row);
    ++checked;
  }
}
template <template <class, class, class> class Record, class A, class... B, class All>
void CheckSecond(Types<B...>, All all, int& checked) {
  (CheckThird<Record, A, B>(all, checked), ...);
}
template <template <class, class, class> class Record, class... A>
int CheckAll(Types<A...> all) {
  int checked = 0;
  (CheckSecond<Record, A>(all, all, checked), ...);
  return checked;
}

TEST_CASE("500 structs of three members, packed and not, agree with the library") {
  const Types<char, float, unaligned<double>, char[3], record_test::Point> all;
  CHECK(CheckAll<record_test::Three>(all) == 125);
  CHECK(CheckAll<record_test::ThreePacked>(all) == 125);
  CHECK(CheckAll<record_test::ThreePacked2>(all) == 125);
  CHECK(CheckAll<record_test::ThreePacked4>(all) == 125);
}

TEST_CASE("texts by hand, on x86-64 Linux") {
  if (HostTarget().name != "x86_64-linux-gnu") return;
  using namespace record_test;
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {FormatOf<Strings>(),
       "T{c:letter:5s:name:(2)3s:tags:s:one:1x3u:wide:2w:wider:4s:fixed:8p:pascal:}"},
      {FormatOf<Marked>(), "T{!h:b:@c:c:=I:l:1xT{@i:x:4xd:y:}:p:=d:u:(2)T{@i:x:4xd:y:}:q:^P:v:}"},
      {FormatOf<Frame>(),
       "T{B:kind:(2)T{!d:first:@B:last:}:wires:T{!d:first:@B:last:}:other:H:check:}"},
      {FormatOf<Odd>(), "T{H:colour:6xP:text:X{}:call:(2,3)h:table:4x(2,2)d:matrix:}"},
      {FormatOf<Grids>(),
       "T{(2,3,4)h:plain:(2,3)i:array_of_c:(2,3)f:c_of_array:(2,3)5s:names:2x"
       "(2,2)T{i:x:4xd:y:}:points:}"},
      {FormatOf<StandardTypes>(),
       "T{B:byte:b:unscoped:2xI:plain:(2)H:colours:(3)B:bytes:1xq:nanoseconds:f:thirds:i:seconds:"
       "q:at:H:brain:=H:little_brain:4x}"},
#ifdef PEP3118_COMPILER_FLOAT16
      {FormatOf<CompilerHalf>(), "T{e:e:(2)e:es:}"},
#endif
      {FormatOf<Tail>(), "T{d:d:c:c:7x}"},
      {FormatOf<Wide>(), "T{f:x:28x}"},
      {FormatOf<Pair<int, double>>(), "T{i:first:4xd:second:}"},
      {FormatOf<Pair<double, int>>(), "T{8xi:second:4x}"},
      {FormatOf<Partial>(), "T{8xi:x:28x3s:tag:1xh:y:10x}"},
      {FormatOf<PackedPartial>(), "T{9x=i:i:}"},
      {FormatOf<Packed>(),
       "T{c:c:=h:h:(2)=d:d:T{=i:x:4x=d:y:}:p:^g:g:=3u:u:^P:address:=Zf:z:!i:b:@B:last:}"},
      {FormatOf<PackedByLuck>(), "T{=d:a:=d:b:}"},
      {FormatOf<PackedPair>(), "T{B:first:(2)T{=d:a:=d:b:}:second:}"},
      {FormatOf<Pack2>(), "T{h:h:T{=i:x:4x=d:y:}:p:@c:c:1x=i:i:@h:j:}"},
      {FormatOf<Attribute>(), "T{c:c:=q:q:=f:f:}"},
      {FormatOf<PackedAligned>(), "T{i:i:c:c:=f:f:@3s:t:h:h:h:k:}"},
  };
  for (const auto& c : kCases) CHECK(std::string(c.text) == c.expected);
}

TEST_CASE("the format of a packed struct asks for the struct's alignment") {
  using namespace record_test;
  const Row kRows[] = {RowOf<Packed>(),    RowOf<PackedByLuck>(), RowOf<PackedPair>(),
                       RowOf<Pack4>(),     RowOf<Pack2>(),        RowOf<PackedInside>(),
                       RowOf<Attribute>(), RowOf<PackedAligned>()};
  for (const Row& row : kRows) {
    INFO(row.format);
    CHECK(AlignmentOfFormat(row) == static_cast<std::int64_t>(row.alignment));
  }
}

// ---- what is refused: the checks behind the static_asserts

struct Forgotten {
  std::int32_t a;
  std::int8_t b;  // hides in what could be padding
  double c;
};
struct ForgottenTail {
  double a;
  std::int8_t b;
};
struct Reordered {
  std::int32_t a;
  std::int32_t b;
};
struct Arrays {
  std::int16_t a[3];
  char s[2][4];
};

template <class Record, class... Entry>
using ListOf = record_detail::list_of<Record, record_detail::entry_list<void, Entry...>>;
using record_detail::entry;

TEST_CASE("a list that does not say the truth is refused at compile time") {
  using ForgottenList = ListOf<Forgotten, entry<std::int32_t, 0>, entry<double, 8>>;
  STATIC_REQUIRE(record_detail::list_for<record_test::Point>::ListsAll());
  STATIC_REQUIRE(ListOf<Arrays, entry<std::int16_t[3], 0>, entry<char[2][4], 6>>::ListsAll());
  STATIC_REQUIRE(!ForgottenList::ListsAll());
  STATIC_REQUIRE(ForgottenList::HolesAreSmall());  // only the count shows it
  STATIC_REQUIRE(!ListOf<ForgottenTail, entry<double, 0>>::ListsAll());
  STATIC_REQUIRE(!ListOf<Reordered, entry<std::int32_t, 4>, entry<std::int32_t, 0>>::Ascends());
  STATIC_REQUIRE(record_detail::code_of<std::string>::value.text == nullptr);
}

}  // namespace
}  // namespace pep3118
