// The format code of a C++ type: what record.h writes for one member of a struct.
//
// Codes go by size, as in canonical text: an 8-byte long is `q`.  A plain type is natural (mark 0);
// the storage types of this room carry a byte-order mark.  Source: PEP 3118, "Additions to the
// struct string-syntax"; docs/format.md.
#ifndef PEP3118_RUNTIME_MEMBER_CODE_H_
#define PEP3118_RUNTIME_MEMBER_CODE_H_

#include <cfloat>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/time_unit.h"

namespace pep3118 {

template <class T>
class big;
template <class T>
class little;
template <class T>
class unaligned;
template <std::size_t N>
struct pascal;
template <class Half>
class basic_complex_half;
class bfloat16;
class half;
class boolean;

namespace record_detail {

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
constexpr bool kBigHost = true;
#else
constexpr bool kBigHost = false;
#endif

// The mark of a number without alignment in that byte order: `=` is the host's own.
constexpr char OrderMark(bool big_endian) {
  return big_endian == kBigHost ? '=' : big_endian ? '!' : '<';
}

// The mark of a code at an address that does not suit its type's alignment.
constexpr char UnalignedMark(bool standard) { return standard ? '=' : '^'; }

constexpr const char* IntegerCode(std::size_t size, bool is_signed) {
  return size == 1   ? (is_signed ? "b" : "B")
         : size == 2 ? (is_signed ? "h" : "H")
         : size == 4 ? (is_signed ? "i" : "I")
         : size == 8 ? (is_signed ? "q" : "Q")
                     : nullptr;
}

// code: nullptr when the format language has none for T.
// mark: 0 where the plain C++ type has its own place; else what comes before the code.
// is_unit: one character of a string, so that the last dimension of an array is a length.
// standard: the code has a size of its own in the modes `= < >`.
struct code {
  const char* text = nullptr;
  char mark = '\0';
  bool is_unit = false;
  bool standard = true;
};

constexpr code Marked(code plain, char mark) {
  return {plain.text, mark, plain.is_unit, plain.standard};
}

template <class T>
constexpr code FloatCode() {
  if constexpr (std::is_same_v<T, float>) return {"f"};
  if constexpr (std::is_same_v<T, double>) return {"d"};
  if constexpr (std::is_same_v<T, long double>) {
    if (LDBL_MANT_DIG == DBL_MANT_DIG) return {"d"};
    return {"g", '\0', false, false};
  }
  return {};
}

template <class T>
constexpr code ComplexCode() {
  if constexpr (std::is_same_v<T, float>) return {"Zf"};
  if constexpr (std::is_same_v<T, double>) return {"Zd"};
  if constexpr (std::is_same_v<T, long double>) {
    if (LDBL_MANT_DIG == DBL_MANT_DIG) return {"Zd"};
    return {"Zg", '\0', false, false};
  }
  return {};
}

template <class T, class = void>
struct code_of {
  static constexpr code value{};
};
template <class T>
struct code_of<T, std::enable_if_t<std::is_integral_v<T>>> {
  static constexpr code value{IntegerCode(sizeof(T), std::is_signed_v<T>)};
};
template <class T>
struct code_of<T, std::enable_if_t<std::is_enum_v<T>>> : code_of<std::underlying_type_t<T>> {};
template <class T>
struct code_of<T, std::enable_if_t<std::is_floating_point_v<T>>> {
  static constexpr code value = FloatCode<T>();
};
template <class T>
struct code_of<T*, std::enable_if_t<!std::is_function_v<T>>> {
  static constexpr code value{"P", '\0', false, false};
};
template <class T>
struct code_of<T*, std::enable_if_t<std::is_function_v<T>>> {
  static constexpr code value{"X{}", '\0', false, false};
};
template <>
struct code_of<bool> {
  static constexpr code value{sizeof(bool) == 1 ? "?" : nullptr};
};
template <>
struct code_of<char> {
  static constexpr code value{"c", '\0', true};
};
template <>
struct code_of<char16_t> {
  static constexpr code value{sizeof(char16_t) == 2 ? "u" : nullptr, '\0', true};
};
template <>
struct code_of<char32_t> {
  static constexpr code value{sizeof(char32_t) == 4 ? "w" : nullptr, '\0', true};
};
template <>
struct code_of<wchar_t> {
  static constexpr code value{sizeof(wchar_t) == 4 ? "w" : "u", '\0', true};
};
// std::complex, known by its shape: a template over its part, two parts long.
template <template <class> class Complex, class T>
struct code_of<
    Complex<T>,
    std::enable_if_t<std::is_floating_point_v<T> && sizeof(Complex<T>) == 2 * sizeof(T) &&
                     std::is_same_v<decltype(std::declval<const Complex<T>&>().imag()), T>>> {
  static constexpr code value = ComplexCode<T>();
};
// std::chrono::duration and time_point, known by their shape: the number that they hold.
template <template <class, class> class Duration, class Rep, class Period>
struct code_of<
    Duration<Rep, Period>,
    std::enable_if_t<std::is_arithmetic_v<Rep> && sizeof(Duration<Rep, Period>) == sizeof(Rep) &&
                     std::is_same_v<typename Duration<Rep, Period>::rep, Rep> &&
                     (Duration<Rep, Period>::period::den > 0)>> : code_of<Rep> {};
template <template <class, class> class Point, class Clock, class Duration>
struct code_of<
    Point<Clock, Duration>,
    std::enable_if_t<
        sizeof(Point<Clock, Duration>) == sizeof(Duration) &&
        std::is_same_v<typename Point<Clock, Duration>::clock, Clock> &&
        std::is_same_v<decltype(std::declval<const Point<Clock, Duration>&>().time_since_epoch()),
                       Duration>>> : code_of<Duration> {};

// The compilers' own 16-bit numbers, std::float16_t and std::bfloat16_t among them.  PEP 3118 has no
// code for the second: its bits are a number.
// gcc has the first in C++ since 12 on x86 and 13 elsewhere, but says its size before that.
#if defined(__FLT16_MANT_DIG__) && \
    (defined(__clang__) || __GNUC__ >= 13 || (__GNUC__ == 12 && defined(__SSE2__)))
#define PEP3118_COMPILER_FLOAT16 1
__extension__ typedef _Float16 compiler_float16;
template <>
struct code_of<compiler_float16> {
  static constexpr code value{"e"};
};
#endif
#ifdef __BFLT16_MANT_DIG__
__extension__ typedef __bf16 compiler_bfloat16;
template <>
struct code_of<compiler_bfloat16> {
  static constexpr code value{"H"};
};
#endif
template <>
struct code_of<bfloat16> {
  static constexpr code value{"H"};
};

template <>
struct code_of<boolean> {
  static constexpr code value{"?"};
};
template <>
struct code_of<half> {
  static constexpr code value{"e"};
};
template <class Half>
struct code_of<basic_complex_half<Half>> {
  static constexpr code value = Marked({"Ze"}, code_of<Half>::value.mark);
};
// No code says that a number is a time.
template <time_kind Kind, time_unit Unit, int Count, class Stored>
struct code_of<time64<Kind, Unit, Count, Stored>> : code_of<Stored> {};
template <class T>
struct code_of<big<T>> {
  static constexpr code value = Marked(code_of<T>::value, OrderMark(true));
};
template <class T>
struct code_of<little<T>> {
  static constexpr code value = Marked(code_of<T>::value, OrderMark(false));
};
template <class T>
struct code_of<unaligned<T>> {
  static constexpr code value =
      Marked(code_of<T>::value, sizeof(T) == 1 ? '\0' : UnalignedMark(code_of<T>::value.standard));
};

// Alignment as a struct member, which is not always what alignof says of the type alone.
template <class Member>
constexpr std::size_t AlignmentOf() {
  struct probe {
    Member value;
  };
  return alignof(probe);
}

// ---- arrays: T[2][3] and std::array<std::array<T, 3>, 2>

template <class T, class = void>
struct is_std_array : std::false_type {};
template <template <class, std::size_t> class Array, class T, std::size_t N>
struct is_std_array<
    Array<T, N>,
    std::enable_if_t<sizeof(Array<T, N>) == N * sizeof(T) && std::is_aggregate_v<Array<T, N>> &&
                     std::is_same_v<decltype(std::declval<Array<T, N>&>().data()), T*>>>
    : std::true_type {
  using element = T;
  static constexpr std::size_t extent = N;
};

template <class T>
struct no_array {
  using element = T;
  static constexpr std::size_t ndim = 0;
  static constexpr void Extents(std::size_t*) {}
};
template <class T>
struct array_parts : no_array<T> {};
template <class T, std::size_t N>
struct array_of {
  using element = typename array_parts<T>::element;
  static constexpr std::size_t ndim = 1 + array_parts<T>::ndim;
  static constexpr void Extents(std::size_t* out) {
    *out = N;
    array_parts<T>::Extents(out + 1);
  }
};
template <class T, std::size_t N>
struct array_parts<T[N]> : array_of<T, N> {};
template <template <class, std::size_t> class Array, class T, std::size_t N>
struct array_parts<Array<T, N>>
    : std::conditional_t<is_std_array<Array<T, N>>::value, array_of<T, N>, no_array<Array<T, N>>> {
};

}  // namespace record_detail
}  // namespace pep3118

#endif  // PEP3118_RUNTIME_MEMBER_CODE_H_
