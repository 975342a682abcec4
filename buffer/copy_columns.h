// SPDX-License-Identifier: MIT
// Records to columns and back, several columns in one walk over the records: their memory is read
// once, not once for each column.
//
//   CopyColumns(ColumnCopy(*lat, lats), ColumnCopy(*lon, lons));     // spans of the columns' types
//   WriteColumns(ColumnWrite(*lat_writer, lats), ColumnWrite(*lon_writer, lons));
//
// The columns and writers are those of one DynamicView, or of several with as many items; each span
// has exactly count() values.  Exceptions (a caller's bug): std::invalid_argument unless that is so.
#ifndef PEP3118_BUFFER_COPY_COLUMNS_H_
#define PEP3118_BUFFER_COPY_COLUMNS_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <type_traits>

#include "pep3118/buffer/dynamic_column.h"
#include "pep3118/buffer/view.h"

namespace pep3118 {

namespace internal {

// The values of some positions of the first dimension, of `per_position` each.
template <class T>
std::span<T> Part(std::span<T> values, std::ptrdiff_t per_position, std::ptrdiff_t first,
                  std::ptrdiff_t count) {
  // bounded: values of the span
  return values.subspan(static_cast<std::size_t>(first * per_position),
                        static_cast<std::size_t>(count * per_position));
}

template <class Column>
std::ptrdiff_t PerPosition(const Column& column, std::size_t size) {
  if (column.ndim() == 0) throw std::invalid_argument("pep3118: a column without dimensions");
  if (size != static_cast<std::size_t>(column.count()))
    throw std::invalid_argument("pep3118: the span has another number of items than the column");
  return column.shape()[0] == 0 ? 0 : column.count() / column.shape()[0];
}

// Calls block(first, count) for every part of the first dimension, while it returns true: so few
// items that they stay in the nearest cache from one column to the next.
template <class F, class... Column>
bool ForEachBlock(F&& block, const Column&... columns) {
  const std::ptrdiff_t extents[] = {columns.shape()[0]...};
  const std::ptrdiff_t extent = extents[0];
  if ((... || (columns.shape()[0] != extent)))
    throw std::invalid_argument("pep3118: columns of different lengths");
  if ((... && (columns.count() == 0))) return true;  // however many items there are
  constexpr std::ptrdiff_t kItems = 256;
  for (std::ptrdiff_t first = 0; first < extent; first += kItems) {  // bounded: below PTRDIFF_MAX
    if (!block(first, std::min(kItems, extent - first))) return false;  // bounded: 1 or more
  }
  return true;
}

}  // namespace internal

template <class T, BoundsProof origin>
class ColumnCopy {
 public:
  ColumnCopy(const DynamicColumn<T, origin>& column, std::span<T> out)
      : column_(column), out_(out), per_position_(internal::PerPosition(column, out.size())) {}

  ColumnCopy(DynamicColumn<T, origin>&&, std::span<T>) = delete;  // it must outlive the copy

  const DynamicColumn<T, origin>& column() const { return column_; }
  void Run(std::ptrdiff_t first, std::ptrdiff_t count) const {
    column_.CopyTo(internal::Part(out_, per_position_, first, count), first, count);
  }

 private:
  const DynamicColumn<T, origin>& column_;
  std::span<T> out_;
  std::ptrdiff_t per_position_;
};
template <class T, BoundsProof origin, class Range>
ColumnCopy(const DynamicColumn<T, origin>&, Range&) -> ColumnCopy<T, origin>;

template <class T>
class ColumnWrite {
 public:
  ColumnWrite(const ColumnWriter<T>& column, std::span<const T> values)
      : column_(column),
        values_(values),
        per_position_(internal::PerPosition(column, values.size())) {}

  ColumnWrite(ColumnWriter<T>&&, std::span<const T>) = delete;  // it must outlive the write

  const ColumnWriter<T>& column() const { return column_; }
  // Whether all values had room.
  bool Run(std::ptrdiff_t first, std::ptrdiff_t count) const {
    const std::span<const T> part = internal::Part(values_, per_position_, first, count);
    return column_.CopyFrom(part, first, count) == static_cast<std::ptrdiff_t>(part.size());
  }

 private:
  const ColumnWriter<T>& column_;
  std::span<const T> values_;
  std::ptrdiff_t per_position_;
};
template <class T, class Range>
ColumnWrite(const ColumnWriter<T>&, const Range&) -> ColumnWrite<T>;

// Every value of every column, each in C order into its own span.
template <class First, class... More>
void CopyColumns(const First& copy, const More&... more) {
  const auto block = [&](std::ptrdiff_t first, std::ptrdiff_t count) {
    copy.Run(first, count);
    (more.Run(first, count), ...);
    return true;
  };
  internal::ForEachBlock(block, copy.column(), more.column()...);
}

// Every value of every span into its own column.  False when a text is too long; the columns are
// then partly written.
template <class First, class... More>
bool WriteColumns(const First& write, const More&... more) {
  const auto block = [&](std::ptrdiff_t first, std::ptrdiff_t count) {
    return write.Run(first, count) && (... && more.Run(first, count));
  };
  return internal::ForEachBlock(block, write.column(), more.column()...);
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_COPY_COLUMNS_H_
