// SPDX-License-Identifier: MIT
#include "pep3118/parser/builder.h"

#include <algorithm>
#include <utility>

#include "pep3118/base/utf8.h"
#include "pep3118/parser/explain.h"

namespace pep3118::internal {
namespace {

constexpr std::size_t kMaxDimensions = 64;  // Py_buffer and NumPy 2
constexpr std::size_t kMaxElements = (std::size_t{1} << 31) - 1;

}  // namespace

Builder::Builder(const ParseLimits& limits, ast::Format& format, Diagnostic& error)
    : format_(&format),
      error_(&error),
      nesting_(std::min(limits.nesting, kMaxNesting)),
      dimensions_(std::min(limits.dimensions, kMaxDimensions)),
      elements_(std::min(limits.elements, kMaxElements)),
      name_bytes_(limits.name_bytes),
      text_is_plain_(IsPlainAscii(format.text)) {
  format.elements.clear();
  format.dims.clear();
  format.nesting = 0;
  // An element takes at least one byte of text.  Growing from a quarter of that doubles twice at
  // most, so that old and new storage together stay below 96 bytes per byte of text.
  format.elements.reserve(format.text.size() / 4 + 4);
}

bool Builder::Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
  if (!failed_) {
    failed_ = true;
    *error_ = Diagnostic{kind, span, std::move(arguments)};
  }
  return false;
}

bool Builder::FailTooDeep(Span span) {
  return Fail(ErrorKind::kTooDeep, span, {std::to_string(nesting_)});
}

void Builder::NotePrefix(Prefixes::Last kind, std::uint32_t at) {
  if (prefixes_.last == Prefixes::Last::kNone) prefixes_.begin = at;
  prefixes_.last = kind;
}

bool Builder::Order(std::uint32_t at) {
  const char mark = At(at);
  if (prefixes_.mark != '\0') {
    return Fail(ErrorKind::kRepeatedByteOrder, {prefixes_.mark_at, at + 1},
                {std::string(1, prefixes_.mark), std::string(1, mark)});
  }
  if (prefixes_.count != ast::kNoCount) {
    return Fail(ErrorKind::kOrderAfterCount, {at, at + 1},
                {std::string(1, mark), Text(prefixes_.count_text)});
  }
  NotePrefix(Prefixes::Last::kOrder, at);
  prefixes_.mark = mark;
  prefixes_.mark_at = at;
  mode_ = mark == '!' ? ast::Mode::kBig : static_cast<ast::Mode>(mark);
  return true;
}

bool Builder::DimsBegin(std::uint32_t at) {
  if (prefixes_.count != ast::kNoCount) {
    const std::string& text = format_->text;
    const std::size_t close = text.find(')', at);
    const std::string rest = close == std::string::npos ? "...)" : text.substr(at + 1, close - at);
    const std::string count = Text(prefixes_.count_text);
    return Fail(ErrorKind::kDimensionsAfterCount, {at, at + 1}, {count, "(" + count + "," + rest});
  }
  if (prefixes_.dims.size == 0) {
    prefixes_.dims.begin = static_cast<std::uint32_t>(format_->dims.size());
  }
  NotePrefix(Prefixes::Last::kDims, at);
  prefixes_.dims_text = {at, at + 1};
  prefixes_.in_dims = true;
  return true;
}

bool Builder::Dim(Span digits) {
  if (prefixes_.dims.size >= dimensions_) {
    return Fail(ErrorKind::kTooManyDimensions, digits, {std::to_string(dimensions_)});
  }
  std::int64_t value = 0;
  if (!Number(digits, value)) return Fail(ErrorKind::kCountOverflow, digits, {Text(digits)});
  format_->dims.push_back(value);
  ++prefixes_.dims.size;
  return true;
}

void Builder::DimsEnd(std::uint32_t at) {
  prefixes_.dims_text.end = at + 1;
  prefixes_.in_dims = false;
}

bool Builder::Count(Span digits) {
  if (prefixes_.count != ast::kNoCount) {
    return Fail(ErrorKind::kRepeatedCount, {prefixes_.count_text.begin, digits.end},
                {Text(prefixes_.count_text), Text(digits)});
  }
  std::int64_t value = 0;
  if (!Number(digits, value)) return Fail(ErrorKind::kCountOverflow, digits, {Text(digits)});
  NotePrefix(Prefixes::Last::kCount, digits.begin);
  prefixes_.count = value;
  prefixes_.count_text = digits;
  return true;
}

