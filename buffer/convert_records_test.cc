// SPDX-License-Identifier: MIT
// The compiler's conversion against the one at run time, whose truth is NumPy
// (python/convert_test.py), and against members assigned one by one.
#include "pep3118/buffer/convert_records.h"

#include <complex>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "pep3118/buffer/convert.h"
#include "pep3118/buffer/description.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/complex.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/pascal.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"

namespace {

using pep3118::big;

struct WireSpan {
  big<std::uint16_t> begin;
  std::uint8_t kind;
  big<std::uint16_t> end;
};
struct Wire {
  big<double> time;
  big<std::int32_t> id;
  char name[5];
  WireSpan spans[2][3];
  big<float> height;
  big<pep3118::half> slope;
  big<std::complex<float>> wave;
  big<char16_t> label[4];
  std::int8_t level;
  char letter;
  unsigned char flag;
  pep3118::pascal<4> note;
  big<std::int64_t> extra;
  std::uint8_t truth;
};
struct NativeSpan {
  std::int32_t end;
  double begin;
};
struct Native {
  std::int64_t id;
  double time;
  double slope;
  NativeSpan spans[2][3];
  std::complex<double> wave;
  char name[8];
  char16_t label[5];
  double height;
  float level;
  std::int8_t letter;
  char flag;
  pep3118::pascal<6> note;
};

struct Plain {
  bool yes;
  std::int32_t number;
  void* place;
  long double large;
  std::complex<double> root;
};
struct Packed {
  pep3118::unaligned<long double> large;
  pep3118::unaligned<void*> place;
  bool yes;
  pep3118::unaligned<std::int32_t> number;
  double root;
};

}  // namespace

PEP3118_RECORD(WireSpan, begin, kind, end);
PEP3118_RECORD(Wire, time, id, name, spans, height, slope, wave, label, level, letter, flag, note,
               extra, truth);
PEP3118_RECORD(NativeSpan, end, begin);
PEP3118_RECORD(Native, id, time, slope, spans, wave, name, label, height, level, letter, flag,
               note);
PEP3118_RECORD(Plain, yes, number, place, large, root);
PEP3118_RECORD(Packed, large, place, yes, number, root);

namespace pep3118 {
namespace {

// Items of random bytes, converted by the compiler and at run time.
template <class From, class To>
void CheckSame(std::size_t count) {
  std::mt19937_64 random(7);
  std::vector<From> from(count);
  auto* bytes = reinterpret_cast<unsigned char*>(from.data());
  for (std::size_t i = 0; i < count * sizeof(From); ++i) {
    bytes[i] = static_cast<unsigned char>(random());
  }
  const std::ptrdiff_t shape[] = {static_cast<std::ptrdiff_t>(count)};
  Buffer buffer;
  buffer.buf = from.data();
  buffer.itemsize = sizeof(From);
  buffer.len = static_cast<std::ptrdiff_t>(count * sizeof(From));
  buffer.format = FormatOf<From>();
  buffer.shape = shape;
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  const auto array =
      Describe(buffer, {from.data(), count * sizeof(From)}, BufferAccess::kRead, options);
  REQUIRE(array);
  const auto conversion = Convert<To>(array->shared_layout());
  if (!conversion) FAIL(Render(conversion.error()));

  std::vector<To> wanted(count);
  std::vector<To> found(count);
  std::memset(static_cast<void*>(wanted.data()), 0xee, count * sizeof(To));
  std::memset(static_cast<void*>(found.data()), 0xee, count * sizeof(To));
  CHECK_FALSE(conversion->Run(*array, std::span<To>(wanted)));
  ConvertRecords(View<const From, 1>(from), View<To, 1>(found));
  CHECK(std::memcmp(wanted.data(), found.data(), count * sizeof(To)) == 0);
}

TEST_CASE("Straight-line code does what a conversion at run time does") {
  CheckSame<Wire, Native>(100);
  CheckSame<Wire, Wire>(100);
  CheckSame<Native, Native>(100);
  CheckSame<Plain, Plain>(20);
}

TEST_CASE("One struct becomes another member by member") {
  Packed packed{};
  packed.yes = true;
  packed.number.store(-7);
  packed.place.store(&packed);
  packed.large.store(2.5L);
  packed.root = -1.5;
  const auto plain = ConvertRecord<Plain>(packed);
  CHECK(plain.yes);
  CHECK(plain.number == -7);
  CHECK(plain.place == &packed);
  CHECK(plain.large == 2.5L);
  CHECK(plain.root == std::complex<double>(-1.5, 0));
}

TEST_CASE("Views of any dimensions and strides are converted; shapes must agree") {
  std::vector<WireSpan> from(12);
  for (std::size_t i = 0; i < from.size(); ++i) from[i].begin = static_cast<std::uint16_t>(i);
  std::vector<NativeSpan> to(12);
  const UncheckedView<const WireSpan, 2> grid(from.data(), {3, 4}, {20, 5});
  constexpr auto kSize = static_cast<std::ptrdiff_t>(sizeof(NativeSpan));
  const UncheckedView<NativeSpan, 2> turned(to.data(), {4, 3}, {3 * kSize, kSize});
  ConvertRecords(grid, turned.transposed());
  CHECK(to[3].begin == 1);  // column 1, row 0
  CHECK(to[11].begin == 11);
  CHECK(to[10].begin == 7);
  CHECK_THROWS_AS(ConvertRecords(grid, turned), std::invalid_argument);
}

}  // namespace
}  // namespace pep3118
