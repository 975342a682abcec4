// SPDX-License-Identifier: MIT
// An N-dimensional array behind pointers: Py_buffer with suboffsets (PEP 3118, as PIL lays out
// images: a table of rows, each its own block of memory).
//
//   std::uint8_t pixel = view.at(y, x);
//   view.sliced({.step = -1}, 1).CopyTo(pixels);
//
// Always unchecked, as its name says: the pointers are the exporter's, and no (base, size) covers
// what they lead to.  Items are read and written by copy, so they may lie at any address; there is
// no T& to them.  Like View in all other respects: a value that owns nothing.
#ifndef PEP3118_BUFFER_UNCHECKED_INDIRECT_VIEW_H_
#define PEP3118_BUFFER_UNCHECKED_INDIRECT_VIEW_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <span>
#include <stdexcept>
#include <type_traits>

#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"

namespace pep3118 {

template <class T, std::size_t N>
class UncheckedIndirectView {
  using Byte = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;

 public:
  static_assert(N > 0 && std::is_trivially_copyable_v<T>);

  using value_type = std::remove_cv_t<T>;
  using Extents = std::array<std::ptrdiff_t, N>;

  UncheckedIndirectView() = default;  // no items

  // On trust, the numbers as Py_buffer has them, and the bytes between any two items behind one
  // pointer, with the suboffset, fit an std::ptrdiff_t (BindIndirect proves that much): after the
  // step in dimension i, a suboffset that is not negative means to follow the pointer found there
  // and add the suboffset to it, in bytes.
  UncheckedIndirectView(void* buf, const Extents& shape, const Extents& strides,
                        const Extents& suboffsets)
      : base_(static_cast<Byte*>(buf)), shape_(shape), strides_(strides), suboffsets_(suboffsets) {
    for (std::size_t i = 0; i < N; ++i) indirect_[i] = suboffsets[i] >= 0;
  }

  const Extents& shape() const { return shape_; }      // items
  const Extents& strides() const { return strides_; }  // bytes
  // As Py_buffer has them: bytes, negative where no pointer is followed.  False in `sayable` where
  // that is not possible: slicing has moved a followed pointer's suboffset below 0.
  const Extents& suboffsets(bool& sayable) const {
    sayable = true;
    for (std::size_t i = 0; i < N; ++i) sayable &= !indirect_[i] || suboffsets_[i] >= 0;
    return suboffsets_;
  }
  // Where the first dimension begins: items, or pointers.
  void* buf() const { return const_cast<unsigned char*>(base_); }
  std::ptrdiff_t extent(std::size_t dim) const { return shape_[dim]; }
  // PTRDIFF_MAX when there are more.
  std::ptrdiff_t count() const { return CountItems(shape_.data(), N); }

  // A copy of the item.  Unchecked; at() throws std::out_of_range for a position outside.
  template <std::convertible_to<std::ptrdiff_t>... I>
    requires(sizeof...(I) == N)
  value_type operator()(I... position) const {
    return Load(Address({static_cast<std::ptrdiff_t>(position)...}));
  }
  template <std::convertible_to<std::ptrdiff_t>... I>
    requires(sizeof...(I) == N)
  value_type at(I... position) const {
    return Load(Address(Checked({static_cast<std::ptrdiff_t>(position)...})));
  }

  // Writes the item.  Throws std::out_of_range.
  template <std::convertible_to<std::ptrdiff_t>... I>
    requires(sizeof...(I) == N && !std::is_const_v<T>)
  void Store(const value_type& value, I... position) const {
    std::memcpy(Address(Checked({static_cast<std::ptrdiff_t>(position)...})), &value, sizeof value);
  }

  // Python's slice of one dimension, as View::sliced.
  UncheckedIndirectView sliced(const Slice& slice, std::size_t dim = 0) const {
    if (dim >= N) throw std::out_of_range("pep3118: the view has no such dimension");
    const SliceRange range = ResolveSlice(slice, shape_[dim]);
    UncheckedIndirectView result = *this;
    result.shape_[dim] = range.count;
    if (!HasItems(result.shape_.data(), N)) return result;
    result.Skip(internal::StepBytes(range.first, strides_[dim]), dim);
    if (range.count > 1)
      result.strides_[dim] = internal::StepBytes(range.step, result.strides_[dim]);
    return result;
  }

  // Every item into `out`, in C order; rows that are contiguous with one memcpy.  Throws
  // std::invalid_argument unless the span has exactly count() items.
  void CopyTo(std::span<value_type> out) const {
    std::ptrdiff_t expected = 0;
    if (!CountItems(shape_.data(), N, expected) || out.size() != static_cast<std::size_t>(expected))
      throw std::invalid_argument("pep3118: the span has another number of items than the view");
    if (!out.empty()) CopyRows(base_, 0, out.data());
  }

 private:
  Extents Checked(const Extents& position) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (position[i] < 0 || position[i] >= shape_[i])
        throw std::out_of_range("pep3118: position is outside the view");
    }
    return position;
  }

  // `place`, or what the pointer there leads to.
  Byte* Dereference(Byte* place, std::size_t dim) const {
    if (!indirect_[dim]) return place;
    Byte* target;
    std::memcpy(&target, place, sizeof target);
    return target + suboffsets_[dim];  // bounded: an item, or a pointer to one
  }

  Byte* Address(const Extents& position) const {
    Byte* place = base_;
    // bounded: an item, or a pointer to one
    for (std::size_t i = 0; i < N; ++i) place = Dereference(place + position[i] * strides_[i], i);
    return place;
  }

  static value_type Load(const unsigned char* place) {
    value_type value;
    std::memcpy(&value, place, sizeof value);
    return value;
  }

  // Bytes are added where the last pointer before `dim` has led to.
  void Skip(std::ptrdiff_t bytes, std::size_t dim) {
    for (std::size_t i = dim; i-- > 0;) {
      if (!indirect_[i]) continue;
      suboffsets_[i] += bytes;  // bounded: of an item, or of a pointer to one
      return;
    }
    base_ += bytes;  // bounded: an item, or a pointer to one
  }

  value_type* CopyRows(Byte* place, std::size_t dim, value_type* out) const {
    const std::ptrdiff_t extent = shape_[dim];
    const std::ptrdiff_t stride = strides_[dim];
    if (dim + 1 < N) {
      for (std::ptrdiff_t i = 0; i < extent; ++i)
        out = CopyRows(Dereference(place + i * stride, dim), dim + 1, out);  // bounded: an item
      return out;
    }
    if (!indirect_[dim] && stride == static_cast<std::ptrdiff_t>(sizeof(T))) {
      std::memcpy(out, place, static_cast<std::size_t>(extent) * sizeof(T));  // bounded: of `out`
      return out + extent;                                                    // bounded: of `out`
    }
    for (std::ptrdiff_t i = 0; i < extent; ++i)
      std::memcpy(out++, Dereference(place + i * stride, dim), sizeof(T));  // bounded: an item
    return out;
  }

  Byte* base_ = nullptr;
  Extents shape_{};
  Extents strides_{};
  Extents suboffsets_{};            // added to a pointer that was followed; may become negative
  std::array<bool, N> indirect_{};  // whether there is a pointer to follow
};

}  // namespace pep3118

#endif  // PEP3118_BUFFER_UNCHECKED_INDIRECT_VIEW_H_
