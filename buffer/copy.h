// SPDX-License-Identifier: MIT
// Items from one strided array to another of the same shape.
//
// Dimensions that are contiguous on both sides move with one memcpy a row; other items one memcpy
// each, of a size that the compiler knows.  Never a byte at a time.
#ifndef PEP3118_BUFFER_COPY_H_
#define PEP3118_BUFFER_COPY_H_

#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"

namespace pep3118::internal {

// A step without its sign.  The stride of one item may be PTRDIFF_MIN, which has no std::ptrdiff_t of
// the other sign.
constexpr std::size_t StepLength(std::ptrdiff_t stride) {
  const auto bits = static_cast<std::size_t>(stride);
  return stride < 0 ? 0 - bits : bits;  // bounded: unsigned, and meant to wrap
}

template <std::size_t N, std::size_t ItemBytes>
class ItemCopier {
 public:
  using Extents = std::array<std::ptrdiff_t, N>;

  ItemCopier(const Extents& shape, const Extents& from_strides, const Extents& to_strides)
      : shape_(shape), from_(from_strides), to_(to_strides) {
    if (!HasItems(shape_.data(), N)) return;
    SortDimensions();
    while (outer_ > 0 && IsDense(outer_ - 1)) {
      // bounded: the bytes of items side by side, all of them in memory
      row_bytes_ *= static_cast<std::size_t>(shape_[outer_ - 1]);
      --outer_;
    }
  }

  // The two arrays must not overlap.
  void Copy(const unsigned char* from, unsigned char* to) const {
    if (HasItems(shape_.data(), N)) CopyFrom(0, from, to);
  }

 private:
  // Largest steps of the destination outermost: two Fortran arrays have long rows too.
  void SortDimensions() {
    for (std::size_t i = 1; i < N; ++i) {
      for (std::size_t k = i; k > 0 && StepLength(to_[k - 1]) < StepLength(to_[k]); --k) {
        std::swap(shape_[k - 1], shape_[k]);
        std::swap(from_[k - 1], from_[k]);
        std::swap(to_[k - 1], to_[k]);
      }
    }
  }

  bool IsDense(std::size_t dim) const {
    const auto bytes = static_cast<std::ptrdiff_t>(row_bytes_);
    return shape_[dim] == 1 || (from_[dim] == bytes && to_[dim] == bytes);
  }

  void CopyFrom(std::size_t dim, const unsigned char* from, unsigned char* to) const {
    if (dim == outer_) {
      std::memcpy(to, from, row_bytes_);
      return;
    }
    const std::ptrdiff_t extent = shape_[dim];
    if (dim + 1 == N) {  // single items
      for (std::ptrdiff_t i = 0; i < extent; ++i)
        std::memcpy(to + i * to_[dim], from + i * from_[dim], ItemBytes);  // bounded: an item
      return;
    }
    for (std::ptrdiff_t i = 0; i < extent; ++i)
      CopyFrom(dim + 1, from + i * from_[dim], to + i * to_[dim]);  // bounded: an item
  }

  Extents shape_;
  Extents from_;
  Extents to_;
  std::size_t row_bytes_ = ItemBytes;
  std::size_t outer_ = N;  // dimensions before the rows
};

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_COPY_H_
