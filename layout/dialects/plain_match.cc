// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/plain_match.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "pep3118/layout/placement/codes.h"
#include "pep3118/layout/target.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Element;
using ast::Mode;

// Where the readings agree.  Padding model pep rounds offsets within the record, explicit from the
// start of the item, model natural also where the marks deny it (only where all marks are `<` or
// `>`, as ctypes writes them).  They cannot differ at an offset that needs no rounding in any.
class Matcher {
 public:
  Matcher(const ast::Format& format, const Layout& layout, MatchLevel level)
      : format_(format), layout_(layout), target_(layout.target()), level_(level) {}

  bool Run() {
    const Field& item = layout_.item();
    if (format_.elements.empty() || item.kind != TypeKind::kRecord || item.ndim != 0) return false;
    if (target_.aix_power_rule) return false;
    const Element& element = format_.elements[0];
    const auto* record = std::get_if<ast::Record>(&element.item);
    if (record == nullptr || record->end != format_.elements.size() || !element.name.empty() ||
        element.count != ast::kNoCount || element.dims.size > 0) {
      return false;
    }
    Size size;
    if (!MatchFields(0, item, 0, size)) return false;
    if (size.end == item.itemsize) return IsMultiple(item.itemsize, size.any);
    // A tail: by alignment in the mode that has it, and then of the length that all readings give.
    return element.mode_after == Mode::kNative && size.any == size.native &&
           size.end < item.itemsize && AlignUp(size.end, size.any) == item.itemsize;
  }

 private:
  struct Size {
    std::int64_t end = 0;     // bytes so far
    std::int64_t native = 1;  // largest alignment that `@` asks for
    std::int64_t any = 1;     // or that natural alignment would
  };

  // Alignments and units are powers of two.
  static bool IsMultiple(std::int64_t offset, std::int64_t alignment) {
    return (offset & (alignment - 1)) == 0;
  }
  static std::int64_t AlignUp(std::int64_t offset, std::int64_t alignment) {
    return (offset + alignment - 1) & ~(alignment - 1);
  }

  // The elements of the record at `index` against the fields of `record`, which starts at `base`.
  bool MatchFields(std::uint32_t index, const Field& record, std::int64_t base, Size& size) {
    const std::uint32_t end = ast::EndOf(format_.elements[index], index);
    std::uint32_t next = layout_.IndexOf(record) + 1;
    bool after_record = false;
    for (std::uint32_t i = index + 1; i < end;) {
      const Element& element = format_.elements[i];
      if (element.mode == Mode::kUnaligned) return false;
      if (element.name.empty()) {
        // The pads after a record may lie inside it, if NumPy wrote them.
        if (after_record || ast::IsNamed(format_, element) ||
            !SkipPad(element, record.itemsize, size))
          return false;
        ++i;
        continue;
      }
      if (next == record.end) return false;
      const Field& field = layout_.all()[next];
      if (!MatchField(i, element, field, base, size)) return false;
      after_record = field.kind == TypeKind::kRecord;
      next = field.end;
      i = ast::EndOf(element, i);
    }
    return next == record.end;
  }

  static bool SkipPad(const Element& element, std::int64_t itemsize, Size& size) {
    const auto* scalar = std::get_if<ast::Scalar>(&element.item);
    if (scalar == nullptr || scalar->code != Code::kPad || element.dims.size > 0) return false;
    const std::int64_t bytes = element.count == ast::kNoCount ? 1 : element.count;
    if (bytes > itemsize - size.end) return false;
    size.end += bytes;
    return true;
  }

  bool MatchField(std::uint32_t index, const Element& element, const Field& field,
                  std::int64_t base, Size& size) {
    if (level_ == MatchLevel::kNames && ast::Name(format_, element) != layout_.Name(field))
      return false;
    const auto* scalar = std::get_if<ast::Scalar>(&element.item);
    if (scalar != nullptr) {
      if (!MatchScalar(element, scalar->code, field, base, size)) return false;
    } else if (!std::holds_alternative<ast::Record>(element.item) ||
               !MatchRecord(index, element, field, base, size)) {
      return false;
    }
    const std::int64_t count = field.ndim == 0 ? 1 : layout_.Count(field);
    if (count == 0) return false;  // no bytes, but they may align
    size.end = field.offset + field.itemsize * count;
    return true;
  }

