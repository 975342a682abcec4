// The code `p`: a Pascal string in N bytes, the first of which holds its length.
#ifndef PEP3118_RUNTIME_PASCAL_H_
#define PEP3118_RUNTIME_PASCAL_H_

#include <cstddef>

namespace pep3118 {

// A length byte that says more than N - 1 counts as N - 1, as in Python's struct module.
// N, the length byte included, is 1 or more.
template <std::size_t N>
struct pascal {
  static_assert(N > 0, "a Pascal string has a length byte");

  unsigned char bytes[N];

  constexpr std::size_t size() const { return bytes[0] < N ? bytes[0] : N - 1; }
  // size() bytes, no NUL after them; as long as the object.
  const char* data() const { return reinterpret_cast<const char*>(bytes) + 1; }
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_PASCAL_H_
