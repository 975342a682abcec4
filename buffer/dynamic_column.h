// SPDX-License-Identifier: MIT
// One field of every item of a buffer: as values of a type, or written from them.
//
// Made by DynamicView (dynamic_view.h), which says which types fit which fields.
#ifndef PEP3118_BUFFER_DYNAMIC_COLUMN_H_
#define PEP3118_BUFFER_DYNAMIC_COLUMN_H_

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/buffer/column_value.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/row_walk.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/buffer/view.h"
#include "pep3118/buffer/view_iterator.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

template <BoundsProof>
class DynamicView;

namespace internal {

// Where the elements of a field are, over the whole buffer: the buffer's dimensions, then those of
// the arrays around the field and its own.
struct ColumnLocation {
  unsigned char* base = nullptr;
  const Field* field = nullptr;
  std::vector<std::ptrdiff_t> shape;    // items
  std::vector<std::ptrdiff_t> strides;  // bytes

  std::size_t ndim() const { return shape.size(); }
  // The bytes from the first element to the one at a position, which has one number for each
  // dimension; throws std::out_of_range.
  std::ptrdiff_t CheckedOffset(std::span<const std::ptrdiff_t> position) const;
  // To the one at an index in C order, which is inside the column.
  std::ptrdiff_t OffsetAt(std::ptrdiff_t index) const;
};

// Positions of the first dimension, where there is one.
struct Positions {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t count = 1;
};
inline Positions AllOf(const ColumnLocation& place) {
  return {0, place.ndim() == 0 ? 1 : place.shape[0]};
}
// Throws std::out_of_range unless they are inside the column, and std::invalid_argument unless a span
// of `size` has as many elements.
void CheckPositions(const ColumnLocation& place, const Positions& positions, std::size_t size);

// Calls row(offset of the first element, stride, elements) for every row, in C order, while it
// returns true; does nothing for a column without elements.
template <class F>
void ForEachRow(const ColumnLocation& place, const Positions& positions, F&& row) {
  if (positions.count == 0 || !HasItems(place.shape.data(), place.ndim())) return;
  RowWalk<1> walk;
  std::ptrdiff_t start = 0;
  for (std::size_t i = 0; i < place.ndim(); ++i) {
    if (i == 0) start = StepBytes(positions.first, place.strides[0]);
    walk.Add(i == 0 ? positions.count : place.shape[i], {place.strides[i]});
  }
  RowWalk<1>::Row at = walk.first();
  do {
    const std::ptrdiff_t offset = start + at.offsets[0];  // bounded: an element
    if (!row(offset, walk.row_strides()[0], walk.row_extent())) return;
  } while (walk.Next(at));
}

// Values by their index in C order.
template <class Column>
class ColumnIterator : public PositionIterator<ColumnIterator<Column>> {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = typename Column::value_type;
  using pointer = void;
  using reference = value_type;

  ColumnIterator() = default;
  ColumnIterator(const Column* column, std::ptrdiff_t index)
      : PositionIterator<ColumnIterator>(index), column_(column) {}

  value_type operator*() const { return (*column_)[this->position_]; }

 private:
  const Column* column_ = nullptr;
};

}  // namespace internal

// Values of T, read from the buffer as they are asked for.
template <class T, BoundsProof origin = BoundsProof::kChecked>
class DynamicColumn {
 public:
  using value_type = T;
  using iterator = internal::ColumnIterator<DynamicColumn>;

  std::size_t ndim() const { return place_.ndim(); }
  std::span<const std::ptrdiff_t> shape() const { return place_.shape; }
  std::span<const std::ptrdiff_t> strides() const { return place_.strides; }  // bytes
  std::ptrdiff_t count() const { return CountItems(place_.shape.data(), ndim()); }
  std::size_t size() const { return static_cast<std::size_t>(count()); }

  // The value at one position for each dimension.  Throws std::out_of_range.
  T at(std::initializer_list<std::ptrdiff_t> position) const {
    return at(std::span<const std::ptrdiff_t>(position.begin(), position.size()));
  }
  T at(std::span<const std::ptrdiff_t> position) const {
    return ValueAt(place_.CheckedOffset(position));
  }
  T at(std::ptrdiff_t position) const { return at({position}); }

