// SPDX-License-Identifier: MIT
// A typed array over memory that somebody else owns: a pointer, N extents and N byte strides.
//
//   double sum = 0;
//   for (const Point& point : view) sum += point.x;      // N == 1
//   view.at(i).y = 2;                                     // bounds-checked
//   view.sliced({.step = -2}).column(&Point::x)           // View<double, 1>, nothing is copied
//
// View<T, N> comes from Bind (bind.h), which has proved, given the memory's base and size, that
// every item lies inside it.  UncheckedView<T, N> is the same over memory of unknown size: its
// extents and strides are trusted.  A view derived from another keeps its kind.
//
// No arithmetic of a view wraps: the bytes between any two items of one view fit an
// std::ptrdiff_t.  Bind proves it, with the memory or without; the caller that makes an
// UncheckedView promises it.  A view without items may have any extents and strides.
//
// A view is a value of 2 N + 1 words; copying one copies no item.  It owns nothing and must not
// outlive the memory.  Reading through it from several threads is safe; writing is as safe as
// writing to the memory itself.  Every item is aligned for T, so that a T& is sound: Bind and the
// constructors see to it.  T is trivially copyable, a record or a member of one; const T reads
// only.  Exceptions (a caller's bug, never a buffer's): std::out_of_range from at(),
// std::invalid_argument where it is stated.
#ifndef PEP3118_BUFFER_VIEW_H_
#define PEP3118_BUFFER_VIEW_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "pep3118/buffer/copy.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/buffer/view_iterator.h"

namespace pep3118 {

// Whether somebody has proved that the items lie in known memory.
enum class BoundsProof : bool { kUnchecked, kChecked };

namespace internal {
struct ViewAccess;
}  // namespace internal

template <class T, std::size_t N, BoundsProof origin = BoundsProof::kChecked>
class View {
  using Byte = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;

 public:
  static_assert(std::is_trivially_copyable_v<T>);

  using element_type = T;
  using value_type = std::remove_cv_t<T>;
  using Extents = std::array<std::ptrdiff_t, N>;
  using Subview = View<T, N == 0 ? 0 : N - 1, origin>;
  using iterator =
      std::conditional_t<N == 1, internal::ItemIterator<T, Byte>, internal::SubviewIterator<View>>;

  static constexpr std::size_t ndim() { return N; }

  // No items; for N == 0 not to be read.
  View() = default;

  // All of `items`, whose size is known.
  explicit View(std::span<T> items)
    requires(N == 1)
      : base_(reinterpret_cast<Byte*>(items.data())),
        shape_{static_cast<std::ptrdiff_t>(items.size())},
        strides_{static_cast<std::ptrdiff_t>(sizeof(T))} {}

  // On trust: every item must lie in one object that outlives the view, at an address that is
  // aligned for T.  `strides` are bytes.
  View(T* first, const Extents& shape, const Extents& strides)
    requires(origin == BoundsProof::kUnchecked)
      : base_(reinterpret_cast<Byte*>(first)), shape_(shape), strides_(strides) {}

  // A view that may write is one that may read, and a checked one can be used as an unchecked one.
  template <class U, BoundsProof other>
    requires(std::same_as<T, const U> || std::same_as<T, U>) &&
                (other == origin || other == BoundsProof::kChecked)
  View(const View<U, N, other>& from)
      : base_(from.base_), shape_(from.shape_), strides_(from.strides_) {}

  const Extents& shape() const { return shape_; }      // items
  const Extents& strides() const { return strides_; }  // bytes
  std::ptrdiff_t extent(std::size_t dim) const { return shape_[dim]; }
  // All items.  PTRDIFF_MAX when there are more, which only an UncheckedView that was made from
  // such numbers has; it can be walked, but neither copied nor filled.
  std::ptrdiff_t count() const { return CountItems(shape_.data(), N); }
  bool empty() const { return !HasItems(shape_.data(), N); }

  // Number of items, or of sub-views, that an iteration visits.
  std::size_t size() const
    requires(N > 0)
  {
    return static_cast<std::size_t>(shape_[0]);
  }

  // The item with all positions 0; nothing to read through when the view is empty.
  T* data() const { return reinterpret_cast<T*>(base_); }

  // ---- items

