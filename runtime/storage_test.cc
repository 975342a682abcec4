// SPDX-License-Identifier: MIT
// Storage types on bytes counted by hand: what is read, what is written, what they cost a struct.
#include <algorithm>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/boolean.h"
#include "pep3118/runtime/boolean32.h"
#include "pep3118/runtime/complex.h"
#include "pep3118/runtime/complex_half.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/pascal.h"
#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

template <class Stored, std::size_t Size, std::size_t Alignment = 1>
constexpr bool kFits = sizeof(Stored) == Size && alignof(Stored) == Alignment &&
                       std::is_trivially_copyable_v<Stored> && std::is_standard_layout_v<Stored> &&
                       std::is_trivially_default_constructible_v<Stored>;

static_assert(kFits<little<std::int16_t>, 2> && kFits<big<std::int16_t>, 2>);
static_assert(kFits<little<std::uint32_t>, 4> && kFits<big<float>, 4>);
static_assert(kFits<little<std::int64_t>, 8> && kFits<big<double>, 8>);
static_assert(kFits<little<half>, 2> && kFits<big<half>, 2>);
static_assert(kFits<little<char16_t>, 2> && kFits<big<char32_t>, 4>);
static_assert(kFits<little<boolean32>, 4> && kFits<big<boolean32>, 4>);
static_assert(kFits<little<std::complex<float>>, 8> && kFits<big<std::complex<double>>, 16>);
static_assert(kFits<unaligned<long double>, sizeof(long double)>);
static_assert(kFits<unaligned<void*>, sizeof(void*)>);
static_assert(kFits<unaligned<std::complex<long double>>, 2 * sizeof(long double)>);
static_assert(kFits<boolean, 1> && kFits<boolean32, 4, 4> && kFits<complex_half, 4, 2>);
static_assert(kFits<basic_complex_half<big<half>>, 4> && kFits<pascal<6>, 6>);

// Integers work in constant expressions.
static_assert(little<std::int32_t>(-2).load() == -2);
static_assert(big<std::uint64_t>(0x0102030405060708u) == 0x0102030405060708u);
static_assert(big<char16_t>(u'\u20ac') == u'\u20ac');
static_assert(boolean(true).load() && !boolean(false) && boolean32(true));

// The object whose bytes these are.
template <class Stored>
Stored FromBytes(const unsigned char (&bytes)[sizeof(Stored)]) {
  Stored stored;
  std::memcpy(&stored, bytes, sizeof stored);
  return stored;
}

template <class Stored>
bool HasBytes(const Stored& stored, const unsigned char (&bytes)[sizeof(Stored)]) {
  return std::memcmp(&stored, bytes, sizeof stored) == 0;
}

// Reads `value` from the bytes and writes it back to them.
template <class Stored, class Value>
void CheckBothWays(const unsigned char (&bytes)[sizeof(Stored)], Value value) {
  const Stored read = FromBytes<Stored>(bytes);
  CHECK(static_cast<Value>(read) == value);
  CHECK(read.load() == value);
  CHECK(HasBytes(Stored(value), bytes));
  Stored written{};
  written = value;
  CHECK(HasBytes(written, bytes));
  Stored stored{};
  stored.store(value);
  CHECK(HasBytes(stored, bytes));
}

TEST_CASE("little-endian storage") {
  CheckBothWays<little<std::int16_t>>({0xfe, 0xff}, std::int16_t{-2});
  CheckBothWays<little<std::uint16_t>>({0x34, 0x12}, std::uint16_t{0x1234});
  CheckBothWays<little<std::int32_t>>({0x78, 0x56, 0x34, 0x92}, std::int32_t{-1842063752});
  CheckBothWays<little<std::uint32_t>>({0xff, 0xff, 0xff, 0xff}, std::uint32_t{4294967295u});
  CheckBothWays<little<std::int64_t>>({0, 0, 0, 0, 0, 0, 0, 0x80}, INT64_MIN);
  CheckBothWays<little<std::uint64_t>>({8, 7, 6, 5, 4, 3, 2, 1}, std::uint64_t{0x0102030405060708});
  CheckBothWays<little<float>>({0x00, 0x00, 0xc0, 0xbf}, -1.5f);
  CheckBothWays<little<double>>({0, 0, 0, 0, 0, 0, 0x14, 0x40}, 5.0);
  CheckBothWays<little<half>>({0x00, 0xc1}, -2.5f);
  CheckBothWays<little<char16_t>>({0xac, 0x20}, u'\u20ac');
  CheckBothWays<little<char32_t>>({0x00, 0xf6, 0x01, 0x00}, U'\U0001f600');
  CheckBothWays<little<boolean32>>({1, 0, 0, 0}, true);
}

