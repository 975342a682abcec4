// `+=`, `++` and their like for little<T>, big<T> and unaligned<T>, where the value itself has them.
#ifndef PEP3118_RUNTIME_ASSIGN_H_
#define PEP3118_RUNTIME_ASSIGN_H_

namespace pep3118 {
namespace bits {

// A variable of the type that a Stored is read as: only its type is asked for.
template <class Stored>
auto variable() -> decltype(static_cast<const Stored*>(nullptr)->load())&;
// Stores a result, converted as `+=` of such a variable converts it.
template <class Stored, class Value>
constexpr Stored& assign(Stored& stored, Value value) {
  stored.store(static_cast<decltype(stored.load())>(value));
  return stored;
}

}  // namespace bits

// clang-format off
#define PEP3118_ASSIGN(op)                                                                       \
  template <template <class> class Stored, class T, class Value>                                 \
  constexpr auto operator op##=(Stored<T>& stored, const Value& value)                           \
      -> decltype(bits::variable<Stored<T>>() op##= value, stored.store(stored.load()), stored) { \
    return bits::assign(stored, stored.load() op value);                                         \
  }
// clang-format on
PEP3118_ASSIGN(+)
PEP3118_ASSIGN(-)
PEP3118_ASSIGN(*)
PEP3118_ASSIGN(/)
PEP3118_ASSIGN(%)
PEP3118_ASSIGN(&)
PEP3118_ASSIGN(|)
PEP3118_ASSIGN(^)
PEP3118_ASSIGN(<<)
PEP3118_ASSIGN(>>)
#undef PEP3118_ASSIGN

// clang-format off
#define PEP3118_STEP(op)                                                                          \
  template <template <class> class Stored, class T>                                               \
  constexpr auto operator op(Stored<T>& stored)                                                   \
      -> decltype(op bits::variable<Stored<T>>(), stored.store(stored.load()), stored) {           \
    auto value = stored.load();                                                                   \
    op value;                                                                                     \
    stored.store(value);                                                                          \
    return stored;                                                                                \
  }                                                                                               \
  template <template <class> class Stored, class T>                                               \
  constexpr auto operator op(Stored<T>& stored, int)                                              \
      -> decltype(op bits::variable<Stored<T>>(), stored.store(stored.load()), stored.load()) {    \
    const auto before = stored.load();                                                            \
    op stored;                                                                                    \
    return before;                                                                                \
  }
// clang-format on
PEP3118_STEP(++)
PEP3118_STEP(--)
#undef PEP3118_STEP

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_ASSIGN_H_
