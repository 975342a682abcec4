// SPDX-License-Identifier: MIT
// Algorithm: docs/format.md, "Layout".  Its steps are named at the functions that carry them out.
#include "pep3118/layout/placement/placement.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/layout/placement/codes.h"
#include "pep3118/layout/placement/items.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/numbered_names.h"
#include "pep3118/parser/pasted.h"

namespace pep3118::internal {
namespace {

using ast::Element;
using ast::Mode;

constexpr std::uint32_t kNoElement = UINT32_MAX;
constexpr std::size_t kMostDimensions = 64;  // of a field: those of Py_buffer and NumPy

Mode ModeOf(char mark) { return mark == '!' ? Mode::kBig : static_cast<Mode>(mark); }

const ast::Scalar* AsPad(const Element& element) {
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  return scalar != nullptr && scalar->code == ast::Code::kPad ? scalar : nullptr;
}

bool IsBarePad(const ast::Format& format, const Element& element) {
  return AsPad(element) != nullptr && !ast::IsNamed(format, element);
}

// A count of 1 is not a dimension, and that of a string is its length.
bool CountIsDimension(const Element& element) {
  if (element.count == ast::kNoCount || element.count == 1) return false;
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  return scalar == nullptr || !FactsOf(scalar->code).counts_length;
}

// A record, or the top level, while its fields are being placed.
struct Record {
  Record(const ast::Format& format, std::uint32_t begin_element, std::uint32_t end_element,
         std::int64_t start)
      : begin(begin_element), end(end_element), base(start), numbers(format, begin, end) {}

  std::uint32_t begin;  // its elements
  std::uint32_t end;
  std::int64_t base;        // of its first byte, from the start of the item (model explicit)
  std::int64_t offset = 0;  // of the next byte, from its own start
  std::int64_t alignment = 1;
  std::int64_t natural = 1;
  std::size_t members = 0;
  std::uint32_t name_giver = kNoElement;  // pad whose name went to the element before it
  bool empty = true;                      // no byte yet
  bool begins_with_double = false;
  NumberedNames numbers;
};

class FieldPlacer {
 public:
  FieldPlacer(const ast::Format& format, const Reading& reading, const Target& target,
              std::size_t members, Layout& layout, Placement& placement, Diagnostic& error)
      : format_(format),
        reading_(reading),
        target_(target),
        types_(ScalarTypesOf(target, own_types_)),
        members_(members),
        largest_(target.MaxObjectBytes()),
        builder_(layout),
        fields_(builder_.fields()),
        shapes_(builder_.shapes()),
        names_(builder_.names()),
        placement_(placement),
        error_(error) {
    builder_.set_target(target);
  }

  bool Run();

 private:
  void Reserve();
  bool PlaceTopLevel();
  bool PlaceElements(Record& record);
  bool PlacePad(const Element& element, Record& record);
  bool PlaceField(std::uint32_t index, Record& record);
  bool CloseRecord(Record& record);

  void EnterMode(const Element& element);
  bool ModeAligns() const { return Aligns(mode_, reading_); }

  bool DescribeItem(std::uint32_t index, const Record& record, Field& field, Item& item);
  bool DescribeCode(const Element& element, ast::Code code, Field& field, Item& item);
  bool DescribeRecord(std::uint32_t index, std::int64_t base, Field& field, Item& item);

  void SetName(std::uint32_t index, Record& record, Field& field);
  Span NameOf(std::uint32_t index, Record& record) const;
  bool AppendShape(const Element& element, Field& field, std::int64_t& n);
  bool PadBytes(const Element& element, std::int64_t& bytes) const;

  bool Multiply(std::int64_t a, std::int64_t b, std::int64_t& product) const;
  bool Pad(std::int64_t base, std::int64_t alignment, Record& record);
  void JudgeAlignment(const Field& field, const Record& record, Item& item);
  bool AlignFrom(std::int64_t base, std::int64_t alignment, std::int64_t& offset) const;
  bool Advance(std::int64_t bytes, const Element& element, Record& record);
  bool TooLarge(const Element& element, const char* what);
  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments);

