// SPDX-License-Identifier: MIT
// The numbers that a field can hold, and which of them hold all values of which others.
#ifndef PEP3118_BUFFER_CONVERT_NUMBER_H_
#define PEP3118_BUFFER_CONVERT_NUMBER_H_

#include <array>
#include <bit>
#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

#include "pep3118/layout/layout.h"
#include "pep3118/runtime/bits.h"
#include "pep3118/runtime/boolean.h"
#include "pep3118/runtime/boolean32.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/member_code.h"

namespace pep3118::internal {

enum class NumberType : std::uint8_t {
  kBool,
  kBool32,  // where a bool has four bytes
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kFloat16,
  kFloat32,
  kFloat64,
  kLongDouble,  // the host's, where it is none of the above
};
inline constexpr std::size_t kNumberTypes = 14;

// One number as it is stored: in the host's byte order, or in the other.
struct Number {
  NumberType type;
  bool swapped;
  friend bool operator==(const Number&, const Number&) = default;
};

// The number that `field` is, or each of the two parts of a complex one.  Nothing for other kinds
// and for floats that the host does not have.
std::optional<Number> NumberOf(const Field& field);

// A half, or a 16-bit float of the compiler's own: not a bfloat16, which C++23 calls floating too.
template <class T>
constexpr bool IsHalf() {
  if constexpr (std::is_floating_point_v<T> && sizeof(T) == 2) {
    constexpr const char* kCode = record_detail::code_of<T>::value.text;
    return kCode != nullptr && kCode[0] == 'e';
  } else {
    return std::is_same_v<T, half>;
  }
}

// The types of the host that NumberTypeOf knows.  Others are arithmetic too: 128-bit integers,
// std::bfloat16_t, std::float128_t.
template <class T>
concept HostNumber = (std::is_integral_v<T> && sizeof(T) <= 8) || std::is_same_v<T, float> ||
                     std::is_same_v<T, double> || std::is_same_v<T, long double> || IsHalf<T>();

// The same for a C++ type, in the host's own byte order.
template <HostNumber T>
constexpr NumberType NumberTypeOf() {
  if constexpr (std::is_same_v<T, bool>) {
    return NumberType::kBool;
  } else if constexpr (IsHalf<T>()) {
    return NumberType::kFloat16;
  } else if constexpr (std::is_floating_point_v<T>) {
    return sizeof(T) == 4                  ? NumberType::kFloat32
           : sizeof(T) == 8                ? NumberType::kFloat64
           : LDBL_MANT_DIG == DBL_MANT_DIG ? NumberType::kFloat64
                                           : NumberType::kLongDouble;
  } else {
    constexpr int kSize = std::countr_zero(sizeof(T));
    // bounded: a NumberType
    return static_cast<NumberType>(
        static_cast<int>(std::is_signed_v<T> ? NumberType::kInt8 : NumberType::kUint8) + kSize);
  }
}

struct NumberFacts {
  int size;       // bytes that are read and written
  bool is_float;  // else an integer, or a bool of one digit
  bool is_signed;
  int digits;    // binary digits of the value, the sign not counted
  int exponent;  // of a float: values are below 2 to this power
};
// An x87 long double has 10 bytes, however many its place has.
inline constexpr int kLongDoubleBytes = LDBL_MANT_DIG == 64 ? 10 : sizeof(long double);

inline constexpr std::array<NumberFacts, kNumberTypes> kNumberFacts = {{
    {1, false, false, 1, 0},
    {4, false, false, 1, 0},
    {1, false, true, 7, 0},
    {2, false, true, 15, 0},
    {4, false, true, 31, 0},
    {8, false, true, 63, 0},
    {1, false, false, 8, 0},
    {2, false, false, 16, 0},
    {4, false, false, 32, 0},
    {8, false, false, 64, 0},
    {2, true, true, 11, 16},
    {4, true, true, FLT_MANT_DIG, FLT_MAX_EXP},
    {8, true, true, DBL_MANT_DIG, DBL_MAX_EXP},
    {kLongDoubleBytes, true, true, LDBL_MANT_DIG, LDBL_MAX_EXP},
}};
constexpr const NumberFacts& FactsOf(NumberType type) {
  return kNumberFacts[static_cast<std::size_t>(type)];
}

constexpr bool IsBool(NumberType type) {
  return type == NumberType::kBool || type == NumberType::kBool32;
}

// Whether every value of `from` is one of `to`, exactly.
constexpr bool HoldsAll(NumberType to, NumberType from) {
  const NumberFacts& wide = FactsOf(to);
  const NumberFacts& narrow = FactsOf(from);
  if (IsBool(from)) return true;
  if (IsBool(to)) return false;
  if (narrow.is_float) {
    return wide.is_float && wide.digits >= narrow.digits && wide.exponent >= narrow.exponent;
  }
  return (wide.is_signed || !narrow.is_signed) && wide.digits >= narrow.digits;
}

// ---- one number in memory

template <NumberType type>
struct storage;
#define PEP3118_STORAGE(number, ...)      \
  template <>                             \
  struct storage<NumberType::k##number> { \
    using type = __VA_ARGS__;             \
  }
PEP3118_STORAGE(Bool, boolean);
PEP3118_STORAGE(Bool32, boolean32);
PEP3118_STORAGE(Int8, std::int8_t);
PEP3118_STORAGE(Int16, std::int16_t);
PEP3118_STORAGE(Int32, std::int32_t);
PEP3118_STORAGE(Int64, std::int64_t);
PEP3118_STORAGE(Uint8, std::uint8_t);
PEP3118_STORAGE(Uint16, std::uint16_t);
PEP3118_STORAGE(Uint32, std::uint32_t);
PEP3118_STORAGE(Uint64, std::uint64_t);
PEP3118_STORAGE(Float16, half);
PEP3118_STORAGE(Float32, float);
PEP3118_STORAGE(Float64, double);
PEP3118_STORAGE(LongDouble, long double);
#undef PEP3118_STORAGE

// What arithmetic is done with: a half is a float, a boolean a bool.
template <NumberType type>
using ValueOf = std::conditional_t<
    IsBool(type), bool,
    std::conditional_t<type == NumberType::kFloat16, float, typename storage<type>::type>>;

template <NumberType type, bool swapped>
ValueOf<type> Load(const unsigned char* from) {
  using Stored = typename storage<type>::type;
  if constexpr (type == NumberType::kLongDouble) {
    Stored value = 0;
    std::memcpy(&value, from, kLongDoubleBytes);
    return value;
  } else if constexpr (sizeof(Stored) == 1) {
    return ValueOf<type>(std::bit_cast<Stored>(*from));
  } else {
    constexpr bool kBig = (std::endian::native == std::endian::big) != swapped;
    using Bits = bits::of<Stored>;
    return ValueOf<type>(std::bit_cast<Stored>(bits::load<Bits, kBig>(from)));
  }
}

template <NumberType type, bool swapped = false>
void Store(ValueOf<type> value, unsigned char* to) {
  const auto stored = typename storage<type>::type(value);
  if constexpr (swapped && sizeof stored > 1) {
    constexpr bool kBig = std::endian::native == std::endian::little;
    using Bits = bits::of<typename storage<type>::type>;
    bits::store<Bits, kBig>(to, std::bit_cast<Bits>(stored));
  } else {
    std::memcpy(to, &stored, static_cast<std::size_t>(FactsOf(type).size));
  }
}

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_CONVERT_NUMBER_H_
