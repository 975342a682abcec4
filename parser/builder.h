// SPDX-License-Identifier: MIT
// What the grammar's actions do: each matched token changes the Format being built.
//
// Private to parser/.  No PEGTL here: parse.cc ties the rules of grammar.h to these functions.  A
// function returns false when its token cannot be there; the refusal is then in `error()`.
#ifndef PEP3118_PARSER_BUILDER_H_
#define PEP3118_PARSER_BUILDER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118::internal {

inline constexpr std::size_t kMaxNesting = 1000;  // ceiling of ParseLimits::nesting

// The prefixes read so far of the element that comes next.
struct Prefixes {
  enum class Last : std::uint8_t { kNone, kOrder, kDims, kCount };
  Last last = Last::kNone;
  char mark = '\0';
  bool in_dims = false;     // between `(` and `)`
  std::uint32_t begin = 0;  // of the first one
  std::uint32_t mark_at = 0;
  Span dims_text;   // the last list, from its `(`
  ast::Dims dims;   // all lists
  Span count_text;  // digits
  std::int64_t count = ast::kNoCount;
};

// A record or pointer whose end has not been seen.  Trivial, so that an array of them costs nothing
// until it is used.
struct Open {
  enum class Kind : std::uint8_t { kBrace, kAngle, kPointer };
  std::uint32_t index;  // in Format::elements
  std::uint32_t opener_begin;
  std::uint32_t opener_end;
  Kind kind;
  bool in_angle;  // the innermost record, from here on, is an angle one

  Span opener() const { return {opener_begin, opener_end}; }  // `T{`, `T<` or `&`
};
static_assert(std::is_trivial_v<Open>);

class Builder {
 public:
  // Fills `format`, whose text is set, and on refusal `error`; both outlive the builder.
  Builder(const ParseLimits& limits, ast::Format& format, Diagnostic& error);

  bool Order(std::uint32_t at);
  bool DimsBegin(std::uint32_t at);
  bool Dim(Span digits);
  void DimsEnd(std::uint32_t at);
  bool Count(Span digits);

  bool Scalar(Span text, ast::Code code);
  bool Function(Span text);
  bool RecordBegin(Span opener, Open::Kind kind);
  void RecordEnd(std::uint32_t end);
  bool PointerBegin(std::uint32_t at);
  void PointerEnd(std::uint32_t end);
  bool Name(Span text);  // without the colons

  // Length of the text from `at` to the brace that closes X{, or 0 and a refusal.
  std::size_t SignatureLength(std::uint32_t at);
  bool FailUnterminatedName(std::uint32_t at);  // `at`: just after its colon

  // True inside T<...>, where a `>` may close.
  bool InAngle() const { return depth_ > 0 && open_[depth_ - 1].in_angle; }
  ast::Mode mode() const { return mode_; }
  std::uint32_t OffsetOf(const char* place) const {
    return static_cast<std::uint32_t>(place - format_->text.data());
  }

  // No token matched at `at`; the furthest such place is the one to report.
  void Stuck(std::uint32_t at) {
    if (at > stuck_) stuck_ = at;
  }
  // Records the first refusal; always false.
  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments = {});

  bool failed() const { return failed_; }
  std::uint32_t stuck() const { return stuck_; }
  const ast::Format& format() const { return *format_; }
  const Prefixes& prefixes() const { return prefixes_; }
  bool after_name() const { return after_name_; }
  // The innermost open record or pointer, or null.
  const Open* innermost() const { return depth_ > 0 ? &open_[depth_ - 1] : nullptr; }

 private:
  bool FailTooDeep(Span span);
  // Sets `value`; false when the digits exceed 2^63-1.
  bool Number(Span digits, std::int64_t& value) const;
  void NotePrefix(Prefixes::Last kind, std::uint32_t at);
  ast::Element* Push(Span item);
  bool PushOpen(Span opener, Open::Kind kind);
  bool FailElements(Span item);
  bool CheckName(Span text);
  ast::Element& Complete(std::uint32_t index, std::uint32_t end);
  char At(std::uint32_t at) const { return format_->text[at]; }
  std::string Text(Span span) const { return format_->text.substr(span.begin, span.size()); }

  ast::Format* format_;
  Diagnostic* error_;
  std::size_t nesting_;
  std::size_t dimensions_;
  std::size_t elements_;
  std::size_t name_bytes_;
  bool text_is_plain_;  // ASCII without NUL, so every name is

  Prefixes prefixes_;
  ast::Mode mode_ = ast::Mode::kNative;
  bool after_name_ = false;  // the last token was a name, `::` included
  bool failed_ = false;
  std::uint32_t last_ = 0;  // the element that ended last: a name belongs to it
  std::uint32_t stuck_ = 0;
  std::size_t depth_ = 0;
  std::array<Open, kMaxNesting> open_;  // only the first depth_ are ever set
};

// Inline: these run for every element.

inline ast::Element* Builder::Push(Span item) {
  const std::size_t index = format_->elements.size();
  if (index >= elements_) {
    FailElements(item);
    return nullptr;
  }
  after_name_ = false;
  last_ = static_cast<std::uint32_t>(index);
  ast::Element& element = format_->elements.emplace_back();
  element.mode = element.mode_after = mode_;
  element.span = item;
  if (prefixes_.last != Prefixes::Last::kNone) {
    element.span.begin = prefixes_.begin;
    element.dims = prefixes_.dims;
    element.count = prefixes_.count;
    element.mark = prefixes_.mark;
    prefixes_ = Prefixes();
  }
  return &element;
}

inline bool Builder::Scalar(Span text, ast::Code code) {
  if (code == ast::Code::kBit && prefixes_.count == 0) {
    return Fail(ErrorKind::kBitField, {prefixes_.begin, text.end});
  }
  ast::Element* element = Push(text);
  if (element == nullptr) return false;
  element->item = ast::Scalar{code};
  return true;
}

inline bool Builder::Name(Span text) {
  const bool plain = text_is_plain_ && text.size() <= name_bytes_;
  if (!plain && !CheckName(text)) return false;
  ast::Element& element = format_->elements[last_];
  element.span.end = text.end + 1;
  if (!text.empty()) element.name = text;
  after_name_ = true;
  return true;
}

}  // namespace pep3118::internal

#endif  // PEP3118_PARSER_BUILDER_H_
