// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/source_tokens.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"

namespace pep3118::fuzz {
namespace {

constexpr std::size_t kNameBytes = 255;

// Keywords that are likely names, or near them in a list.
constexpr std::string_view kCKeywords[] = {
    "auto",   "break",  "case",    "char",   "const",    "continue", "default",  "do",
    "double", "else",   "enum",    "extern", "float",    "for",      "goto",     "if",
    "inline", "int",    "long",    "return", "short",    "signed",   "sizeof",   "static",
    "struct", "switch", "typedef", "union",  "unsigned", "void",     "volatile", "while",
};
constexpr std::string_view kRustKeywords[] = {
    "as",     "break", "const", "continue", "crate", "dyn",    "else", "enum",  "extern",
    "false",  "fn",    "for",   "if",       "impl",  "in",     "let",  "loop",  "match",
    "mod",    "move",  "mut",   "pub",      "ref",   "return", "self", "Self",  "static",
    "struct", "super", "trait", "true",     "type",  "unsafe", "use",  "where", "while",
};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  Reader(std::string_view source, const Syntax& syntax) : source_(source), syntax_(syntax) {}

  std::vector<Token> Run() {
    while (place_ < source_.size()) Step();
    Require(open_.empty(), "every bracket is closed", source_);
    return std::move(tokens_);
  }

 private:
  char At(std::size_t ahead) const {
    return place_ + ahead < source_.size() ? source_[place_ + ahead] : '\0';
  }

  void Step() {
    const char c = At(0);
    if (c == ' ' || c == '\n') {
      ++place_;
    } else if (source_.substr(place_).starts_with(syntax_.comment)) {
      const std::size_t end = std::min(source_.find('\n', place_), source_.size());
      Require(source_[end - 1] != '\\', "a comment ends with its line", source_);
      place_ = end;
    } else if (syntax_.has_block_comments && c == '/' && At(1) == '*') {
      const std::size_t end = source_.find("*/", place_ + 2);
      Require(end != std::string_view::npos, "a comment is closed", source_);
      place_ = end + 2;
    } else if (c == '"') {
      Quoted(TokenKind::kString, '"');
    } else if (c == '\'' && !(syntax_.is_rust && IsLetter(At(1)) && At(2) != '\'')) {
      Quoted(TokenKind::kCharacter, '\'');
    } else if (syntax_.is_rust && c == 'r' && At(1) == '#') {
      place_ += 2;  // a keyword that is a name
      While(TokenKind::kWord, [](char d) { return IsLetter(d) || IsDigit(d); });
      tokens_.back().text =
          source_.substr(place_ - tokens_.back().text.size() - 2, tokens_.back().text.size() + 2);
    } else if (IsLetter(c)) {
      While(TokenKind::kWord, [](char d) { return IsLetter(d) || IsDigit(d); });
    } else if (IsDigit(c)) {
      While(TokenKind::kNumber,
            [](char d) { return IsLetter(d) || IsDigit(d) || d == '\'' || d == '.'; });
    } else {
      Sign(c);
    }
  }

  template <class Holds>
  void While(TokenKind kind, Holds holds) {
    const std::size_t begin = place_;
    while (place_ < source_.size() && holds(source_[place_])) ++place_;
    tokens_.push_back({kind, source_.substr(begin, place_ - begin)});
  }

  void Quoted(TokenKind kind, char quote) {
    const std::size_t begin = place_++;
    while (At(0) != quote) {
      Require(place_ < source_.size() && At(0) != '\n', "a quote is closed in its line", source_);
      place_ += At(0) == '\\' ? 2 : 1;
    }
    ++place_;
    const bool goes_on =
        kind == TokenKind::kString && !tokens_.empty() && tokens_.back().kind == TokenKind::kString;
    if (!goes_on) tokens_.push_back({kind, source_.substr(begin, place_ - begin)});
  }

  void Sign(char c) {
    constexpr std::string_view kOpen = "([{";
    constexpr std::string_view kClose = ")]}";
    if (kOpen.find(c) != std::string_view::npos) open_.push_back(c);
    if (const std::size_t which = kClose.find(c); which != std::string_view::npos) {
      Require(!open_.empty() && open_.back() == kOpen[which], "brackets match", source_);
      open_.pop_back();
    }
    tokens_.push_back({TokenKind::kSign, source_.substr(place_, 1)});
    ++place_;
  }

  std::string_view source_;
  const Syntax& syntax_;
  std::size_t place_ = 0;
  std::vector<Token> tokens_;
  std::string open_;
};

void RequireUsable(std::string_view word, const Syntax& syntax) {
  Require(word.size() <= kNameBytes, "a name is of a length that compilers take", word);
  const std::span<const std::string_view> keywords =
      syntax.is_rust ? std::span<const std::string_view>(kRustKeywords)
                     : std::span<const std::string_view>(kCKeywords);
  Require(std::ranges::find(keywords, word) == keywords.end(), "a name is not a keyword", word);
  if (syntax.is_rust) return;  // reserves no shapes
  Require(word.find("__") == std::string_view::npos, "a name has no `__`", word);
  Require(word.size() < 2 || word[0] != '_' || word[1] < 'A' || word[1] > 'Z',
          "a name does not begin with `_` and a capital", word);
}

}  // namespace

std::vector<Token> TokensOf(std::string_view source, const Syntax& syntax) {
  Require(IsPrintable(source, true), "emitted text is printable ASCII", source);
  return Reader(source, syntax).Run();
}

void RequireSameCode(std::string_view code, std::string_view plain, const Syntax& syntax) {
  const std::vector<Token> a = TokensOf(code, syntax);
  const std::vector<Token> b = TokensOf(plain, syntax);
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const Token& token = a[i];
    Require(token.kind == b[i].kind, "names change no code", token.text, b[i].text);
    if (token.text == b[i].text || token.kind == TokenKind::kString) continue;
    Require(token.kind == TokenKind::kWord, "names change words alone", token.text, b[i].text);
    RequireUsable(token.text, syntax);
  }
  Require(a.size() == b.size(), "names add no code", code, plain);
}

std::string StringBytes(std::string_view token) {
  std::string bytes;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    if (token[i] != '\\') {
      bytes += token[i];
      continue;
    }
    ++i;
    if (!IsDigit(token[i])) {
      constexpr std::string_view kFrom = "nt";
      constexpr std::string_view kTo = "\n\t";
      const std::size_t which = kFrom.find(token[i]);
      bytes += which == std::string_view::npos ? token[i] : kTo[which];
      continue;
    }
    Require(i + 3 < token.size(), "an octal escape has three digits", token);
    int value = 0;
    for (const char digit : token.substr(i, 3)) {
      Require(digit >= '0' && digit <= '7', "an octal escape has three digits", token);
      value = 8 * value + (digit - '0');
    }
    bytes += static_cast<char>(value);
    i += 2;
  }
  return bytes;
}

}  // namespace pep3118::fuzz
