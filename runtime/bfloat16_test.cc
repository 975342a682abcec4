// SPDX-License-Identifier: MIT
// bfloat16 on bits computed by hand, and every rounding against the two neighbours.
#include "pep3118/runtime/bfloat16.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

static_assert(sizeof(bfloat16) == 2 && alignof(bfloat16) == 2);
static_assert(std::is_trivially_copyable_v<bfloat16> && std::is_standard_layout_v<bfloat16>);
static_assert(std::is_trivially_default_constructible_v<bfloat16>);
static_assert(bfloat16::from_bits(0x3f80).bits() == 0x3f80);

float FromBits(std::uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

TEST_CASE("bits by hand") {
  // 1 sign bit, 8 of the exponent (bias 127), 7 of the fraction.
  const struct {
    float value;
    unsigned bits;
  } kCases[] = {
      {0.0f, 0x0000},      {-0.0f, 0x8000},     {1.0f, 0x3f80},        {-2.0f, 0xc000},
      {1.5f, 0x3fc0},      {0x1.02p0f, 0x3f81}, {0x1.fep127f, 0x7f7f}, {0x1p-126f, 0x80},
      {0x1p-133f, 0x0001}, {HUGE_VALF, 0x7f80}, {-HUGE_VALF, 0xff80},
  };
  for (const auto& c : kCases) {
    CHECK(bfloat16(c.value).bits() == c.bits);
    const float back = bfloat16::from_bits(static_cast<std::uint16_t>(c.bits));
    CHECK(back == c.value);
    CHECK(std::signbit(back) == std::signbit(c.value));
  }
}

TEST_CASE("floats round to the nearest bfloat16, ties to even") {
  CHECK(bfloat16(0x1.01p0f).bits() == 0x3f80);      // a tie: 1 is even
  CHECK(bfloat16(0x1.03p0f).bits() == 0x3f82);      // a tie: 0x1.04 is even
  CHECK(bfloat16(0x1.010002p0f).bits() == 0x3f81);  // just above a tie
  CHECK(bfloat16(0x1.00fffep0f).bits() == 0x3f80);  // just below
  CHECK(bfloat16(0x1.ffp127f).bits() == 0x7f80);    // a tie, and the even one is infinity
  CHECK(bfloat16(-0x1.fefffep127f).bits() == 0xff7f);
  CHECK(bfloat16(std::numeric_limits<float>::max()).bits() == 0x7f80);
  CHECK(bfloat16(0x1p-134f).bits() == 0x0000);  // half of the smallest
  CHECK(bfloat16(0x1.8p-134f).bits() == 0x0001);
  int wrong = 0;
  for (std::uint32_t bits = 0; bits < 0x7f7f; ++bits) {
    const auto at = [&](std::uint32_t rest) {
      return bfloat16(FromBits(bits << 16 | rest)).bits();
    };
    wrong += at(0) != bits;
    wrong += at(0x7fff) != bits;
    wrong += at(0x8000) != bits + bits % 2;
    wrong += at(0x8001) != bits + 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a NaN stays a quiet NaN") {
  CHECK(bfloat16(FromBits(0x7f800001)).bits() == 0x7fc0);  // its payload is below the 16 bits
  CHECK(bfloat16(FromBits(0xffa50000)).bits() == 0xffe5);
  CHECK(bfloat16(FromBits(0x7fffffff)).bits() == 0x7fff);
  CHECK(std::isnan(bfloat16::from_bits(0xff81).load()));
}

TEST_CASE("a bfloat16 in other storage") {
  const little<bfloat16> low = -2.0f;
  const big<bfloat16> high = bfloat16(-2.0f);
  const unaligned<bfloat16> any = bfloat16(-2.0f);
  CHECK(std::memcmp(&low, "\x00\xc0", 2) == 0);
  CHECK(std::memcmp(&high, "\xc0\x00", 2) == 0);
  CHECK(bfloat16(low).bits() == 0xc000);
  CHECK(bfloat16(high).bits() == 0xc000);
  CHECK(any.load() == -2.0f);
}

}  // namespace
}  // namespace pep3118
