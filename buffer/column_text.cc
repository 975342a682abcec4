// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <utility>

#include "pep3118/buffer/column_value.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"

namespace pep3118::internal {
namespace {

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

// The part of `s` before its trailing NULs, of `c` all, of `p` as much as its length says.
std::string_view BytesText(const unsigned char* from, std::ptrdiff_t itemsize) {
  std::string_view text(reinterpret_cast<const char*>(from), static_cast<std::size_t>(itemsize));
  while (!text.empty() && text.back() == '\0') text.remove_suffix(1);
  return text;
}
std::string_view CharText(const unsigned char* from, std::ptrdiff_t) {
  return {reinterpret_cast<const char*>(from), 1};
}
std::string_view PascalText(const unsigned char* from, std::ptrdiff_t itemsize) {
  if (itemsize == 0) return {};
  const auto size = std::min<std::ptrdiff_t>(*from, itemsize - 1);  // bounded: itemsize is above 0
  // bounded: the second byte of the string, or just after a string of one
  return {reinterpret_cast<const char*>(from) + 1, static_cast<std::size_t>(size)};
}

template <class Text, auto decode>
void LoadTexts(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count,
               std::ptrdiff_t itemsize, Text* out) {
  // bounded: element i of `count`
  for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = Text(decode(from + i * stride, itemsize));
}

std::span<const std::byte> RawBytes(const unsigned char* from, std::ptrdiff_t itemsize) {
  return {reinterpret_cast<const std::byte*>(from), static_cast<std::size_t>(itemsize)};
}

// Texts whose bytes are those of the field.
template <class Text>
RowLoader<Text> ByteTextLoader(const Field& field) {
  switch (field.kind) {
    case TypeKind::kChar:
      return LoadTexts<Text, CharText>;
    case TypeKind::kBytes:
      return LoadTexts<Text, BytesText>;
    case TypeKind::kPascal:
      return LoadTexts<Text, PascalText>;
    default:
      return nullptr;
  }
}

// ---- writing

bool StoreBytes(std::string_view text, unsigned char* to, std::ptrdiff_t itemsize, bool may_cut) {
  const auto room = static_cast<std::size_t>(itemsize);
  if (text.size() > room && !may_cut) return false;
  const std::size_t size = std::min(text.size(), room);
  if (size > 0) std::memmove(to, text.data(), size);
  std::memset(to + size, 0, room - size);  // bounded: what is left of the field
  return true;
}

bool StorePascal(std::string_view text, unsigned char* to, std::ptrdiff_t itemsize, bool may_cut) {
  if (itemsize == 0) return text.empty() || may_cut;
  // bounded: itemsize is above 0
  const std::ptrdiff_t room = std::min<std::ptrdiff_t>(itemsize - 1, 255);
  if (text.size() > static_cast<std::size_t>(room) && !may_cut) return false;
  const std::size_t size = std::min(text.size(), static_cast<std::size_t>(room));
  std::memset(to, 0, static_cast<std::size_t>(itemsize));
  if (size > 0) std::memcpy(to + 1, text.data(), size);  // bounded: after the length
  *to = static_cast<unsigned char>(size);
  return true;
}

}  // namespace

template <>
RowLoader<std::string> LoaderOf<std::string>(const Field& field) {
  const bool is_big = field.byte_order == ByteOrder::kBig;
  switch (field.kind) {
    case TypeKind::kUcs2:
      return is_big ? LoadTexts<std::string, DecodeUnits<big<std::uint16_t>>>
                    : LoadTexts<std::string, DecodeUnits<little<std::uint16_t>>>;
    case TypeKind::kUcs4:
      return is_big ? LoadTexts<std::string, DecodeUnits<big<std::uint32_t>>>
                    : LoadTexts<std::string, DecodeUnits<little<std::uint32_t>>>;
    default:
      return ByteTextLoader<std::string>(field);
  }
}

template <>
RowLoader<std::string_view> LoaderOf<std::string_view>(const Field& field) {
  return ByteTextLoader<std::string_view>(field);
}

template <>
RowLoader<std::span<const std::byte>> LoaderOf<std::span<const std::byte>>(const Field&) {
  return LoadTexts<std::span<const std::byte>, RawBytes>;
}

TextStore StoreOf(const Field& field) {
  if (field.kind == TypeKind::kBytes || field.kind == TypeKind::kChar) return StoreBytes;
  return field.kind == TypeKind::kPascal ? StorePascal : nullptr;
}

}  // namespace pep3118::internal
