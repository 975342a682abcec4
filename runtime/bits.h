// Numbers as bytes in a stated order, by shifts alone: no byte order of the machine is asked for,
// and compilers turn each call into one load or store (with a byte swap where one is due).
#ifndef PEP3118_RUNTIME_BITS_H_
#define PEP3118_RUNTIME_BITS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pep3118 {
namespace bits {

template <std::size_t Size>
struct sized;
template <>
struct sized<2> {
  using type = std::uint16_t;
};
template <>
struct sized<4> {
  using type = std::uint32_t;
};
template <>
struct sized<8> {
  using type = std::uint64_t;
};
template <class T>
using of = typename sized<sizeof(T)>::type;

// What a T is read as: a half as float, a boolean32 as bool, all others as themselves.
template <class T>
typename T::value_type value_of(int);
template <class T>
T value_of(long);
template <class T>
using value = decltype(value_of<T>(0));

// A T and its bits.  The first form is for integers, which have `%`, and is constexpr.
template <class T>
constexpr auto to(T value, int) -> decltype(static_cast<void>(T() % 2), of<T>()) {
  return static_cast<of<T>>(value);
}
template <class T>
of<T> to(T value, long) {
  of<T> number;
  std::memcpy(&number, &value, sizeof number);
  return number;
}
template <class T>
constexpr auto from(of<T> number, int) -> decltype(static_cast<void>(T() % 2), T()) {
  return static_cast<T>(number);
}
template <class T>
T from(of<T> number, long) {
  T value;
  std::memcpy(static_cast<void*>(&value), &number, sizeof value);
  return value;
}

// N bytes at `p` as a number and back, in halves; `high` says which half has the upper bits.
template <class U, bool Big, std::size_t N>
constexpr U gather(const unsigned char* p) {
  if constexpr (N == 1) {
    return *p;
  } else {
    const U low = gather<U, Big, N / 2>(p + (Big ? N / 2 : 0));
    const U high = gather<U, Big, N / 2>(p + (Big ? 0 : N / 2));
    return static_cast<U>(low | static_cast<U>(high << (N * 4)));
  }
}
// N bytes of a number, by shifts.
template <class U, bool Big, std::size_t N>
constexpr void scatter(unsigned char* p, U number) {
  if constexpr (N == 1) {
    *p = static_cast<unsigned char>(number & 0xff);
  } else {
    scatter<U, Big, N / 2>(p + (Big ? N / 2 : 0), number);
    scatter<U, Big, N / 2>(p + (Big ? 0 : N / 2), static_cast<U>(number >> (N * 4)));
  }
}

// One load or store, and a swap where one is due, where the compiler has words for it: clang unrolls
// such a loop as it does a hand-written one, but sees one load in the bytes above only after that,
// and gcc sees no swap in bytes that are stored.
#if defined(__has_builtin) && defined(__BYTE_ORDER__)
#if __has_builtin(__builtin_is_constant_evaluated) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define PEP3118_BITS_SWAP 1
template <class U, bool Big>
U ordered(U number) {
  if constexpr (Big && sizeof(U) == 2) return __builtin_bswap16(number);
  if constexpr (Big && sizeof(U) == 4) return __builtin_bswap32(number);
  if constexpr (Big && sizeof(U) == 8) return __builtin_bswap64(number);
  return number;
}
#endif
#endif
template <class U, bool Big>
constexpr U load(const unsigned char* p) {
#ifdef PEP3118_BITS_SWAP
  if (!__builtin_is_constant_evaluated()) {
    U number{};
    std::memcpy(&number, p, sizeof number);
    return ordered<U, Big>(number);
  }
#endif
  return gather<U, Big, sizeof(U)>(p);
}
template <class U, bool Big>
constexpr void store(unsigned char* p, U number) {
#ifdef PEP3118_BITS_SWAP
  if (!__builtin_is_constant_evaluated()) {
    const U bytes = ordered<U, Big>(number);
    std::memcpy(p, &bytes, sizeof bytes);
    return;
  }
#endif
  scatter<U, Big, sizeof(U)>(p, number);
}

}  // namespace bits
}  // namespace pep3118

#endif  // PEP3118_RUNTIME_BITS_H_
