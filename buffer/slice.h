// SPDX-License-Identifier: MIT
// Where the items of an array are: extents and byte strides, and Python's slices of them.
//
// Plain numbers without memory; the views (view.h, unchecked_indirect_view.h) put an address to
// them.  Nothing here allocates, and only ResolveSlice throws.
#ifndef PEP3118_BUFFER_SLICE_H_
#define PEP3118_BUFFER_SLICE_H_

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include "pep3118/base/standard.h"

namespace pep3118 {

// begin:end:step with Python's meaning: negative positions count from the end, positions outside
// are clamped, and one that is left out is the start or the end in the direction of `step`.
//
//   Slice{}                 everything
//   Slice{2, 8}             items 2 to 7
//   Slice{.step = -1}       backwards
struct Slice {
  static constexpr std::ptrdiff_t kOpen = PTRDIFF_MIN;  // left out
  std::ptrdiff_t begin = kOpen;
  std::ptrdiff_t end = kOpen;
  std::ptrdiff_t step = 1;  // not 0
};

// A slice of one dimension that has `extent` items, resolved: items first, first + step, ...,
// `count` of them.  With count 0, first is 0.
struct SliceRange {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t step = 1;
  std::ptrdiff_t count = 0;
};

// Throws std::invalid_argument when slice.step is 0.  extent >= 0.
constexpr SliceRange ResolveSlice(const Slice& slice, std::ptrdiff_t extent) {
  if (slice.step == 0) throw std::invalid_argument("pep3118: the step of a slice is 0");
  const bool forward = slice.step > 0;
  const std::ptrdiff_t low = forward ? 0 : -1;                // where a walk can begin or end
  const std::ptrdiff_t high = forward ? extent : extent - 1;  // on either side; bounded: -1 or more
  const auto clamp = [&](std::ptrdiff_t position, std::ptrdiff_t otherwise) {
    if (position == Slice::kOpen) return otherwise;
    if (position < 0) position += extent;  // bounded: the signs differ
    return position < low ? low : position > high ? high : position;
  };
  const std::ptrdiff_t begin = clamp(slice.begin, forward ? low : high);
  const std::ptrdiff_t end = clamp(slice.end, forward ? high : low);
  const std::ptrdiff_t distance =
      forward ? end - begin : begin - end;  // bounded: both are -1 ... extent
  if (distance <= 0) return {0, 1, 0};
  const std::ptrdiff_t step = slice.step == PTRDIFF_MIN ? -PTRDIFF_MAX : slice.step;
  // bounded: 1 ... distance
  const std::ptrdiff_t count = (distance - 1) / (forward ? step : -step) + 1;
  // With one item there is no step to take; a huge one must not be multiplied by a stride.
  return {begin, count == 1 ? 1 : step, count};
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_SLICE_H_
