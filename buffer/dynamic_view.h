// SPDX-License-Identifier: MIT
// A view of a buffer whose format is known only at run time: columns by name, as a type of choice.
//
//   Result<Description, BufferError> array = Describe(buffer, {base, size});
//   const DynamicView view(*array);
//   Result<DynamicColumn<double>, ColumnError> lat = view.column<double>("pos.lat");
//   if (!lat) return Log(lat.error().message);
//   double first = lat->at(0);
//   lat->CopyTo(values);
//
// How a field is read (its kind, size and byte order) is decided once, when the column is made:
// CopyTo then runs one plain loop a row.  Values never change on the way: a column is refused when
// its type cannot hold every value of the field exactly.
//
//   double                 ? b B h H i I  e f d
//   std::int64_t           ? b B h H i I q
//   std::uint64_t          ? B H I Q
//   bool                   ?
//   std::complex<double>   Zf Zd
//   std::string            c s p u w; s u w without trailing NULs (as NumPy), u and w as UTF-8
//                          (a unit that is not a character reads as U+FFFD)
//
// Elements of no bytes (`0s`) lie nowhere, so nothing in memory bounds how many a format can claim.
// A column of them is refused when one item has more of them than it has bytes (one is always
// taken).  So no column has more values than the buffer has bytes or items, and count() is exact.
//
// Fields are read by copy, so they may be at any address.  Like View, these own nothing and must
// not outlive the memory; they share ownership of the layout.  Thread-safe for reading.
#ifndef PEP3118_BUFFER_DYNAMIC_VIEW_H_
#define PEP3118_BUFFER_DYNAMIC_VIEW_H_

#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pep3118/buffer/description.h"
#include "pep3118/buffer/slice.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

enum class ColumnErrorKind : std::uint8_t {
  kPath,      // the layout has no such field
  kType,      // the field's values do not all fit the type that was asked for
  kIndirect,  // the items lie behind pointers: BindIndirect follows them
  kCount,     // elements of no bytes, more of them than the item has bytes
};
struct ColumnError {
  ColumnErrorKind kind = ColumnErrorKind::kPath;
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

// The types that a column can have: those of the list at the top.
template <class T>
concept ColumnValue =
    std::same_as<T, double> || std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t> ||
    std::same_as<T, bool> || std::same_as<T, std::complex<double>> || std::same_as<T, std::string>;

namespace internal {

// Reads `count` fields, `stride` bytes apart, of `itemsize` bytes each.
template <class T>
using RowLoader = void (*)(const unsigned char* from, std::ptrdiff_t stride, std::ptrdiff_t count,
                           std::ptrdiff_t itemsize, T* out);

// nullptr when T cannot hold every value of `field`.
template <class T>
RowLoader<T> LoaderOf(const Field& field);
template <>
RowLoader<double> LoaderOf<double>(const Field& field);
template <>
RowLoader<std::int64_t> LoaderOf<std::int64_t>(const Field& field);
template <>
RowLoader<std::uint64_t> LoaderOf<std::uint64_t>(const Field& field);
template <>
RowLoader<bool> LoaderOf<bool>(const Field& field);
template <>
RowLoader<std::complex<double>> LoaderOf<std::complex<double>>(const Field& field);
template <>
RowLoader<std::string> LoaderOf<std::string>(const Field& field);

// Where the elements of a field are, over the whole buffer: the buffer's dimensions, then the
// field's.
struct ColumnLocation {
  const unsigned char* base = nullptr;
  const Field* field = nullptr;
  std::vector<std::ptrdiff_t> shape;    // items
  std::vector<std::ptrdiff_t> strides;  // bytes
};
bool Locate(const UncheckedDescription& array, std::string_view path, ColumnLocation& place,
            ColumnError& error);
ColumnError WrongType(const Layout& layout, const Field& field, std::string_view path);

// The byte offset of a position; throws std::out_of_range.
std::ptrdiff_t CheckedOffset(std::span<const std::ptrdiff_t> position,
                             std::span<const std::ptrdiff_t> shape,
                             std::span<const std::ptrdiff_t> strides);

}  // namespace internal

template <class T, BoundsProof origin = BoundsProof::kChecked>
class DynamicColumn {
 public:
  std::size_t ndim() const { return place_.shape.size(); }
  std::span<const std::ptrdiff_t> shape() const { return place_.shape; }
  std::span<const std::ptrdiff_t> strides() const { return place_.strides; }  // bytes
  std::ptrdiff_t count() const { return CountItems(place_.shape.data(), ndim()); }