  bool MatchScalar(const Element& element, Code code, const Field& field, std::int64_t base,
                   Size& size) {
    const CodeFacts& facts = FactsOf(code);
    const bool native = element.mode == Mode::kNative;
    switch (facts.kind) {
      case TypeKind::kBool:
      case TypeKind::kInt:
      case TypeKind::kUint:
      case TypeKind::kFloat:
      case TypeKind::kComplex:
      case TypeKind::kChar:
      case TypeKind::kBytes:
      case TypeKind::kUcs4:
        break;
      default:
        return false;
    }
    // ctypes marks every number of its own; without a mark this may be a union of one byte.
    if (code == Code::kUint8 && element.mark == '\0' && IsMarkedOrder(element.mode)) return false;
    const SizeAlign& place = target_.Native(code);
    const std::int64_t unit = native ? place.size : facts.standard_size;
    const bool is_length = facts.counts_length && element.count != ast::kNoCount;
    if (unit == 0 || (facts.native_only && !native)) return false;
    if (is_length && element.count > field.itemsize) return false;  // and the product fits
    if (field.itemsize != (is_length ? unit * element.count : unit)) return false;
    if (field.kind != facts.kind || field.float_format != FloatFormatOf(code, native, target_) ||
        (field.byte_order != ByteOrder::kNone && field.byte_order != OrderOf(element.mode)) ||
        !SameShape(element, !is_length, field)) {
      return false;
    }
    if (native) {
      if (!IsMultiple(base, place.align)) return false;
      size.native = std::max<std::int64_t>(size.native, place.align);
      size.any = std::max<std::int64_t>(size.any, place.align);
      return AlignUp(size.end, place.align) == field.offset;
    }
    if (element.mode != Mode::kStandard) {
      if (!IsMultiple(base + size.end, unit)) return false;  // no alignment is larger than the unit
      size.any = std::max(size.any, unit);
    }
    return size.end == field.offset;
  }

  bool MatchRecord(std::uint32_t index, const Element& element, const Field& field,
                   std::int64_t base, Size& size) {
    if (field.kind != TypeKind::kRecord || field.offset != size.end ||
        !SameShape(element, true, field)) {
      return false;
    }
    Size inner;
    const std::int64_t start = base + field.offset;
    if (!MatchFields(index, field, start, inner)) return false;
    size.native = std::max(size.native, inner.native);
    size.any = std::max(size.any, inner.any);
    return inner.end == field.itemsize && IsMultiple(start, inner.any) &&
           IsMultiple(field.offset, inner.any) && IsMultiple(field.itemsize, inner.any);
  }

  static bool IsMarkedOrder(Mode mode) { return mode == Mode::kLittle || mode == Mode::kBig; }

  ByteOrder OrderOf(Mode mode) const {
    return mode == Mode::kLittle ? ByteOrder::kLittle
           : mode == Mode::kBig  ? ByteOrder::kBig
                                 : target_.byte_order;
  }

  // Dimensions, and a repeat count other than 1 as the last of them.
  bool SameShape(const Element& element, bool count_repeats, const Field& field) const {
    if (field.ndim == 0 && element.count == ast::kNoCount) return element.dims.size == 0;
    const std::span<const std::int64_t> shape = layout_.Shape(field);
    const std::span<const std::int64_t> dims = ast::DimsOf(format_, element);
    const bool repeated = count_repeats && element.count != ast::kNoCount && element.count != 1;
    if (shape.size() != dims.size() + (repeated ? 1 : 0)) return false;
    return std::equal(dims.begin(), dims.end(), shape.begin()) &&
           (!repeated || shape.back() == element.count);
  }

