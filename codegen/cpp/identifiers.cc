// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/identifiers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "pep3118/codegen/cpp/reserved_names.h"

namespace pep3118 {
namespace {

constexpr std::size_t kCutAt = 240;  // leaves room for the hash and a number
constexpr char kHex[] = "0123456789abcdef";

// Not <cctype>: identifiers do not depend on a locale.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsWord(char c) {
  return IsDigit(c) || IsUpper(c) || (c >= 'a' && c <= 'z') || c == '_';
}

// The code point at the front of `text`, which is taken off.  Bytes that are not UTF-8 decode as
// themselves.
std::uint32_t TakeCharacter(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t first = byte(0);
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  std::uint32_t point = size == 1 ? first : first & (0xffu >> (size + 1));
  bool whole = size <= text.size();
  for (std::size_t i = 1; whole && i < size; ++i) {
    whole = (byte(i) & 0xc0) == 0x80;
    point = point << 6 | (byte(i) & 0x3fu);
  }
  text.remove_prefix(whole ? size : 1);
  return whole ? point : first;
}

std::string Hex(std::uint32_t number, std::size_t digits) {
  std::string text;
  for (std::size_t shift = 4 * digits; shift > 0; shift -= 4)
    text += kHex[number >> (shift - 4) & 0xf];
  return text;
}

// FNV-1a: a tag for the eye, nothing relies on it being unique.
std::uint32_t Hash(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// Names that generated code has inside a record or around it.
bool IsGeneratedName(std::string_view name) {
  if (name.starts_with("padding") && name.ends_with("_"))
    return AllDigits(name.substr(7, name.size() - 8));
  constexpr std::string_view kRecord = "record_";
  return name.starts_with(kRecord) && name.size() == kRecord.size() + 32;
}

// A member of this name would hide the type that the next member needs.
bool IsTypeOfRuntime(std::string_view name) {
  constexpr std::string_view kTypes[] = {
      "basic_complex_half", "big",  "bits",   "boolean",       "boolean32", "complex_half",
      "field_info",         "half", "little", "record_traits", "unaligned"};
  return std::find(std::begin(kTypes), std::end(kTypes), name) != std::end(kTypes);
}

bool BeginsReserved(std::string_view name) {
  return IsDigit(name[0]) || name == "_" || (name[0] == '_' && IsUpper(name[1])) ||
         name.starts_with("PEP3118_");  // macros of the header itself
}

// `base` and a number, the smallest from 2 on that is free.  `next` remembers where the last search
// for this base ended, so that a thousand equal names take a thousand steps.
std::string Numbered(const std::string& base, std::unordered_map<std::string, int>& next,
                     const std::unordered_set<std::string>& taken) {
  int& number = next.try_emplace(base, 2).first->second;
  for (;;) {
    std::string name = base + (base.ends_with('_') ? "" : "_") + std::to_string(number++);
    if (!taken.contains(name) && !IsGeneratedName(name)) return name;
  }
}

}  // namespace

std::string IdentifierFor(std::string_view name) {
  std::string result;
  const auto underscore = [&] {
    if (!result.ends_with('_')) result += '_';
  };
  // One character more than the cut, so that a name at the limit differs from a longer one.
  for (std::string_view rest = name; !rest.empty() && result.size() <= kCutAt;) {
    const std::uint32_t point = TakeCharacter(rest);
    if (point >= 0x80)
      result += "u" + Hex(point, point > 0xfffff ? 6 : point > 0xffff ? 5 : 4);
    else if (IsWord(static_cast<char>(point)) && point != '_')
      result += static_cast<char>(point);
    else
      underscore();
  }
  if (result.empty()) result = "_";
  if (BeginsReserved(result)) result.insert(0, "v");
  if (result.size() > kCutAt) {
    result.resize(kCutAt);
    underscore();
    result += Hex(Hash(name), 8);
  }
  if (IsReservedName(result) || IsTypeOfRuntime(result)) underscore();
  return result;
}

std::vector<std::string> MemberIdentifiers(std::span<const std::string_view> names) {
  std::vector<std::string> identifiers;
  identifiers.reserve(names.size());
  std::unordered_set<std::string> taken(names.size() * 2);
  std::vector<std::size_t> waiting;
  for (std::string_view name : names) {
    identifiers.push_back(IdentifierFor(name));
    std::string& identifier = identifiers.back();
    const bool keeps = identifier == name && !IsGeneratedName(name);
    if (!keeps || !taken.insert(identifier).second) waiting.push_back(identifiers.size() - 1);
  }
  std::unordered_map<std::string, int> next;
  for (std::size_t i : waiting) {
    std::string& identifier = identifiers[i];
    if (IsGeneratedName(identifier) || taken.contains(identifier))
      identifier = Numbered(identifier, next, taken);
    taken.insert(identifier);
  }
  return identifiers;
}

}  // namespace pep3118
