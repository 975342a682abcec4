// SPDX-License-Identifier: MIT
// One loop for each way that a field can be stored; which one is decided when a column is made.
#include <algorithm>
#include <cstring>

#include "pep3118/buffer/dynamic_view.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/complex.h"
#include "pep3118/runtime/half.h"
#include "pep3118/runtime/little.h"

namespace pep3118::internal {
namespace {

template <class T, class Stored>
void LoadRow(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count, std::ptrdiff_t,
             T* out) {
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    Stored stored;
    const unsigned char* place = from + i * stride;  // bounded: element i of `count`
    std::memcpy(static_cast<void*>(&stored), place, sizeof stored);
    if constexpr (std::is_arithmetic_v<Stored>) {
      out[i] = static_cast<T>(stored);
    } else {
      out[i] = T(stored.load());
    }
  }
}

template <class T>
void LoadBools(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count,
               std::ptrdiff_t itemsize, T* out) {
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const unsigned char* place = from + i * stride;  // bounded: element i of `count`
    const unsigned char* end = place + itemsize;     // bounded: and just after it
    out[i] = static_cast<T>(std::any_of(place, end, [](unsigned char byte) { return byte != 0; }));
  }
}

// The loop for a number of that type in the field's byte order.
template <class T, class Number>
RowLoader<T> Ordered(const Field& field) {
  if (field.byte_order == ByteOrder::kBig) return LoadRow<T, big<Number>>;
  return LoadRow<T, little<Number>>;
}

template <class T>
RowLoader<T> SignedLoader(const Field& field, std::ptrdiff_t largest) {
  if (field.itemsize > largest) return nullptr;
  switch (field.itemsize) {
    case 1:
      return LoadRow<T, std::int8_t>;
    case 2:
      return Ordered<T, std::int16_t>(field);
    case 4:
      return Ordered<T, std::int32_t>(field);
    case 8:
      return Ordered<T, std::int64_t>(field);
    default:
      return nullptr;
  }
}

template <class T>
RowLoader<T> UnsignedLoader(const Field& field, std::ptrdiff_t largest) {
  if (field.itemsize > largest) return nullptr;
  switch (field.itemsize) {
    case 1:
      return LoadRow<T, std::uint8_t>;
    case 2:
      return Ordered<T, std::uint16_t>(field);
    case 4:
      return Ordered<T, std::uint32_t>(field);
    case 8:
      return Ordered<T, std::uint64_t>(field);
    default:
      return nullptr;
  }
}

// ---- strings

void AppendUtf8(std::uint32_t character, std::string& text) {
  constexpr std::uint32_t kReplacement = 0xfffd;
  const bool surrogate = character >= 0xd800 && character < 0xe000;
  if (surrogate || character > 0x10ffff) character = kReplacement;
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (character < 0x80) {
    put(character);
    return;
  }
  if (character < 0x800) {
    put(0xc0 | character >> 6);
  } else if (character < 0x10000) {
    put(0xe0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3f));
  } else {
    put(0xf0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3f));
    put(0x80 | (character >> 6 & 0x3f));
  }
  put(0x80 | (character & 0x3f));
}