  const ast::Format& format_;
  const Reading& reading_;
  const Target& target_;
  std::optional<ScalarTypes> own_types_;
  const ScalarTypes& types_;
  const std::size_t members_;
  const std::int64_t largest_;
  LayoutBuilder builder_;
  std::vector<Field>& fields_;
  std::vector<std::int64_t>& shapes_;
  std::string& names_;
  Placement& placement_;
  Diagnostic& error_;
  Mode mode_ = Mode::kNative;  // in force at the element that is being placed
};

bool FieldPlacer::Run() {
  Reserve();
  return PlaceTopLevel();
}

// Every vector grows once, so that references to fields stay valid.
void FieldPlacer::Reserve() {
  std::size_t fields = 1, counts = 0;
  for (const Element& element : format_.elements) {
    if (IsBarePad(format_, element)) continue;
    ++fields;
    counts += CountIsDimension(element);
  }
  fields_.clear();
  shapes_.clear();
  builder_.notes().clear();
  fields_.reserve(fields);
  names_ = format_.text;
  shapes_.reserve(format_.dims.size() + counts);
}

// One unnamed element is the item itself; anything else is a record whose braces were left out, and
// gets no padding at its end (struct's rule) unless the reading says so (NumPy's).
bool FieldPlacer::PlaceTopLevel() {
  const auto size = static_cast<std::uint32_t>(format_.elements.size());
  Record record(format_, 0, size, 0);
  const bool single =
      size > 0 && ast::EndOf(format_.elements[0], 0) == size && format_.elements[0].name.empty();
  if (single) {
    if (!PlaceElements(record)) return false;
    const Field& item = fields_[0];
    builder_.set_itemsize(record.offset);
    placement_.natural_itemsize = record.offset;
    if (item.kind == TypeKind::kRecord && item.itemsize > 0) {
      std::int64_t natural = item.itemsize;
      if (AlignFrom(0, record.natural, natural) &&
          Multiply(natural, record.offset / item.itemsize, natural)) {
        placement_.natural_itemsize = natural;
      }
    }
    return true;
  }

  fields_.emplace_back();
  if (!PlaceElements(record)) return false;
  if (reading_.pad_top_level && !CloseRecord(record)) return false;
  Field& item = fields_[0];
  item.itemsize = record.offset;
  item.end = static_cast<std::uint32_t>(fields_.size());
  item.span = {0, static_cast<std::uint32_t>(format_.text.size())};
  builder_.set_itemsize(record.offset);
  placement_.natural_itemsize = record.offset;
  // Where it has no such size, the written one stays.
  static_cast<void>(AlignFrom(0, record.natural, placement_.natural_itemsize));
  return true;
}

bool FieldPlacer::PlaceElements(Record& record) {
  for (std::uint32_t i : ast::ChildRange(&format_, record.begin, record.end)) {
    const Element& element = format_.elements[i];
    EnterMode(element);
    const bool is_item = fields_.empty();
    if (!is_item && (IsBarePad(format_, element) || i == record.name_giver)) {
      if (!PlacePad(element, record)) return false;
      continue;
    }
    if (!is_item && ++record.members > members_) {
      return Fail(ErrorKind::kTooManyMembers, element.span,
                  {"record has more than " + std::to_string(members_) + " members",
                   std::to_string(members_)});
    }
    if (!PlaceField(i, record)) return false;
  }
  return true;
}

bool FieldPlacer::PlacePad(const Element& element, Record& record) {
  std::int64_t bytes = 0;
  if (!PadBytes(element, bytes)) return TooLarge(element, "the padding");
  return Advance(bytes, element, record);
}

// Steps 2 to 5 for one field (or for the item, when it is a single element).
bool FieldPlacer::PlaceField(std::uint32_t index, Record& record) {
  const Element& element = format_.elements[index];
  const bool is_item = fields_.empty();
  Field& field = fields_.emplace_back();
  field.span = element.span;
  if (!is_item) SetName(index, record, field);
  std::int64_t n = 1;
  if (!AppendShape(element, field, n)) return false;

  Item item;
  if (!DescribeItem(index, record, field, item)) return false;
  std::int64_t bytes = 0;
  if (!Multiply(item.size, n, bytes)) return TooLarge(element, "the element");

  if (item.aligned && !Pad(record.base, item.alignment, record)) {
    return TooLarge(element, "its offset");
  }
  if (reading_.native_is_aligned && mode_ == Mode::kNative && field.kind != TypeKind::kRecord) {
    JudgeAlignment(field, record, item);
  }
  record.alignment = std::max(record.alignment, item.alignment);
  record.natural = std::max(record.natural, item.natural);
  if (record.empty && bytes > 0) {
    record.begins_with_double = item.begins_with_double && record.offset == 0;
  }

  field.offset = record.offset;
  field.itemsize = item.size;
  if (field.kind != TypeKind::kRecord) AlignAndName(target_, item, bytes > 0, field);
  field.end = static_cast<std::uint32_t>(fields_.size());
  return Advance(bytes, element, record);
}

// Step 6.
bool FieldPlacer::CloseRecord(Record& record) {
  // With marks for one element only, those that want alignment have said so one by one.
  const bool aligns = reading_.scope == MarkScope::kPerElement || ModeAligns();
  if (reading_.model != PaddingModel::kNatural && !aligns) return true;
  std::int64_t alignment = record.alignment;
  if (target_.aix_power_rule && record.begins_with_double) {
    alignment = std::max<std::int64_t>(alignment, 8);
  }
  if (!Pad(0, alignment, record)) {
    const Span whole{0, static_cast<std::uint32_t>(format_.text.size())};
    return Fail(ErrorKind::kSizeOverflow,
                record.begin == 0 ? whole : format_.elements[record.begin - 1].span,
                {"the record", std::to_string(largest_)});
  }
  return true;
}

// Step 1.  The tree holds the sticky reading; the others follow the marks themselves.
inline void FieldPlacer::EnterMode(const Element& element) {
  if (reading_.scope == MarkScope::kSticky) {
    mode_ = element.mode;
  } else if (element.mark != '\0') {
    mode_ = ModeOf(element.mark);
  } else if (reading_.scope == MarkScope::kPerElement) {
    mode_ = Mode::kNative;
  }
}

bool FieldPlacer::DescribeItem(std::uint32_t index, const Record& record, Field& field,
                               Item& item) {
  const Element& element = format_.elements[index];
  if (const auto* scalar = std::get_if<ast::Scalar>(&element.item)) {
    return DescribeCode(element, scalar->code, field, item);
  }
  if (std::holds_alternative<ast::Record>(element.item)) {
    // Padding model explicit never aligns a record, so its start is known before its inside.
    const std::int64_t base =
        reading_.model == PaddingModel::kExplicit ? record.base + record.offset : 0;
    return DescribeRecord(index, base, field, item);
  }
  const bool is_function = std::holds_alternative<ast::Function>(element.item);
  DescribePointer(is_function ? TypeKind::kFunction : TypeKind::kPointer, mode_, reading_, target_,
                  field, item);
  return true;
}

bool FieldPlacer::DescribeCode(const Element& element, ast::Code code, Field& field, Item& item) {
  if (code == ast::Code::kBit) {
    // `int` is spelt with codes alone, and ends in a bit field.
    error_ = ExplainPasted(format_.text, {ErrorKind::kBitField, element.span, {}});
    return false;
  }
  const CodeFacts& facts = FactsOf(code);
  if (facts.native_only && !IsNativeSize(mode_)) {
    return Fail(ErrorKind::kIllegalInMode, element.span,
                {std::string(ast::CodeText(code)), std::string(1, static_cast<char>(mode_))});
  }
  if (reading_.block_bytes != Reading::kNoBlock && code == ast::Code::kUint8 &&
      element.mark == '\0') {
    DescribeBlock(reading_, field, item);
    return true;
  }
  DescribeScalar(code, mode_, reading_, target_, types_, field, item);
  if (facts.counts_length && element.count != ast::kNoCount &&
      !Multiply(item.size, element.count, item.size)) {
    return TooLarge(element, "the element");
  }
  return true;
}

// Steps 4 and 7: a record is aligned when the mode after its closing brace aligns.
bool FieldPlacer::DescribeRecord(std::uint32_t index, std::int64_t base, Field& field, Item& item) {
  const Element& element = format_.elements[index];
  const Mode opening = mode_;
  Record inner(format_, index + 1, ast::EndOf(element, index), base);
  if (!PlaceElements(inner)) return false;
  if (reading_.model != PaddingModel::kExplicit && !CloseRecord(inner)) return false;
  if (reading_.scope != MarkScope::kSticky) mode_ = opening;

  field.kind = TypeKind::kRecord;
  item.size = inner.offset;
  item.natural = inner.natural;
  item.begins_with_double = inner.begins_with_double;
  const bool wanted = reading_.model == PaddingModel::kNatural || ModeAligns();
  item.aligned = wanted && reading_.model != PaddingModel::kExplicit;
  item.alignment = wanted ? inner.alignment : 1;
  return true;
}

// The written names are where the text has them; the numbers are appended to it.
void FieldPlacer::SetName(std::uint32_t index, Record& record, Field& field) {
  const Span name = NameOf(index, record);
  if (!name.empty()) {
    field.name_begin = name.begin;
    field.name_size = name.size();
    return;
  }
  field.name_begin = static_cast<std::uint32_t>(names_.size());
  record.numbers.AppendNext(names_);
  field.name_size = static_cast<std::uint32_t>(names_.size()) - field.name_begin;
}

// The element's own name or, where pads carry names, that of the pads without count after it.
Span FieldPlacer::NameOf(std::uint32_t index, Record& record) const {
  const Element& element = format_.elements[index];
  if (!element.name.empty() || !reading_.pads_carry_names) return element.name;
  for (std::uint32_t i = ast::EndOf(element, index); i < record.end; ++i) {
    const Element& next = format_.elements[i];
    if (AsPad(next) == nullptr || next.count != ast::kNoCount || next.dims.size > 0) break;
    if (next.name.empty()) continue;
    record.name_giver = i;
    return next.name;
  }
  return {};
}

// Dimensions, then the count.
bool FieldPlacer::AppendShape(const Element& element, Field& field, std::int64_t& n) {
  const bool has_count = CountIsDimension(element);
  if (element.dims.size == 0 && !has_count) return true;
  field.shape_begin = static_cast<std::uint32_t>(shapes_.size());
  for (std::int64_t dim : ast::DimsOf(format_, element)) shapes_.push_back(dim);
  if (has_count) shapes_.push_back(element.count);
  const std::size_t ndim = shapes_.size() - field.shape_begin;
  if (ndim > kMostDimensions) {
    return Fail(ErrorKind::kTooManyDimensions, element.span, {std::to_string(kMostDimensions)});
  }
  field.ndim = static_cast<std::uint8_t>(ndim);
  const auto begin = shapes_.begin() + field.shape_begin;
  if (std::find(begin, shapes_.end(), 0) != shapes_.end()) {
    n = 0;
    return true;
  }
  for (auto dim = begin; dim != shapes_.end(); ++dim) {
    if (!Multiply(n, *dim, n)) return TooLarge(element, "the number of elements");
  }
  return true;
}

bool FieldPlacer::PadBytes(const Element& element, std::int64_t& bytes) const {
  const std::span<const std::int64_t> dims = ast::DimsOf(format_, element);
  bytes = 0;
  if (std::find(dims.begin(), dims.end(), 0) != dims.end()) return true;
  bytes = element.count == ast::kNoCount ? 1 : element.count;
  for (std::int64_t dim : dims) {
    if (!Multiply(bytes, dim, bytes)) return false;
  }
  return bytes <= largest_;
}

// False when the product is more than the target's largest object.
bool FieldPlacer::Multiply(std::int64_t a, std::int64_t b, std::int64_t& product) const {
  std::int64_t exact = 0;
  if (!CheckedMultiply(a, b, exact) || exact > largest_) return false;
  product = exact;
  return true;
}

// Raises `offset` so that `base + offset` is aligned; false when that is more than the target's
// largest object.
bool FieldPlacer::AlignFrom(std::int64_t base, std::int64_t alignment, std::int64_t& offset) const {
  std::int64_t place = 0;
  if (!CheckedAdd(base, offset, place) || !CheckedAlignUp(place, alignment, place) ||
      !CheckedSubtract(place, base, place) || place > largest_) {
    return false;
  }
  offset = place;
  return true;
}

// Raises the record's offset so that `base` and it are aligned together.
bool FieldPlacer::Pad(std::int64_t base, std::int64_t alignment, Record& record) {
  const std::int64_t before = record.offset;
  if (!AlignFrom(base, alignment, record.offset)) return false;
  placement_.adds_padding = placement_.adds_padding || record.offset != before;
  return true;
}

// The item has its alignment where the text has put it at a multiple.
void FieldPlacer::JudgeAlignment(const Field& field, const Record& record, Item& item) {
  std::int64_t place = 0;
  const bool is_aligned =
      CheckedAdd(record.base, record.offset, place) && place % item.natural == 0;
  if (is_aligned) {
    item.alignment = item.natural;
  } else if (field.kind != TypeKind::kObject) {  // objects get no mark, aligned or not
    placement_.native_is_aligned = false;
  }
}

bool FieldPlacer::Advance(std::int64_t bytes, const Element& element, Record& record) {
  std::int64_t end = 0;
  if (!CheckedAdd(record.offset, bytes, end) || end > largest_) {
    return TooLarge(element, "the end of this element");
  }
  record.offset = end;
  record.empty = record.empty && bytes == 0;
  return true;
}

bool FieldPlacer::TooLarge(const Element& element, const char* what) {
  return Fail(ErrorKind::kSizeOverflow, element.span, {what, std::to_string(largest_)});
}

bool FieldPlacer::Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
  error_.kind = kind;
  error_.span = span;
  error_.arguments = std::move(arguments);
  return false;
}

}  // namespace

bool Place(const ast::Format& format, const Reading& reading, const Target& target,
           std::size_t members, Layout& layout, Placement& placement, Diagnostic& error) {
  placement = {};
  return FieldPlacer(format, reading, target, members, layout, placement, error).Run();
}

void ExtendTo(std::int64_t itemsize, Layout& layout) {
  LayoutBuilder builder(layout);
  std::vector<Field>& fields = builder.fields();
  if (fields[0].kind != TypeKind::kRecord || fields[0].ndim > 0) {
    Field record;
    record.span = fields[0].span;
    fields[0].name_begin = static_cast<std::uint32_t>(builder.names().size());
    fields[0].name_size = 2;
    builder.names() += "f0";
    fields.insert(fields.begin(), record);
    for (Field& field : fields) ++field.end;
    fields[0].end = static_cast<std::uint32_t>(fields.size());
  }
  fields[0].itemsize = itemsize;
  builder.set_itemsize(itemsize);
}

}  // namespace pep3118::internal
