// Questions about extents and byte strides that views of any dimension share.
#ifndef PEP3118_BUFFER_STRIDES_H_
#define PEP3118_BUFFER_STRIDES_H_

#include <cstddef>

#include "pep3118/buffer/slice.h"

namespace pep3118 {

// Number of items: the product of the extents, 1 for ndim 0.  The caller knows that it fits.
constexpr Index CountItems(const Index* shape, std::size_t ndim) {
  Index count = 1;
  for (std::size_t i = 0; i < ndim; ++i) count *= shape[i];
  return count;
}

// Whether the items lie without gaps, the last dimension (C) or the first one (Fortran) fastest.
// As NumPy has it: a dimension of one item has any stride, and an array without items is both.
constexpr bool IsContiguous(const Index* shape, const Index* strides, std::size_t ndim,
                            Index itemsize, bool fortran) {
  for (std::size_t i = 0; i < ndim; ++i)
    if (shape[i] == 0) return true;
  Index expected = itemsize;
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t dim = fortran ? i : ndim - 1 - i;
    if (shape[dim] == 1) continue;
    if (strides[dim] != expected) return false;
    expected *= shape[dim];
  }
  return true;
}

// The bytes, relative to the first item, between which all items lie: [low, high).  Empty when
// there are none.
struct ByteRange {
  Index low = 0;
  Index high = 0;
};
constexpr ByteRange ReachOf(const Index* shape, const Index* strides, std::size_t ndim,
                            Index itemsize) {
  ByteRange reach{0, itemsize};
  for (std::size_t i = 0; i < ndim; ++i) {
    if (shape[i] == 0) return {};
    const Index last = (shape[i] - 1) * strides[i];
    (last < 0 ? reach.low : reach.high) += last;
  }
  return reach;
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_STRIDES_H_
