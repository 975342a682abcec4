// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/reference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <variant>

#include "pep3118/fuzz/require.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::fuzz {
namespace {

using ast::Code;
using ast::Element;
using ast::Mode;

constexpr Wide kMost = Wide{1} << 100;

Wide Capped(Wide number) { return std::min(number, kMost); }
// Both are at most kMost: divides so that no product has more than 127 bits.
Wide Product(Wide a, Wide b) {
  if (a == 0 || b == 0) return 0;
  return a > kMost / b ? kMost : a * b;
}
Wide AlignedUp(Wide offset, Wide alignment) {
  return Capped((offset + alignment - 1) / alignment * alignment);
}

struct Type {
  Wide size = 0;
  Wide alignment = 1;  // that the mode grants
};

class Placer {
 public:
  Placer(const ast::Format& format, const Target& target) : format_(format), target_(target) {}

  Reference Run() {
    const auto size = static_cast<std::uint32_t>(format_.elements.size());
    const bool is_one =
        size > 0 && ast::EndOf(format_.elements[0], 0) == size && format_.elements[0].name.empty();
    Type all;
    if (is_one) {
      Place(0, all);
    } else {
      result_.places.emplace_back();
      for (const std::uint32_t i : ast::Children(format_)) PlaceOrPad(i, all);
      result_.places[0].itemsize = all.size;
    }
    result_.itemsize = all.size;
    return std::move(result_);
  }

 private:
  void Note(Wide number) { result_.largest = std::max(result_.largest, number); }

  static const Code* CodeOf(const Element& element) {
    const auto* const scalar = std::get_if<ast::Scalar>(&element.item);
    return scalar == nullptr ? nullptr : &scalar->code;
  }

  // The count is the length of these.
  static bool IsRun(const Code* code) {
    constexpr Code kRuns[] = {Code::kPad, Code::kBytes, Code::kPascal, Code::kUcs2, Code::kUcs4};
    return code != nullptr && std::ranges::find(kRuns, *code) != std::end(kRuns);
  }

  Wide Elements(const Element& element) {
    const bool has_count = element.count != ast::kNoCount && !IsRun(CodeOf(element));
    Wide number = has_count ? element.count : 1;
    for (const std::int64_t dim : ast::DimsOf(format_, element)) number = Product(number, dim);
    Note(number);
    return number;
  }

  void PlaceOrPad(std::uint32_t index, Type& record) {
    const Element& element = format_.elements[index];
    const Code* const code = CodeOf(element);
    if (code == nullptr || *code != Code::kPad || ast::IsNamed(format_, element)) {
      Place(index, record);
      return;
    }
    const Wide bytes = element.count == ast::kNoCount ? 1 : element.count;
    record.size = Capped(record.size + Product(bytes, Elements(element)));
    Note(record.size);
  }

  void Place(std::uint32_t index, Type& record) {
    const Element& element = format_.elements[index];
    const std::size_t place = result_.places.size();
    result_.places.emplace_back();
    const Wide elements = Elements(element);
    const Type type = TypeOf(index);
    Note(type.size);
    record.alignment = std::max(record.alignment, type.alignment);
    record.size = AlignedUp(record.size, type.alignment);
    result_.places[place] = {record.size, type.size};
    record.size = Capped(record.size + Product(type.size, elements));
    Note(record.size);
  }

  Type TypeOf(std::uint32_t index) {
    const Element& element = format_.elements[index];
    if (std::holds_alternative<ast::Record>(element.item)) return RecordOf(index);
    const Code* const code = CodeOf(element);
    const bool is_native = element.mode == Mode::kNative || element.mode == Mode::kUnaligned;
    const SizeAlign native = target_.Native(code == nullptr ? Code::kVoidPointer : *code);
    const std::int64_t standard = code == nullptr ? 0 : StandardSize(*code);
    Type type;
    type.size = is_native || standard == 0 ? native.size : standard;
    if (IsRun(code) && element.count != ast::kNoCount) {
      type.size = Product(type.size, element.count);
    }
    if (element.mode == Mode::kNative) type.alignment = native.align;
    return type;
  }

  // The mode at its closing brace says whether the record is aligned and rounded up.
  Type RecordOf(std::uint32_t index) {
    Type record;
    for (const std::uint32_t i : ast::Children(format_, index)) PlaceOrPad(i, record);
    if (format_.elements[index].mode_after != Mode::kNative) record.alignment = 1;
    record.size = AlignedUp(record.size, record.alignment);
    return record;
  }

  const ast::Format& format_;
  const Target& target_;
  Reference result_;
};

}  // namespace

Reference PlaceByTheLetter(const ast::Format& format, const Target& target) {
  return Placer(format, target).Run();
}

void RequireReference(const ast::Format& format, const Target& target,
                      const Result<Layout>& layout) {
  const Reference reference = PlaceByTheLetter(format, target);
  if (!layout) {
    Require(layout.error().kind != ErrorKind::kSizeOverflow ||
                reference.largest > target.MaxObjectBytes(),
            "what is refused for its size has it", format.text);
    return;
  }
  Require(reference.itemsize == layout->itemsize(), "the itemsize is the reference's", format.text);
  Require(reference.places.size() == layout->all().size(), "so is the number of fields",
          format.text);
  for (std::size_t i = 0; i < reference.places.size(); ++i) {
    const Field& field = layout->all()[i];
    Require(reference.places[i].offset == field.offset &&
                reference.places[i].itemsize == field.itemsize,
            "a field is where the reference has it", format.text, layout->Name(field));
  }
}

}  // namespace pep3118::fuzz