TEST_CASE("big-endian storage") {
  CheckBothWays<big<std::int16_t>>({0xff, 0xfe}, std::int16_t{-2});
  CheckBothWays<big<std::uint16_t>>({0x12, 0x34}, std::uint16_t{0x1234});
  CheckBothWays<big<std::int32_t>>({0x92, 0x34, 0x56, 0x78}, std::int32_t{-1842063752});
  CheckBothWays<big<std::uint32_t>>({0x00, 0x00, 0x00, 0x01}, std::uint32_t{1});
  CheckBothWays<big<std::int64_t>>({0x80, 0, 0, 0, 0, 0, 0, 0}, INT64_MIN);
  CheckBothWays<big<std::uint64_t>>({1, 2, 3, 4, 5, 6, 7, 8}, std::uint64_t{0x0102030405060708});
  CheckBothWays<big<float>>({0xbf, 0xc0, 0x00, 0x00}, -1.5f);
  CheckBothWays<big<double>>({0x40, 0x14, 0, 0, 0, 0, 0, 0}, 5.0);
  CheckBothWays<big<half>>({0xc1, 0x00}, -2.5f);
  CheckBothWays<big<char16_t>>({0x20, 0xac}, u'\u20ac');
  CheckBothWays<big<char32_t>>({0x00, 0x01, 0xf6, 0x00}, U'\U0001f600');
  CheckBothWays<big<boolean32>>({0, 0, 0, 1}, true);
}

// What `Stored` of a T does in plain declarations and assignments, as any T would.
template <class Stored, class T>
void CheckConverts(T value) {
  Stored stored = value;
  stored = value;
  const T back = stored;
  T assigned{};
  assigned = stored;
  const T direct(stored);
  CHECK(back.load() == value.load());
  CHECK(assigned.load() == value.load());
  CHECK(direct.load() == value.load());
  CHECK(static_cast<T>(stored).load() == value.load());
}

TEST_CASE("storage converts from and to the type that it stores") {
  CheckConverts<little<half>>(half(1.5f));
  CheckConverts<big<half>>(half(-2.5f));
  CheckConverts<unaligned<half>>(half(0.5f));
  CheckConverts<little<boolean32>>(boolean32(true));
  CheckConverts<big<boolean32>>(boolean32(false));
  CheckConverts<unaligned<boolean32>>(boolean32(true));
  // The bits themselves: this signalling NaN has no float of its own.
  const little<half> nan = half::from_bits(0x7c01);
  CHECK(HasBytes(nan, {0x01, 0x7c}));
  const big<half> other = half::from_bits(0x7c01);
  CHECK(HasBytes(other, {0x7c, 0x01}));
  // Numbers convert as before.
  little<half> number = 1.5f;
  number = 2.0f;
  CHECK(number + 1 == 3.0f);
  const float wide = number;
  CHECK(wide == 2.0f);
  CHECK(number == half(2.0f));
  static_assert(std::is_convertible_v<double, big<half>>);
  static_assert(!std::is_convertible_v<complex_half, half>);
}

constexpr std::int32_t Computed() {
  little<std::int32_t> number = 5;
  number += 3;                                                         // 8
  number <<= 2;                                                        // 32
  number |= 1;                                                         // 33
  number -= 4;                                                         // 29
  number %= 10;                                                        // 9
  number *= 3;                                                         // 27
  number >>= 1;                                                        // 13
  number &= 12;                                                        // 12
  number ^= 5;                                                         // 9
  number /= 2;                                                         // 4
  return number++ * 1000 + number-- * 100 + ++number * 10 + --number;  // 4 5 5 4
}
static_assert(Computed() == 4554);

