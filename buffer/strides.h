// SPDX-License-Identifier: MIT
// Questions about extents and byte strides that views of any dimension share.
//
// Extents are 0 or more.  No answer wraps, whatever the numbers are: an array without items may
// have any extents and strides.
#ifndef PEP3118_BUFFER_STRIDES_H_
#define PEP3118_BUFFER_STRIDES_H_

#include <cstddef>
#include <cstdint>

#include "pep3118/base/checked.h"
#include "pep3118/buffer/slice.h"

namespace pep3118 {

// Whether there are items: every extent is above 0, as for ndim 0.
constexpr bool HasItems(const std::ptrdiff_t* shape, std::size_t ndim) {
  for (std::size_t i = 0; i < ndim; ++i)
    if (shape[i] == 0) return false;
  return true;
}

// Number of items: the product of the extents, 1 for ndim 0.  False, and `count` untouched, when it
// does not fit an std::ptrdiff_t.
[[nodiscard]] constexpr bool CountItems(const std::ptrdiff_t* shape, std::size_t ndim,
                                        std::ptrdiff_t& count) {
  std::ptrdiff_t product = HasItems(shape, ndim) ? 1 : 0;
  for (std::size_t i = 0; i < ndim && product > 0; ++i)
    if (!internal::CheckedMultiply(product, shape[i], product)) return false;
  count = product;
  return true;
}

// The same, PTRDIFF_MAX when there are more.
constexpr std::ptrdiff_t CountItems(const std::ptrdiff_t* shape, std::size_t ndim) {
  std::ptrdiff_t count = PTRDIFF_MAX;
  return CountItems(shape, ndim, count) ? count : PTRDIFF_MAX;
}

// Strides of C order: the last dimension fastest.  One that does not fit is 0; only an array
// without items, or of items that overlap, has such extents.
constexpr void DenseStrides(const std::ptrdiff_t* shape, std::size_t ndim, std::ptrdiff_t itemsize,
                            std::ptrdiff_t* strides) {
  std::ptrdiff_t stride = itemsize;
  for (std::size_t i = ndim; i-- > 0;) {
    strides[i] = stride;
    if (!internal::CheckedMultiply(stride, shape[i], stride)) stride = 0;
  }
}

// Whether the items lie without gaps, the last dimension (C) or the first one (Fortran) fastest.
// As NumPy has it: a dimension of one item has any stride, and an array without items is both.
constexpr bool IsContiguous(const std::ptrdiff_t* shape, const std::ptrdiff_t* strides,
                            std::size_t ndim, std::ptrdiff_t itemsize, bool fortran) {
  if (!HasItems(shape, ndim)) return true;
  std::ptrdiff_t expected = itemsize;
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t dim = fortran ? i : ndim - 1 - i;
    if (shape[dim] == 1) continue;
    if (strides[dim] != expected) return false;
    if (!internal::CheckedMultiply(expected, shape[dim], expected)) return false;
  }
  return true;
}

// The bytes, relative to the first item, between which all items lie: [low, high).  Empty when
// there are none.
struct ByteRange {
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = 0;
};
// False, and `reach` untouched, when a bound does not fit an std::ptrdiff_t.
[[nodiscard]] constexpr bool ReachOf(const std::ptrdiff_t* shape, const std::ptrdiff_t* strides,
                                     std::size_t ndim, std::ptrdiff_t itemsize, ByteRange& reach) {
  ByteRange found{0, HasItems(shape, ndim) ? itemsize : 0};
  for (std::size_t i = 0; i < ndim && found.high > 0; ++i) {
    // bounded: shape[i] is 1 or more
    std::ptrdiff_t last = shape[i] - 1;
    if (!internal::CheckedMultiply(last, strides[i], last)) return false;
    std::ptrdiff_t& end = last < 0 ? found.low : found.high;
    if (!internal::CheckedAdd(end, last, end)) return false;
  }
  reach = found;
  return true;
}

namespace internal {

// Bytes from one item of an array to another, along one dimension or several.  For arrays that have
// items, and whose reach is known to fit.
constexpr std::ptrdiff_t StepBytes(std::ptrdiff_t steps, std::ptrdiff_t stride) {
  return steps * stride;  // bounded: no further than from the first item to the last
}
constexpr std::ptrdiff_t OffsetOf(const std::ptrdiff_t* position, const std::ptrdiff_t* strides,
                                  std::size_t ndim) {
  std::ptrdiff_t offset = 0;
  // bounded: a sum of such steps, each inside its extent, lies within the reach
  for (std::size_t i = 0; i < ndim; ++i) offset += position[i] * strides[i];
  return offset;
}

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_BUFFER_STRIDES_H_
