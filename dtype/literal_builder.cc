// SPDX-License-Identifier: MIT
#include "pep3118/dtype/literal_builder.h"

#include <algorithm>
#include <charconv>

#include "pep3118/base/utf8.h"

namespace pep3118::internal {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f";

bool IsUtf8(std::string_view text) {
  if (IsPlainAscii(text)) return true;
  while (!text.empty()) {
    const std::size_t length = Utf8SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// False for what is not a character (a surrogate, or above U+10FFFF).
bool AppendUtf8(std::uint32_t point, std::string& text) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { byte(0x80 | ((point >> shift) & 0x3f)); };
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xc0 | point >> 6);
    tail(0);
  } else if (point < 0x10000) {
    byte(0xe0 | point >> 12);
    tail(6);
    tail(0);
  } else {
    byte(0xf0 | point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
  return true;
}

// What a backslash and `c` mean; NUL when nothing of one character.
char SimpleEscape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"':
      return c;
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return '\0';
  }
}

}  // namespace

LiteralBuilder::LiteralBuilder(std::string_view source, LiteralTree& tree, Diagnostic& error,
                               Python python)
    : source_(source), tree_(tree), error_(error), python_(python) {
  constexpr std::size_t kBytesOfALiteral = 6;  // `'x', ` and shorter ones are rare
  tree_.all.reserve(source.size() / kBytesOfALiteral + 4);
  open_.reserve(8);
}

Literal& LiteralBuilder::Add(LiteralKind kind, Span span) {
  Literal& literal = tree_.all.emplace_back();
  literal.kind = kind;
  literal.span = span;
  literal.end = static_cast<std::uint32_t>(tree_.all.size());
  return literal;
}

bool LiteralBuilder::Open(LiteralKind kind, Span opener) {
  if (open_.size() == kMostBrackets) {
    return Fail(ErrorKind::kTooDeep, opener, {std::to_string(kMostBrackets)});
  }
  open_.push_back({static_cast<std::uint32_t>(tree_.all.size()), false});
  Literal& literal = Add(kind, opener);
  if (kind == LiteralKind::kCall) {
    const std::string_view name = TextOf(opener);
    literal.text = name.substr(0, name.find_first_of(" \t\n\r\f("));
  }
  return true;
}

void LiteralBuilder::Close(std::uint32_t end) {
  const OpenBracket bracket = open_.back();
  open_.pop_back();
  Literal& literal = tree_.all[bracket.index];
  literal.end = static_cast<std::uint32_t>(tree_.all.size());
  literal.span.end = end;
  const bool has_one = literal.end > bracket.index + 1;
  if (literal.kind == LiteralKind::kTuple && has_one && !bracket.comma) {
    literal.kind = LiteralKind::kGroup;
  }
}

void LiteralBuilder::Comma() { open_.back().comma = true; }

bool LiteralBuilder::Integer(Span span) {
  std::string_view digits = TextOf(span);
  Literal& literal = Add(LiteralKind::kInteger, span);
  if (digits.ends_with('L')) {
    if (python_ == Python::k3) {
      return FailSyntax({span.end - 1, span.end}, "`L` after a number", "leave the `L` out");
    }
    digits.remove_suffix(1);
  }
  const std::string_view unsigned_digits = digits.substr(digits.starts_with('-') ? 1 : 0);
  if (unsigned_digits.starts_with('0') &&
      unsigned_digits.find_first_not_of('0') != std::string_view::npos) {
    return FailSyntax(span, "`" + std::string(digits) + "` begins with a zero",
                      "Python takes no number that does");
  }
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), literal.number);
  if (result.ec == std::errc()) return true;
  return Fail(ErrorKind::kCountOverflow, span, {std::string(digits)});
}

void LiteralBuilder::Keyword(Span name) {
  open_.push_back({static_cast<std::uint32_t>(tree_.all.size()), false});
  Add(LiteralKind::kKeyword, name).text = TextOf(name);
}

void LiteralBuilder::KeywordEnd(std::uint32_t end) {
  Literal& literal = tree_.all[open_.back().index];
  open_.pop_back();
  literal.end = static_cast<std::uint32_t>(tree_.all.size());
  literal.span.end = end;
}

