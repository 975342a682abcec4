// SPDX-License-Identifier: MIT
// A view whose number of dimensions is a value: what a viewer, a converter or any program needs
// that takes arrays as they come.
//
//   double sum = 0;
//   view.ForEach([&](const double& value) { sum += value; });    // any ndim, C order
//   view.Visit([](auto fixed) { ... });                          // fixed: View<T, N>, N = 0 ... 4
//   view.at(1, 2, 0); view.sliced({.step = -1}, 2).column(&Point::x)
//
// NdimView<T> comes from BindNdim (bind.h), which has proved what Bind proves, or from a View<T, N>;
// UncheckedNdimView<T> is the same over memory of unknown size.  All that view.h says of a View's
// memory, arithmetic, alignment, threads and T holds for both, and the functions of the same names
// do the same.
//
// A view has 0 to kMaxNdim dimensions and room for all of them: about 1 KiB, of which a copy copies
// what its dimensions need.  Nothing allocates but CopyFrom of an overlapping view.  Exceptions (a
// caller's bug, never a buffer's): std::out_of_range for a position or a dimension that there is
// not, std::invalid_argument where it is stated.
#ifndef PEP3118_BUFFER_NDIM_VIEW_H_
#define PEP3118_BUFFER_NDIM_VIEW_H_

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/row_walk.h"
#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/buffer/view.h"

namespace pep3118 {

namespace internal {
struct NdimViewAccess;
}  // namespace internal

template <class T, BoundsProof origin = BoundsProof::kChecked>
class NdimView {
  using Byte = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;
  static constexpr std::size_t kMax = kMaxNdim;

 public:
  static_assert(std::is_trivially_copyable_v<T>);

  using element_type = T;
  using value_type = std::remove_cv_t<T>;
  using Positions = std::span<const std::ptrdiff_t>;
  template <std::size_t N>
  using Fixed = View<T, N, origin>;

  // No items, in one dimension.
  NdimView() : NdimView(nullptr, 1) {
    shape_[0] = 0;
    strides_[0] = sizeof(T);
  }

  // On trust, as of an UncheckedView.  Throws std::invalid_argument unless there are as many strides
  // as extents, kMaxNdim at most.
  NdimView(T* first, std::span<const std::ptrdiff_t> shape, std::span<const std::ptrdiff_t> strides)
    requires(origin == BoundsProof::kUnchecked)
      : NdimView(reinterpret_cast<Byte*>(first), shape.size()) {
    CheckNdim(shape.size());
    if (strides.size() != shape.size())
      throw std::invalid_argument("pep3118: not as many strides as extents");
    Assign(shape.data(), strides.data());
  }

  // A view that may write is one that may read, and a checked one can be used as an unchecked one.
  template <class U, std::size_t N, BoundsProof other>
    requires(std::convertible_to<View<U, N, other>, View<T, N, origin>> && N <= kMax)
  NdimView(const View<U, N, other>& from) : NdimView(reinterpret_cast<Byte*>(from.data()), N) {
    Assign(from.shape().data(), from.strides().data());
  }
  template <class U, BoundsProof other>
    requires(std::convertible_to<View<U, 1, other>, View<T, 1, origin>>)
  NdimView(const NdimView<U, other>& from) : NdimView(from.base_, from.ndim_) {
    Assign(from.shape_.data(), from.strides_.data());
  }

  NdimView(const NdimView& from) : NdimView(from.base_, from.ndim_) {
    Assign(from.shape_.data(), from.strides_.data());
  }
  NdimView& operator=(const NdimView& from) {
    if (this == &from) return *this;
    base_ = from.base_;
    ndim_ = from.ndim_;
    Assign(from.shape_.data(), from.strides_.data());
    return *this;
  }

  std::size_t ndim() const { return ndim_; }
  // One number for each dimension: items, and bytes.  The spans are of the view itself.
  std::span<const std::ptrdiff_t> shape() const { return {shape_.data(), ndim_}; }
  std::span<const std::ptrdiff_t> strides() const { return {strides_.data(), ndim_}; }
  std::ptrdiff_t extent(std::size_t dim) const {
    internal::CheckDimension(dim, ndim_);
    return shape_[dim];
  }
  std::ptrdiff_t count() const { return CountItems(shape_.data(), ndim_); }
  bool empty() const { return !HasItems(shape_.data(), ndim_); }
  T* data() const { return reinterpret_cast<T*>(base_); }

  // ---- items

