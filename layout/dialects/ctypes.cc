// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/ctypes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/layout/dialects/ctypes_bit_field.h"
#include "pep3118/layout/dialects/ctypes_twins.h"
#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/placement.h"

namespace pep3118::internal {
namespace {

bool RefuseOpaqueMember(const CtypesSpelling& spelling, Diagnostic& error) {
  error = {ErrorKind::kOpaqueMember, spelling.unmarked_byte, {}};
  return false;
}

// Reads one text in ctypes' spelling with an itemsize.
class CtypesReader {
 public:
  CtypesReader(const ast::Format& format, const CtypesSpelling& spelling,
               const LayoutOptions& options)
      : format_(format),
        spelling_(spelling),
        options_(options),
        itemsize_(*options.itemsize),
        may_leave_out_padding_(spelling.pad.empty() && options.dialect != Dialect::kCtypes312),
        may_write_padding_(options.dialect != Dialect::kCtypes311) {}

  bool Run(Layout& layout, Diagnostic& error) {
    return spelling_.unmarked_bytes > 0 ? PlaceBlock(layout, error) : PlaceMembers(layout, error);
  }

 private:
  // ---- every member is known

  bool PlaceMembers(Layout& layout, Diagnostic& error) {
    Layout aligned;
    Placement placement;
    if (!Place(CtypesReading(PaddingModel::kNatural, *options_.target), aligned, placement,
               error) ||
        (placement.adds_padding && !PlaceAsWritten(layout, error))) {
      return false;
    }
    // As a C compiler places them: the same with the alignment that the members have.
    if (!placement.adds_padding || SamePlaces(layout, aligned)) layout = aligned;
    const std::int64_t written = layout.itemsize();
    const bool is_aligned = may_leave_out_padding_ && aligned.itemsize() == itemsize_;
    if (may_write_padding_ && written == itemsize_) {
      if (may_leave_out_padding_ && HasTwin(aligned, itemsize_)) {
        NoteBitFields(layout);
      } else {
        NoteRepeatedNames(layout);
      }
      return true;
    }
    if (!is_aligned) {
      if (may_write_padding_ && PlaceOneBitField(written, layout)) return true;
      return ItemsizeMismatch(format_, may_leave_out_padding_ ? aligned.itemsize() : written,
                              itemsize_, error);
    }
    layout = std::move(aligned);
    if (may_write_padding_) {
      NoteHiddenPadding(layout);
    } else if (HasTwin(layout, itemsize_)) {
      NoteTwin(layout);
    }
    return true;
  }

  // CPython 3.14 counts the padding after a bit field from its last byte, so that it overlaps the
  // rest of the integer.
  bool PlaceOneBitField(std::int64_t written, Layout& layout) {
    if (spelling_.pad.empty() || written <= itemsize_) return false;
    Span integer;
    if (!ShortenPadding(written - itemsize_, layout, integer)) return false;
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, integer,
        "this integer is assumed to be a bit field, whose unused bytes CPython 3.14 writes as "
        "padding once more; only the structure itself shows");
    return true;
  }

  bool PlaceAsWritten(Layout& layout, Diagnostic& error) const {
    return Place(CtypesReading(PaddingModel::kExplicit, *options_.target), layout, error);
  }

  bool Place(const Reading& reading, Layout& layout, Diagnostic& error) const {
    Placement placement;
    return Place(reading, layout, placement, error);
  }
  bool Place(const Reading& reading, Layout& layout, Placement& placement,
             Diagnostic& error) const {
    return internal::Place(format_, reading, *options_.target, options_.max_fields, layout,
                           placement, error);
  }

  // ---- one member is a block of unknown size

  // The block has the size that explains the itemsize.  Since CPython 3.12 every pad is written, so
  // it is what the others leave.  Before, its alignment is unknown too; a union of 8 bytes is the
  // most frequent (measured).
  bool PlaceBlock(Layout& layout, Diagnostic& error) {
    if (spelling_.unmarked_bytes > 1) return RefuseOpaqueMember(spelling_, error);
    std::optional<Reading> found;
    if (may_leave_out_padding_) {
      for (const std::int64_t alignment : {8, 16, 4, 2, 1}) {
        found = OnlyBlock(PaddingModel::kNatural, alignment);
        if (found) break;
      }
    }
    if (!found && may_write_padding_) found = OnlyBlock(PaddingModel::kExplicit, 1);
    if (!found || !Place(*found, layout, error)) return RefuseOpaqueMember(spelling_, error);
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, spelling_.unmarked_byte,
        "this `B` is assumed to be a block of " + std::to_string(found->block_bytes) +
            " bytes, which the itemsize leaves for it; ctypes writes a union or a packed structure "
            "of any size so, and only the structure itself shows its size and alignment");
    return true;
  }

  // The reading with the one size of the block, at that alignment, that explains the itemsize;
  // nothing when no size does, or several do.
  std::optional<Reading> OnlyBlock(PaddingModel model, std::int64_t alignment) const {
    // Sizes that differ by a period change the padding around the block in nothing.
    const std::int64_t period = model == PaddingModel::kNatural ? 16 : 1;
    Reading reading = CtypesReading(model, *options_.target);
    reading.block_alignment = alignment;
    std::optional<Reading> only;
    for (std::int64_t least = 0; least < period; least += alignment) {
      const std::optional<std::int64_t> size = SizeWith(reading, least);
      const std::optional<std::int64_t> next = SizeWith(reading, least + period);
      if (!size || !next || *next == *size || itemsize_ < *size) continue;
      const std::int64_t growth = *next - *size;
      if ((itemsize_ - *size) % growth != 0) continue;
      std::int64_t bytes = 0;
      if (!CheckedMultiply((itemsize_ - *size) / growth, period, bytes) ||
          !CheckedAdd(bytes, least, bytes)) {
        continue;
      }
      if (bytes == 0 && model == PaddingModel::kNatural) continue;
      if (only) return std::nullopt;
      only = reading;
      only->block_bytes = bytes;
    }
    return only;
  }