  const ast::Format& format_;
  const Layout& layout_;
  const Target& target_;
  const MatchLevel level_;
};

// Differences that no reading can take away: names, kinds and marks are read alike by all of them.
// Stops at the first element that one exporter means otherwise than another.
class DifferenceFinder {
 public:
  DifferenceFinder(const ast::Format& format, const Layout& layout, MatchLevel level)
      : format_(format), layout_(layout), level_(level) {}

  bool Run() {
    // The same bytes may be grouped in other ways.
    if (level_ == MatchLevel::kBytes) return false;
    const Field& item = layout_.item();
    if (format_.elements.empty() || item.kind != TypeKind::kRecord || item.ndim != 0) return false;
    const Element& element = format_.elements[0];
    const auto* record = std::get_if<ast::Record>(&element.item);
    if (record == nullptr || record->end != format_.elements.size() || !element.name.empty() ||
        element.count != ast::kNoCount || element.dims.size > 0) {
      return false;
    }
    return InRecord(0, item) == Answer::kDiffers;
  }

 private:
  enum class Answer : std::uint8_t { kSame, kDiffers, kStop };

  Answer InRecord(std::uint32_t index, const Field& record) const {
    const std::uint32_t end = ast::EndOf(format_.elements[index], index);
    std::uint32_t next = layout_.IndexOf(record) + 1;
    for (std::uint32_t i = index + 1; i < end; i = ast::EndOf(format_.elements[i], i)) {
      const Element& element = format_.elements[i];
      const auto* scalar = std::get_if<ast::Scalar>(&element.item);
      const bool is_pad = scalar != nullptr && scalar->code == Code::kPad;
      if (is_pad && !ast::IsNamed(format_, element)) continue;
      if (is_pad || element.name.empty()) return Answer::kStop;
      if (next == record.end) return Answer::kDiffers;
      const Field& field = layout_.all()[next];
      if (level_ == MatchLevel::kNames && ast::Name(format_, element) != layout_.Name(field)) {
        return Answer::kDiffers;
      }
      const Answer answer = InField(i, element, field);
      if (answer != Answer::kSame) return answer;
      next = field.end;
    }
    return next == record.end ? Answer::kSame : Answer::kDiffers;
  }

  Answer InField(std::uint32_t index, const Element& element, const Field& field) const {
    if (std::holds_alternative<ast::Record>(element.item)) {
      return field.kind == TypeKind::kRecord ? InRecord(index, field) : Answer::kStop;
    }
    // Whatever else it is, it is one field.
    const auto* scalar = std::get_if<ast::Scalar>(&element.item);
    if (scalar == nullptr || !IsPlainNumber(scalar->code) || !IsPlainNumber(field.code)) {
      return Answer::kSame;
    }
    if (FactsOf(scalar->code).kind != field.kind) return Answer::kDiffers;
    if (element.mark == '\0' || field.byte_order == ByteOrder::kNone) return Answer::kSame;
    const bool little = element.mode == Mode::kLittle;
    if (!little && element.mode != Mode::kBig) return Answer::kSame;
    return little == (field.byte_order == ByteOrder::kLittle) ? Answer::kSame : Answer::kDiffers;
  }

  // Codes that mean one kind to every exporter.  `B` may be a union of ctypes.
  static bool IsPlainNumber(Code code) {
    const TypeKind kind = FactsOf(code).kind;
    return code != Code::kUint8 && code != Code::kInt8 &&
           (kind == TypeKind::kInt || kind == TypeKind::kUint || kind == TypeKind::kFloat ||
            kind == TypeKind::kComplex);
  }

  const ast::Format& format_;
  const Layout& layout_;
  const MatchLevel level_;
};

}  // namespace

PlainAnswer DescribesPlainly(const ast::Format& format, const Layout& layout, MatchLevel level) {
  if (Matcher(format, layout, level).Run()) return PlainAnswer::kYes;
  return DifferenceFinder(format, layout, level).Run() ? PlainAnswer::kNo : PlainAnswer::kUnknown;
}

}  // namespace pep3118::internal
