// SPDX-License-Identifier: MIT
// What ctypes writes, measured on CPython 3.8 to 3.14: docs/dialects.md, "ctypes".
#include <algorithm>
#include <variant>

#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/spelling.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Element;

class CtypesHabits {
 public:
  explicit CtypesHabits(const ast::Format& format) : format_(format) {}

  CtypesSpelling Judge() {
    spelling_.follows = IsOneItem(format_) && format_.elements[0].name.empty();
    for (std::uint32_t i = 0; i < format_.elements.size() && spelling_.follows; ++i) {
      spelling_.follows = Follows(i, format_.elements[i]);
    }
    return spelling_;
  }

 private:
  bool Follows(std::uint32_t index, const Element& element) {
    if (IsPad(element)) return PadFollows(index, element);
    const bool is_target = index > 0 && IsPointer(format_.elements[index - 1]);
    if (index > 0 && !is_target && !ast::IsNamed(format_, element)) return false;
    if (element.count != ast::kNoCount) return false;  // arrays are dimensions
    if (IsPointer(element)) {
      target_end_ = std::max(target_end_, ast::EndOf(element, index));
    }
    const Code* code = CodeOf(element);
    return code == nullptr ? ContainerFollows(element) : PrimitiveFollows(index, element, *code);
  }

  static bool IsPointer(const Element& element) {
    return std::holds_alternative<ast::Pointer>(element.item);
  }

  // `x` or `7x`, and never two in a row.
  bool PadFollows(std::uint32_t index, const Element& element) {
    if (spelling_.pad.empty()) spelling_.pad = element.span;
    const Element* before = index > 0 ? &format_.elements[index - 1] : nullptr;
    const bool after_pad =
        before != nullptr && IsPad(*before) && before->span.end == element.span.begin;
    return element.mark == '\0' && element.dims.size == 0 && !after_pad &&
           !ast::IsNamed(format_, element) && (element.count == ast::kNoCount || element.count > 1);
  }

  bool ContainerFollows(const Element& element) {
    const bool is_record = IsRecord(element);
    spelling_.has_record = spelling_.has_record || is_record;
    spelling_.has_pointer = spelling_.has_pointer || !is_record;
    return element.mark == '\0';
  }

  bool PrimitiveFollows(std::uint32_t index, const Element& element, Code code) {
    if (element.mark == '<' || element.mark == '>') {
      (element.mark == '<' ? spelling_.has_little : spelling_.has_big) = true;
      const bool is_long = code == Code::kLong || code == Code::kULong;
      if (is_long && spelling_.old_long.empty()) spelling_.old_long = element.span;
      return code != Code::kBytes && code != Code::kPascal && code != Code::kUcs4;
    }
    if (code != Code::kUint8 || element.mark != '\0') return false;
    const bool has_place = index >= target_end_;  // a pointer's target has none
    if (has_place && spelling_.unmarked_bytes++ == 0) spelling_.unmarked_byte = element.span;
    return true;
  }

  const ast::Format& format_;
  std::uint32_t target_end_ = 0;
  CtypesSpelling spelling_;
};

}  // namespace

CtypesSpelling CtypesSpellingOf(const ast::Format& format) { return CtypesHabits(format).Judge(); }

}  // namespace pep3118::internal
