// A value in the machine's own byte order, at any address: alignment 1.
#ifndef PEP3118_RUNTIME_UNALIGNED_H_
#define PEP3118_RUNTIME_UNALIGNED_H_

#include <cstring>

#include "pep3118/runtime/assign.h"

namespace pep3118 {

// T is trivially copyable: a long double, a pointer, a complex number.
template <class T>
class unaligned {
 public:
  unaligned() = default;
  unaligned(T value) { store(value); }
  operator T() const { return load(); }
  T load() const {
    T value;
    std::memcpy(static_cast<void*>(&value), bytes_, sizeof value);
    return value;
  }
  void store(T value) { std::memcpy(bytes_, &value, sizeof value); }

 private:
  unsigned char bytes_[sizeof(T)];
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_UNALIGNED_H_
