// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/type_text.h"

#include <cstdint>

#include "pep3118/codegen/text/shape_suffix.h"

namespace pep3118 {
namespace {

std::string FloatName(FloatFormat format) {
  switch (format) {
    case FloatFormat::kBinary16:
      return "half";
    case FloatFormat::kBinary32:
      return "float";
    case FloatFormat::kBinary64:
      return "double";
    case FloatFormat::kBinary128:
      return "binary128";
    case FloatFormat::kX87:
      return "x87";
    case FloatFormat::kDoubleDouble:
      return "double-double";
    case FloatFormat::kNone:
      break;
  }
  return "?";
}

}  // namespace

std::string TypeText(const Layout& layout, const Field& field) {
  std::string text(KindName(field.kind));
  std::int64_t length = 0;
  switch (field.kind) {
    case TypeKind::kInt:
      if (field.time.kind != TimeKind::kNone) {
        text = TimeText(field.time);
        break;
      }
      [[fallthrough]];
    case TypeKind::kUint:
      text += std::to_string(8 * field.itemsize);  // bounded: no integer has more than 16 bytes
      break;
    case TypeKind::kFloat:
      text = FloatName(field.float_format);
      break;
    case TypeKind::kComplex:
      text = "complex<" + FloatName(field.float_format) + ">";
      break;
    case TypeKind::kBytes:
      text = "char";
      length = field.itemsize;
      break;
    case TypeKind::kUcs2:
      text = "char16";
      length = field.itemsize / 2;
      break;
    case TypeKind::kUcs4:
      text = "char32";
      length = field.itemsize / 4;
      break;
    case TypeKind::kPascal:
    case TypeKind::kOpaque:
      length = field.itemsize;
      break;
    default:
      break;
  }
  text += ShapeSuffix(layout, field, length);
  const bool foreign =
      field.byte_order != ByteOrder::kNone && field.byte_order != layout.target().byte_order;
  if (foreign) text.append(" ").append(ByteOrderName(field.byte_order)).append("-endian");
  return text;
}

}  // namespace pep3118
