// The dialects whose text alone does not say which reading they follow: NumPy and ctypes.
#include <algorithm>
#include <utility>
#include <variant>

#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/numpy_export.h"
#include "pep3118/layout/dialects/resolve.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

Span Whole(const ast::Format& format) {
  return {0, static_cast<std::uint32_t>(format.text.size())};
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

bool PlaceOpaqueBlock(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      Diagnostic& error) {
  if (*options.itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, 1, *options.itemsize, error);
  }
  Placement placement;
  if (!Place(format, Reading{}, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  LayoutBuilder builder(layout);
  Field& item = builder.fields()[0];
  item.kind = Kind::kOpaque;
  item.byte_order = ByteOrder::kNone;
  item.itemsize = *options.itemsize;
  builder.set_itemsize(*options.itemsize);
  return true;
}

// NumPy's own text, read as numpy_export.h says.  Text that NumPy cannot have written is taken by
// its letter: pads as written, and alignment from the start of the item where they leave it open.
bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error) {
  if (NumpyWrote(format, *options.target) != Likelihood::kImpossible) {
    NumpyExport found;
    if (!PlaceNumpyExport(format, options, layout, found, error)) return false;
    if (found.every_pad_is_written) return SettleNumpyExport(format, options, found, layout, error);
  }
  Reading reading;
  reading.model = Model::kExplicit;
  reading.pad_top_level = true;
  Placement placement;
  if (!Place(format, reading, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  // The last resort for an itemsize that is too small for anything else.
  if (options.itemsize && *options.itemsize < layout.itemsize()) reading.native_is_unaligned = true;
  if (!Follow(format, reading, true, options, layout, placement, error)) return false;
  if (!options.itemsize && placement.natural_itemsize != layout.itemsize()) {
    NoteMissingTail(format, layout);
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
  const CtypesSpelling spelling = CtypesSpellingOf(format);
  if (!spelling.follows || !spelling.has_primitive) {
    const bool block = IsLoneByte(format) && options.itemsize && *options.itemsize > 1;
    if (block) return PlaceOpaqueBlock(format, options, layout, error);
    return Follow(format, literal, false, options, layout, placement, error);
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
  // Padding could as well be the rest of a member that is larger than it looks.
  const bool hides_size = !spelling.unmarked_byte.empty();
  if (options.itemsize && hides_size && *options.itemsize != packed.itemsize()) {
    error = {ErrorKind::kOpaqueMember, spelling.unmarked_byte, {}};
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
  if (!options.itemsize && hides_size) {
    builder.AddNote(NoteKind::kAssumedExporter, spelling.unmarked_byte,
                    "this `B` is assumed to be one byte; ctypes writes the same for a union of any "
                    "size");
  }
  return true;
}

}  // namespace pep3118::internal
