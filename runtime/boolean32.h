// The code `?` where a bool has four bytes (32-bit PowerPC Darwin): any bit set reads as true.
#ifndef PEP3118_RUNTIME_BOOLEAN32_H_
#define PEP3118_RUNTIME_BOOLEAN32_H_

#include <cstdint>

namespace pep3118 {

class boolean32 {
 public:
  using value_type = bool;
  boolean32() = default;
  constexpr boolean32(bool value) : number_(value ? 1 : 0) {}
  constexpr operator bool() const { return load(); }
  // From a boolean32 in other storage: little.h, big.h, unaligned.h.
  template <template <class> class Stored,
            class = decltype(static_cast<const Stored<boolean32>*>(nullptr)->load())>
  constexpr boolean32(const Stored<boolean32>& stored) : boolean32(stored.load()) {}
  constexpr bool load() const { return number_ != 0; }
  constexpr void store(bool value) { number_ = value ? 1 : 0; }

 private:
  std::uint32_t number_;
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_BOOLEAN32_H_