  // The value at one position for each dimension.  Throws std::out_of_range.
  T at(std::initializer_list<std::ptrdiff_t> position) const {
    return at(std::span<const std::ptrdiff_t>(position.begin(), position.size()));
  }
  T at(std::span<const std::ptrdiff_t> position) const {
    T value;
    // bounded: an element
    load_(place_.base + internal::CheckedOffset(position, place_.shape, place_.strides), 0, 1,
          place_.field->itemsize, &value);
    return value;
  }
  T at(std::ptrdiff_t position) const { return at({position}); }

  // Every value in C order.  Throws std::invalid_argument unless the span has exactly count().
  void CopyTo(std::span<T> out) const {
    std::ptrdiff_t expected = 0;
    if (!CountItems(place_.shape.data(), ndim(), expected) ||
        out.size() != static_cast<std::size_t>(expected))
      throw std::invalid_argument("pep3118: the span has another number of items than the column");
    if (!out.empty()) CopyRows(0, place_.base, out.data());
  }

 private:
  template <BoundsProof>
  friend class DynamicView;

  T* CopyRows(std::size_t dim, const unsigned char* from, T* out) const {
    const std::ptrdiff_t extent = ndim() == 0 ? 1 : place_.shape[dim];
    const std::ptrdiff_t stride = ndim() == 0 ? 0 : place_.strides[dim];
    if (dim + 1 >= ndim()) {
      load_(from, stride, extent, place_.field->itemsize, out);
      return out + extent;  // bounded: `out` has room for every value
    }
    // bounded: a row of elements
    for (std::ptrdiff_t i = 0; i < extent; ++i) out = CopyRows(dim + 1, from + i * stride, out);
    return out;
  }

  internal::ColumnLocation place_;
  internal::RowLoader<T> load_ = nullptr;
  std::shared_ptr<const Layout> layout_;  // holds place_.field
};

template <BoundsProof origin = BoundsProof::kChecked>
class DynamicView {
 public:
  using Array =
      std::conditional_t<origin == BoundsProof::kChecked, Description, UncheckedDescription>;

  explicit DynamicView(const Array& array) : array_(array) {}

  const Layout& layout() const { return array_.layout(); }
  std::span<const std::ptrdiff_t> shape() const { return array_.geometry().Shape(); }  // items

  // The field at `path` ("x", "pos.x", "v[2]"; "" is the item itself) of every item.  The
  // dimensions of the field that the path leaves come after those of the buffer.
  template <ColumnValue T>
  Result<DynamicColumn<T, origin>, ColumnError> column(std::string_view path) const {
    DynamicColumn<T, origin> column;
    ColumnError error;
    if (!internal::Locate(array_, path, column.place_, error)) return error;
    column.load_ = internal::LoaderOf<T>(*column.place_.field);
    if (column.load_ == nullptr) return internal::WrongType(layout(), *column.place_.field, path);
    column.layout_ = array_.shared_layout();
    return column;
  }

 private:
  Array array_;
};

// Of a buffer whose memory is unknown: UncheckedDescription in, unchecked columns out.
using UncheckedDynamicView = DynamicView<BoundsProof::kUnchecked>;

DynamicView(const Description&) -> DynamicView<BoundsProof::kChecked>;
DynamicView(const UncheckedDescription&) -> DynamicView<BoundsProof::kUnchecked>;

}  // namespace pep3118

#endif  // PEP3118_BUFFER_DYNAMIC_VIEW_H_
