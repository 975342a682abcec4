#include "pep3118/layout/dialects/numpy_export.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/resolve.h"
#include "pep3118/layout/placement/codes.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/placement.h"

namespace pep3118::internal {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::int64_t kMisaligned = 0;

bool EndsAt(std::int64_t end, std::int64_t alignment, std::int64_t limit) {
  const auto mask = static_cast<std::uint64_t>(alignment) - 1;
  return ((static_cast<std::uint64_t>(end) + mask) & ~mask) == static_cast<std::uint64_t>(limit);
}

// Bytes that round `size` up to a multiple of `alignment`.
std::int64_t TailOf(std::int64_t size, std::int64_t alignment) {
  return (alignment - size % alignment) % alignment;
}

// The alignment that a compiler gives the type of `field`, whatever its marks say: a dtype made
// with align=True stays aligned inside when an array of it is not, and is then written with `=`.
std::int64_t AlignmentOfType(const Target& target, const Field& field) {
  switch (field.kind) {
    case Kind::kUcs2:
      return target.Native(ast::Code::kUcs2).align;
    case Kind::kUcs4:
      return target.Native(ast::Code::kUcs4).align;
    case Kind::kObject:
      return target.Native(ast::Code::kObject).align;
    default:
      return NaturalAlignment(target, field.kind, field.itemsize, field.float_format, 1);
  }
}

// Chooses the stride of every array of records in a layout whose fields stand where the text puts
// them.  Sums stay below the largest object: each is part of an extent that the engine has checked,
// or of the itemsize.
class StrideSettler {
 public:
  StrideSettler(Layout& layout, std::vector<Span>& unsettled)
      : layout_(layout), fields_(LayoutBuilder(layout).fields()), unsettled_(unsettled) {}

  // `room`: bytes between the end of the last field and the itemsize.  Returns the bytes that
  // align=True would have put there.
  std::int64_t Run(std::int64_t room) {
    FindAlignments();
    SettleRecord(0, room);
    return TailOf(fields_[0].itemsize, AlignmentOf(0));
  }

 private:
  // Bottom up: a record has an alignment when all its fields stand at multiples of theirs, as if it
  // had been laid out with align=True; otherwise it is packed or placed by hand.
  void FindAlignments() {
    alignments_.assign(fields_.size(), 1);
    for (auto i = static_cast<std::uint32_t>(fields_.size()); i-- > 0;) {
      if (fields_[i].kind != Kind::kRecord) {
        alignments_[i] = AlignmentOfType(layout_.target(), fields_[i]);
        continue;
      }
      for (std::uint32_t m = i + 1; m < fields_[i].end; m = fields_[m].end) {
        const bool fits = alignments_[m] != kMisaligned && fields_[m].offset % alignments_[m] == 0;
        alignments_[i] = fits && alignments_[i] != kMisaligned
                             ? std::max(alignments_[i], alignments_[m])
                             : kMisaligned;
      }
    }
  }

  // The alignment that explains why `field` stands where it does, 1 when none does.
  std::int64_t AlignmentOf(std::uint32_t field) const {
    const std::int64_t alignment = alignments_[field];
    return alignment == kMisaligned || fields_[field].offset % alignment != 0 ? 1 : alignment;
  }

  // `room`: bytes after the end of the record that are its tail or nobody's.
  void SettleRecord(std::uint32_t record, std::int64_t room) {
    std::uint32_t last = kNone;
    for (std::uint32_t i = record + 1; i < fields_[record].end; i = fields_[i].end) {
      last = i;
      if (fields_[i].kind != Kind::kRecord || layout_.Count(fields_[i]) == 0) continue;
      const std::int64_t end = EndOf(i);
      const std::uint32_t next = fields_[i].end;
      const bool is_last = next == fields_[record].end;
      const std::int64_t limit = is_last ? end + room : fields_[next].offset;
      std::int64_t inner_room = limit - end;
      if (fields_[i].ndim > 0) {
        const std::int64_t written = fields_[i].itemsize;
        fields_[i].itemsize = Stride(i, limit, is_last ? AlignmentOf(record) : AlignmentOf(next));
        inner_room = fields_[i].itemsize - written;
      }
      SettleRecord(i, inner_room);
      if (fields_[i].ndim == 0) {
        // One record's tail is seen by nobody; with it, its fields can be aligned.
        const std::int64_t tail = TailOf(fields_[i].itemsize, AlignmentOf(i));
        if (tail <= limit - EndOf(i)) fields_[i].itemsize += tail;
      }
    }
    // An array at its end may have got tails, which the text does not show.
    if (last != kNone) fields_[record].itemsize = std::max(fields_[record].itemsize, EndOf(last));
  }

  std::int64_t EndOf(std::uint32_t field) const {
    return fields_[field].offset + fields_[field].itemsize * layout_.Count(fields_[field]);
  }

