// Complex numbers in little<> and big<>: each part in that order, the real part first.
#ifndef PEP3118_RUNTIME_COMPLEX_H_
#define PEP3118_RUNTIME_COMPLEX_H_

#include <complex>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"

namespace pep3118 {

template <class Part, class T>
class stored_complex {
 public:
  stored_complex() = default;
  stored_complex(std::complex<T> value) : real_(value.real()), imag_(value.imag()) {}
  operator std::complex<T>() const { return load(); }
  std::complex<T> load() const { return std::complex<T>(real_, imag_); }
  void store(std::complex<T> value) {
    real_.store(value.real());
    imag_.store(value.imag());
  }

 private:
  Part real_;
  Part imag_;
};

template <class T>
class little<std::complex<T>> : public stored_complex<little<T>, T> {
 public:
  using stored_complex<little<T>, T>::stored_complex;
};
template <class T>
class big<std::complex<T>> : public stored_complex<big<T>, T> {
 public:
  using stored_complex<big<T>, T>::stored_complex;
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_COMPLEX_H_
