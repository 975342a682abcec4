// SPDX-License-Identifier: MIT
// What NumPy's exporter writes, measured on NumPy 1.24, 2.2 and 2.4: docs/dialects.md, "NumPy".
#include <string>
#include <string_view>

#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/parser/print.h"

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

// NumPy's spelling is the printer's but for two things, which the tree does not keep: an array of
// arrays is `(m)(n)`, and the empty name is `::`.
class PrintedForm {
 public:
  explicit PrintedForm(const ast::Format& format)
      : text_(format.text), printed_(PrintFormat(format)) {}

  bool Matches() {
    while (at_ < text_.size()) {
      if (!Step()) return false;
    }
    return printed_at_ == printed_.size();
  }
  bool has_array_of_arrays() const { return has_array_of_arrays_; }

 private:
  bool Step() {
    if (!in_name_ && Next() == "::") {
      at_ += 2;
      return true;
    }
    if (printed_at_ == printed_.size()) return false;
    const char printed = printed_[printed_at_];
    if (!in_name_ && Next() == ")(" && printed == ',') {
      has_array_of_arrays_ = true;
      at_ += 2;
      ++printed_at_;
      return true;
    }
    if (text_[at_] != printed) return false;
    if (printed == ':') in_name_ = !in_name_;
    ++at_;
    ++printed_at_;
    return true;
  }

  std::string_view Next() const { return text_.substr(at_, 2); }

  const std::string_view text_;
  const std::string printed_;
  std::size_t at_ = 0;
  std::size_t printed_at_ = 0;
  bool in_name_ = false;
  bool has_array_of_arrays_ = false;
};

// Walks a text as NumPy's exporter would have written it and stops at the first broken habit.
class NumpyHabits {
 public:
  NumpyHabits(const ast::Format& format, const Target& target)
      : format_(format), long_bytes_(target.Native(Code::kLong).size) {}

  NumpySpelling Judge() {
    const Element& item = format_.elements[0];
    PrintedForm form(format_);
    if (item.mark != '\0' || item.dims.size > 0 || item.count != ast::kNoCount ||
        !item.name.empty() || !FollowsIn(0) || !form.Matches()) {
      return {};
    }
    const bool certain = certain_ || form.has_array_of_arrays();
    return {certain ? Likelihood::kCertain : Likelihood::kPossible, marks_unaligned_};
  }

 private:
  // The members of one record.
  bool FollowsIn(std::uint32_t record) {
    bool after_pad = false;
    for (const std::uint32_t i : ast::Children(format_, record)) {
      const Element& element = format_.elements[i];
      if (!ast::IsNamed(format_, element)) {
        if (!IsBarePad(element)) return false;
        after_pad = certain_ = true;
        continue;
      }
      after_pad = false;
      if (!Follows(i, element)) return false;
    }
    return !after_pad;
  }

  static bool IsBarePad(const Element& element) {
    return IsPad(element) && element.count == ast::kNoCount && element.dims.size == 0 &&
           element.mark == '\0';
  }

  bool Follows(std::uint32_t index, const Element& element) {
    if (IsRecord(element)) {
      return element.mark == '\0' && element.count == ast::kNoCount && FollowsIn(index);
    }
    const Code* code = CodeOf(element);
    if (code == nullptr || !HasNumpyType(*code) || !CountFollows(element, *code) ||
        !MarkFollows(element, *code)) {
      return false;
    }
    Remember(element, *code);
    return ModeFollows(*code);
  }

  // S3 is `3s` and U3 is `3w`, always counted, and V3 is a named `3x`; all else has dimensions.
  static bool CountFollows(const Element& element, Code code) {
    const bool counted = code == Code::kBytes || code == Code::kUcs4 || code == Code::kPad;
    return counted == (element.count != ast::kNoCount);
  }

  // A mark is where it changes.  The machine's own order is `@` or `=`, unless the dtype was
  // made with an explicit order: then it is `<` or `>` like any other.
  bool MarkFollows(const Element& element, Code code) const {
    const char mark = element.mark;
    if (mark == '\0') return true;
    if (mark == mode_ || mark == '!' || IsUnmarkedInNumpy(code)) return false;
    return IsLongDouble(code) ? mark == '@' || mark == '^' : mark != '^';
  }

  void Remember(const Element& element, Code code) {
    if (element.mark != '\0') mode_ = element.mark;
    certain_ = certain_ || element.mark == '@' || code == Code::kUcs4;
    marks_unaligned_ = marks_unaligned_ || element.mark == '=' || element.mark == '^';
  }

  // `q` names the same dtype as `l` where sizes are fixed; long double has no fixed size.
  bool ModeFollows(Code code) const {
    if (IsUnmarkedInNumpy(code)) return true;
    if (mode_ == '@') return true;
    if (mode_ == '^') return IsLongDouble(code);
    const bool is_long = code == Code::kLong || code == Code::kULong;
    return !IsLongDouble(code) && (!is_long || long_bytes_ == 4);
  }

  const ast::Format& format_;
  const std::int64_t long_bytes_;
  char mode_ = '@';
  bool certain_ = false;
  bool marks_unaligned_ = false;
};

}  // namespace

NumpySpelling NumpySpellingOf(const ast::Format& format, const Target& target) {
  return IsOneRecord(format) ? NumpyHabits(format, target).Judge() : NumpySpelling{};
}

}  // namespace pep3118::internal
