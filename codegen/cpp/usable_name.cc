// SPDX-License-Identifier: MIT
// Whether a user's own name for a type or a namespace can be used in generated code.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "pep3118/codegen/cpp/reserved_names.h"
#include "pep3118/codegen/header.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongest = 255;  // characters, as of a member

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsWord(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

bool IsUsableIdentifier(std::string_view text) {
  return !text.empty() && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), IsWord) && !IsDigit(text[0]) && text[0] != '_' &&
         text.find("__") == std::string_view::npos && !IsReservedName(text) &&
         !IsCLibraryName(text);
}

bool IsUsableNamespace(std::string_view text) {
  for (;;) {
    const std::size_t colons = text.find("::");
    if (!IsUsableIdentifier(text.substr(0, colons))) return false;
    if (colons == std::string_view::npos) return true;
    text.remove_prefix(colons + 2);
  }
}

}  // namespace pep3118