  // Unchecked: 0 <= position < extent in every dimension is the caller's promise.
  template <std::convertible_to<std::ptrdiff_t>... I>
    requires(sizeof...(I) == N)
  T& operator()(I... position) const {
    return *reinterpret_cast<T*>(
        Address(std::array<std::ptrdiff_t, N>{static_cast<std::ptrdiff_t>(position)...}));
  }

  // Throws std::out_of_range.  Positions count from 0; negative ones are outside.
  template <std::convertible_to<std::ptrdiff_t>... I>
    requires(sizeof...(I) == N)
  T& at(I... position) const {
    const std::array<std::ptrdiff_t, N> positions{static_cast<std::ptrdiff_t>(position)...};
    for (std::size_t i = 0; i < N; ++i) internal::CheckPosition(positions[i], shape_[i]);
    return *reinterpret_cast<T*>(Address(positions));
  }

  // Unchecked: the item, or for N > 1 the sub-view, at `position` of the first dimension.
  decltype(auto) operator[](std::ptrdiff_t position) const
    requires(N > 0)
  {
    if constexpr (N == 1) {
      return (*this)(position);
    } else {
      return WithoutFirst(position);
    }
  }

  iterator begin() const
    requires(N > 0)
  {
    return IteratorAt(0);
  }
  iterator end() const
    requires(N > 0)
  {
    return IteratorAt(shape_[0]);
  }

  // ---- other views of the same items

  // Python's slice of one dimension.  Throws std::invalid_argument for a step of 0, and
  // std::out_of_range for a dimension that there is not.
  View sliced(const Slice& slice, std::size_t dim = 0) const {
    View result = *this;
    // bounded: an item
    result.base_ +=
        internal::SliceDimension(slice, dim, N, result.shape_.data(), result.strides_.data());
    return result;
  }

  View reversed(std::size_t dim = 0) const { return sliced({.step = -1}, dim); }

  // Dimension i of the result is dimension order[i] of this.  Throws std::invalid_argument when
  // `order` is not a permutation of 0 .. N-1.
  View permuted(const std::array<std::size_t, N>& order) const {
    internal::CheckPermutation(order.data(), N);
    View result = *this;
    for (std::size_t i = 0; i < N; ++i) {
      result.shape_[i] = shape_[order[i]];
      result.strides_[i] = strides_[order[i]];
    }
    return result;
  }

  // All dimensions in the opposite order: a Fortran array read as a C array, without a copy.
  View transposed() const {
    View result = *this;
    for (std::size_t i = 0; i < N; ++i) {
      result.shape_[i] = shape_[N - 1 - i];
      result.strides_[i] = strides_[N - 1 - i];
    }
    return result;
  }

  // The sub-view, or for N == 1 the single item as a View<T, 0>, at `position` of one dimension.
  // Throws std::out_of_range.
  Subview taken(std::ptrdiff_t position, std::size_t dim = 0) const
    requires(N > 0)
  {
    internal::CheckDimension(dim, N);
    internal::CheckPosition(position, shape_[dim]);
    Subview result;
    internal::WithoutDimension(shape_.data(), N, dim, result.shape_.data());
    internal::WithoutDimension(strides_.data(), N, dim, result.strides_.data());
    // bounded: an item
    result.base_ = result.empty() ? base_ : base_ + internal::StepBytes(position, strides_[dim]);
    return result;
  }

  // One member of every record, as a view of the same shape; the dimensions of an array member
  // come after it (`double v[3]` of a View<R, 1> is a View<double, 2>).
  //   view.column(&Record::pos).column(&Pos::x)
  template <class M, class C>
    requires std::same_as<C, value_type>
  auto column(M C::*member) const {
    using Scalar = std::remove_all_extents_t<M>;
    using Item = std::conditional_t<std::is_const_v<T>, const Scalar, Scalar>;
    constexpr std::size_t kMore = std::rank_v<M>;
    View<Item, N + kMore, origin> result;
    // bounded: inside the first item
    result.base_ = empty() || base_ == nullptr ? base_ : base_ + internal::OffsetOf(member);
    for (std::size_t i = 0; i < N; ++i) {
      result.shape_[i] = shape_[i];
      result.strides_[i] = strides_[i];
    }
    // bounded: arrays of N + kMore
    internal::MemberDimensions<M>(result.shape_.data() + N, result.strides_.data() + N);
    return result;
  }

  // ---- contiguous memory

  bool is_c_contiguous() const { return IsContiguous(false); }
  bool is_f_contiguous() const { return IsContiguous(true); }