  // Unchecked: the value at an index in C order, 0 <= index < count().
  T operator[](std::ptrdiff_t index) const { return ValueAt(place_.OffsetAt(index)); }

  // Every value in C order; the iterators must not outlive the column.
  iterator begin() const { return {this, 0}; }
  iterator end() const { return {this, count()}; }

  // Every value in C order, row by row in one loop each.  Throws std::invalid_argument unless the
  // span has exactly count().
  void CopyTo(std::span<T> out) const {
    internal::CheckSize(out.size(), place_.shape.data(), ndim());
    Copy(internal::AllOf(place_), out.data());
  }

  // The same of `count` positions of the first dimension, from `first` on.  Throws std::out_of_range
  // unless they are inside the column.
  void CopyTo(std::span<T> out, std::ptrdiff_t first, std::ptrdiff_t count) const {
    internal::CheckPositions(place_, {first, count}, out.size());
    Copy({first, count}, out.data());
  }

 private:
  template <BoundsProof>
  friend class DynamicView;

  void Copy(const internal::Positions& positions, T* next) const {
    internal::ForEachRow(
        place_, positions, [&](std::ptrdiff_t offset, std::ptrdiff_t stride, std::ptrdiff_t count) {
          reader_.Read(place_.base + offset, stride, count, next);  // bounded: an element
          next += count;                                            // bounded: `out` has room
          return true;
        });
  }

  T ValueAt(std::ptrdiff_t offset) const {
    T value{};
    reader_.Read(place_.base + offset, 0, 1, &value);  // bounded: an element
    return value;
  }

  internal::ColumnLocation place_;
  internal::ColumnReader<T> reader_;
  std::shared_ptr<const Layout> layout_;  // holds place_.field
};

// A field of every item, written from values of T.
template <class T>
class ColumnWriter {
 public:
  std::size_t ndim() const { return place_.ndim(); }
  std::span<const std::ptrdiff_t> shape() const { return place_.shape; }
  std::ptrdiff_t count() const { return CountItems(place_.shape.data(), ndim()); }

  // Writes one element, at one position for each dimension.  False, and nothing is written, when a
  // text is too long (and Lossy::kRefused).  Throws std::out_of_range.
  bool Set(std::initializer_list<std::ptrdiff_t> position, const T& value) const {
    return Set(std::span<const std::ptrdiff_t>(position.begin(), position.size()), value);
  }
  bool Set(std::span<const std::ptrdiff_t> position, const T& value) const {
    // bounded: an element
    return store_.Write(&value, 1, place_.base + place_.CheckedOffset(position), 0) == 1;
  }
  bool Set(std::ptrdiff_t position, const T& value) const { return Set({position}, value); }

  // Writes every element, in C order.  The number of values written: less than count() when the
  // next is a text that is too long.  Throws std::invalid_argument unless the span has exactly
  // count().  The values must not overlap the buffer.
  std::ptrdiff_t CopyFrom(std::span<const T> values) const {
    internal::CheckSize(values.size(), place_.shape.data(), ndim());
    return Copy(values.data(), internal::AllOf(place_));
  }

  // The same of `count` positions of the first dimension, from `first` on.  Throws std::out_of_range
  // unless they are inside the column.
  std::ptrdiff_t CopyFrom(std::span<const T> values, std::ptrdiff_t first,
                          std::ptrdiff_t count) const {
    internal::CheckPositions(place_, {first, count}, values.size());
    return Copy(values.data(), {first, count});
  }

 private:
  template <BoundsProof>
  friend class DynamicView;

  std::ptrdiff_t Copy(const T* values, const internal::Positions& positions) const {
    std::ptrdiff_t done = 0;
    internal::ForEachRow(place_, positions,
                         [&](std::ptrdiff_t offset, std::ptrdiff_t stride, std::ptrdiff_t count) {
                           // bounded: a value and an element
                           const std::ptrdiff_t written =
                               store_.Write(values + done, count, place_.base + offset, stride);
                           done += written;  // bounded: by count()
                           return written == count;
                         });
    return done;
  }

  internal::ColumnLocation place_;
  internal::ColumnStore<T> store_;
  std::shared_ptr<const Layout> layout_;  // holds place_.field
};

}  // namespace pep3118

#endif  // PEP3118_BUFFER_DYNAMIC_COLUMN_H_
