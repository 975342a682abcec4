// The dialects whose text alone does not say which reading they follow: NumPy and ctypes.
#include <algorithm>
#include <utility>
#include <variant>

#include "pep3118/layout/builder.h"
#include "pep3118/layout/resolve.h"

namespace pep3118::internal {
namespace {

using ast::Element;

Span Whole(const ast::Format& format) {
  return {0, static_cast<std::uint32_t>(format.text.size())};
}

// How a text agrees with ctypes' habit: every primitive carries its own `<` or `>`, nothing else
// carries a mark, and a union, whatever its size, is a `B` without mark.
struct CtypesSpelling {
  bool follows = true;
  bool has_primitive = false;
  Span unmarked_byte;  // the first `B` that may stand for more than one byte
};

CtypesSpelling SpellingOf(const ast::Format& format) {
  CtypesSpelling spelling;
  std::uint32_t target_end = 0;  // before it we are inside a pointer's target, which has no place
  for (std::uint32_t i = 0; i < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    if (const auto* pointer = std::get_if<ast::Pointer>(&element.item)) {
      target_end = std::max(target_end, pointer->end);
    }
    const bool marked = element.mark == '<' || element.mark == '>';
    const auto* scalar = std::get_if<ast::Scalar>(&element.item);
    if (scalar == nullptr || scalar->code == ast::Code::kPad) {
      spelling.follows = spelling.follows && element.mark == '\0';
    } else if (marked) {
      spelling.has_primitive = true;
    } else if (scalar->code == ast::Code::kUint8 && element.mark == '\0') {
      if (i >= target_end && spelling.unmarked_byte.empty()) spelling.unmarked_byte = element.span;
    } else {
      spelling.follows = false;
    }
  }
  return spelling;
}

// A whole format `B` or `b`: a union or a packed structure, whose inside is not in the text.
bool IsLoneByte(const ast::Format& format) {
  if (format.elements.size() != 1) return false;
  const Element& element = format.elements[0];
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  return scalar != nullptr && element.dims.size == 0 && element.count == ast::kNoCount &&
         element.name.empty() &&
         (scalar->code == ast::Code::kUint8 || scalar->code == ast::Code::kInt8);
}

void MakeOpaque(std::int64_t itemsize, Layout& layout) {
  LayoutBuilder builder(layout);
  Field& item = builder.fields()[0];
  item.kind = Kind::kOpaque;
  item.byte_order = ByteOrder::kNone;
  item.alignment = 1;
  item.itemsize = itemsize;
  builder.set_itemsize(itemsize);
}

// Same offsets, sizes and strides.  Both come from the same tree, so the fields correspond.
bool SamePlaces(const Layout& a, const Layout& b) {
  if (a.itemsize() != b.itemsize() || a.all().size() != b.all().size()) return false;
  for (std::size_t i = 0; i < a.all().size(); ++i) {
    if (a.all()[i].offset != b.all()[i].offset || a.all()[i].itemsize != b.all()[i].itemsize) {
      return false;
    }
  }
  return true;
}

}  // namespace

// NumPy's exporter writes pads between fields but never at the end of a record, and an unaligned
// object as plain `O`.  Text that NumPy did not write may still need every `@` read as `^`.
bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error) {
  Reading reading;
  reading.model = Model::kExplicit;
  reading.pad_top_level = true;
  reading.tails_follow_records = true;
  reading.object_padding_is_written = true;
  Placement placement;
  if (!Place(format, reading, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  if (options.itemsize && *options.itemsize < layout.itemsize()) {
    const std::int64_t described = layout.itemsize();
    reading.native_is_unaligned = true;
    if (!Place(format, reading, *options.target, options.members, layout, placement, error)) {
      return false;
    }
    if (*options.itemsize < layout.itemsize()) {
      return ItemsizeMismatch(format, described, *options.itemsize, error);
    }
  }
  if (options.itemsize && *options.itemsize > layout.itemsize()) {
    if (*options.itemsize > options.target->MaxObjectBytes()) {
      return ItemsizeMismatch(format, layout.itemsize(), *options.itemsize, error);
    }
    ExtendTo(*options.itemsize, layout);
  }
  LayoutBuilder builder(layout);
  if (!options.itemsize && placement.natural_itemsize != layout.itemsize()) {
    builder.AddNote(NoteKind::kAssumedTrailingPadding, Whole(format),
                    "no padding is assumed after the last field; NumPy leaves it out of the format "
                    "and only the itemsize tells");
  }
  if (!placement.unsettled_stride.empty()) {
    builder.AddNote(NoteKind::kAssumedElementStride, placement.unsettled_stride,
                    "the records of this array are assumed to follow each other without padding; "
                    "NumPy leaves their padding out of the format");
  }
  return true;
}

// ctypes before CPython 3.12 wrote no padding at all although members are aligned; since 3.12 it
// writes all of it, and a packed structure looks like the old spelling of another one.  Only the
// itemsize tells them apart.
bool FollowCtypes(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error) {
  Reading literal;
  Placement placement;
  const CtypesSpelling spelling = SpellingOf(format);
  if (!spelling.follows || !spelling.has_primitive) {
    const bool block = IsLoneByte(format) && options.itemsize && *options.itemsize > 1 &&
                       *options.itemsize <= options.target->MaxObjectBytes();
    if (!block) return Follow(format, literal, false, options, layout, placement, error);
    if (!Place(format, literal, *options.target, options.members, layout, placement, error)) {
      return false;
    }
    MakeOpaque(*options.itemsize, layout);
    return true;
  }

  literal.wide_u = options.target->wchar_bytes == 4;
  literal.model = Model::kExplicit;
  Reading natural = literal;
  natural.model = Model::kNatural;
  Layout packed;
  LayoutBuilder(packed).set_dialect(Dialect::kCtypes);
  if (!Place(format, literal, *options.target, options.members, packed, placement, error) ||
      !Place(format, natural, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  if (options.itemsize && *options.itemsize != layout.itemsize()) {
    if (*options.itemsize != packed.itemsize()) {
      return ItemsizeMismatch(format, layout.itemsize(), *options.itemsize, error);
    }
    layout = std::move(packed);
    return true;
  }
  LayoutBuilder builder(layout);
  if (!SamePlaces(packed, layout) &&
      (!options.itemsize || packed.itemsize() == layout.itemsize())) {
    builder.AddNote(NoteKind::kAssumedExporter, Whole(format),
                    "the members are assumed to be aligned as the C compiler does; the text would "
                    "be the same for a packed structure of CPython 3.12 or later");
  }
  if (!options.itemsize && !spelling.unmarked_byte.empty()) {
    builder.AddNote(NoteKind::kAssumedExporter, spelling.unmarked_byte,
                    "this `B` is assumed to be one byte; ctypes writes the same for a union of any "
                    "size");
  }
  return true;
}

}  // namespace pep3118::internal
