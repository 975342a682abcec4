// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/numpy_strides.h"

#include <algorithm>

#include "pep3118/base/checked.h"
#include "pep3118/layout/placement/codes.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::int64_t kMisaligned = 0;
constexpr std::int64_t kLargestAlignment = 16;  // of any type of NumPy's

// Bytes that round `size` up to a multiple of `alignment`, a power of two.
std::int64_t TailOf(std::int64_t size, std::int64_t alignment) { return -size & (alignment - 1); }

// Sums stay below the largest object: each is part of an extent that the engine has checked, or of
// the itemsize.
class StrideChooser {
 public:
  StrideChooser(Layout& layout, std::vector<UnsettledStride>& unsettled)
      : layout_(layout), fields_(LayoutBuilder(layout).fields()), unsettled_(unsettled) {}

  std::int64_t Run(std::int64_t room) {
    FindAlignments();
    ChooseIn(0, room);
    return TailOf(fields_[0].itemsize, AlignmentOf(0));
  }

 private:
  // The bytes after an array: they hold its tails and the hole after them.
  struct Gap {
    std::int64_t end = 0;             // of the last record as written
    std::int64_t bytes = 0;           // from there to what follows
    std::int64_t next_alignment = 1;  // of what follows
  };

  // Bottom up: a record has an alignment when all its fields are at multiples of theirs, as if it
  // had been laid out with align=True; otherwise it is packed or placed by hand.
  void FindAlignments() {
    alignments_.assign(fields_.size(), 1);
    for (auto i = static_cast<std::uint32_t>(fields_.size()); i-- > 0;) {
      if (fields_[i].kind != TypeKind::kRecord) {
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

  // The alignment that explains why `field` is where it is, 1 when none does.
  std::int64_t AlignmentOf(std::uint32_t field) const {
    const std::int64_t alignment = alignments_[field];
    return alignment == kMisaligned || fields_[field].offset % alignment != 0 ? 1 : alignment;
  }

  std::int64_t EndOf(std::uint32_t field) const {
    return fields_[field].offset + fields_[field].itemsize * layout_.Count(fields_[field]);
  }

  // `room`: bytes after the end of the record that are its tail or belong to no field.
  void ChooseIn(std::uint32_t record, std::int64_t room) {
    std::uint32_t last = kNone;
    for (std::uint32_t i = record + 1; i < fields_[record].end; i = fields_[i].end) {
      last = i;
      if (fields_[i].kind != TypeKind::kRecord) continue;
      const std::uint32_t next = fields_[i].end;
      const bool is_last = next == fields_[record].end;
      Gap gap;
      gap.end = EndOf(i);
      gap.bytes = is_last ? room : fields_[next].offset - gap.end;
      gap.next_alignment = is_last ? AlignmentOf(record) : AlignmentOf(next);
      std::int64_t inner_room = gap.bytes;
      if (fields_[i].ndim > 0) {
        const std::int64_t tail = ChooseTail(i, gap);
        fields_[i].itemsize += tail;
        inner_room = tail;
      }
      ChooseIn(i, inner_room);
      if (fields_[i].ndim == 0) {
        // One record's tail is not visible; with it, its fields can be aligned.
        const std::int64_t tail = TailOf(fields_[i].itemsize, AlignmentOf(i));
        if (tail <= gap.end + gap.bytes - EndOf(i)) fields_[i].itemsize += tail;
      }
    }
    // An array at its end may have got tails, which the text does not show.
    if (last != kNone) fields_[record].itemsize = std::max(fields_[record].itemsize, EndOf(last));
  }

  // The likeliest tail of each record of an array.  docs/dialects.md gives the order of these
  // rules, and what each of them gains.
  std::int64_t ChooseTail(std::uint32_t array, const Gap& gap) {
    const std::int64_t aligned = TailOf(fields_[array].itemsize, AlignmentOf(array));
    const std::int64_t count = layout_.Count(fields_[array]);
    UnsettledStride unsettled{fields_[array].span, true};
    std::int64_t tail = 0;
    if (count == 0) {
      // No element shows it, so only the largest object bounds it.
      std::int64_t stride = 0;
      const bool fits = CheckedAdd(fields_[array].itemsize, aligned, stride) &&
                        stride <= layout_.target().MaxObjectBytes();
      tail = fits ? aligned : 0;
    } else if (gap.bytes < count) {
      return 0;  // the only one with room
    } else if (EndsWhereNextBegins(aligned, count, gap)) {
      tail = aligned;
    } else if (EndsWhereNextBegins(0, count, gap)) {
      tail = 0;
    } else if (aligned > 0 && aligned <= gap.bytes / count) {
      tail = aligned;  // and a hole made by hand after them
      unsettled.explained = false;
    } else if (gap.bytes % count == 0) {
      tail = gap.bytes / count;  // tails only, no hole after them
      unsettled.explained = count > 2 && gap.bytes > kLargestAlignment;
    } else {
      // More than alignment could leave after the array is tails for the most part.
      tail = gap.bytes > kLargestAlignment ? gap.bytes / count : 0;
      unsettled.explained = false;
    }
    unsettled_.push_back(unsettled);
    return tail;
  }

  // What follows is at the next multiple of its alignment after `count` such tails.
  static bool EndsWhereNextBegins(std::int64_t tail, std::int64_t count, const Gap& gap) {
    if (tail > gap.bytes / count) return false;
    const std::int64_t end = gap.end + tail * count;
    return end + TailOf(end, gap.next_alignment) == gap.end + gap.bytes;
  }

  const Layout& layout_;
  std::vector<Field>& fields_;
  std::vector<UnsettledStride>& unsettled_;
  std::vector<std::int64_t> alignments_;
};

}  // namespace

// A dtype made with align=True stays aligned inside when an array of it is not, and is then written
// with `=`.
std::int64_t AlignmentOfType(const Target& target, const Field& field) {
  switch (field.kind) {
    case TypeKind::kUcs2:
      return target.Native(ast::Code::kUcs2).align;
    case TypeKind::kUcs4:
      return target.Native(ast::Code::kUcs4).align;
    case TypeKind::kObject:
    case TypeKind::kPointer:
    case TypeKind::kFunction:
      return target.Native(ast::Code::kObject).align;
    default:
      return NaturalAlignment(target, field.kind, field.itemsize, field.float_format);
  }
}

std::int64_t ChooseStrides(std::int64_t room, Layout& layout,
                           std::vector<UnsettledStride>& unsettled) {
  return StrideChooser(layout, unsettled).Run(room);
}

}  // namespace pep3118::internal
