// SPDX-License-Identifier: MIT
// Rules: PyArray_DescrConverter's for strings (`_convert_from_str`) and numpy's `_commastring`.
#include "pep3118/dtype/type_string.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/dtype/digits.h"
#include "pep3118/dtype/time_unit.h"
#include "pep3118/dtype/type_words.h"
#include "pep3118/layout/numpy_record.h"

namespace pep3118::internal {
namespace {

using ast::Code;

constexpr std::int64_t kMostTextBytes = INT32_MAX;  // of NumPy's itemsize for a string

bool IsOrder(char c) { return c == '<' || c == '>' || c == '=' || c == '|'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool Fail(Diagnostic& error, ErrorKind kind, Span span, std::vector<std::string> arguments) {
  error = {kind, span, std::move(arguments)};
  return false;
}

Span Whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

bool FailUnknown(std::string_view text, Diagnostic& error) {
  return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
              {std::string(text), "docs/dtype.md lists the types"});
}

char OwnOrder(const Target& target) { return target.byte_order == ByteOrder::kBig ? '>' : '<'; }

// ---- one type

void SetScalar(char mark, Code code, std::int64_t size, const Target& target, NumpyType& out) {
  out.type = ExplicitType::Scalar(mark, std::string(ast::CodeText(code)), size);
  out.alignment = NumpyAlignment(out.type, target);
}

bool SetText(char order, Code code, std::int64_t length, const Target& target, NumpyType& out) {
  out.type = ExplicitType::Scalar(order, std::string(ast::CodeText(code)), 0);
  out.alignment = NumpyAlignment(out.type, target);
  return SetLength(length, out);
}

void SetTime(char order, TimeKind kind, const Target& target, NumpyType& out) {
  SetScalar(order, Code::kLongLong, 8, target, out);
  out.type.time.kind = kind;
}

bool SetWord(const TypeWord& row, char order, std::string_view text, const Target& target,
             NumpyType& out, Diagnostic& error) {
  const bool foreign = order != OwnOrder(target);
  const SizeAlign& c_type = target.Native(row.code);
  switch (row.kind) {
    case TypeWord::Kind::kSized:
      SetScalar(order, row.code, StandardSize(row.code), target, out);
      return true;
    case TypeWord::Kind::kText:
      return SetText(order, row.code, row.size, target, out);
    case TypeWord::Kind::kDatetime:
      SetTime(order, TimeKind::kDatetime, target, out);
      return true;
    case TypeWord::Kind::kTimedelta:
      SetTime(order, TimeKind::kTimedelta, target, out);
      return true;
    case TypeWord::Kind::kInt:
      if (c_type.size != target.pointer_bytes) {
        return Fail(error, ErrorKind::kBadDtype, Whole(text),
                    {"`" + std::string(text) + "` has " + std::to_string(c_type.size) +
                         " bytes in NumPy 1 and " + std::to_string(target.pointer_bytes) +
                         " in NumPy 2 on this target",
                     "write its size: `int32`, `int64`, `uint32` or `uint64`"});
      }
      break;
    case TypeWord::Kind::kCType:
      break;
  }
  if (row.size != 0 && row.size != c_type.size) return FailUnknown(text, error);
  if (!foreign || row.code == Code::kObject) {
    SetScalar('@', row.code, c_type.size, target, out);
    return true;
  }
  // In foreign byte order a C type is named by its size; a long double has none but its own.
  const bool is_unsigned = row.code == Code::kUShort || row.code == Code::kUInt ||
                           row.code == Code::kULong || row.code == Code::kULongLong ||
                           row.code == Code::kSize;
  Code code = row.code;
  const bool is_float = code == Code::kDouble || code == Code::kComplexDouble ||
                        code == Code::kLongDouble || code == Code::kComplexLongDouble;
  if (target.long_double_format == FloatFormat::kBinary64) {
    if (code == Code::kLongDouble) code = Code::kDouble;
    if (code == Code::kComplexLongDouble) code = Code::kComplexDouble;
  }
  if (!is_float) {
    switch (c_type.size) {
      case 2:
        code = is_unsigned ? Code::kUShort : Code::kShort;
        break;
      case 4:
        code = is_unsigned ? Code::kUInt : Code::kInt;
        break;
      default:
        code = is_unsigned ? Code::kULongLong : Code::kLongLong;
        break;
    }
  }
  SetScalar(order, code, c_type.size, target, out);
  return true;
}

// `f4`: the type of a kind and its bytes; kCount_ when NumPy has none.
Code CodeOf(char kind, std::int64_t bytes, const Target& target) {
  const auto size = [&](Code one, Code two, Code four, Code eight) {
    return bytes == 1   ? one
           : bytes == 2 ? two
           : bytes == 4 ? four
           : bytes == 8 ? eight
                        : Code::kCount_;
  };
  const auto long_double = [&](Code code) {
    return target.Native(code).size == bytes ? code : Code::kCount_;
  };
  Code code = Code::kCount_;
  switch (kind) {
    case 'b':
      return size(Code::kBool, code, code, code);
    case 'i':
      return size(Code::kInt8, Code::kShort, Code::kInt, Code::kLongLong);
    case 'u':
      return size(Code::kUint8, Code::kUShort, Code::kUInt, Code::kULongLong);
    case 'f':
      code = size(code, Code::kHalf, Code::kFloat, Code::kDouble);
      return code != Code::kCount_ ? code : long_double(Code::kLongDouble);
    case 'c':
      if (bytes == 8) return Code::kComplexFloat;
      return bytes == 16 ? Code::kComplexDouble : long_double(Code::kComplexLongDouble);
    case 'O':
      return size(code, code, Code::kObject, Code::kObject);
    default:
      return code;
  }
}

bool SetSized(char order, char kind, std::int64_t number, const Target& target, NumpyType& out) {
  switch (kind) {
    case 'S':
    case 'a':
      return SetText(order, Code::kBytes, number, target, out);
    case 'U':
      return SetText(order, Code::kUcs4, number, target, out);
    case 'V':
      return SetText(order, Code::kPad, number, target, out);
    default:
      break;
  }
  const Code code = CodeOf(kind, number, target);
  if (code == Code::kCount_) return false;
  if (code == Code::kObject) {
    SetScalar('@', code, target.Native(code).size, target, out);
  } else if (StandardSize(code) == 0) {  // a long double
    SetScalar(order == OwnOrder(target) ? '@' : order, code, number, target, out);
  } else {
    SetScalar(order, code, number, target, out);
  }
  return true;
}

// A datetime64 or timedelta64; nothing when `text` is another type.
std::optional<bool> ReadTime(std::string_view text, char order, const Target& target,
                             NumpyType& out) {
  std::size_t name = 0;
  TimeKind kind = TimeKind::kDatetime;
  if (text.starts_with("M8")) {
    name = 2;
  } else if (text.starts_with("m8")) {
    name = 2;
    kind = TimeKind::kTimedelta;
  } else if (text.starts_with("datetime64")) {
    name = 10;
  } else if (text.starts_with("timedelta64")) {
    name = 11;
    kind = TimeKind::kTimedelta;
  } else {
    return std::nullopt;
  }
  SetTime(order, kind, target, out);
  return ReadTimeUnit(text.substr(name), out.type.time);
}

// `order`: that before the type, or NUL.  NumPy takes none before a name such as `float32`.
bool ReadOneType(char order, std::string_view text, const Target& target, NumpyType& out,
                 Diagnostic& error) {
  const bool ordered = order == '<' || order == '>';
  const char mark = ordered ? order : OwnOrder(target);
  if (text.size() == 1) {
    const TypeWord* row = FindTypeCode(text[0]);
    return row != nullptr ? SetWord(*row, mark, text, target, out, error)
                          : FailUnknown(text, error);
  }
  if (const std::optional<bool> time = ReadTime(text, mark, target, out)) {
    if (*time) return true;
    return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
                {std::string(text),
                 "a unit is `Y M W D h m s ms us ns ps fs as` or `generic`, after a count from 1: "
                 "`M8[25s]`"});
  }
  if (text.size() > 1 && IsDigit(text[1])) {
    const std::optional<std::int64_t> number = NumberIn(text.substr(1));
    if (number && SetSized(mark, text[0], *number, target, out)) return true;
    return FailUnknown(text, error);
  }
  const TypeWord* row = order == '\0' ? FindTypeWord(text) : nullptr;
  if (order != '\0' && FindTypeWord(text) != nullptr) {
    return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
                {order + std::string(text),
                 "NumPy takes no byte order before a name; write a code such as `>f4`"});
  }
  if (row == nullptr) return FailUnknown(text, error);
  return SetWord(*row, mark, text, target, out, error);
}

