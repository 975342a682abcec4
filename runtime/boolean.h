// The code `?`: what C++ would make of a `bool` whose byte is neither 0 nor 1 is undefined, and
// exporters write such bytes; here they read as true.
#ifndef PEP3118_RUNTIME_BOOLEAN_H_
#define PEP3118_RUNTIME_BOOLEAN_H_

namespace pep3118 {

class boolean {
 public:
  boolean() = default;
  constexpr boolean(bool value) : byte_(value ? 1 : 0) {}
  constexpr operator bool() const { return load(); }
  constexpr bool load() const { return byte_ != 0; }
  constexpr void store(bool value) { byte_ = value ? 1 : 0; }

 private:
  unsigned char byte_;
};

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_BOOLEAN_H_
