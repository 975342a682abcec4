// SPDX-License-Identifier: MIT
// The items of an array whose ndim is a value, row by row.  Private to buffer/.
//
// Dimensions that continue each other are one: an array without gaps is a single row.  A loop over
// the rest counts positions, without recursion and without allocation.
#ifndef PEP3118_BUFFER_ROW_WALK_H_
#define PEP3118_BUFFER_ROW_WALK_H_

#include <array>
#include <cstddef>
#include <cstring>

#include "pep3118/base/checked.h"
#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/copy.h"
#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"

namespace pep3118::internal {

// K arrays of one shape, which have items, walked in step.
template <std::size_t K>
class RowWalk {
 public:
  using Steps = std::array<std::ptrdiff_t, K>;  // bytes, one number for each array

  // The next dimension, outermost first.
  void Add(std::ptrdiff_t extent, const Steps& strides) {
    if (extent == 1) return;
    if (count_ > 0 && Continues(extent, strides)) {
      strides_[count_ - 1] = strides;
      return;
    }
    extents_[count_] = extent;
    strides_[count_] = strides;
    ++count_;
  }

  // Items of a row, and from one to the next.
  std::ptrdiff_t row_extent() const { return count_ == 0 ? 1 : extents_[count_ - 1]; }
  Steps row_strides() const { return count_ == 0 ? Steps{} : strides_[count_ - 1]; }

  // Rows come in the order of the dimensions:
  //
  //   RowWalk<1>::Row row = walk.first();
  //   do {
  //     ... row.offsets ...
  //   } while (walk.Next(row));
  struct Row {
    Steps offsets{};  // of its first item
    std::array<std::ptrdiff_t, kMaxNdim> position;
  };
  Row first() const {
    Row row;
    for (std::size_t i = 0; i + 1 < count_; ++i) row.position[i] = 0;
    return row;
  }
  // False after the last.
  bool Next(Row& row) const {
    for (std::size_t dim = count_ == 0 ? 0 : count_ - 1; dim-- > 0;) {
      const bool more = row.position[dim] + 1 < extents_[dim];  // bounded: by the extent
      const std::ptrdiff_t steps = more ? 1 : -row.position[dim];
      row.position[dim] += steps;  // bounded: 0 or by 1
      // bounded: from an item to another
      for (std::size_t k = 0; k < K; ++k) row.offsets[k] += StepBytes(steps, strides_[dim][k]);
      if (more) return true;
    }
    return false;
  }

 private:
  // Makes the last dimension longer by the next one if each of its items is a run of that one's.
  bool Continues(std::ptrdiff_t extent, const Steps& strides) {
    const std::size_t last = count_ - 1;
    for (std::size_t k = 0; k < K; ++k) {
      std::ptrdiff_t run = 0;
      if (!CheckedMultiply(strides[k], extent, run) || run != strides_[last][k]) return false;
    }
    return CheckedMultiply(extents_[last], extent, extents_[last]);
  }

  // Entries from count_ on are not initialised.
  std::array<std::ptrdiff_t, kMaxNdim> extents_;
  std::array<Steps, kMaxNdim> strides_;
  std::size_t count_ = 0;
};

// Items of ItemBytes each from one strided array to another of the same shape, which do not
// overlap.  As ItemCopier (copy.h): one memcpy for each row that is contiguous on both sides, else
// one for each item, of a size that the compiler knows.
template <std::size_t ItemBytes>
void CopyItems(const std::ptrdiff_t* shape, std::size_t ndim, const unsigned char* from,
               const std::ptrdiff_t* from_strides, unsigned char* to,
               const std::ptrdiff_t* to_strides) {
  if (!HasItems(shape, ndim)) return;
  // Largest steps of the destination outermost: two Fortran arrays have long rows too.
  std::array<std::size_t, kMaxNdim> order;
  for (std::size_t i = 0; i < ndim; ++i) {
    std::size_t k = i;
    for (; k > 0 && StepLength(to_strides[order[k - 1]]) < StepLength(to_strides[i]); --k)
      order[k] = order[k - 1];
    order[k] = i;
  }
  RowWalk<2> walk;
  for (std::size_t i = 0; i < ndim; ++i)
    walk.Add(shape[order[i]], {from_strides[order[i]], to_strides[order[i]]});
  const std::ptrdiff_t extent = walk.row_extent();
  const RowWalk<2>::Steps step = walk.row_strides();
  RowWalk<2>::Row row = walk.first();
  constexpr auto kItem = static_cast<std::ptrdiff_t>(ItemBytes);
  if (extent == 1 || (step[0] == kItem && step[1] == kItem)) {
    // bounded: the bytes of items side by side, all of them in memory
    const std::size_t bytes = static_cast<std::size_t>(extent) * ItemBytes;
    do {
      std::memcpy(to + row.offsets[1], from + row.offsets[0], bytes);  // bounded: an item
    } while (walk.Next(row));
    return;
  }
  do {
    const unsigned char* source = from + row.offsets[0];  // bounded: an item
    unsigned char* target = to + row.offsets[1];          // bounded: an item
    for (std::ptrdiff_t i = 0; i < extent; ++i)
      std::memcpy(target + i * step[1], source + i * step[0], ItemBytes);  // bounded: an item
  } while (walk.Next(row));
}

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_ROW_WALK_H_
