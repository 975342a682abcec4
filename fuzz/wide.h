// SPDX-License-Identifier: MIT
// Whole numbers of 128 bits, so that no sum or product of a format's numbers wraps.  The compiler's own;
// where it has none, as on 32-bit machines, the operations that the targets need.
#ifndef PEP3118_FUZZ_WIDE_H_
#define PEP3118_FUZZ_WIDE_H_

#include <compare>
#include <concepts>
#include <cstdint>

namespace pep3118::fuzz {

// In two's complement.
class PlainWide {
 public:
  constexpr PlainWide() = default;
  template <std::integral T>
  constexpr PlainWide(T number)  // NOLINT: as from an integer to a larger one
      : low_(static_cast<std::uint64_t>(number)), high_(number < T{} ? ~std::uint64_t{0} : 0) {}

  friend constexpr bool operator==(const PlainWide&, const PlainWide&) = default;
  friend constexpr std::strong_ordering operator<=>(const PlainWide& a, const PlainWide& b) {
    if (a.high_ == b.high_) return a.low_ <=> b.low_;
    return static_cast<std::int64_t>(a.high_) <=> static_cast<std::int64_t>(b.high_);
  }

  friend constexpr PlainWide operator+(const PlainWide& a, const PlainWide& b) {
    const std::uint64_t low = a.low_ + b.low_;
    return Of(low, a.high_ + b.high_ + (low < a.low_ ? 1 : 0));
  }
  constexpr PlainWide operator-() const { return Of(~low_, ~high_) + PlainWide(1); }
  friend constexpr PlainWide operator-(const PlainWide& a, const PlainWide& b) { return a + -b; }

  constexpr PlainWide operator<<(int bits) const {
    PlainWide shifted = *this;
    for (; bits > 0; --bits) shifted = shifted + shifted;
    return shifted;
  }
  friend constexpr PlainWide operator*(const PlainWide& a, const PlainWide& b) {
    PlainWide product;
    for (int i = 127; i >= 0; --i) {
      product = product + product;
      if (a.HasBit(i)) product = product + b;
    }
    return product;
  }
  // Toward zero.
  friend constexpr PlainWide operator/(const PlainWide& a, const PlainWide& b) {
    if (a < 0) return -(-a / b);
    if (b < 0) return -(a / -b);
    PlainWide quotient;
    PlainWide rest;
    for (int i = 127; i >= 0; --i) {
      rest = rest + rest + (a.HasBit(i) ? 1 : 0);
      quotient = quotient + quotient;
      if (rest < b) continue;
      rest = rest - b;
      quotient = quotient + 1;
    }
    return quotient;
  }
  constexpr PlainWide& operator+=(const PlainWide& other) { return *this = *this + other; }
  constexpr PlainWide& operator*=(const PlainWide& other) { return *this = *this * other; }

 private:
  static constexpr PlainWide Of(std::uint64_t low, std::uint64_t high) {
    PlainWide number;
    number.low_ = low;
    number.high_ = high;
    return number;
  }
  constexpr bool HasBit(int i) const { return ((i < 64 ? low_ : high_) >> (i % 64) & 1) != 0; }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

#ifdef __SIZEOF_INT128__
__extension__ using Wide = __int128;
#else
using Wide = PlainWide;
#endif

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_WIDE_H_
