// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace pep3118 {
namespace {

constexpr std::size_t kLongest = 255;  // characters

// keyword.kwlist and keyword.softkwlist of CPython 3.14; `print` and `exec` are keywords of old
// ones.
constexpr std::string_view kKeywords[] = {
    "False",  "None",  "True",    "and",      "as",       "assert", "async", "await",
    "break",  "case",  "class",   "continue", "def",      "del",    "elif",  "else",
    "except", "exec",  "finally", "for",      "from",     "global", "if",    "import",
    "in",     "is",    "lambda",  "match",    "nonlocal", "not",    "or",    "pass",
    "print",  "raise", "return",  "try",      "type",     "while",  "with",  "yield"};
constexpr std::string_view kUsed[] = {"ImportError", "np", "numpy", "sys"};

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsWord(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

template <std::size_t n>
bool Contains(const std::string_view (&words)[n], std::string_view name) {
  return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

}  // namespace

bool IsUsablePythonName(std::string_view name) {
  return !name.empty() && name.size() <= kLongest &&
         std::all_of(name.begin(), name.end(), IsWord) && !IsDigit(name[0]) && name[0] != '_' &&
         !name.starts_with("record_") && !Contains(kKeywords, name) && !Contains(kUsed, name);
}

}  // namespace pep3118
