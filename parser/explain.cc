// SPDX-License-Identifier: MIT
#include "pep3118/parser/explain.h"

#include <algorithm>
#include <string>
#include <vector>

#include "pep3118/base/utf8.h"

namespace pep3118::internal {
namespace {

using enum ErrorKind;
using Last = Prefixes::Last;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Explainer {
 public:
  explicit Explainer(const Builder& builder)
      : builder_(builder), text_(builder.format().text), at_(builder.stuck()) {}

  Diagnostic Explain() const {
    if (!AtEnd() && !IsFormatByte(Seen())) return ForeignByte(at_);
    if (builder_.prefixes().in_dims) return InDimensions();
    if (AtEnd()) return Terminated();
    if ((Seen() == '+' || Seen() == '-') && IsDigit(Peek(1))) return Signed(kSignInCount);
    switch (Seen()) {
      case 'T':
        return {kRecordWithoutBrace, One(), {}};
      case 'X':
        return {kFunctionWithoutBrace, One(), {}};
      case 'Z':
        return LoneComplex();
      case '}':
      case ')':
      case '>':
      case ':':
        return Terminated();
      default:
        return UnknownCode();
    }
  }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Seen() const { return text_[at_]; }
  char Peek(std::uint32_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span One() const { return {at_, at_ + 1}; }
  std::string Text(Span span) const { return std::string(text_.substr(span.begin, span.size())); }

  Diagnostic ForeignByte(std::uint32_t at) const {
    if (text_[at] == '\0') return {kNulByte, {at, at + 1}, {}};
    const Span span = CharacterAt(text_, at);
    return {kNonAscii, span, {Text(span)}};
  }

  // A sign and the digits after it.
  Diagnostic Signed(ErrorKind kind) const {
    std::uint32_t end = at_ + 1;
    while (end < text_.size() && IsDigit(text_[end])) ++end;
    return {kind, {at_, end}, {Text({at_, end})}};
  }

  Diagnostic UnknownCode() const {
    std::string hint = "docs/format.md lists the codes";
    if (Seen() == '{') hint = "a record is written `T{...}`";
    if (Seen() == ',') hint = "only dimensions take commas: `(2,3)i`";
    if (Seen() == '#') hint = "a format has no comments";
    if (Seen() == '_') hint = "a number is digits only";
    return {kUnknownCode, One(), {Text(One()), hint}};
  }

  Diagnostic LoneComplex() const {
    if (at_ + 1 < text_.size() && !IsFormatByte(text_[at_ + 1])) return ForeignByte(at_ + 1);
    if (!IsLetter(Peek(1))) return {kLoneComplex, One(), {}};
    return {kUnknownComplexPart, {at_, at_ + 2}, {Text({at_, at_ + 2})}};
  }

  Diagnostic InDimensions() const {
    const Span list = builder_.prefixes().dims_text;
    Diagnostic unclosed{kUnclosedDimensions, {list.begin, at_}, {}};
    if (AtEnd()) return unclosed;
    switch (Seen()) {
      case ')':
        return {kEmptyDimensions, {list.begin, at_ + 1}, {}};
      case '+':
        return Signed(kSignInCount);
      case '-':
        return Signed(kNegativeDimension);
      case '}':
      case '>':
        return Mismatched({list.begin, list.begin + 1}, ")");
      default:
        break;
    }
    // `(0x10)i` has a bad dimension, `(2,3d` has no end: does a `)` come before anything else that
    // could begin or end?
    const std::size_t bracket = text_.find_first_of("(){}:", at_);
    if (bracket == std::string_view::npos || text_[bracket] != ')') return unclosed;
    return {kBadDimension, One(), {Text(One())}};
  }

  // At the end, a closer or a colon: something before it is not finished, or it does not fit.
  Diagnostic Terminated() const {
    const Prefixes& prefixes = builder_.prefixes();
    switch (prefixes.last) {
      case Last::kCount:
        return {kCountWithoutElement, prefixes.count_text, {Text(prefixes.count_text)}};
      case Last::kDims:
        return {kDimensionsWithoutElement, prefixes.dims_text, {Text(prefixes.dims_text)}};
      case Last::kOrder:
        return DanglingOrder();
      case Last::kNone:
        break;
    }
    const Open* open = builder_.innermost();
    if (open != nullptr && open->kind == Open::Kind::kPointer) {
      return {kPointerWithoutTarget, open->opener(), {}};
    }
    if (!AtEnd() && Seen() == ':') return MisplacedName();
    if (open == nullptr) return {kStrayCloser, One(), {Text(One())}};
    if (open->kind == Open::Kind::kAngle && (AtEnd() || Seen() == '}')) {
      const std::vector<std::uint32_t> marks = AngleMarks(*open);
      if (!marks.empty()) {
        return {kAmbiguousAngle,
                {marks[0], marks[0] + 1},
                {Bytes(marks), std::to_string(open->opener().begin)}};
      }
    }
    const std::string closer = open->kind == Open::Kind::kAngle ? ">" : "}";
    if (AtEnd()) return {kUnclosedRecord, open->opener(), {Text(open->opener()), closer}};
    return Mismatched(open->opener(), closer);
  }

  // `i<`, `T{<}`.  A `>` that follows an angle record, or that is where a brace record should
  // to close, was meant to close: `T<>>`, `T{i>`.
  Diagnostic DanglingOrder() const {
    const Prefixes& prefixes = builder_.prefixes();
    const Span mark{prefixes.mark_at, prefixes.mark_at + 1};
    Diagnostic dangling{kDanglingByteOrder, mark, {}};
    if (prefixes.mark != '>' || prefixes.begin != prefixes.mark_at) return dangling;
    const Open* open = builder_.innermost();
    if (open == nullptr) {
      const bool after_angle = AtEnd() && mark.begin > 0 && text_[mark.begin - 1] == '>';
      return after_angle ? Diagnostic{kStrayCloser, mark, {">"}} : dangling;
    }
    if (open->kind == Open::Kind::kBrace && (AtEnd() || Seen() != '}')) {
      return {kMismatchedCloser,
              mark,
              {">", Text(open->opener()), std::to_string(open->opener().begin), "}"}};
    }
    return dangling;
  }

  Diagnostic Mismatched(Span opener, const std::string& closer) const {
    return {kMismatchedCloser,
            One(),
            {Text(One()), Text(opener), std::to_string(opener.begin), closer}};
  }

  Diagnostic MisplacedName() const {
    const std::size_t colon = text_.find(':', at_ + 1);
    const std::uint32_t end =
        colon == std::string_view::npos ? at_ + 1 : static_cast<std::uint32_t>(colon) + 1;
    return {builder_.after_name() ? kRepeatedName : kLeadingName, {at_, end}, {}};
  }

  // Where a `>` directly inside the open angle record, or inside an angle record in it, was read
  // as a byte-order character.
  std::vector<std::uint32_t> AngleMarks(const Open& open) const {
    struct Level {
      std::uint32_t end;
      bool angle;
    };
    const std::vector<ast::Element>& elements = builder_.format().elements;
    std::vector<Level> levels{{static_cast<std::uint32_t>(elements.size()), true}};
    std::vector<std::uint32_t> marks;
    for (std::uint32_t i = open.index + 1; i < elements.size(); ++i) {
      while (i >= levels.back().end) levels.pop_back();
      const ast::Element& element = elements[i];
      if (element.mark == '>' && levels.back().angle) {
        marks.push_back(static_cast<std::uint32_t>(text_.find('>', element.span.begin)));
      }
      if (const auto* record = std::get_if<ast::Record>(&element.item)) {
        const std::size_t bracket = text_.find_first_of("{<", text_.find('T', element.span.begin));
        levels.push_back({record->end, text_[bracket] == '<'});
      }
    }
    return marks;
  }

  static std::string Bytes(const std::vector<std::uint32_t>& marks) {
    constexpr std::size_t kShown = 6;
    std::string words = marks.size() == 1 ? "byte " : "bytes ";
    for (std::size_t i = 0; i < std::min(marks.size(), kShown); ++i) {
      words += (i == 0 ? "" : ", ") + std::to_string(marks[i]);
    }
    return marks.size() > kShown ? words + ", ..." : words;
  }

  const Builder& builder_;
  std::string_view text_;
  std::uint32_t at_;
};

}  // namespace

bool IsFormatByte(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return (byte >= 0x20 && byte < 0x7f) || (byte >= '\t' && byte <= '\r');
}

Span CharacterAt(std::string_view text, std::uint32_t at) {
  const std::size_t length = std::max<std::size_t>(Utf8SequenceLength(text.substr(at)), 1);
  return {at, at + static_cast<std::uint32_t>(length)};
}

Diagnostic Explain(const Builder& builder) { return Explainer(builder).Explain(); }

}  // namespace pep3118::internal
