// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/invariants.h"

#include <algorithm>
#include <cstdint>
#include <sstream>

#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

std::string BrokenField(const Layout& layout, const Field& field) {
  const std::int64_t alignment = field.alignment;
  if (alignment < 1 || (alignment & (alignment - 1)) != 0) return "alignment no power of two";
  if (field.itemsize % alignment != 0) return "itemsize no multiple of the alignment";
  const bool foreign =
      field.byte_order != ByteOrder::kNone && field.byte_order != layout.target().byte_order;
  if (foreign && alignment != 1) return "foreign and aligned";
  if (foreign && field.natural) return "foreign and natural";
  if (BytesOf(layout, field) == 0 && alignment != 1) return "no bytes but aligned";
  const bool is_time = field.time.kind != TimeKind::kNone;
  if (is_time && (field.kind != TypeKind::kInt || field.itemsize != 8)) return "a time of no int64";
  if (field.end <= layout.IndexOf(field) || field.end > layout.all().size()) return "bad end";
  if (field.kind != TypeKind::kRecord && field.end != layout.IndexOf(field) + 1)
    return "has fields";
  if (field.kind != TypeKind::kRecord) return {};

  std::int64_t end = 0;
  std::int64_t largest = 1;
  for (const Field& inner : layout.Fields(field)) {
    if (inner.offset < end) return "fields overlap or do not ascend";
    end = inner.offset + BytesOf(layout, inner);
    largest = std::max<std::int64_t>(largest, inner.alignment);
    if (inner.offset % inner.alignment != 0) return "offset no multiple of the alignment";
    if (field.itemsize % inner.alignment != 0) return "record size no multiple of the alignment";
    const std::string broken = BrokenField(layout, inner);
    if (!broken.empty()) return std::string(layout.Name(inner)) + ": " + broken;
  }
  if (end > field.itemsize) return "fields leave the record";
  if (alignment != largest) return "record alignment is not the largest of its fields'";
  return {};
}

}  // namespace

std::string BrokenInvariant(const Layout& layout) {
  if (layout.all().empty()) return "no item";
  if (layout.item().offset != 0) return "the item has an offset";
  if (!layout.Name(layout.item()).empty()) return "the item has a name";
  if (layout.item().end != layout.all().size()) return "the item does not hold every field";
  if (BytesOf(layout, layout.item()) != layout.itemsize()) return "itemsize is not the item's";
  return BrokenField(layout, layout.item());
}

std::string Describe(const Layout& layout) {
  std::ostringstream out;
  out << layout.itemsize() << '\n';
  for (const Field& field : layout.all()) {
    out << layout.Name(field) << " @" << field.offset << ' ' << KindName(field.kind) << ' '
        << ast::CodeText(field.code) << ' ' << ByteOrderName(field.byte_order) << ' '
        << field.itemsize << '/' << field.alignment << (field.natural ? " natural" : "")
        << (field.time.kind == TimeKind::kNone ? "" : " ") << TimeText(field.time);
    for (std::int64_t dim : layout.Shape(field)) out << " [" << dim << ']';
    out << " .." << field.end << '\n';
  }
  return out.str();
}

}  // namespace pep3118
