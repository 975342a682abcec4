// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/items.h"

namespace pep3118::internal {

void DescribeBlock(const Reading& reading, Field& field, Item& item) {
  field.kind = TypeKind::kOpaque;
  field.byte_order = ByteOrder::kNone;
  item.size = reading.block_bytes;
  item.natural = reading.block_alignment;
  item.aligned = reading.model == PaddingModel::kNatural;
  item.alignment = item.aligned ? reading.block_alignment : 1;
  item.foreign = true;  // bytes: stored at alignment 1, wherever they are
}

void DescribePointer(TypeKind kind, ast::Mode mode, const Reading& reading, const Target& target,
                     Field& field, Item& item) {
  const SizeAlign& native = target.Native(ast::Code::kVoidPointer);
  field.kind = kind;
  field.byte_order = target.byte_order;
  item.size = native.size;
  Align(native.align, mode, reading, item);
}

}  // namespace pep3118::internal
