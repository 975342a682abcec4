// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/items.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Mode;

ByteOrder OrderOf(Mode mode, const Target& target) {
  if (mode == Mode::kLittle) return ByteOrder::kLittle;
  if (mode == Mode::kBig) return ByteOrder::kBig;
  return target.byte_order;
}

// `compiler` is the alignment that the target's compiler gives the type.
void Align(std::int64_t compiler, Mode mode, const Reading& reading, Item& item) {
  item.aligned = reading.model == PaddingModel::kNatural || Aligns(mode, reading);
  item.alignment = item.aligned ? compiler : 1;
  item.natural = mode == Mode::kUnaligned || mode == Mode::kStandard ? 1 : compiler;
}

bool IsLongDouble(Code code) {
  return code == Code::kLongDouble || code == Code::kComplexLongDouble;
}

bool IsDouble(Code code) {
  return code == Code::kDouble || code == Code::kComplexDouble || IsLongDouble(code);
}

}  // namespace

void DescribeScalar(Code code, Mode mode, const Reading& reading, const Target& target,
                    const ScalarTypes& types, Field& field, Item& item) {
  if (code == Code::kObject) {
    DescribePointer(TypeKind::kObject, mode, reading, target, field, item);
    return;
  }
  if (code == Code::kUcs2 && reading.wide_u) code = Code::kUcs4;
  const ScalarType& type = types.Of(code, IsNativeSize(mode));
  item.type = &type;
  item.size = type.size;
  field.kind = type.kind;
  field.float_format = type.float_format;
  field.byte_order = item.size == 1 ? ByteOrder::kNone : OrderOf(mode, target);
  item.foreign = field.byte_order != ByteOrder::kNone && field.byte_order != target.byte_order;
  Align(type.alignment, mode, reading, item);
  item.begins_with_double = item.aligned && IsDouble(code);

  if (item.foreign && IsLongDouble(code)) {
    // Of another machine, so its encoding is not known; its size is taken to be that of our own.
    item.type = nullptr;
    field.kind = TypeKind::kOpaque;
    field.float_format = FloatFormat::kNone;
    field.byte_order = ByteOrder::kNone;
  }
}

void AlignAndName(const Target& target, const Item& item, bool has_bytes, Field& field) {
  const bool is_aligned = has_bytes && !item.foreign;
  field.alignment = is_aligned ? static_cast<std::uint32_t>(item.alignment) : 1;
  if (item.type == nullptr) {
    SetName(NameOf(target, field), field);
  } else if (item.foreign) {
    SetName(item.type->foreign, field);
  } else {
    SetName(field.alignment == item.type->alignment ? item.type->aligned : item.type->packed,
            field);
  }
}

void DescribeBlock(const Reading& reading, Field& field, Item& item) {
  field.kind = TypeKind::kOpaque;
  field.byte_order = ByteOrder::kNone;
  item.size = reading.block_bytes;
  item.natural = reading.block_alignment;
  item.aligned = reading.model == PaddingModel::kNatural;
  item.alignment = item.aligned ? reading.block_alignment : 1;
  item.foreign = true;  // bytes: stored at alignment 1, wherever they are
}

void DescribePointer(TypeKind kind, Mode mode, const Reading& reading, const Target& target,
                     Field& field, Item& item) {
  const SizeAlign& native = target.Native(Code::kVoidPointer);
  field.kind = kind;
  field.byte_order = target.byte_order;
  item.size = native.size;
  Align(native.align, mode, reading, item);
}

}  // namespace pep3118::internal