  std::optional<std::int64_t> SizeWith(Reading reading, std::int64_t block) const {
    reading.block_bytes = block;
    Layout layout;
    Diagnostic error;
    if (!Place(reading, layout, error)) return std::nullopt;
    return layout.itemsize();
  }

  // ---- what is assumed

  // Of two members with one name ctypes itself reaches only the last.
  void NoteRepeatedNames(Layout& layout) const {
    std::vector<std::string_view> names;
    for (const Field& record : layout.all()) {
      if (record.kind != TypeKind::kRecord) continue;
      names.clear();
      for (const Field& field : layout.Fields(record)) names.push_back(layout.Name(field));
      std::ranges::sort(names);
      const auto repeated = std::ranges::adjacent_find(names);
      if (repeated == names.end()) continue;
      LayoutBuilder(layout).AddNote(
          NoteKind::kAssumedExporter, record.span,
          "two members have the name `" + Escape(*repeated) +
              "`, and are assumed to be two; ctypes itself reaches only the last");
      return;
    }
  }

  void NoteHiddenPadding(Layout& layout) const {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, Whole(format_),
        "the text has no padding, and the members are assumed to be aligned, as ctypes before "
        "CPython 3.12 means it; since 3.12 the missing bytes are a base structure (dialect "
        "ctypes-3.11 or ctypes-3.12)");
  }

  void NoteTwin(Layout& layout) const {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, Whole(format_),
        "the members are assumed to be all that the structure has; with a base structure or bit "
        "fields it would have the same text and itemsize, and only the structure itself shows");
  }

  void NoteBitFields(Layout& layout) const {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, Whole(format_),
        "the integers are assumed to be whole; before CPython 3.12 bit fields have the same text "
        "and itemsize (dialect ctypes-3.12, or the structure itself, settles it)");
  }

  const ast::Format& format_;
  const CtypesSpelling& spelling_;
  const LayoutOptions& options_;
  const std::int64_t itemsize_;
  const bool may_leave_out_padding_;
  const bool may_write_padding_;
};

bool FollowWithoutItemsize(const ast::Format& format, const CtypesSpelling& spelling,
                           const LayoutOptions& options, Layout& layout, Diagnostic& error) {
  const bool leaves_out = spelling.pad.empty() && options.dialect != Dialect::kCtypes312;
  Layout written;
  if (!PlaceWithItemsize(format, CtypesReading(PaddingModel::kNatural, *options.target), options,
                         layout, error) ||
      !PlaceWithItemsize(format, CtypesReading(PaddingModel::kExplicit, *options.target), options,
                         written, error)) {
    return false;
  }
  if (!leaves_out) {
    if (!SamePlaces(written, layout)) layout = std::move(written);
    return true;
  }
  if (options.dialect == Dialect::kCtypes311) return true;
  if (!SamePlaces(written, layout)) {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedExporter, Whole(format),
        "the members are assumed to be aligned as the C compiler does; the text would be the same "
        "for a packed structure of CPython 3.12 or later, and the itemsize or the dialect "
        "ctypes-3.11 or ctypes-3.12 tells");
  }
  return true;
}

}  // namespace

Reading CtypesReading(PaddingModel model, const Target& target) {
  Reading reading;
  reading.model = model;
  reading.native_is_unaligned = true;  // pointers have no mark, and no padding that is not written
  reading.wide_u = target.wchar_bytes == 4;
  return reading;
}

bool PlaceCtypes(const ast::Format& format, const CtypesSpelling& spelling,
                 const LayoutOptions& options, Layout& layout, Diagnostic& error) {
  return CtypesReader(format, spelling, options).Run(layout, error);
}

bool PlaceOpaqueBlock(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      Diagnostic& error) {
  const std::int64_t itemsize = *options.itemsize;
  if (itemsize < 0 || itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, 1, itemsize, error);
  }
  Reading reading;
  reading.block_bytes = itemsize;
  if (!PlaceWithItemsize(format, reading, options, layout, error)) return false;
  if (itemsize > 0) {
    LayoutBuilder(layout).AddNote(
        NoteKind::kOpaqueBlock, Whole(format),
        "a block of " + std::to_string(itemsize) +
            " bytes whose inside is in no format: a union, a packed structure or anything else; "
            "only the object that exports it knows");
  }
  return true;
}

bool FollowCtypes(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error) {
  const CtypesSpelling spelling = CtypesSpellingOf(format);
  if (IsLoneByte(format) && options.itemsize && *options.itemsize != 1) {
    return PlaceOpaqueBlock(format, options, layout, error);
  }
  const bool has_block = spelling.follows && spelling.has_record && spelling.unmarked_bytes > 0;
  if (!spelling.Likely() && !has_block) {
    return PlaceWithItemsize(format, Reading{}, options, layout, error);
  }
  if (options.dialect == Dialect::kCtypes311 && !spelling.pad.empty()) {
    error = {ErrorKind::kNotInDialect, spelling.pad, {"padding", "ctypes-3.11"}};
    return false;
  }
  if (options.itemsize) return PlaceCtypes(format, spelling, options, layout, error);
  if (spelling.unmarked_bytes > 0) return RefuseOpaqueMember(spelling, error);
  return FollowWithoutItemsize(format, spelling, options, layout, error);
}

}  // namespace pep3118::internal
