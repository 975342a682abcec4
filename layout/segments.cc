// SPDX-License-Identifier: MIT
#include "pep3118/layout/segments.h"

#include <cstddef>

#include "pep3118/base/checked.h"

namespace pep3118 {

std::int64_t BytesOf(const Layout& layout, const Field& field) {
  std::int64_t bytes = field.itemsize;  // the layout's own sizes: the product fits
  for (std::int64_t dimension : layout.Shape(field)) {
    if (dimension == 0) return 0;  // before a product with the dimensions around it overflows
  }
  for (std::int64_t dimension : layout.Shape(field)) bytes *= bytes == 0 ? 1 : dimension;
  return bytes;
}

std::vector<Segment> SegmentsOf(const Layout& layout, const Field& record) {
  std::vector<Segment> segments;
  if (record.kind != TypeKind::kRecord) return segments;
  std::int64_t end = 0;
  const auto hole = [&](std::int64_t to, bool tail) {
    if (to > end) segments.push_back({nullptr, end, to - end, tail, false});
  };
  std::size_t solid = 0;  // how many segments end with the last field of any bytes
  const auto imply = [&](std::int64_t next, std::int64_t alignment) {
    const Segment* last = solid == 0 ? nullptr : &segments[solid - 1];
    std::int64_t place = 0;
    const std::int64_t from = last == nullptr ? 0 : last->offset + last->size;
    if (!internal::CheckedAlignUp(from, alignment, place)) return;
    for (std::size_t i = solid; place == next && i < segments.size(); ++i)
      segments[i].implied = segments[i].field == nullptr;
  };
  for (const Field& field : layout.Fields(record)) {
    hole(field.offset, false);
    const std::int64_t bytes = BytesOf(layout, field);
    if (bytes > 0) imply(field.offset, field.alignment);
    segments.push_back({&field, field.offset, bytes, false, false});
    if (bytes > 0) solid = segments.size();
    end = field.offset + bytes;
  }
  hole(record.itemsize, true);
  imply(record.itemsize, record.alignment);
  return segments;
}

std::int64_t HoleBytes(const Layout& layout, const Field& record) {
  std::int64_t bytes = 0;
  for (const Segment& segment : SegmentsOf(layout, record)) {
    if (segment.field == nullptr) {
      bytes += segment.size;
    } else if (segment.field->kind == TypeKind::kRecord && segment.size > 0) {
      bytes += segment.size / segment.field->itemsize * HoleBytes(layout, *segment.field);
    }
  }
  return bytes;
}

}  // namespace pep3118
