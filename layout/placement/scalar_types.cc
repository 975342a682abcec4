// SPDX-License-Identifier: MIT
#include "pep3118/layout/placement/scalar_types.h"

#include <functional>
#include <span>
#include <vector>

#include "pep3118/layout/placement/codes.h"

namespace pep3118::internal {
namespace {

using ast::Code;

// Size of what the code names: of one character of a string.
std::int64_t UnitBytes(const Field& field) {
  switch (field.kind) {
    case TypeKind::kBytes:
    case TypeKind::kPascal:
      return 1;
    case TypeKind::kUcs2:
      return 2;
    case TypeKind::kUcs4:
      return 4;
    default:
      return field.itemsize;
  }
}

ScalarType Describe(Code code, bool native_size, const Target& target) {
  const CodeFacts& facts = FactsOf(code);
  const SizeAlign& native = target.Native(code);
  native_size = native_size || facts.standard_size == 0;
  ScalarType type;
  type.kind = facts.kind;
  type.float_format = FloatFormatOf(code, native_size, target);
  type.size = native_size ? native.size : facts.standard_size;
  type.alignment = native.align;
  if (!native_size) {  // `<i` is a `long` on a target with 2-byte `int`
    type.alignment = static_cast<std::uint8_t>(
        NaturalAlignment(target, type.kind, type.size, type.float_format));
  }

  Field field;
  field.kind = type.kind;
  field.float_format = type.float_format;
  field.itemsize = type.size;
  field.byte_order = target.byte_order;
  type.packed = NameOf(target, field);
  field.alignment = type.alignment;
  type.aligned = NameOf(target, field);
  field.byte_order = target.byte_order == ByteOrder::kLittle ? ByteOrder::kBig : ByteOrder::kLittle;
  type.foreign = NameOf(target, field);
  return type;
}

}  // namespace

ScalarTypes::ScalarTypes(const Target& target) {
  for (std::size_t i = 0; i < native_.size(); ++i) {
    native_[i] = Describe(static_cast<Code>(i), true, target);
    standard_[i] = Describe(static_cast<Code>(i), false, target);
  }
}

const ScalarTypes& ScalarTypesOf(const Target& target, std::optional<ScalarTypes>& own) {
  static const std::vector<ScalarTypes> kept(Targets().begin(), Targets().end());
  const std::span<const Target> targets = Targets();
  const std::less<const Target*> less;
  const bool is_kept =
      !less(&target, targets.data()) && less(&target, targets.data() + targets.size());
  return is_kept ? kept[static_cast<std::size_t>(&target - targets.data())] : own.emplace(target);
}

CodeName NameOf(const Target& target, const Field& field) {
  if (field.kind == TypeKind::kOpaque) return {Code::kPad, true};
  if (field.kind == TypeKind::kFunction) {
    return {Code::kPad, field.alignment == target.Native(Code::kVoidPointer).align};
  }
  const std::int64_t unit = UnitBytes(field);
  const bool own_order =
      field.byte_order == ByteOrder::kNone || field.byte_order == target.byte_order;
  if (own_order) {
    const Code native = NativeCode(target, field.kind, unit, field.float_format, field.alignment);
    if (native != Code::kPad) return {native, true};
  }
  const Code standard = StandardCode(field.kind, unit, field.float_format);
  if (standard != Code::kPad) return {standard, false};
  return {NativeCode(target, field.kind, unit, field.float_format, kAnyAlignment), false};
}

}  // namespace pep3118::internal
