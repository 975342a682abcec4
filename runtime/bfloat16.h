// A bfloat16: the upper half of a binary32, as its 16 bits, with conversions to and from float.
// PEP 3118 has no code for it: in a format it is `H`, the number that its bits are.
#ifndef PEP3118_RUNTIME_BFLOAT16_H_
#define PEP3118_RUNTIME_BFLOAT16_H_

#include <cstdint>
#include <cstring>

namespace pep3118 {

// Converting to float is exact; from float it rounds to nearest, ties to even, and what is beyond
// the largest bfloat16 becomes an infinity.  A NaN stays a NaN, quiet, with the upper bits of its
// payload.
class bfloat16 {
 public:
  using value_type = float;
  bfloat16() = default;
  bfloat16(float value) { store(value); }
  operator float() const { return load(); }
  // From a bfloat16 in other storage: little.h, big.h, unaligned.h.
  template <template <class> class Stored,
            class = decltype(static_cast<const Stored<bfloat16>*>(nullptr)->load())>
  bfloat16(const Stored<bfloat16>& stored) : bfloat16(stored.load()) {}

  static constexpr bfloat16 from_bits(std::uint16_t bits) { return bfloat16(bits, 0); }
  constexpr std::uint16_t bits() const { return bits_; }

  float load() const {
    const std::uint32_t wide = static_cast<std::uint32_t>(bits_) << 16;
    float value;
    std::memcpy(&value, &wide, sizeof value);
    return value;
  }

  void store(float value) {
    std::uint32_t wide;
    std::memcpy(&wide, &value, sizeof wide);
    const bool is_nan = (wide & 0x7fffffffu) > 0x7f800000u;
    const std::uint32_t odd = wide >> 16 & 1u;
    const std::uint32_t narrow = is_nan ? wide >> 16 | 0x40u : (wide + 0x7fffu + odd) >> 16;
    bits_ = static_cast<std::uint16_t>(narrow);
  }

 private:
  constexpr bfloat16(std::uint16_t bits, int) : bits_(bits) {}

  std::uint16_t bits_;
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_BFLOAT16_H_