// ---- a list of types

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

bool IsFlexible(const NumpyType& type) {
  if (type.type.is_record() || type.type.itemsize != 0 || !type.type.shape.empty()) return false;
  const char code = type.type.code.back();
  return code == 's' || code == 'w' || code == 'x';
}

bool SetLength(std::int64_t length, NumpyType& type) {
  const char code = type.type.code.back();
  const std::int64_t unit = code == 'w' ? 4 : 1;
  if (length > kMostTextBytes / unit) return false;
  type.type.itemsize = length * unit;  // at most kMostTextBytes
  type.type.code = std::to_string(length) + code;
  return true;
}

bool AddShape(const std::vector<std::int64_t>& shape, NumpyType& type) {
  constexpr std::size_t kMostDimensions = 64;
  std::vector<std::int64_t>& own = type.type.shape;
  if (own.size() + shape.size() > kMostDimensions) return false;
  own.insert(own.begin(), shape.begin(), shape.end());
  return true;
}

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

bool ReadTypeWord(std::string_view word, const Target& target, NumpyType& out, Diagnostic& error) {
  std::string_view name = word;
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    const std::string_view module = name.substr(0, dot);
    if (module == "np" || module == "numpy") name.remove_prefix(dot + 1);
  }
  const TypeWord* row = FindTypeWord(name);
  if (row == nullptr) return FailUnknown(word, error);
  return SetWord(*row, OwnOrder(target), word, target, out, error);
}

}  // namespace pep3118::internal