TEST_CASE("numbers in storage are computed with in place") {
  big<std::uint16_t> wraps = 0xffff;
  wraps += 2;
  CHECK(HasBytes(wraps, {0x00, 0x01}));
  little<std::int16_t> small = 1;
  small += wraps;
  (small += 1) += 1;
  CHECK(HasBytes(small, {0x04, 0x00}));
  big<double> real = 4.0;
  real /= 1.6;
  ++real;
  CHECK(real.load() == 3.5);
  little<std::int32_t> cut = 7;
  cut *= 0.5;
  CHECK(cut.load() == 3);
  little<half> rounded = 1.0f;
  rounded += 0x1p-12f;
  CHECK(rounded.load() == 1.0f);
  unaligned<const char*> text = "abc";
  text += 1;
  CHECK(*text++ == 'b');
  CHECK(*(--text).load() == 'b');
  unaligned<std::complex<double>> plane = std::complex<double>(1.0, 2.0);
  plane *= 2.0;
  plane += std::complex<double>(0.0, 1.0);
  CHECK(plane.load() == std::complex<double>(2.0, 5.0));
  CHECK(std::max(small.load(), std::int16_t{9}) == 9);
  CHECK(std::max<std::int16_t>(small, 9) == 9);
}

template <class Stored, class = void>
constexpr bool kHasRemainder = false;
template <class Stored>
constexpr bool kHasRemainder<Stored, std::void_t<decltype(std::declval<Stored&>() %= 2)>> = true;
static_assert(kHasRemainder<little<int>> && !kHasRemainder<little<float>>);

TEST_CASE("complex storage keeps the real part first") {
  const std::complex<float> value(1.0f, -1.5f);
  CheckBothWays<big<std::complex<float>>>({0x3f, 0x80, 0, 0, 0xbf, 0xc0, 0, 0}, value);
  CheckBothWays<little<std::complex<float>>>({0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0xbf}, value);
  CheckBothWays<big<std::complex<double>>>({0x3f, 0xf0, 0, 0, 0, 0, 0, 0,  //
                                            0x40, 0x14, 0, 0, 0, 0, 0, 0},
                                           std::complex<double>(1.0, 5.0));
  const auto pair = FromBytes<basic_complex_half<big<half>>>({0x3c, 0x00, 0xc1, 0x00});
  CHECK(pair.real() == 1.0f);
  CHECK(pair.imag() == -2.5f);
  CHECK(HasBytes(basic_complex_half<big<half>>(1.0f, -2.5f), {0x3c, 0x00, 0xc1, 0x00}));
  CHECK(HasBytes(basic_complex_half<little<half>>(1.0f, -2.5f), {0x00, 0x3c, 0x00, 0xc1}));
}

TEST_CASE("values at odd addresses") {
  struct Packed {
    char before;
    unaligned<long double> number;
    unaligned<void*> pointer;
    little<double> next;
  };
  static_assert(sizeof(Packed) == 1 + sizeof(long double) + sizeof(void*) + 8);
  int target = 0;
  Packed packed{'a', 2.5L, &target, 1.25};
  CHECK(packed.number == 2.5L);
  CHECK(packed.pointer.load() == &target);
  CHECK(packed.next == 1.25);
  packed.number = -1.0L;
  CHECK(packed.number.load() == -1.0L);
  CHECK(packed.before == 'a');
}

TEST_CASE("every byte but 0 is true") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto value = FromBytes<boolean>({static_cast<unsigned char>(byte)});
    CHECK(value == (byte != 0));
  }
  CHECK(FromBytes<boolean32>({0, 0, 0x40, 0}));
  CHECK_FALSE(FromBytes<boolean32>({0, 0, 0, 0}));
  CHECK(FromBytes<big<boolean32>>({0, 0, 2, 0}).load());
  CHECK(HasBytes(boolean(true), {1}));
}

TEST_CASE("a Pascal string ends with its bytes whatever its length says") {
  const auto text = FromBytes<pascal<6>>({3, 'a', 'b', 'c', 'x', 'x'});
  CHECK(text.size() == 3);
  CHECK(std::memcmp(text.data(), "abc", 3) == 0);
  CHECK(FromBytes<pascal<4>>({255, 'a', 'b', 'c'}).size() == 3);
  CHECK(FromBytes<pascal<1>>({7}).size() == 0);
}

}  // namespace
}  // namespace pep3118
