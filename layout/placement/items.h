// SPDX-License-Identifier: MIT
// One item before its dimensions and counts: how large it is, how it wants to be aligned, what it
// holds.  Step 3 of the layout algorithm for everything but records.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_PLACEMENT_ITEMS_H_
#define PEP3118_LAYOUT_PLACEMENT_ITEMS_H_

#include <cstdint>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/placement/reading.h"
#include "pep3118/layout/placement/scalar_types.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"

namespace pep3118::internal {

// Sizes and alignments in bytes.
struct Item {
  std::int64_t size = 0;
  std::int64_t alignment = 1;        // what the compiler gives this type, or 1 in this mode
  std::int64_t natural = 1;          // the same, but 1 only where the marks deny alignment (^ =)
  bool aligned = false;              // place it at a multiple of `alignment`
  bool foreign = false;              // of another byte order: stored at alignment 1, wherever it is
  bool begins_with_double = false;   // for the AIX rule
  const ScalarType* type = nullptr;  // of a code whose encoding is known
};

// `@` and `^`: the sizes of the C types.
inline bool IsNativeSize(ast::Mode mode) {
  return mode == ast::Mode::kNative || mode == ast::Mode::kUnaligned;
}

// Whether `mode` aligns under `reading` (models pep and explicit).
inline bool Aligns(ast::Mode mode, const Reading& reading) {
  return mode == ast::Mode::kNative && !reading.native_is_unaligned;
}

// One unit of `code`, which is legal in `mode`.  Fills kind, byte order and float format of
// `field`.
void DescribeScalar(ast::Code code, ast::Mode mode, const Reading& reading, const Target& target,
                    const ScalarTypes& types, Field& field, Item& item);

// A block of Reading::block_bytes, whose inside is not described.
void DescribeBlock(const Reading& reading, Field& field, Item& item);

// & X{} O.  No exporter marks them, so whatever mark is in force, their byte order is the target's.
void DescribePointer(TypeKind kind, ast::Mode mode, const Reading& reading, const Target& target,
                     Field& field, Item& item);

// Once the itemsize of `field`, which is no record, is known: its alignment, which is 1 where it has
// no bytes or another byte order than the target, and its code.
void AlignAndName(const Target& target, const Item& item, bool has_bytes, Field& field);

// Inline: these run for every field.

inline ByteOrder OrderOf(ast::Mode mode, const Target& target) {
  if (mode == ast::Mode::kLittle) return ByteOrder::kLittle;
  if (mode == ast::Mode::kBig) return ByteOrder::kBig;
  return target.byte_order;
}

// `compiler` is the alignment that the target's compiler gives the type.
inline void Align(std::int64_t compiler, ast::Mode mode, const Reading& reading, Item& item) {
  item.aligned = reading.model == PaddingModel::kNatural || Aligns(mode, reading);
  item.alignment = item.aligned ? compiler : 1;
  item.natural = mode == ast::Mode::kUnaligned || mode == ast::Mode::kStandard ? 1 : compiler;
}

inline bool IsLongDouble(ast::Code code) {
  return code == ast::Code::kLongDouble || code == ast::Code::kComplexLongDouble;
}

inline bool IsDouble(ast::Code code) {
  return code == ast::Code::kDouble || code == ast::Code::kComplexDouble || IsLongDouble(code);
}

inline void DescribeScalar(ast::Code code, ast::Mode mode, const Reading& reading,
                           const Target& target, const ScalarTypes& types, Field& field,
                           Item& item) {
  if (code == ast::Code::kObject) {
    DescribePointer(TypeKind::kObject, mode, reading, target, field, item);
    return;
  }
  if (code == ast::Code::kUcs2 && reading.wide_u) code = ast::Code::kUcs4;
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

inline void AlignAndName(const Target& target, const Item& item, bool has_bytes, Field& field) {
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

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_ITEMS_H_
