// The code `Ze`: two halves.  std::complex is for float, double and long double only.
#ifndef PEP3118_RUNTIME_COMPLEX_HALF_H_
#define PEP3118_RUNTIME_COMPLEX_HALF_H_

#include "pep3118/runtime/half.h"

namespace pep3118 {

template <class Half>
class basic_complex_half {
 public:
  basic_complex_half() = default;
  basic_complex_half(float real, float imag) : real_(real), imag_(imag) {}
  float real() const { return real_; }
  float imag() const { return imag_; }

 private:
  Half real_;
  Half imag_;
};

// Alignment 2.  With another byte order or no alignment: basic_complex_half<big<half>>.
using complex_half = basic_complex_half<half>;

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_COMPLEX_HALF_H_
