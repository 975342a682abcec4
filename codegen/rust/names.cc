// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/names.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "pep3118/codegen/cpp/identifiers.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongest = 255;  // characters

// Strict and reserved keywords of every edition up to 2024.
constexpr std::string_view kKeywords[] = {
    "abstract", "as",     "async",   "await",  "become",  "box",      "break", "const",
    "continue", "do",     "dyn",     "else",   "enum",    "extern",   "false", "final",
    "fn",       "for",    "gen",     "if",     "impl",    "in",       "let",   "loop",
    "macro",    "match",  "mod",     "move",   "mut",     "override", "priv",  "pub",
    "ref",      "return", "static",  "struct", "trait",   "true",     "try",   "type",
    "typeof",   "unsafe", "unsized", "use",    "virtual", "where",    "while", "yield"};
constexpr std::string_view kNeverRaw[] = {"Self", "crate", "self", "super"};
constexpr std::string_view kUsed[] = {
    "bool", "char",  "core",    "f128", "f16", "f32",  "f64", "i128", "i16", "i32", "i64",
    "i8",   "isize", "pep3118", "std",  "str", "u128", "u16", "u32",  "u64", "u8",  "usize"};

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsWord(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

template <std::size_t n>
bool Contains(const std::string_view (&words)[n], std::string_view name) {
  return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

bool IsPlain(std::string_view name) {
  return !name.empty() && name.size() <= kLongest &&
         std::all_of(name.begin(), name.end(), IsWord) && !IsDigit(name[0]) && name != "_" &&
         !Contains(kNeverRaw, name);
}

// `base` and the smallest number from 2 on that is free.  `next` remembers where the last search
// for this base ended.
std::string Numbered(const std::string& base, std::unordered_map<std::string, int>& next,
                     const std::unordered_set<std::string>& taken) {
  int& number = next.try_emplace(base, 2).first->second;
  for (;;) {
    std::string name = base + (base.ends_with('_') ? "" : "_") + std::to_string(number++);
    if (!taken.contains(name)) return name;
  }
}

}  // namespace

RustNames RustNamesFor(std::span<const std::string_view> names, std::size_t padding) {
  RustNames result;
  std::unordered_set<std::string> taken(names.size() * 2);
  std::vector<std::size_t> waiting;
  for (std::string_view name : names) {
    const bool plain = IsPlain(name);
    result.fields.push_back(plain                       ? std::string(name)
                            : Contains(kNeverRaw, name) ? std::string(name) + "_"
                                                        : IdentifierFor(name));
    if (!plain || !taken.insert(result.fields.back()).second)
      waiting.push_back(result.fields.size() - 1);
  }
  std::unordered_map<std::string, int> next;
  for (std::size_t i : waiting) {
    std::string& name = result.fields[i];
    if (taken.contains(name)) name = Numbered(name, next, taken);
    taken.insert(name);
  }
  for (std::size_t number = 0; result.padding.size() < padding; ++number) {
    std::string name = "padding" + std::to_string(number) + "_";
    if (!taken.contains(name)) result.padding.push_back(std::move(name));
  }
  for (std::string& name : result.fields)
    if (Contains(kKeywords, name)) name.insert(0, "r#");
  return result;
}

bool IsUsableRustName(std::string_view name) {
  return IsPlain(name) && name[0] != '_' && !name.starts_with("record_") &&
         !Contains(kKeywords, name) && !Contains(kUsed, name);
}

}  // namespace pep3118
