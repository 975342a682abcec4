// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "pep3118/parser/pasted.h"

namespace pep3118::internal {
namespace {

struct CType {
  std::string_view words;  // sorted, a space between them
  std::string_view format;
};

// C's names of types, their words in alphabetical order: C takes them in any.
constexpr CType kTypes[] = {
    {"_Bool", "?"},
    {"bool", "?"},
    {"char", "c"},
    {"char signed", "b"},
    {"char unsigned", "B"},
    {"double", "d"},
    {"double long", "g"},
    {"float", "f"},
    {"int", "i"},
    {"int long", "l"},
    {"int long long", "q"},
    {"int long long unsigned", "Q"},
    {"int long unsigned", "L"},
    {"int short", "h"},
    {"int short unsigned", "H"},
    {"int signed", "i"},
    {"int unsigned", "I"},
    {"int16_t", "h"},
    {"int32_t", "i"},
    {"int64_t", "q"},
    {"int8_t", "b"},
    {"intptr_t", "n"},
    {"long", "l"},
    {"long long", "q"},
    {"long long unsigned", "Q"},
    {"long unsigned", "L"},
    {"ptrdiff_t", "n"},
    {"short", "h"},
    {"short unsigned", "H"},
    {"signed", "i"},
    {"size_t", "N"},
    {"ssize_t", "n"},
    {"uint16_t", "H"},
    {"uint32_t", "I"},
    {"uint64_t", "Q"},
    {"uint8_t", "B"},
    {"uintptr_t", "N"},
    {"unsigned", "I"},
    {"wchar_t", "w"},
};

// What a declaration may begin with, besides the words of types.
constexpr std::string_view kKeywords[] = {
    "const", "enum", "static", "struct", "typedef", "union", "void", "volatile",
};
constexpr std::string_view kTypeWords[] = {
    "_Bool",   "bool",     "char",     "double",   "float",     "int",       "int16_t",  "int32_t",
    "int64_t", "int8_t",   "intptr_t", "long",     "ptrdiff_t", "short",     "signed",   "size_t",
    "ssize_t", "uint16_t", "uint32_t", "uint64_t", "uint8_t",   "uintptr_t", "unsigned", "wchar_t",
};

template <std::size_t N>
bool Has(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWord(char c) { return IsLetter(c) || (c >= '0' && c <= '9'); }

std::uint32_t SkipSpace(std::string_view text, std::uint32_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

// The format of a type named by `words` alone; empty when they name none.
std::string_view FormatOf(std::vector<std::string_view> words) {
  std::sort(words.begin(), words.end());
  std::string joined;
  for (const std::string_view word : words) {
    joined += (joined.empty() ? "" : " ") + std::string(word);
  }
  const auto* found = std::find_if(std::begin(kTypes), std::end(kTypes),
                                   [&](const CType& type) { return type.words == joined; });
  return found == std::end(kTypes) ? std::string_view() : found->format;
}

}  // namespace

std::string_view FormatOfC(std::string_view word) {
  return Has(kTypeWords, word) ? FormatOf({word}) : std::string_view();
}

std::optional<Diagnostic> PastedC(std::string_view text) {
  constexpr std::size_t kMostWords = 4;  // unsigned long long int
  const std::uint32_t begin = SkipSpace(text, 0);
  std::uint32_t at = begin, end = begin;
  std::vector<std::string_view> words;
  bool keyword = false;
  while (words.size() <= kMostWords) {
    std::uint32_t word_end = at;
    while (word_end < text.size() && IsWord(text[word_end])) ++word_end;
    const std::string_view word = text.substr(at, word_end - at);
    if (!Has(kKeywords, word) && !Has(kTypeWords, word)) break;
    keyword = keyword || Has(kKeywords, word);
    words.push_back(word);
    end = word_end;
    at = SkipSpace(text, word_end);
  }
  if (words.empty()) return std::nullopt;
  const Span span{begin, end};
  const std::string shown(text.substr(begin, end - begin));
  if (at == text.size() && !keyword) {
    const std::string_view format = FormatOf(words);
    if (format.empty()) return std::nullopt;
    return Diagnostic{
        ErrorKind::kCDeclaration, span, {shown, "as a format it is `" + std::string(format) + "`"}};
  }
  // A name, a `*`, a body or an end follows in C; a colon would be a format's.
  const bool declares = at == text.size() || text[at] == '{' || text[at] == '*' ||
                        text[at] == ';' || text[at] == '[' || (at > end && IsLetter(text[at]));
  if (!declares) return std::nullopt;
  return Diagnostic{ErrorKind::kCDeclaration,
                    span,
                    {shown, "a format has a code and a name for each member: `T{i:count:d:x:}`"}};
}

Diagnostic ExplainPasted(std::string_view text, Diagnostic error) {
  // NumPy first: `float` and `int` are words of both, and its hint names both.
  if (std::optional<Diagnostic> dtype = PastedDtype(text)) return *dtype;
  if (std::optional<Diagnostic> c = PastedC(text)) return *c;
  if (std::optional<Diagnostic> type = PastedType(text, error)) return *type;
  return error;
}

}  // namespace pep3118::internal
