#include "pep3118/layout/dialects/spelling.h"

#include <algorithm>
#include <variant>

#include "pep3118/layout/placement/codes.h"
#include "pep3118/parser/print.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Element;

const Code* CodeOf(const Element& element) {
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  return scalar == nullptr ? nullptr : &scalar->code;
}

bool IsPad(const Element& element) {
  const Code* code = CodeOf(element);
  return code != nullptr && *code == Code::kPad;
}

bool IsRecord(const Element& element) { return std::holds_alternative<ast::Record>(element.item); }

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

// Walks a text as NumPy's exporter would have written it and stops at the first broken habit.
class NumpyHabits {
 public:
  NumpyHabits(const ast::Format& format, const Target& target)
      : format_(format), own_order_(target.byte_order == ByteOrder::kLittle ? '<' : '>') {}

  Likelihood Judge() {
    const Element& item = format_.elements[0];
    if (item.mark != '\0' || item.dims.size > 0 || item.count != ast::kNoCount ||
        !item.name.empty() || !Fields(0) || format_.text != PrintFormat(format_)) {
      return Likelihood::kImpossible;
    }
    return certain_ ? Likelihood::kCertain : Likelihood::kPossible;
  }

 private:
  bool Fields(std::uint32_t record) {
    bool pad = false;
    for (std::uint32_t i : ast::Children(format_, record)) {
      const Element& element = format_.elements[i];
      if (IsPad(element) && element.name.empty()) {
        if (element.count != ast::kNoCount || element.dims.size > 0 || element.mark != '\0') {
          return false;
        }
        pad = certain_ = true;
        continue;
      }
      pad = false;
      if (element.name.empty() || !Field(i, element)) return false;
    }
    return !pad;
  }

  bool Field(std::uint32_t index, const Element& element) {
    if (IsRecord(element)) {
      return element.mark == '\0' && element.count == ast::kNoCount && Fields(index);
    }
    const Code* code = CodeOf(element);
    return code != nullptr && HasNumpyType(*code) && Mark(element, *code) && Count(element, *code);
  }

  bool Mark(const Element& element, Code code) {
    const bool long_double = code == Code::kLongDouble || code == Code::kComplexLongDouble;
    if (element.mark != '\0') {
      if (IsUnmarkedInNumpy(code) || element.mark == mode_ || element.mark == own_order_ ||
          element.mark == '!' || (element.mark == '^') != (long_double && element.mark != '@')) {
        return false;
      }
      certain_ = certain_ || element.mark == '@';
      mode_ = element.mark;
    }
    const bool native = mode_ == '@' || mode_ == '^';
    // `q` names the same dtype where sizes are fixed; long double has no fixed size.
    if (!native && (code == Code::kLong || code == Code::kULong || long_double)) return false;
    return mode_ != '^' || long_double || IsUnmarkedInNumpy(code);
  }

  // S3 is `3s` and U3 is `3w`, always counted, and V3 is a named `3x`; all else has dimensions.
  bool Count(const Element& element, Code code) {
    const bool counted = code == Code::kBytes || code == Code::kUcs4 || code == Code::kPad;
    certain_ = certain_ || code == Code::kUcs4;
    return counted == (element.count != ast::kNoCount);
  }

  const ast::Format& format_;
  const char own_order_;
  char mode_ = '@';
  bool certain_ = false;
};

bool AllMembersUnaligned(const ast::Format& format, std::uint32_t record) {
  for (std::uint32_t i : ast::Children(format, record)) {
    if (format.elements[i].mark != '^') return false;
  }
  return !ast::Children(format, record).empty();
}

}  // namespace

CtypesSpelling CtypesSpellingOf(const ast::Format& format) {
  CtypesSpelling spelling;
  std::uint32_t target_end = 0;  // before it we are inside a pointer's target, which has no place
  for (std::uint32_t i = 0; i < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    if (const auto* pointer = std::get_if<ast::Pointer>(&element.item)) {
      target_end = std::max(target_end, pointer->end);
    }
    const Code* code = CodeOf(element);
    if (code == nullptr || *code == Code::kPad) {
      spelling.follows = spelling.follows && element.mark == '\0';
      spelling.has_pointer = spelling.has_pointer || (code == nullptr && !IsRecord(element));
    } else if (element.mark == '<' || element.mark == '>') {
      spelling.has_primitive = true;
    } else if (*code == Code::kUint8 && element.mark == '\0') {
      if (i >= target_end && spelling.unmarked_byte.empty()) spelling.unmarked_byte = element.span;
    } else {
      spelling.follows = false;
    }
  }
  return spelling;
}

Likelihood NumpyWrote(const ast::Format& format, const Target& target) {
  const bool one_record = !format.elements.empty() && IsRecord(format.elements[0]) &&
                          ast::EndOf(format.elements[0], 0) == format.elements.size();
  return one_record ? NumpyHabits(format, target).Judge() : Likelihood::kImpossible;
}

bool HasUnclosedPackedRecord(const ast::Format& format) {
  bool packed = false;
  std::uint32_t packed_end = 0;
  for (std::uint32_t i = 0; i < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    if (packed && i >= packed_end && element.mark == '\0' && !IsRecord(element)) return true;
    if (!IsRecord(element) || i == 0 || packed) continue;
    packed = AllMembersUnaligned(format, i);
    if (packed) packed_end = ast::EndOf(element, i);
  }
  return false;
}

bool HasNamesAfterPads(const ast::Format& format) {
  for (std::uint32_t i = 0; i + 1 < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    if (IsPad(element) || !element.name.empty()) continue;
    std::uint32_t next = ast::EndOf(element, i);
    const auto bare = [&](const Element& pad) {
      return IsPad(pad) && pad.count == ast::kNoCount && pad.dims.size == 0;
    };
    while (next < format.elements.size() && bare(format.elements[next])) {
      if (!format.elements[next].name.empty()) return true;
      ++next;
    }
  }
  return false;
}

bool IsLoneByte(const ast::Format& format) {
  if (format.elements.size() != 1) return false;
  const Element& element = format.elements[0];
  const Code* code = CodeOf(element);
  return code != nullptr && (*code == Code::kUint8 || *code == Code::kInt8) &&
         element.dims.size == 0 && element.count == ast::kNoCount && element.name.empty() &&
         element.mark == '\0';
}

}  // namespace pep3118::internal