  // Throws std::out_of_range, also unless there is one position for each dimension.
  //   view.at(1, 2)   view.at({1, 2})   view.at(std::span(positions))
  T& at(Positions position) const {
    if (position.size() != ndim_)
      throw std::out_of_range("pep3118: not one position for each dimension");
    for (std::size_t i = 0; i < ndim_; ++i) internal::CheckPosition(position[i], shape_[i]);
    // bounded: an item
    return *reinterpret_cast<T*>(base_ +
                                 internal::OffsetOf(position.data(), strides_.data(), ndim_));
  }
  T& at(std::initializer_list<std::ptrdiff_t> position) const {
    return at(Positions(position.begin(), position.size()));
  }
  template <std::convertible_to<std::ptrdiff_t>... I>
  T& at(I... position) const {
    const std::array<std::ptrdiff_t, sizeof...(I)> positions{
        static_cast<std::ptrdiff_t>(position)...};
    return at(Positions(positions));
  }

  // Calls f(item) for every item in C order.  A row of items is one loop over a pointer and a
  // stride; dimensions that continue each other are one row.
  // Inlined, since only then is a sum that f refers to kept in a register.
  template <class F>
    requires std::invocable<F&, T&>
  [[gnu::always_inline]] void ForEach(F f) const {
    if (empty()) return;
    internal::RowWalk<1> walk;
    for (std::size_t i = 0; i < ndim_; ++i) walk.Add(shape_[i], {strides_[i]});
    const std::ptrdiff_t extent = walk.row_extent();
    const std::ptrdiff_t step = walk.row_strides()[0];
    internal::RowWalk<1>::Row row = walk.first();
    do {
      Byte* const first = base_ + row.offsets[0];  // bounded: an item
      for (std::ptrdiff_t i = 0; i < extent; ++i)
        f(*reinterpret_cast<T*>(first + i * step));  // bounded: an item
    } while (walk.Next(row));
  }

  // ---- a number of dimensions that the compiler knows

  // The same view, or nothing when ndim() is not N.
  template <std::size_t N>
  std::optional<Fixed<N>> fixed() const {
    if (ndim_ != N) return std::nullopt;
    return internal::ViewAccess::Make<Fixed<N>>(base_, internal::FirstOf<N>(shape_),
                                                internal::FirstOf<N>(strides_));
  }

  // Calls f(View<T, N, origin>) for the N that ndim() is, which is one of 0 ... Max, or one of Ns.
  // False, and f is not called, when it is not.  f is compiled once for each N.
  template <std::size_t Max = 4, class F>
  bool Visit(F&& f) const {
    static_assert(Max <= kMax);
    const auto visit = [&]<std::size_t... N>(std::index_sequence<N...>) {
      return VisitOneOf<N...>(f);
    };
    return visit(std::make_index_sequence<Max + 1>());  // bounded: kMaxNdim
  }
  template <std::size_t... Ns, class F>
  bool VisitOneOf(F&& f) const {
    return (VisitIf<Ns>(f) || ...);
  }

  // ---- other views of the same items

  NdimView sliced(const Slice& slice, std::size_t dim = 0) const {
    NdimView result = *this;
    // bounded: an item
    result.base_ +=
        internal::SliceDimension(slice, dim, ndim_, result.shape_.data(), result.strides_.data());
    return result;
  }

  NdimView reversed(std::size_t dim = 0) const { return sliced({.step = -1}, dim); }

  // Dimension i of the result is dimension order[i] of this.  Throws std::invalid_argument when
  // `order` is not a permutation of 0 .. ndim() - 1.
  NdimView permuted(std::span<const std::size_t> order) const {
    if (order.size() != ndim_)
      throw std::invalid_argument("pep3118: not a permutation of the dimensions");
    internal::CheckPermutation(order.data(), ndim_);
    NdimView result(base_, ndim_);
    for (std::size_t i = 0; i < ndim_; ++i) {
      result.shape_[i] = shape_[order[i]];
      result.strides_[i] = strides_[order[i]];
    }
    return result;
  }
  NdimView permuted(std::initializer_list<std::size_t> order) const {
    return permuted(std::span(order.begin(), order.size()));
  }

  NdimView transposed() const {
    NdimView result(base_, ndim_);
    for (std::size_t i = 0; i < ndim_; ++i) {
      result.shape_[i] = shape_[ndim_ - 1 - i];      // bounded: a dimension
      result.strides_[i] = strides_[ndim_ - 1 - i];  // bounded: a dimension
    }
    return result;
  }

  // One dimension less.  Throws std::out_of_range, also when there is none to take from.
  NdimView taken(std::ptrdiff_t position, std::size_t dim = 0) const {
    internal::CheckDimension(dim, ndim_);
    internal::CheckPosition(position, shape_[dim]);
    NdimView result(base_, ndim_ - 1);  // bounded: there is dimension `dim`
    internal::WithoutDimension(shape_.data(), ndim_, dim, result.shape_.data());
    internal::WithoutDimension(strides_.data(), ndim_, dim, result.strides_.data());
    // bounded: an item
    if (!result.empty()) result.base_ += internal::StepBytes(position, strides_[dim]);
    return result;
  }

