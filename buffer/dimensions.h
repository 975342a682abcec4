// SPDX-License-Identifier: MIT
// What views do with their extents and strides, whether ndim is known to the compiler or not.
// Private to buffer/.
//
// Exceptions are a caller's bug: std::out_of_range and std::invalid_argument, as view.h states.
#ifndef PEP3118_BUFFER_DIMENSIONS_H_
#define PEP3118_BUFFER_DIMENSIONS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <type_traits>

#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"

namespace pep3118::internal {

inline void CheckPosition(std::ptrdiff_t position, std::ptrdiff_t extent) {
  if (position < 0 || position >= extent)
    throw std::out_of_range("pep3118: position is outside the view");
}

inline void CheckDimension(std::size_t dim, std::size_t ndim) {
  if (dim >= ndim) throw std::out_of_range("pep3118: the view has no such dimension");
}

// Whether a span of `items` has one for each item of the array.
inline void CheckSize(std::size_t items, const std::ptrdiff_t* shape, std::size_t ndim) {
  std::ptrdiff_t expected = 0;
  if (!CountItems(shape, ndim, expected) || items != static_cast<std::size_t>(expected))
    throw std::invalid_argument("pep3118: the span has another number of items than the view");
}

// Makes dimension `dim` the slice of itself.  Returns the bytes from the item that was the first to
// the one that is; 0 when there are no items.
inline std::ptrdiff_t SliceDimension(const Slice& slice, std::size_t dim, std::size_t ndim,
                                     std::ptrdiff_t* shape, std::ptrdiff_t* strides) {
  CheckDimension(dim, ndim);
  const SliceRange range = ResolveSlice(slice, shape[dim]);
  shape[dim] = range.count;
  if (!HasItems(shape, ndim)) return 0;
  const std::ptrdiff_t first = StepBytes(range.first, strides[dim]);
  if (range.count > 1) strides[dim] = StepBytes(range.step, strides[dim]);
  return first;
}

template <std::size_t N, std::size_t M>
  requires(N <= M)
constexpr std::array<std::ptrdiff_t, N> FirstOf(const std::array<std::ptrdiff_t, M>& numbers) {
  std::array<std::ptrdiff_t, N> result{};
  for (std::size_t i = 0; i < N; ++i) result[i] = numbers[i];
  return result;
}

// The numbers of all dimensions but `dim`.  `to` has ndim - 1 entries.
constexpr void WithoutDimension(const std::ptrdiff_t* numbers, std::size_t ndim, std::size_t dim,
                                std::ptrdiff_t* to) {
  for (std::size_t i = 0; i + 1 < ndim; ++i) to[i] = numbers[i < dim ? i : i + 1];
}

// `order` has ndim entries.
inline void CheckPermutation(const std::size_t* order, std::size_t ndim) {
  for (std::size_t i = 0; i < ndim; ++i) {
    // bounded: the i entries before
    if (order[i] >= ndim || std::find(order, order + i, order[i]) != order + i)
      throw std::invalid_argument("pep3118: not a permutation of the dimensions");
  }
}

// The dimensions of an array member M, std::rank_v<M> of them.
template <class M>
void MemberDimensions(std::ptrdiff_t* shape, std::ptrdiff_t* strides) {
  if constexpr (std::is_array_v<M>) {
    *shape = static_cast<std::ptrdiff_t>(std::extent_v<M>);
    *strides = static_cast<std::ptrdiff_t>(sizeof(std::remove_extent_t<M>));
    // bounded: one entry for each dimension of M
    MemberDimensions<std::remove_extent_t<M>>(shape + 1, strides + 1);
  }
}

// Bytes from the start of a C to its member.
template <class C, class M>
std::ptrdiff_t OffsetOf(M C::*member) {
  union Storage {  // a place for a C that is never made
    constexpr Storage() : nothing(0) {}
    char nothing;
    C object;
  };
  static constexpr Storage storage;
  return static_cast<std::ptrdiff_t>(reinterpret_cast<const char*>(&(storage.object.*member)) -
                                     reinterpret_cast<const char*>(&storage));
}

// Whether every item of an array is at a multiple of `alignment`, a power of two.  An array without
// items is.
inline bool IsAligned(const void* first, std::span<const std::ptrdiff_t> shape,
                      std::span<const std::ptrdiff_t> strides, std::size_t alignment) {
  if (!HasItems(shape.data(), shape.size())) return true;
  auto bits = reinterpret_cast<std::uintptr_t>(first);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] > 1) bits |= static_cast<std::uintptr_t>(strides[i]);
  }
  return bits % alignment == 0;
}

// One of two arrays of one shape.
struct StridedItems {
  const unsigned char* first;
  std::ptrdiff_t itemsize;  // bytes
  const std::ptrdiff_t* strides;
};

// Whether some byte may belong to both.
inline bool MayOverlap(const std::ptrdiff_t* shape, std::size_t ndim, const StridedItems& a,
                       const StridedItems& b) {
  if (!HasItems(shape, ndim)) return false;
  ByteRange of_a;
  ByteRange of_b;
  if (!ReachOf(shape, a.strides, ndim, a.itemsize, of_a) ||
      !ReachOf(shape, b.strides, ndim, b.itemsize, of_b)) {
    return true;
  }
  // bounded: all four are ends of items
  return std::less<>()(a.first + of_a.low, b.first + of_b.high) &&
         std::less<>()(b.first + of_b.low, a.first + of_a.high);
}

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_DIMENSIONS_H_