bool Builder::Number(Span digits, std::int64_t& value) const {
  constexpr std::uint64_t kMax = INT64_MAX;
  std::uint64_t sum = 0;
  for (std::uint32_t at = digits.begin; at < digits.end; ++at) {
    const auto digit = static_cast<std::uint64_t>(At(at) - '0');
    if (sum > (kMax - digit) / 10) return false;
    sum = sum * 10 + digit;
  }
  value = static_cast<std::int64_t>(sum);
  return true;
}

bool Builder::Function(Span text) {
  ast::Element* element = Push(text);
  if (element == nullptr) return false;
  element->item = ast::Function{};
  return true;
}

bool Builder::PushOpen(Span opener, Open::Kind kind) {
  if (depth_ >= nesting_) return FailTooDeep(opener);
  ast::Element* element = Push(opener);
  if (element == nullptr) return false;
  if (kind == Open::Kind::kPointer) {
    element->item = ast::Pointer{};
  } else {
    element->item = ast::Record{};
  }
  const bool in_angle = kind == Open::Kind::kPointer ? InAngle() : kind == Open::Kind::kAngle;
  open_[depth_++] = Open{last_, opener.begin, opener.end, kind, in_angle};
  format_->nesting = std::max(format_->nesting, depth_);
  return true;
}

bool Builder::RecordBegin(Span opener, Open::Kind kind) { return PushOpen(opener, kind); }

ast::Element& Builder::Complete(std::uint32_t index, std::uint32_t end) {
  ast::Element& element = format_->elements[index];
  element.span.end = end;
  last_ = index;
  after_name_ = false;
  return element;
}

void Builder::RecordEnd(std::uint32_t end) {
  ast::Element& element = Complete(open_[--depth_].index, end);
  element.item = ast::Record{static_cast<std::uint32_t>(format_->elements.size())};
  element.mode_after = mode_;
}

bool Builder::PointerBegin(std::uint32_t at) {
  return PushOpen({at, at + 1}, Open::Kind::kPointer);
}

void Builder::PointerEnd(std::uint32_t end) {
  ast::Element& element = Complete(open_[--depth_].index, end);
  element.item = ast::Pointer{static_cast<std::uint32_t>(format_->elements.size())};
  mode_ = element.mode;  // the target's byte order is its own: ctypes writes T{&<i:p:<d:x:}
}

bool Builder::FailElements(Span item) {
  return Fail(ErrorKind::kTooManyElements, item, {std::to_string(elements_)});
}

bool Builder::CheckName(Span text) {
  const std::string_view name = std::string_view(format_->text).substr(text.begin, text.size());
  if (name.size() > name_bytes_) {
    return Fail(ErrorKind::kNameTooLong, text,
                {std::to_string(name.size()), std::to_string(name_bytes_)});
  }
  for (std::size_t i = 0; i < name.size();) {
    const auto at = static_cast<std::uint32_t>(text.begin + i);
    if (name[i] == '\0') return Fail(ErrorKind::kNulByte, {at, at + 1});
    const std::size_t length = Utf8SequenceLength(name.substr(i));
    if (length == 0) return Fail(ErrorKind::kInvalidUtf8, {at, at + 1});
    i += length;
  }
  return true;
}

bool Builder::FailUnterminatedName(std::uint32_t at) {
  const std::string& text = format_->text;
  const auto end = static_cast<std::uint32_t>(text.size());
  if (const std::size_t nul = text.find('\0', at); nul != std::string::npos) {
    const auto place = static_cast<std::uint32_t>(nul);
    return Fail(ErrorKind::kNulByte, {place, place + 1});
  }
  return Fail(ErrorKind::kUnterminatedName, {at - 1, end});
}

std::size_t Builder::SignatureLength(std::uint32_t at) {
  const std::string& text = format_->text;
  const Span opener{at - 2, at};
  std::size_t level = 1;
  for (std::uint32_t i = at; i < text.size(); ++i) {
    if (depth_ + level > nesting_) {
      FailTooDeep(level == 1 ? opener : Span{i - 1, i});
      return 0;
    }
    format_->nesting = std::max(format_->nesting, depth_ + level);
    const char c = text[i];
    if (!IsFormatByte(c)) {
      const Span character = CharacterAt(text, i);
      Fail(c == '\0' ? ErrorKind::kNulByte : ErrorKind::kNonAscii, character, {Text(character)});
      return 0;
    }
    if (c == '{') ++level;
    if (c == '}' && --level == 0) return i - at;
  }
  Fail(ErrorKind::kUnclosedFunction, opener);
  return 0;
}

}  // namespace pep3118::internal