std::string WithoutNuls(std::string text) {
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

template <class Unit>
std::string DecodeUnits(const unsigned char* from, std::ptrdiff_t itemsize) {
  std::string text;
  std::uint32_t high = 0;  // a high surrogate that waits for its other half
  const auto flush = [&] {
    if (high != 0) AppendUtf8(high, text);
    high = 0;
  };
  constexpr auto kUnit = static_cast<std::ptrdiff_t>(sizeof(Unit));
  const std::ptrdiff_t units = itemsize / kUnit;
  for (std::ptrdiff_t i = 0; i < units; ++i) {
    Unit unit;
    std::memcpy(static_cast<void*>(&unit), from + i * kUnit, sizeof unit);  // bounded: unit i
    const auto value = static_cast<std::uint32_t>(unit.load());
    if (sizeof(Unit) == 2 && high != 0 && value >= 0xdc00 && value < 0xe000) {
      // bounded: two halves of a character, each in its range
      AppendUtf8(0x10000 + ((high - 0xd800) << 10) + (value - 0xdc00), text);
      high = 0;
      continue;
    }
    flush();
    if (sizeof(Unit) == 2 && value >= 0xd800 && value < 0xdc00) {
      high = value;
    } else {
      AppendUtf8(value, text);
    }
  }
  flush();
  return WithoutNuls(std::move(text));
}

std::string DecodeBytes(const unsigned char* from, std::ptrdiff_t itemsize) {
  return WithoutNuls({reinterpret_cast<const char*>(from), static_cast<std::size_t>(itemsize)});
}
std::string DecodeChar(const unsigned char* from, std::ptrdiff_t) {
  return std::string(1, static_cast<char>(*from));
}
std::string DecodePascal(const unsigned char* from, std::ptrdiff_t itemsize) {
  if (itemsize == 0) return {};
  const auto size = std::min<std::ptrdiff_t>(*from, itemsize - 1);  // bounded: itemsize is above 0
  // bounded: the second byte of the string, or just after a string of one
  return {reinterpret_cast<const char*>(from) + 1, static_cast<std::size_t>(size)};
}

template <std::string (*decode)(const unsigned char*, std::ptrdiff_t)>
void LoadStrings(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count,
                 std::ptrdiff_t itemsize, std::string* out) {
  // bounded: element i of `count`
  for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = decode(from + i * stride, itemsize);
}

}  // namespace

template <>
RowLoader<double> LoaderOf<double>(const Field& field) {
  switch (field.kind) {
    case TypeKind::kBool:
      return LoadBools<double>;
    case TypeKind::kInt:
      return SignedLoader<double>(field, 4);
    case TypeKind::kUint:
      return UnsignedLoader<double>(field, 4);
    case TypeKind::kFloat:
      if (field.float_format == FloatFormat::kBinary16) return Ordered<double, half>(field);
      if (field.float_format == FloatFormat::kBinary32) return Ordered<double, float>(field);
      if (field.float_format == FloatFormat::kBinary64 && field.itemsize == 8)
        return Ordered<double, double>(field);
      return nullptr;
    default:
      return nullptr;
  }
}

template <>
RowLoader<std::int64_t> LoaderOf<std::int64_t>(const Field& field) {
  if (field.kind == TypeKind::kBool) return LoadBools<std::int64_t>;
  if (field.kind == TypeKind::kInt) return SignedLoader<std::int64_t>(field, 8);
  if (field.kind == TypeKind::kUint) return UnsignedLoader<std::int64_t>(field, 4);
  return nullptr;
}

template <>
RowLoader<std::uint64_t> LoaderOf<std::uint64_t>(const Field& field) {
  if (field.kind == TypeKind::kBool) return LoadBools<std::uint64_t>;
  if (field.kind == TypeKind::kUint) return UnsignedLoader<std::uint64_t>(field, 8);
  return nullptr;
}

template <>
RowLoader<bool> LoaderOf<bool>(const Field& field) {
  return field.kind == TypeKind::kBool ? LoadBools<bool> : nullptr;
}

template <>
RowLoader<std::complex<double>> LoaderOf<std::complex<double>>(const Field& field) {
  using Complex = std::complex<double>;
  if (field.kind != TypeKind::kComplex) return nullptr;
  if (field.float_format == FloatFormat::kBinary32)
    return Ordered<Complex, std::complex<float>>(field);
  if (field.float_format == FloatFormat::kBinary64 && field.itemsize == 16)
    return Ordered<Complex, Complex>(field);
  return nullptr;
}

template <>
RowLoader<std::string> LoaderOf<std::string>(const Field& field) {
  const bool is_big = field.byte_order == ByteOrder::kBig;
  switch (field.kind) {
    case TypeKind::kChar:
      return LoadStrings<DecodeChar>;
    case TypeKind::kBytes:
      return LoadStrings<DecodeBytes>;
    case TypeKind::kPascal:
      return LoadStrings<DecodePascal>;
    case TypeKind::kUcs2:
      return is_big ? LoadStrings<DecodeUnits<big<std::uint16_t>>>
                    : LoadStrings<DecodeUnits<little<std::uint16_t>>>;
    case TypeKind::kUcs4:
      return is_big ? LoadStrings<DecodeUnits<big<std::uint32_t>>>
                    : LoadStrings<DecodeUnits<little<std::uint32_t>>>;
    default:
      return nullptr;
  }
}

}  // namespace pep3118::internal
