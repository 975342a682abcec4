// The code `p`: a Pascal string in N bytes, the first of which holds its length.
#ifndef PEP3118_RUNTIME_PASCAL_H_
#define PEP3118_RUNTIME_PASCAL_H_

#include <cstddef>

namespace pep3118 {

// A length byte that says more than N - 1 counts as N - 1, as in Python's struct module.
template <std::size_t N>
struct pascal {
  unsigned char bytes[N];

  constexpr std::size_t size() const { return bytes[0] < N ? bytes[0] : N - 1; }
  const char* data() const { return reinterpret_cast<const char*>(bytes) + 1; }
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_PASCAL_H_
