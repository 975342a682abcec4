// SPDX-License-Identifier: MIT
// Rules: numpy's `_commastring`.
#include "pep3118/dtype/type_string.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/dtype/digits.h"
#include "pep3118/dtype/one_type.h"
#include "pep3118/layout/numpy_record.h"

namespace pep3118::internal {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Whether NumPy reads `text` as a list, be it of one: a count or shape first, or a comma outside [].
bool IsList(std::string_view text) {
  const std::size_t first = !text.empty() && IsOrder(text[0]) ? 1 : 0;
  if (text.size() > first && (IsDigit(text[first]) || text[first] == '(')) return true;
  int brackets = 0;
  for (const char c : text) {
    if (c == ',' && brackets == 0) return true;
    brackets += (c == '[') - (c == ']');
  }
  return false;
}

class ListReader {
 public:
  ListReader(std::string_view text, bool align, const Target& target, std::size_t most_fields,
             Diagnostic& error)
      : text_(text), align_(align), target_(target), most_fields_(most_fields), error_(error) {}

  bool Run(NumpyType& out) {
    NumpyType one;
    if (!ReadItem(one)) return false;
    SkipBlanks();
    if (at_ == text_.size()) {
      out = std::move(one);
      return true;
    }
    NumpyRecord record(align_, target_);
    const auto commas = static_cast<std::size_t>(std::ranges::count(text_, ','));
    record.Reserve(std::min(commas + 1, most_fields_));
    if (!Append(std::move(one), record)) return false;
    while (at_ < text_.size()) {
      if (text_[at_] != ',') return FailHere();
      const std::size_t comma = at_++;
      SkipBlanks();
      if (at_ == text_.size()) return EndAfterComma(comma, record, out);
      if (record.type().fields.size() == most_fields_) {
        return Fail(error_, ErrorKind::kTooManyMembers, SpanFrom(comma),
                    {"record has more than " + std::to_string(most_fields_) + " members",
                     std::to_string(most_fields_)});
      }
      NumpyType next;
      if (!ReadItem(next) || !Append(std::move(next), record)) return false;
      SkipBlanks();
    }
    return Finish(record, out);
  }

 private:
  bool EndAfterComma(std::size_t comma, NumpyRecord& record, NumpyType& out) {
    if (record.type().fields.size() > 1) return Finish(record, out);
    return Fail(error_, ErrorKind::kBadDtype, SpanFrom(comma),
                {"one type with a comma after it is a number to NumPy 1 and a record to NumPy 2",
                 "leave the comma out, or write the record: `[('f0', ...)]`"});
  }

  bool Finish(NumpyRecord& record, NumpyType& out) {
    if (record.Finish(std::nullopt) != NumpyRecord::Fault::kNone) return FailLarge();
    out = {std::move(record.type()), record.alignment()};
    return true;
  }

  bool Append(NumpyType type, NumpyRecord& record) {
    std::string name = "f" + std::to_string(record.type().fields.size());
    const std::int64_t alignment = type.alignment;
    return record.Append(std::move(name), std::move(type.type), alignment) ==
               NumpyRecord::Fault::kNone ||
           FailLarge();
  }

  bool FailLarge() {
    return Fail(error_, ErrorKind::kSizeOverflow, Whole(text_),
                {"the record", std::to_string(target_.MaxObjectBytes())});
  }

