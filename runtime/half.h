// The code `e`: IEEE 754 binary16 as its 16 bits, with conversions to and from float.
#ifndef PEP3118_RUNTIME_HALF_H_
#define PEP3118_RUNTIME_HALF_H_

#include <cstdint>
#include <cstring>

namespace pep3118 {

// Converting to float is exact; from float it rounds to nearest, ties to even, and what is beyond
// the largest half becomes an infinity.  A NaN stays a NaN, quiet, with the upper bits of its
// payload.
class half {
 public:
  using value_type = float;
  half() = default;
  half(float value) { store(value); }
  operator float() const { return load(); }
  // From a half in other storage: little.h, big.h, unaligned.h.
  template <template <class> class Stored,
            class = decltype(static_cast<const Stored<half>*>(nullptr)->load())>
  half(const Stored<half>& stored) : half(stored.load()) {}

  static constexpr half from_bits(std::uint16_t bits) { return half(bits, 0); }
  constexpr std::uint16_t bits() const { return bits_; }

  float load() const {
    const std::uint32_t sign = static_cast<std::uint32_t>(bits_ & 0x8000u) << 16;
    const std::uint32_t exponent = bits_ >> 10 & 0x1fu;
    const std::uint32_t fraction = bits_ & 0x3ffu;
    if (exponent == 0) {  // zero or subnormal: fraction units of 2^-24
      const float value = static_cast<float>(fraction) * 0x1p-24f;
      return sign != 0 ? -value : value;
    }
    const std::uint32_t rebias = exponent == 31 ? 255 : exponent + (127 - 15);
    const std::uint32_t wide = sign | rebias << 23 | fraction << 13;
    float value;
    std::memcpy(&value, &wide, sizeof value);
    return value;
  }

  void store(float value) {
    std::uint32_t wide;
    std::memcpy(&wide, &value, sizeof wide);
    const std::uint32_t sign = wide >> 16 & 0x8000u;
    const std::uint32_t magnitude = wide & 0x7fffffffu;
    std::uint32_t narrow;
    if (magnitude > 0x7f800000u) {  // NaN
      narrow = 0x7e00u | (magnitude >> 13 & 0x1ffu);
    } else if (magnitude >= 0x477ff000u) {  // 65520 and above
      narrow = 0x7c00u;
    } else if (magnitude >= 0x38800000u) {  // 2^-14 and above: normal
      narrow = round(magnitude - 0x38000000u, 13);
    } else if (magnitude > 0x33000000u) {  // above 2^-25: subnormal
      narrow = round((magnitude & 0x7fffffu) | 0x800000u, 126 - (magnitude >> 23));
    } else {
      narrow = 0;
    }
    bits_ = static_cast<std::uint16_t>(sign | narrow);
  }

 private:
  constexpr half(std::uint16_t bits, int) : bits_(bits) {}

  // `number` without its last `count` bits, rounded to nearest, ties to even.
  static constexpr std::uint32_t round(std::uint32_t number, std::uint32_t count) {
    const std::uint32_t one = 1;
    const std::uint32_t odd = number >> count & 1u;
    return (number + (one << (count - 1)) - 1u + odd) >> count;
  }

  std::uint16_t bits_;
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_HALF_H_