std::size_t LiteralBuilder::String(std::uint32_t at) {
  const char quote = source_[at];
  bool escapes = false;
  for (std::size_t i = at + 1; i < source_.size(); ++i) {
    const char c = source_[i];
    if (c == quote) {
      const auto end = static_cast<std::uint32_t>(i);
      Literal& literal = Add(LiteralKind::kString, {at, end + 1});
      const Span inside{at + 1, end};
      literal.text = TextOf(inside);
      literal.verbatim = !escapes;
      if (!IsUtf8(literal.text)) {
        Fail(ErrorKind::kInvalidUtf8, inside);
        return 0;
      }
      if (escapes && !Decode(inside, literal)) return 0;
      return i + 1 - at;
    }
    if (c == '\n' || c == '\0') break;
    if (c != '\\') continue;
    escapes = true;
    ++i;
  }
  FailSyntax(
      {at, at + 1}, "string is never closed",
      "write `" + std::string(1, quote) + "` at its end, on the same line, with no NUL before it");
  return 0;
}

bool LiteralBuilder::Decode(Span inside, Literal& literal) {
  // Every escape is longer than what it means, so `decoded` never moves.
  if (tree_.decoded.empty()) tree_.decoded.reserve(source_.size());
  const std::size_t begin = tree_.decoded.size();
  for (std::uint32_t i = inside.begin; i < inside.end;) {
    if (source_[i] != '\\') {
      tree_.decoded += source_[i++];
      continue;
    }
    const std::size_t length = DecodeEscape(i, inside.end);
    if (length == 0) return false;
    i += static_cast<std::uint32_t>(length);
  }
  literal.text = std::string_view(tree_.decoded).substr(begin);
  return true;
}

// The bytes of the escape at `at`, or 0 and a refusal.
std::size_t LiteralBuilder::DecodeEscape(std::uint32_t at, std::uint32_t end) {
  const std::string_view text = source_.substr(at, end - at);
  const char kind = text[1];
  const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  std::uint32_t point = 0;
  if (const char simple = SimpleEscape(kind); simple != '\0') {
    tree_.decoded += simple;
    return 2;
  }
  if (kind == '\n') return 2;  // a line that goes on
  std::size_t length = 2 + digits;
  bool known = false;
  if (digits > 0) {
    known = DecodeNumber(text.substr(std::min<std::size_t>(2, text.size()), digits), 16, point) &&
            text.size() >= length;
  } else if (kind >= '0' && kind <= '7') {
    length = std::min(text.find_first_not_of("01234567", 1), std::min<std::size_t>(4, text.size()));
    known = DecodeNumber(text.substr(1, length - 1), 8, point);
  }
  if (known && AppendUtf8(point, tree_.decoded)) return length;
  const Span span{at, at + static_cast<std::uint32_t>(std::min(length, text.size()))};
  FailSyntax(span, "`" + std::string(TextOf(span)) + "` is not a character",
             "write the character itself, or `\\\\` for a backslash");
  return 0;
}

bool LiteralBuilder::DecodeNumber(std::string_view digits, int base, std::uint32_t& number) const {
  const char* const end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number, base);
  return result.ec == std::errc() && result.ptr == end;
}

void LiteralBuilder::Bare(std::uint32_t at) {
  const std::string_view rest = source_.substr(at);
  const std::size_t last = rest.find_last_not_of(kBlanks);
  const auto size = static_cast<std::uint32_t>(last == std::string_view::npos ? 0 : last + 1);
  Literal& literal = Add(LiteralKind::kString, {at, at + size});
  literal.text = rest.substr(0, size);
  literal.verbatim = true;
}

bool LiteralBuilder::Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
  if (!failed_) error_ = {kind, span, std::move(arguments)};
  failed_ = true;
  return false;
}

Diagnostic LiteralBuilder::Explain() const {
  const auto syntax = [](Span span, std::string message, std::string hint) {
    return Diagnostic{ErrorKind::kDtypeSyntax, span, {std::move(message), std::move(hint)}};
  };
  if (stuck_ >= source_.size()) {
    const auto at = static_cast<std::uint32_t>(source_.size());
    if (open_.empty()) return syntax({at, at}, "a type is missing at the end", "write the type");
    const Literal& bracket = tree_.all[open_.back().index];
    const auto begin = bracket.span.begin;
    return syntax({begin, begin + 1}, "bracket is never closed",
                  "write the closing one at the end");
  }
  const char seen = source_[stuck_];
  const Span span{stuck_, stuck_ + 1};
  const std::string message = "`" + std::string(1, seen) + "` cannot be here";
  if (seen == '\'' || seen == '"') {
    return syntax(span, message,
                  "strings have no prefix but `u`, and there is a comma between two of them");
  }
  if (seen == '(') {
    return syntax(span, message, "nothing is called or evaluated; only `dtype(...)` is read");
  }
  if (open_.empty()) return syntax(span, message, "nothing follows the type");
  return syntax(span, message,
                "between brackets there are Python literals with commas between them");
}

}  // namespace pep3118::internal
