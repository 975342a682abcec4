// SPDX-License-Identifier: MIT
// What NumPy's exporter writes, measured on NumPy 1.24, 2.2 and 2.4: docs/dialects.md, "NumPy".
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/spelling.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Element;

// NumPy's types of one byte (or counted in bytes), which get no mark, and objects.
bool IsUnmarkedInNumpy(Code code) {
  switch (code) {
    case Code::kPad:
    case Code::kInt8:
    case Code::kUint8:
    case Code::kBool:
    case Code::kBytes:
    case Code::kObject:
      return true;
    default:
      return false;
  }
}

bool HasNumpyType(Code code) {
  switch (code) {
    case Code::kChar:
    case Code::kSsize:
    case Code::kSize:
    case Code::kComplexHalf:
    case Code::kPascal:
    case Code::kUcs2:
    case Code::kBit:
    case Code::kVoidPointer:
    case Code::kCharPointer:
    case Code::kWcharPointer:
      return false;
    default:
      return true;
  }
}

bool IsLongDouble(Code code) {
  return code == Code::kLongDouble || code == Code::kComplexLongDouble;
}

// Walks a text as NumPy's exporter would have written it and stops at the first broken habit.  It
// writes each token in one way and nothing between them, so the text is read once more, byte by
// byte, along the tree.
class NumpyHabits {
 public:
  NumpyHabits(const ast::Format& format, const Target& target)
      : format_(format), text_(format.text), long_bytes_(target.Native(Code::kLong).size) {}

  NumpySpelling Judge() {
    const Element& item = format_.elements[0];
    if (item.mark != '\0' || item.dims.size > 0 || item.count != ast::kNoCount ||
        !item.name.empty() || !FollowsRecord(0) || at_ != text_.size()) {
      return {};
    }
    spelling_.likelihood = certain_ ? Likelihood::kCertain : Likelihood::kPossible;
    return spelling_;
  }

 private:
  // From the brace to the name.
  bool FollowsRecord(std::uint32_t record) {
    if (!Take("T{")) return false;
    bool after_pad = false;
    for (const std::uint32_t i : ast::Children(format_, record)) {
      const Element& element = format_.elements[i];
      if (!ast::IsNamed(format_, element)) {
        if (!IsBarePad(element) || !Take('x')) return false;
        after_pad = certain_ = true;
        continue;
      }
      after_pad = false;
      if (!Follows(i, element)) return false;
    }
    return !after_pad && Take('}') && TakeName(format_.elements[record]);
  }

  static bool IsBarePad(const Element& element) {
    return IsPad(element) && element.count == ast::kNoCount && element.dims.size == 0 &&
           element.mark == '\0';
  }

  bool Follows(std::uint32_t index, const Element& element) {
    if (element.dims.size > 0 && !TakeDims(element)) return false;
    if (IsRecord(element)) {
      spelling_.has_record = true;
      spelling_.has_record_array = spelling_.has_record_array || element.dims.size > 0;
      return element.mark == '\0' && element.count == ast::kNoCount && FollowsRecord(index);
    }
    const Code* code = CodeOf(element);
    if (code == nullptr || !HasNumpyType(*code) || !CountFollows(element, *code)) return false;
    certain_ = certain_ || *code == Code::kUcs4;
    const bool mark_follows = element.mark == '\0' || MarkFollows(element.mark, *code);
    return mark_follows && ModeFollows(*code) && TakeScalar(element, *code);
  }

  // ---- the bytes

  // An array of arrays is `(m)(n)`.
  bool TakeDims(const Element& element) {
    char before = '(';
    for (const std::int64_t dim : ast::DimsOf(format_, element)) {
      if (!Take(before)) {
        if (before != ',' || !Take(")(")) return false;
        certain_ = true;
      }
      if (!TakeNumber(dim)) return false;
      before = ',';
    }
    return Take(')');
  }

  bool TakeScalar(const Element& element, Code code) {
    return (element.mark == '\0' || Take(element.mark)) &&
           (element.count == ast::kNoCount || TakeNumber(element.count)) && TakeCode(code) &&
           TakeName(element);
  }

  bool TakeCode(Code code) {
    return std::ranges::all_of(ast::CodeText(code), [this](char letter) { return Take(letter); });
  }

  bool TakeName(const Element& element) {
    if (element.name.empty()) return !ast::IsNamed(format_, element) || Take("::");
    if (element.name.begin != at_ + 1) return false;
    at_ = element.name.end + 1;
    return true;
  }

  bool TakeNumber(std::int64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return Take(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
  }

  bool Take(char character) {
    if (at_ == text_.size() || text_[at_] != character) return false;
    ++at_;
    return true;
  }

  bool Take(std::string_view token) {
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  // ---- the tree

  // S3 is `3s` and U3 is `3w`, always counted, and V3 is a named `3x`; all else has dimensions.
  static bool CountFollows(const Element& element, Code code) {
    const bool counted = code == Code::kBytes || code == Code::kUcs4 || code == Code::kPad;
    return counted == (element.count != ast::kNoCount);
  }

  // A mark is where it changes.  The machine's own order is `@` or `=`, unless the dtype was
  // made with an explicit order: then it is `<` or `>` like any other.
  bool MarkFollows(char mark, Code code) {
    if (mark == mode_ || mark == '!' || IsUnmarkedInNumpy(code)) return false;
    mode_ = mark;
    certain_ = certain_ || mark == '@';
    spelling_.marks_unaligned = spelling_.marks_unaligned || mark == '=' || mark == '^';
    return IsLongDouble(code) ? mark == '@' || mark == '^' : mark != '^';
  }

  // `q` names the same dtype as `l` where sizes are fixed; long double has no fixed size.
  bool ModeFollows(Code code) const {
    if (mode_ == '@' || IsUnmarkedInNumpy(code)) return true;
    if (mode_ == '^') return IsLongDouble(code);
    const bool is_long = code == Code::kLong || code == Code::kULong;
    return !IsLongDouble(code) && (!is_long || long_bytes_ == 4);
  }

  const ast::Format& format_;
  const std::string_view text_;
  const std::int64_t long_bytes_;
  std::size_t at_ = 0;  // in the text
  char mode_ = '@';
  bool certain_ = false;
  NumpySpelling spelling_;
};

}  // namespace

NumpySpelling NumpySpellingOf(const ast::Format& format, const Target& target) {
  return IsOneRecord(format) ? NumpyHabits(format, target).Judge() : NumpySpelling{};
}

}  // namespace pep3118::internal