  // The likeliest stride of an array of records that ends at `limit` or before.  What follows it is
  // expected at the next multiple of `next_alignment`.
  std::int64_t Stride(std::uint32_t array, std::int64_t limit, std::int64_t next_alignment) {
    const Field& field = fields_[array];
    const std::int64_t count = layout_.Count(field);
    const std::int64_t gap = limit - EndOf(array);
    const std::int64_t largest_tail = gap / count;
    if (largest_tail == 0) return field.itemsize;  // the only one with room
    unsettled_.push_back(field.span);

    const std::int64_t aligned_tail = TailOf(field.itemsize, AlignmentOf(array));
    for (const std::int64_t tail : {aligned_tail, std::int64_t{0}}) {
      if (tail <= largest_tail && EndsAt(EndOf(array) + tail * count, next_alignment, limit)) {
        return field.itemsize + tail;
      }
    }
    // Aligned records, and a hole made by hand after them.
    if (aligned_tail > 0 && aligned_tail <= largest_tail) return field.itemsize + aligned_tail;
    if (gap % count == 0) return field.itemsize + largest_tail;  // tails only, no hole after them
    return field.itemsize + (aligned_tail <= largest_tail ? aligned_tail : 0);
  }

  const Layout& layout_;
  std::vector<Field>& fields_;
  std::vector<Span>& unsettled_;
  std::vector<std::int64_t> alignments_;
};

// NumPy writes `@` (or leaves it in force) exactly for fields at a multiple of their alignment,
// from the start of the item.  Gives these fields that alignment and tells whether all are where
// `@` says.
class NativeFields {
 public:
  NativeFields(const ast::Format& format, Layout& layout)
      : format_(format), layout_(layout), fields_(LayoutBuilder(layout).fields()) {}

  bool Align() { return AlignFields(0, 0); }

 private:
  bool AlignFields(std::uint32_t record, std::int64_t start) {
    bool all = true;
    for (std::uint32_t i = record + 1; i < fields_[record].end; i = fields_[i].end) {
      Field& field = fields_[i];
      const ast::Mode mode = ModeOf(field);
      const std::int64_t offset = start + field.offset;
      if (field.kind == Kind::kRecord) {
        all = AlignFields(i, offset) && all;
      } else if (mode == ast::Mode::kNative) {
        const std::int64_t alignment = AlignmentOfType(layout_.target(), field);
        const bool aligned = offset % alignment == 0;
        if (aligned) field.alignment = static_cast<std::uint32_t>(alignment);
        // Objects never get a mark, aligned or not.
        all = all && (aligned || field.kind == Kind::kObject);
      }
    }
    return all;
  }

  // Fields come in the order of their elements.
  ast::Mode ModeOf(const Field& field) {
    while (next_ < format_.elements.size() && format_.elements[next_].span != field.span) ++next_;
    return next_ < format_.elements.size() ? format_.elements[next_].mode : ast::Mode::kNative;
  }

  const ast::Format& format_;
  const Layout& layout_;
  std::vector<Field>& fields_;
  std::size_t next_ = 0;
};

}  // namespace

bool PlaceNumpyExport(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      NumpyExport& found, Diagnostic& error) {
  Reading written;
  written.model = Model::kExplicit;
  written.native_is_unaligned = true;
  Placement placement;
  if (!Place(format, written, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  const std::int64_t itemsize = options.itemsize.value_or(layout.itemsize());
  if (itemsize < layout.itemsize() || itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, layout.itemsize(), itemsize, error);
  }
  found.every_pad_is_written = NativeFields(format, layout).Align();
  found.has_tail = itemsize > layout.itemsize();
  if (layout.item().kind == Kind::kRecord && layout.item().ndim == 0) {
    StrideSettler settler(layout, found.unsettled_strides);
    found.tail_is_likely = settler.Run(itemsize - layout.itemsize()) != 0;
  }
  if (found.has_tail) ExtendTo(itemsize, layout);
  return true;
}

void NoteMissingTail(const ast::Format& format, Layout& layout) {
  LayoutBuilder(layout).AddNote(
      NoteKind::kAssumedTrailingPadding, {0, static_cast<std::uint32_t>(format.text.size())},
      "no padding is assumed after the last field; NumPy leaves it out of the format and only the "
      "itemsize tells");
}

void NoteStrides(const NumpyExport& found, Layout& layout) {
  for (const Span span : found.unsettled_strides) {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedElementStride, span,
        "the bytes after this array are shared out between its records by their alignment; NumPy "
        "does not write where a record ends");
  }
}

bool SettleNumpyExport(const ast::Format& format, const LayoutOptions& options,
                       const NumpyExport& found, Layout& layout, Diagnostic& error) {
  if (found.unsettled_strides.size() > 1) {
    error.kind = ErrorKind::kAmbiguousLayout;
    error.span = found.unsettled_strides[1];
    error.arguments = {"the records of two arrays end at their last fields",
                       "they have padding, which NumPy does not write",
                       "write the padding of a record into the format: `T{d:x:b:y:7x}`"};
    return false;
  }
  if (!options.itemsize && found.tail_is_likely) NoteMissingTail(format, layout);
  NoteStrides(found, layout);
  return true;
}

}  // namespace pep3118::internal
