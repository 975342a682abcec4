// SPDX-License-Identifier: MIT
// binary16 against IEEE 754's own words: every half's value by ldexp, every rounding by looking for
// the nearest half, and against the compiler's _Float16 where it has one.
#include "pep3118/runtime/half.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

static_assert(sizeof(half) == 2 && alignof(half) == 2);
static_assert(std::is_trivially_copyable_v<half> && std::is_standard_layout_v<half>);
static_assert(std::is_trivially_default_constructible_v<half>);
static_assert(half::from_bits(0x3c00).bits() == 0x3c00);

// Value of a finite half without its sign: IEEE 754-2008 table 3.5, p = 11, emax = 15.
double Value(unsigned magnitude) {
  const int exponent = static_cast<int>(magnitude >> 10);
  const int fraction = static_cast<int>(magnitude & 0x3ff);
  return exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
}

// The half nearest to |value|, ties to the even one, as a magnitude; 0x7c00 is infinity, which
// is where the next finite value, 65536, would be.
unsigned Nearest(double value) {
  unsigned low = 0;
  unsigned high = 0x7c00;
  while (high - low > 1) {
    const unsigned middle = (low + high) / 2;
    (Value(middle) <= value ? low : high) = middle;
  }
  const double below = value - Value(low);
  const double above = Value(high) - value;
  if (below != above) return below < above ? low : high;
  return low % 2 == 0 ? low : high;
}

std::uint32_t Bits(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

TEST_CASE("every half has its value as a float, and comes back") {
  int wrong = 0;
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    const half value = half::from_bits(static_cast<std::uint16_t>(bits));
    const float wide = value;
    const unsigned magnitude = bits & 0x7fff;
    if (magnitude > 0x7c00) {
      wrong += !std::isnan(wide) || !std::isnan(float(half(wide)));
      continue;
    }
    const double expected =
        magnitude == 0x7c00 ? std::numeric_limits<double>::infinity() : Value(magnitude);
    wrong += std::fabs(double{wide}) != expected;
    wrong += std::signbit(wide) != (bits >= 0x8000);
    wrong += half(wide).bits() != bits;
  }
  CHECK(wrong == 0);
}

TEST_CASE("floats round to the nearest half, ties to even") {
  int wrong = 0;
  const auto check = [&](float value) {
    wrong += half(value).bits() != Nearest(double{value});
    wrong += half(-value).bits() != (Nearest(double{value}) | 0x8000u);
  };
  for (unsigned magnitude = 0; magnitude < 0x7c00; ++magnitude) {
    const auto middle = static_cast<float>((Value(magnitude) + Value(magnitude + 1)) / 2);
    check(static_cast<float>(Value(magnitude)));
    check(middle);
    check(std::nextafter(middle, 0.0f));
    check(std::nextafter(middle, 1e9f));
  }
  CHECK(wrong == 0);
}

TEST_CASE("halves at the edges") {
  struct Row {
    const char* what;
    float value;
    unsigned bits;
  };
  const Row rows[] = {
      {"one", 1.0f, 0x3c00},
      {"largest", 65504.0f, 0x7bff},
      {"below the tie with infinity", 65519.996f, 0x7bff},
      {"the tie goes to infinity", 65520.0f, 0x7c00},
      {"huge", std::numeric_limits<float>::max(), 0x7c00},
      {"smallest normal", 0x1p-14f, 0x0400},
      {"largest subnormal", 0x1.ff8p-15f, 0x03ff},
      {"rounds up into the normals", 0x1.ffep-15f, 0x0400},
      {"smallest subnormal", 0x1p-24f, 0x0001},
      {"half of it ties to zero", 0x1p-25f, 0x0000},
      {"just above ties to it", 0x1.000002p-25f, 0x0001},
      {"float subnormal", std::numeric_limits<float>::denorm_min(), 0x0000},
      {"minus zero", -0.0f, 0x8000},
      {"minus infinity", -std::numeric_limits<float>::infinity(), 0xfc00},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) { CHECK(half(row.value).bits() == row.bits); }
  }
  CHECK(std::isnan(float(half(std::numeric_limits<float>::quiet_NaN()))));
  CHECK(std::isnan(float(half(std::numeric_limits<float>::signaling_NaN()))));
}

#if defined(__FLT16_MANT_DIG__) && defined(__GNUC__) && !defined(__clang__)
TEST_CASE("floats round as the compiler's own binary16 does") {
  int wrong = 0;
  for (std::uint64_t bits = 0; bits <= 0xffffffff; bits += 9973) {
    const auto narrow = static_cast<std::uint32_t>(bits);
    float value;
    std::memcpy(&value, &narrow, sizeof value);
    const auto expected = static_cast<_Float16>(value);
    std::uint16_t expected_bits;
    std::memcpy(&expected_bits, &expected, sizeof expected_bits);
    if (std::isnan(value))
      wrong += !std::isnan(float(half(value)));
    else
      wrong += half(value).bits() != expected_bits;
  }
  CHECK(wrong == 0);
}
#endif

TEST_CASE("a NaN keeps its sign and the upper bits of its payload") {
  const half value = half::from_bits(0xfe01);
  CHECK(Bits(float(value)) == 0xffc02000);
}

}  // namespace
}  // namespace pep3118
