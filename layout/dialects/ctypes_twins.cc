// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/ctypes_twins.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "pep3118/layout/dialects/numpy_strides.h"

namespace pep3118::internal {
namespace {

// No sum of sizes and paddings below it can overflow.  Nothing so large is ever searched: it is said
// to have a twin.
constexpr std::int64_t kLargestChecked = INT64_MAX / 4;
constexpr std::int64_t kPhases = 16;  // no alignment is larger, so places matter modulo this

std::int64_t AlignUp(std::int64_t value, std::int64_t alignment) {
  return (value + alignment - 1) & -alignment;
}

// One member of a record, as far as its neighbours are concerned.
struct Box {
  std::int64_t bytes = 0;
  std::int64_t alignment = 1;
  std::int64_t less = 0;  // bytes, if bit fields inside share their place; the same if they cannot
  bool is_integer = false;
  ByteOrder order = ByteOrder::kNone;
};

// A record, and what it would be with bit fields in it.
struct Sizes {
  std::int64_t alignment = 1;
  std::int64_t bytes = 0;
  std::int64_t less = 0;   // the largest size with one place shared
  bool can_share = false;  // otherwise `less` means nothing
};

class TwinFinder {
 public:
  TwinFinder(const Layout& layout, std::int64_t itemsize) : layout_(layout), itemsize_(itemsize) {}

  bool Run() {
    const Field& item = layout_.item();
    if (item.kind != TypeKind::kRecord || item.ndim != 0) return false;
    if (layout_.itemsize() > kLargestChecked) return true;
    const std::vector<Box> boxes = BoxesOf(item);
    if (boxes.empty()) return false;
    const bool is_aligned = layout_.itemsize() == itemsize_;
    if (is_aligned && (found_ || HasBase(boxes))) return true;
    is_item_ = true;
    SizesOf(boxes);
    return found_;
  }

 private:
  static bool IsInteger(const Field& field) {
    return field.ndim == 0 && (field.kind == TypeKind::kInt || field.kind == TypeKind::kUint ||
                               field.kind == TypeKind::kBool);
  }

  std::vector<Box> BoxesOf(const Field& record) {
    std::vector<Box> boxes;
    for (const Field& field : layout_.Fields(record)) {
      if (field.itemsize > kLargestChecked) {  // in an array without elements
        found_ = true;
        break;
      }
      Box box;
      const std::int64_t count = layout_.Count(field);
      box.bytes = box.less = field.itemsize * count;  // the engine has checked it
      box.is_integer = IsInteger(field);
      box.order = field.byte_order;
      box.alignment = AlignmentOfType(layout_.target(), field);
      if (field.kind == TypeKind::kRecord) {
        const Sizes inner = SizesOf(BoxesOf(field));
        box.alignment = inner.alignment;
        box.less = inner.can_share ? inner.less * count : box.bytes;
        found_ = found_ || (inner.can_share && inner.less == inner.bytes && count > 0);
      }
      boxes.push_back(box);
    }
    return boxes;
  }

  // The ends of the members from `i` on, by where the one before them ends (modulo kPhases).
  using Tails = std::vector<std::array<std::int64_t, kPhases>>;
  static Tails TailsOf(const std::vector<Box>& boxes) {
    Tails tails(boxes.size() + 1);
    for (std::size_t i = boxes.size(); i-- > 0;) {
      for (std::int64_t phase = 0; phase < kPhases; ++phase) {
        const std::int64_t end = AlignUp(phase, boxes[i].alignment) + boxes[i].bytes;
        tails[i][static_cast<std::size_t>(phase)] =
            end - phase + tails[i + 1][static_cast<std::size_t>(end % kPhases)];
      }
    }
    return tails;
  }

  static std::int64_t AlignmentOf(const std::vector<Box>& boxes) {
    std::int64_t alignment = 1;
    for (const Box& box : boxes) alignment = std::max(alignment, box.alignment);
    return alignment;
  }

  Sizes SizesOf(const std::vector<Box>& boxes) {
    Sizes sizes;
    sizes.alignment = AlignmentOf(boxes);
    const Tails tails = TailsOf(boxes);
    const auto size_from = [&](std::int64_t end, std::size_t next) {
      const std::int64_t all = end + tails[next][static_cast<std::size_t>(end % kPhases)];
      return AlignUp(all, sizes.alignment);
    };
    sizes.bytes = size_from(0, 0);
    const auto share = [&](std::int64_t size) {
      sizes.less = sizes.can_share ? std::max(sizes.less, size) : size;
      sizes.can_share = true;
      found_ = found_ || (is_item_ && size == itemsize_);
    };
    std::int64_t at = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const Box& box = boxes[i];
      const std::int64_t begin = AlignUp(at, box.alignment);
      if (box.less != box.bytes) share(size_from(begin + box.less, i + 1));
      if (i + 1 < boxes.size() && CanShare(box, boxes[i + 1])) {
        const Box& next = boxes[i + 1];
        const std::int64_t both =
            AlignUp(at, std::max(box.alignment, next.alignment)) + std::max(box.bytes, next.bytes);
        share(size_from(both, i + 2));
      }
      at = begin + box.bytes;
    }
    return sizes;
  }

  // Bit fields of one structure have one byte order.
  static bool CanShare(const Box& a, const Box& b) {
    const bool same_order = a.order == b.order || a.bytes == 1 || b.bytes == 1;
    return a.is_integer && b.is_integer && same_order;
  }

  // The smallest base that moves the first member leaves the itemsize as it is, or room for more.
  bool HasBase(const std::vector<Box>& boxes) const {
    const std::int64_t first = boxes[0].alignment;
    const Tails tails = TailsOf(boxes);
    const std::int64_t end = first + tails[0][static_cast<std::size_t>(first % kPhases)];
    return AlignUp(end, AlignmentOf(boxes)) <= itemsize_;
  }

  const Layout& layout_;
  const std::int64_t itemsize_;
  bool is_item_ = false;  // SizesOf is asked about the item
  bool found_ = false;
};

}  // namespace

bool HasTwin(const Layout& layout, std::int64_t itemsize) {
  return TwinFinder(layout, itemsize).Run();
}

}  // namespace pep3118::internal
