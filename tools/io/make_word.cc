// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/make_word.h"

#include <algorithm>

namespace pep3118 {
namespace {

bool CannotBeWritten(std::string_view path, MakeRole role) {
  const auto is_special = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto ends_a_rule = [&](char c) {
    if (c == '\t') return role == MakeRole::kTarget;
    return c == ';' || c == '=' || static_cast<unsigned char>(c) < ' ';
  };
  if (path.empty() || std::ranges::any_of(path, ends_a_rule)) return true;
  if (path.front() == '~' || path.back() == '\\') return true;
  if (path.back() == ')' && path.find('(') != path.npos) return true;
  if (role == MakeRole::kPrerequisite) return false;
  return path.back() == '&' || (path.front() == '.' && path.size() > 1 &&
                                std::ranges::all_of(path.substr(1), is_special));
}

// A word that means something by itself: a separator, or a directive that may follow the colon.
bool NeedsFolder(std::string_view path) {
  constexpr std::string_view kDirectives[] = {"define",  "undefine", "override",
                                              "private", "export",   "unexport"};
  return path == "|" || std::ranges::find(kDirectives, path) != std::end(kDirectives);
}

}  // namespace

std::optional<std::string> MakeWord(std::string_view path, MakeRole role) {
  if (CannotBeWritten(path, role)) return std::nullopt;
  const std::string_view escaped = role == MakeRole::kTarget ? " #:%*?[" : " \t#:|*?[";
  std::string word = NeedsFolder(path) ? "./" : "";
  std::size_t backslashes = 0;  // in a row, before `c`: they count only before an escaped character
  for (const char c : path) {
    if (escaped.find(c) != escaped.npos) word.append(backslashes + 1, '\\');
    if (c == '$') word += '$';
    word += c;
    backslashes = c == '\\' ? backslashes + 1 : 0;
  }
  return word;
}

}  // namespace pep3118
