// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/ctypes_bit_field.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/layout/dialects/numpy_strides.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr int kMostCandidates = 32;  // each costs one walk over the fields

class PaddingShortener {
 public:
  explicit PaddingShortener(Layout& layout)
      : layout_(layout), builder_(layout), fields_(builder_.fields()) {
    FindParents();
  }

  bool Run(std::int64_t excess, Span& integer) {
    std::uint32_t found = kNone;
    int candidates = 0;
    for (std::uint32_t i = 1; i < fields_.size(); ++i) {
      const std::int64_t bytes = BytesToShorten(i, excess);
      if (bytes == 0) continue;
      if (++candidates > kMostCandidates) return false;
      Shift(i, bytes);
      const bool aligned = AlignmentIn(0) != kMisaligned;
      Shift(i, -bytes);
      if (!aligned) continue;
      if (found != kNone) return false;
      found = i;
    }
    if (found == kNone) return false;
    Shift(found, BytesToShorten(found, excess));
    integer = fields_[found].span;
    return true;
  }

 private:
  static constexpr std::int64_t kMisaligned = 0;

  void FindParents() {
    parents_.assign(fields_.size(), 0);
    for (std::uint32_t record = 0; record < fields_.size(); ++record) {
      for (std::uint32_t i = record + 1; i < fields_[record].end; i = fields_[i].end) {
        parents_[i] = record;
      }
    }
  }

  // What must go from the padding after `field`, 0 when that is impossible: the field is not an integer,
  // its padding is too short, or as much is not in an integer of its size.
  std::int64_t BytesToShorten(std::uint32_t index, std::int64_t excess) const {
    const Field& field = fields_[index];
    const bool is_integer =
        field.ndim == 0 && (field.kind == TypeKind::kInt || field.kind == TypeKind::kUint);
    if (!is_integer) return 0;
    const Field& record = fields_[parents_[index]];
    const std::int64_t next = field.end == record.end ? record.itemsize : fields_[field.end].offset;
    const std::int64_t padding = next - (field.offset + field.itemsize);
    std::int64_t elements = 1;  // how often the item has it
    for (std::uint32_t i = parents_[index];; i = parents_[i]) {
      if (!CheckedMultiply(elements, layout_.Count(fields_[i]), elements)) return 0;
      if (i == 0 || elements == 0) break;
    }
    if (elements == 0 || excess % elements != 0) return 0;
    const std::int64_t bytes = excess / elements;
    return bytes <= padding && bytes < field.itemsize ? bytes : 0;
  }

  // Takes `bytes` from behind the field: everything after it moves, its records become shorter.
  void Shift(std::uint32_t index, std::int64_t bytes) {
    while (index != 0) {
      Field& record = fields_[parents_[index]];
      for (std::uint32_t i = fields_[index].end; i < record.end; i = fields_[i].end) {
        fields_[i].offset -= bytes;
      }
      record.itemsize -= bytes;
      bytes *= layout_.Count(record);
      index = parents_[index];
    }
    builder_.set_itemsize(layout_.itemsize() - bytes);
  }

  // Of a record in which every member is at a multiple of its alignment, as is its size.
  std::int64_t AlignmentIn(std::uint32_t record) const {
    std::int64_t alignment = 1;
    for (std::uint32_t i = record + 1; i < fields_[record].end; i = fields_[i].end) {
      const std::int64_t own = fields_[i].kind == TypeKind::kRecord
                                   ? AlignmentIn(i)
                                   : AlignmentOfType(layout_.target(), fields_[i]);
      if (own == kMisaligned || fields_[i].offset % own != 0) return kMisaligned;
      alignment = std::max(alignment, own);
    }
    return fields_[record].itemsize % alignment == 0 ? alignment : kMisaligned;
  }

  const Layout& layout_;
  LayoutBuilder builder_;
  std::vector<Field>& fields_;
  std::vector<std::uint32_t> parents_;
};

}  // namespace

bool ShortenPadding(std::int64_t excess, Layout& layout, Span& integer) {
  return layout.item().kind == TypeKind::kRecord && layout.item().ndim == 0 &&
         PaddingShortener(layout).Run(excess, integer);
}

}  // namespace pep3118::internal
