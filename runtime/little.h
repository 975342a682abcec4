// A number stored least significant byte first, at any address: alignment 1 on every machine.
#ifndef PEP3118_RUNTIME_LITTLE_H_
#define PEP3118_RUNTIME_LITTLE_H_

#include "pep3118/runtime/assign.h"
#include "pep3118/runtime/bits.h"

namespace pep3118 {

// T has 2, 4 or 8 bytes: an integer, float, double, char16_t, char32_t; or a half, which is read
// and written as float, or a boolean32, as bool.
template <class T>
class little {
  static_assert(sizeof(T) == 2 || sizeof(T) == 4 || sizeof(T) == 8,
                "a number of 2, 4 or 8 bytes has a byte order");

 public:
  using value_type = bits::value<T>;
  little() = default;
  constexpr little(value_type value) : bytes_() { store(value); }
  // From a T that is read as something else (a half, a boolean32), bit for bit.
  template <class U, class = typename U::value_type,
            class = decltype(static_cast<T*>(static_cast<U*>(nullptr)))>
  constexpr little(U value) : bytes_() {
    bits::store<bits::of<T>, false>(bytes_, bits::to<T>(value, 0));
  }
  constexpr operator value_type() const { return load(); }
  constexpr value_type load() const {
    return bits::from<T>(bits::load<bits::of<T>, false>(bytes_), 0);
  }
  constexpr void store(value_type value) {
    bits::store<bits::of<T>, false>(bytes_, bits::to<T>(value, 0));
  }

 private:
  unsigned char bytes_[sizeof(T)];
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_LITTLE_H_
