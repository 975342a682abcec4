// SPDX-License-Identifier: MIT
#include "pep3118/buffer/convert/number.h"

namespace pep3118::internal {
namespace {

constexpr bool kBigHost = std::endian::native == std::endian::big;

std::optional<NumberType> IntegerType(std::int64_t itemsize, NumberType first) {
  if (itemsize != 1 && itemsize != 2 && itemsize != 4 && itemsize != 8) return std::nullopt;
  return static_cast<NumberType>(static_cast<int>(first) +
                                 std::countr_zero(static_cast<std::uint64_t>(itemsize)));
}

constexpr FloatFormat LongDoubleFormat() {
  return LDBL_MANT_DIG == 64    ? FloatFormat::kX87
         : LDBL_MANT_DIG == 113 ? FloatFormat::kBinary128
         : LDBL_MANT_DIG == 106 ? FloatFormat::kDoubleDouble
                                : FloatFormat::kNone;
}

std::optional<NumberType> FloatType(FloatFormat format, std::int64_t itemsize) {
  if (format == FloatFormat::kBinary16 && itemsize == 2) return NumberType::kFloat16;
  if (format == FloatFormat::kBinary32 && itemsize == 4) return NumberType::kFloat32;
  if (format == FloatFormat::kBinary64 && itemsize == 8) return NumberType::kFloat64;
  if (format != FloatFormat::kNone && format == LongDoubleFormat() &&
      itemsize >= kLongDoubleBytes) {
    return NumberType::kLongDouble;
  }
  return std::nullopt;
}

std::optional<NumberType> TypeOf(const Field& field) {
  switch (field.kind) {
    case TypeKind::kBool:
      if (field.itemsize == 1) return NumberType::kBool;
      if (field.itemsize == 4) return NumberType::kBool32;
      return std::nullopt;
    case TypeKind::kInt:
      return IntegerType(field.itemsize, NumberType::kInt8);
    case TypeKind::kUint:
      return IntegerType(field.itemsize, NumberType::kUint8);
    case TypeKind::kFloat:
      return FloatType(field.float_format, field.itemsize);
    case TypeKind::kComplex:
      return FloatType(field.float_format, field.itemsize / 2);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Number> NumberOf(const Field& field) {
  const std::optional<NumberType> type = TypeOf(field);
  if (!type) return std::nullopt;
  const bool swapped =
      field.byte_order != ByteOrder::kNone && (field.byte_order == ByteOrder::kBig) != kBigHost;
  if (swapped && *type == NumberType::kLongDouble) return std::nullopt;
  return Number{*type, swapped};
}

}  // namespace pep3118::internal