  // item = [ order ] , [ count | shape ] , [ order ] , type ;
  bool ReadItem(NumpyType& out) {
    const std::size_t begin = at_;
    const char first = ReadOrder();
    Repeats repeats;
    if (!ReadRepeats(repeats)) return false;
    const char second = ReadOrder();
    if (first != '\0' && second != '\0' && !Agree(first, second)) {
      return Fail(error_, ErrorKind::kRepeatedByteOrder, SpanFrom(begin),
                  {std::string(1, first), std::string(1, second)});
    }
    const char order = Own(second != '\0' ? second : first);
    const std::size_t type = at_;
    while (at_ < text_.size() && IsOfType(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '[') {
      // NumPy reads no divided unit there.
      do {
        if (++at_ == text_.size()) return FailHere();
      } while (IsOfUnit(text_[at_]));
      if (text_[at_] != ']') return FailHere();
      ++at_;
    }
    if (at_ == type) return FailHere();
    // NumPy leaves the target's own order out, so that a name may follow.
    const char mark = order == OwnOrder(target_) ? '\0' : order;
    if (!ReadOneType(mark, text_.substr(type, at_ - type), target_, out, error_)) {
      Move(type);
      return false;
    }
    return Apply(repeats, begin, out);
  }

  struct Repeats {
    std::vector<std::int64_t> shape;
    bool count = false;     // a number without a comma: `3i4`, `(3)i4`
    bool is_tuple = false;  // written in parentheses, also `()`
  };

  char Own(char order) const {
    return order == '\0' || order == '=' || order == '|' ? OwnOrder(target_) : order;
  }

  bool Agree(char a, char b) const { return a == b || (a != '|' && b != '|' && Own(a) == Own(b)); }

  char ReadOrder() { return at_ < text_.size() && IsOrder(text_[at_]) ? text_[at_++] : '\0'; }

  bool ReadRepeats(Repeats& repeats) {
    const std::size_t begin = at_;
    SkipSpaces();
    if (at_ < text_.size() && IsDigit(text_[at_])) {
      repeats.count = true;
      if (!ReadNumber(repeats.shape)) return false;
    } else if (at_ < text_.size() && text_[at_] == '(') {
      ++at_;
      if (!ReadShape(repeats)) return false;
    } else if (at_ != begin) {
      return FailHere();  // spaces belong to a count
    }
    SkipSpaces();
    return true;
  }

  // After its `(`.
  bool ReadShape(Repeats& repeats) {
    repeats.is_tuple = true;
    bool comma = false;
    for (;;) {
      SkipSpaces();
      if (at_ == text_.size()) return FailHere();
      if (text_[at_] == ')') break;
      if (!repeats.shape.empty() && !comma) return FailHere();
      if (!ReadNumber(repeats.shape)) return false;
      SkipSpaces();
      comma = at_ < text_.size() && text_[at_] == ',';
      repeats.count = !comma && repeats.shape.size() == 1;
      if (comma) ++at_;
    }
    ++at_;
    return true;
  }

  bool ReadNumber(std::vector<std::int64_t>& numbers) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    const std::string_view digits = text_.substr(begin, at_ - begin);
    if (digits.empty()) return FailHere();
    const std::optional<std::int64_t> number = NumberIn(digits);
    if (!number)
      return Fail(error_, ErrorKind::kCountOverflow, SpanFrom(begin), {std::string(digits)});
    if (digits.size() > 1 && digits[0] == '0') {
      return Fail(
          error_, ErrorKind::kDtypeSyntax, SpanFrom(begin),
          {"`" + std::string(digits) + "` begins with a zero", "Python takes no number that does"});
    }
    numbers.push_back(*number);
    return true;
  }

  bool Apply(const Repeats& repeats, std::size_t begin, NumpyType& type) {
    if (repeats.count && IsFlexible(type)) {
      return SetLength(repeats.shape[0], type) || FailUnknownFrom(begin);
    }
    if (repeats.count && repeats.shape[0] == 1) {
      return Fail(error_, ErrorKind::kBadDtype, SpanFrom(begin),
                  {"a count of 1 is not an array to some NumPy and an array of one to others",
                   "leave the 1 out, or write `(1,)`"});
    }
    if (repeats.is_tuple && IsFlexible(type)) return FailUnknownFrom(begin);
    return AddShape(repeats.shape, type) ||
           Fail(error_, ErrorKind::kTooManyDimensions, SpanFrom(begin), {"64"});
  }

  bool FailUnknownFrom(std::size_t begin) {
    return Fail(error_, ErrorKind::kUnknownDtype, SpanFrom(begin),
                {std::string(text_.substr(begin, at_ - begin)),
                 "give the string a length, and then a shape: `(3,)S5`"});
  }

  bool FailHere() {
    const std::string seen = at_ < text_.size()
                                 ? "`" + std::string(1, text_[at_]) + "` cannot be here"
                                 : std::string("a type is missing at the end");
    const auto at = static_cast<std::uint32_t>(at_);
    return Fail(error_, ErrorKind::kDtypeSyntax, {at, at + (at_ < text_.size() ? 1 : 0)},
                {seen, "a list of types is written `i4,(2,3)f8,S5`"});
  }

  Span SpanFrom(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }
  void Move(std::size_t by) {
    error_.span.begin += static_cast<std::uint32_t>(by);
    error_.span.end += static_cast<std::uint32_t>(by);
  }

  static bool IsOfUnit(char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  static bool IsOfType(char c) { return IsOfUnit(c) || c == '?' || c == '_'; }
  void SkipSpaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }

  const std::string_view text_;
  const bool align_;
  const Target& target_;
  const std::size_t most_fields_;
  Diagnostic& error_;
  std::size_t at_ = 0;
};

}  // namespace

bool ReadTypeString(std::string_view text, bool align, const Target& target,
                    std::size_t most_fields, NumpyType& out, Diagnostic& error) {
  if (IsList(text)) return ListReader(text, align, target, most_fields, error).Run(out);
  const bool ordered = !text.empty() && IsOrder(text[0]);
  if (text.size() == (ordered ? 1u : 0u)) return FailUnknown(text, error);
  if (ReadOneType(ordered ? text[0] : '\0', text.substr(ordered), target, out, error)) return true;
  error.span = Whole(text);
  if (error.kind == ErrorKind::kUnknownDtype) error.arguments[0] = std::string(text);
  return false;
}

}  // namespace pep3118::internal