  // The dimensions of an array member come after those of this view.  Throws std::invalid_argument
  // when they are more than kMaxNdim together.
  template <class M, class C>
    requires std::same_as<C, value_type>
  auto column(M C::*member) const {
    using Scalar = std::remove_all_extents_t<M>;
    using Item = std::conditional_t<std::is_const_v<T>, const Scalar, Scalar>;
    const std::size_t ndim = ndim_ + std::rank_v<M>;  // bounded: dimensions
    CheckNdim(ndim);
    NdimView<Item, origin> result(base_, ndim);
    // bounded: inside the first item
    if (!empty() && base_ != nullptr) result.base_ += internal::OffsetOf(member);
    for (std::size_t i = 0; i < ndim_; ++i) {
      result.shape_[i] = shape_[i];
      result.strides_[i] = strides_[i];
    }
    // bounded: ndim is at most kMaxNdim
    internal::MemberDimensions<M>(result.shape_.data() + ndim_, result.strides_.data() + ndim_);
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
    internal::CheckSize(out.size(), shape_.data(), ndim_);
    const Numbers dense = DenseStrides();
    internal::CopyItems<sizeof(T)>(shape_.data(), ndim_, base_, strides_.data(),
                                   reinterpret_cast<unsigned char*>(out.data()), dense.data());
  }
  void CopyFrom(std::span<const value_type> items) const
    requires(!std::is_const_v<T>)
  {
    internal::CheckSize(items.size(), shape_.data(), ndim_);
    const Numbers dense = DenseStrides();
    internal::CopyItems<sizeof(T)>(shape_.data(), ndim_,
                                   reinterpret_cast<const unsigned char*>(items.data()),
                                   dense.data(), base_, strides_.data());
  }

  // Every item of a view of the same shape, which may be of the same memory: what is read is what
  // was there before.  Throws std::invalid_argument when the shapes differ.
  template <class U, BoundsProof other>
    requires(!std::is_const_v<T> && std::same_as<std::remove_const_t<U>, T>)
  void CopyFrom(const NdimView<U, other>& from) const {
    if (!std::ranges::equal(from.shape(), shape()))
      throw std::invalid_argument("pep3118: shapes differ");
    if (internal::MayOverlap(shape_.data(), ndim_, {base_, sizeof(T), strides_.data()},
                             {from.base_, sizeof(T), from.strides_.data()})) {
      std::vector<value_type> items(static_cast<std::size_t>(count()));
      from.CopyTo(items);
      CopyFrom(std::span<const value_type>(items));
    } else {
      internal::CopyItems<sizeof(T)>(shape_.data(), ndim_, from.base_, from.strides_.data(), base_,
                                     strides_.data());
    }
  }

 private:
  template <class, BoundsProof>
  friend class NdimView;
  friend struct internal::NdimViewAccess;

  using Numbers = std::array<std::ptrdiff_t, kMax>;

  // The extents and strides of the dimensions are for the caller to write.
  NdimView(Byte* base, std::size_t ndim) : base_(base), ndim_(ndim) {}

  void Assign(const std::ptrdiff_t* shape, const std::ptrdiff_t* strides) {
    for (std::size_t i = 0; i < ndim_; ++i) {
      shape_[i] = shape[i];
      strides_[i] = strides[i];
    }
  }

  static void CheckNdim(std::size_t ndim) {
    if (ndim > kMax) throw std::invalid_argument("pep3118: more dimensions than kMaxNdim");
  }

  template <std::size_t N, class F>
  bool VisitIf(F& f) const {
    const auto view = fixed<N>();
    if (view) f(*view);
    return view.has_value();
  }

  bool IsContiguous(bool fortran) const {
    return pep3118::IsContiguous(shape_.data(), strides_.data(), ndim_, sizeof(T), fortran);
  }

  Numbers DenseStrides() const {
    Numbers strides;
    pep3118::DenseStrides(shape_.data(), ndim_, sizeof(T), strides.data());
    return strides;
  }

  Byte* base_;
  std::size_t ndim_;
  Numbers shape_;  // entries from ndim_ on are not initialised
  Numbers strides_;
};

// The same over memory of unknown size: the extents and strides are trusted.
template <class T>
using UncheckedNdimView = NdimView<T, BoundsProof::kUnchecked>;

template <class T, std::size_t N, BoundsProof origin>
NdimView(const View<T, N, origin>&) -> NdimView<T, origin>;

namespace internal {

// Only for those who have proved what a view promises (bind.h).
struct NdimViewAccess {
  // kMaxNdim dimensions at most.
  template <class V, class Byte>
  static V Make(Byte* base, std::span<const std::ptrdiff_t> shape,
                std::span<const std::ptrdiff_t> strides) {
    V view(base, shape.size());
    view.Assign(shape.data(), strides.data());
    return view;
  }
};

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_BUFFER_NDIM_VIEW_H_