  // All items in C order; nothing when they are not C-contiguous.
  std::optional<std::span<T>> span() const {
    if (!is_c_contiguous()) return std::nullopt;
    return std::span<T>(data(), static_cast<std::size_t>(count()));
  }

  // ---- copies

  // Every item into `out`, in C order, or from `items`.  Throws std::invalid_argument unless the
  // span has exactly count() items.  The span must not overlap the view's memory.
  void CopyTo(std::span<value_type> out) const {
    internal::CheckSize(out.size(), shape_.data(), N);
    Copier(strides_, DenseStrides()).Copy(base_, reinterpret_cast<unsigned char*>(out.data()));
  }
  void CopyFrom(std::span<const value_type> items) const
    requires(!std::is_const_v<T>)
  {
    internal::CheckSize(items.size(), shape_.data(), N);
    Copier(DenseStrides(), strides_)
        .Copy(reinterpret_cast<const unsigned char*>(items.data()), base_);
  }

  // Every item of a view of the same shape, which may be of the same memory: what is read is what
  // was there before.  Throws std::invalid_argument when the shapes differ.
  template <class U, BoundsProof other>
    requires(!std::is_const_v<T> && std::same_as<std::remove_const_t<U>, T>)
  void CopyFrom(const View<U, N, other>& from) const {
    if (from.shape() != shape_) throw std::invalid_argument("pep3118: shapes differ");
    if (Overlaps(from)) {
      std::vector<value_type> items(static_cast<std::size_t>(count()));
      from.CopyTo(items);
      CopyFrom(std::span<const value_type>(items));
    } else {
      Copier(from.strides(), strides_).Copy(from.base_, base_);
    }
  }

 private:
  template <class, std::size_t, BoundsProof>
  friend class View;
  friend struct internal::ViewAccess;

  Byte* Address(const Extents& position) const {
    return base_ + internal::OffsetOf(position.data(), strides_.data(), N);  // bounded: an item
  }

  Subview WithoutFirst(std::ptrdiff_t position) const {
    Subview result;
    for (std::size_t i = 0; i < result.ndim(); ++i) {
      result.shape_[i] = shape_[i + 1];
      result.strides_[i] = strides_[i + 1];
    }
    // bounded: an item
    result.base_ = result.empty() ? base_ : base_ + internal::StepBytes(position, strides_[0]);
    return result;
  }

  iterator IteratorAt(std::ptrdiff_t position) const {
    if constexpr (N == 1) {
      return {base_, strides_[0], position};
    } else {
      return {*this, position};
    }
  }

  bool IsContiguous(bool fortran) const {
    return pep3118::IsContiguous(shape_.data(), strides_.data(), N, sizeof(T), fortran);
  }

  Extents DenseStrides() const {
    Extents strides{};
    pep3118::DenseStrides(shape_.data(), N, sizeof(T), strides.data());
    return strides;
  }

  internal::ItemCopier<N, sizeof(T)> Copier(const Extents& from, const Extents& to) const {
    return {shape_, from, to};
  }

  // Whether some byte may belong to both.
  template <class U, BoundsProof other>
  bool Overlaps(const View<U, N, other>& from) const {
    return internal::MayOverlap(shape_.data(), N, {base_, sizeof(T), strides_.data()},
                                {from.base_, sizeof(T), from.strides().data()});
  }

  Byte* base_ = nullptr;
  Extents shape_{};
  Extents strides_{};
};

// The same over memory of unknown size: the extents and strides are trusted.
template <class T, std::size_t N>
using UncheckedView = View<T, N, BoundsProof::kUnchecked>;

namespace internal {

// Only for those who have proved what a view promises (bind.h).
struct ViewAccess {
  template <class V, class Byte>
  static V Make(Byte* base, const typename V::Extents& shape, const typename V::Extents& strides) {
    V view;
    view.base_ = base;
    view.shape_ = shape;
    view.strides_ = strides;
    return view;
  }
};

}  // namespace internal
}  // namespace pep3118

// Copied in constant time, and iterators outlive it: what the standard library calls a view.
template <class T, std::size_t N, pep3118::BoundsProof origin>
inline constexpr bool std::ranges::enable_view<pep3118::View<T, N, origin>> = true;
template <class T, std::size_t N, pep3118::BoundsProof origin>
inline constexpr bool std::ranges::enable_borrowed_range<pep3118::View<T, N, origin>> = true;

#endif  // PEP3118_BUFFER_VIEW_H_
