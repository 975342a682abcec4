// SPDX-License-Identifier: MIT
// The numbers of a buffer with every NULL replaced by what it means, cross-checked; and the
// proof that all items lie in known memory.
//
//   Geometry geometry;
//   BufferError error;
//   if (!ResolveGeometry(buffer, geometry, error) || !ProveInside(geometry, memory, error))
//     return error;
//
// No format is read here: a caller that knows the item (Bind, which has compared the format's bytes)
// pays for the numbers alone.  Most callers want description.h.
#ifndef PEP3118_BUFFER_GEOMETRY_H_
#define PEP3118_BUFFER_GEOMETRY_H_

#include <array>
#include <cstddef>
#include <span>

#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/buffer_error.h"

namespace pep3118 {

// Plain values; points into the exporter's memory (`data`) and nowhere else.  The arrays hold
// `ndim` entries, the rest is not initialised.
struct Geometry {
  std::byte* data;          // the item at index 0; nullptr only when `count` is 0
  std::ptrdiff_t itemsize;  // bytes
  std::ptrdiff_t count;     // items: product of the shape, 1 when ndim is 0
  int ndim;
  bool readonly;
  // Some suboffset is 0 or more: the address of an item depends on pointers in memory.  Only then
  // has `suboffsets` been written.
  bool indirect;
  std::array<std::ptrdiff_t, kMaxNdim> shape;
  std::array<std::ptrdiff_t, kMaxNdim> strides;  // bytes; may be 0 (broadcast) or negative
  std::array<std::ptrdiff_t, kMaxNdim> suboffsets;

  std::span<const std::ptrdiff_t> Shape() const {
    return {shape.data(), static_cast<std::size_t>(ndim)};
  }
  std::span<const std::ptrdiff_t> Strides() const {
    return {strides.data(), static_cast<std::size_t>(ndim)};
  }
  // Empty when the array is not indirect.
  std::span<const std::ptrdiff_t> Suboffsets() const {
    return {suboffsets.data(), indirect ? static_cast<std::size_t>(ndim) : 0};
  }
};

// Fills `geometry` by PEP 3118's rules and checks len, itemsize, ndim, shape and strides against
// each other, in O(ndim); no memory is touched.
//   - ndim 0 is one item.  NULL shape is one dimension: of len bytes without a format, whatever
//     itemsize says (the Python/C API tells consumers to disregard it); of len / itemsize items
//     with one (array.array, asked with PyBUF_FORMAT and without PyBUF_ND).  With ndim above 1, or
//     with strides, it is refused.
//   - NULL strides is C order.  In an array without items a stride of C order that is not a 64-bit
//     number is 0.
// Of the format only its presence counts here.  An array without items may have any extents and
// strides, and nothing may be computed of them.  `count` is exact.
// Returns false and fills `error` when refused; `geometry` is then unspecified.
bool ResolveGeometry(const Buffer& buffer, Geometry& geometry, BufferError& error);

// Proves that the bytes between any two items (any two behind one pointer, its suboffset included)
// are a ptrdiff_t, and that what lies before the first pointer has addresses, in O(ndim): no step
// from item to item can wrap, whatever memory there is.  What ProveInside passes has that.  An
// array without items always passes. Returns false and fills `error` when refused.
bool ProveSpan(const Geometry& geometry, BufferError& error);

// Proves that every byte of every item lies in `memory`, in O(ndim) and without overflow.  An array
// without items touches no memory and always passes.
//
// Items of no bytes lie anywhere, so it is their number that the memory bounds: there may be as
// many as `memory` and `blocks` have bytes.
//
// An indirect array also needs its pointers checked: each is read once, and what it leads to must
// lie in `memory` or in one of `blocks`.  That is O(pointers), at most kMaxPointers; it holds as
// long as no thread changes the pointers.
// Returns false and fills `error` when refused.
bool ProveInside(const Geometry& geometry, const KnownMemory& memory, BufferError& error,
                 std::span<const KnownMemory> blocks = {});
inline constexpr std::ptrdiff_t kMaxPointers = std::ptrdiff_t{1} << 20;

// The address of one item; follows suboffsets.  `index` has ndim entries, each inside the shape:
// that is not checked.
std::byte* ItemAddress(const Geometry& geometry, std::span<const std::ptrdiff_t> index);

}  // namespace pep3118

#endif  // PEP3118_BUFFER_GEOMETRY_H_
