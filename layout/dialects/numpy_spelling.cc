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

// How NumPy writes a code.
struct Habit {
  bool is_type = true;       // there is such a dtype
  bool is_unmarked = false;  // one byte (or counted in bytes) and objects get no mark
  bool is_counted = false;   // S3 is `3s`, U3 is `3w`, V3 is a named `3x`; all else has dimensions
  bool is_long = false;
  bool is_long_double = false;
};

constexpr std::array<Habit, static_cast<std::size_t>(Code::kCount_)> kHabits = [] {
  std::array<Habit, static_cast<std::size_t>(Code::kCount_)> habits{};
  const auto of = [&habits](Code code) -> Habit& { return habits[static_cast<std::size_t>(code)]; };
  for (const Code code :
       {Code::kChar, Code::kSsize, Code::kSize, Code::kComplexHalf, Code::kPascal, Code::kUcs2,
        Code::kBit, Code::kVoidPointer, Code::kCharPointer, Code::kWcharPointer}) {
    of(code).is_type = false;
  }
  for (const Code code :
       {Code::kPad, Code::kInt8, Code::kUint8, Code::kBool, Code::kBytes, Code::kObject}) {
    of(code).is_unmarked = true;
  }
  for (const Code code : {Code::kBytes, Code::kUcs4, Code::kPad}) of(code).is_counted = true;
  for (const Code code : {Code::kLong, Code::kULong}) of(code).is_long = true;
  for (const Code code : {Code::kLongDouble, Code::kComplexLongDouble}) {
    of(code).is_long_double = true;
  }
  return habits;
}();

std::size_t DecimalDigits(std::int64_t number) {
  std::size_t digits = 1;
  for (; number >= 10; number /= 10) ++digits;
  return digits;
}

// Walks a text as NumPy's exporter would have written it and stops at the first broken habit.  It
// writes each token in one way and nothing between them, so every element is as long as its tokens
// and begins where the one before it ends.
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
    if (code == nullptr) return false;
    const Habit& habit = kHabits[static_cast<std::size_t>(*code)];
    const bool is_counted = element.count != ast::kNoCount;
    if (!habit.is_type || habit.is_counted != is_counted) return false;
    certain_ = certain_ || *code == Code::kUcs4;
    const bool mark_follows = element.mark == '\0' || MarkFollows(element.mark, habit);
    return mark_follows && ModeFollows(habit) && TakeScalar(element, *code);
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

  // What follows the dimensions.  Written otherwise (`03s`, `< i`) it is longer than its tokens, and
  // what is shorter (`F` for `Zf`) begins otherwise.
  bool TakeScalar(const Element& element, Code code) {
    const std::string_view letters = ast::CodeText(code);
    at_ += (element.mark == '\0' ? 0 : 1) +
           (element.count == ast::kNoCount ? 0 : DecimalDigits(element.count));
    if (!Take(letters.front())) return false;
    at_ += letters.size() - 1;
    return TakeName(element);
  }

  // To the end of the element.
  bool TakeName(const Element& element) {
    const bool is_named = ast::IsNamed(format_, element);
    at_ += is_named ? element.name.size() + 2 : 0;
    return at_ == element.span.end;
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

  // A mark is where it changes.  The machine's own order is `@` or `=`, unless the dtype was
  // made with an explicit order: then it is `<` or `>` like any other.
  bool MarkFollows(char mark, const Habit& habit) {
    if (mark == mode_ || mark == '!' || habit.is_unmarked) return false;
    mode_ = mark;
    certain_ = certain_ || mark == '@';
    spelling_.marks_unaligned = spelling_.marks_unaligned || mark == '=' || mark == '^';
    return habit.is_long_double ? mark == '@' || mark == '^' : mark != '^';
  }

  // `q` names the same dtype as `l` where sizes are fixed; long double has no fixed size.
  bool ModeFollows(const Habit& habit) const {
    if (mode_ == '@' || habit.is_unmarked) return true;
    if (mode_ == '^') return habit.is_long_double;
    return !habit.is_long_double && (!habit.is_long || long_bytes_ == 4);
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
