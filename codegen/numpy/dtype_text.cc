// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/dtype_text.h"

#include <utility>

#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMostDimensions = 32;  // of NumPy 1; 64 from NumPy 2 on

class TypeMaker {
 public:
  TypeMaker(const Field& field, const Target& target, NumpyNeeds& needs)
      : field_(field), target_(target), needs_(needs) {}

  // Empty where NumPy has none.
  std::string Make() {
    switch (field_.kind) {
      case TypeKind::kBool:
        return field_.itemsize == 1 ? "?" : "";
      case TypeKind::kInt:
        return field_.time.kind == TimeKind::kNone ? Integer("i") : Time();
      case TypeKind::kUint:
      case TypeKind::kPointer:
      case TypeKind::kFunction:
        return Integer("u");
      case TypeKind::kFloat:
        return Number("f", 1);
      case TypeKind::kComplex:
        return field_.float_format == FloatFormat::kBinary16 ? "" : Number("c", 2);
      case TypeKind::kChar:
      case TypeKind::kBytes:
        return Bytes("S");
      case TypeKind::kUcs4:
        return Order() + "U" + std::to_string(field_.itemsize / 4);
      case TypeKind::kObject:
        return Object();
      case TypeKind::kPascal:
      case TypeKind::kUcs2:
      case TypeKind::kOpaque:
        return Bytes("V");
      case TypeKind::kBits:
      case TypeKind::kRecord:
        break;
    }
    return "";
  }

 private:
  std::string Order() const {
    if (field_.byte_order == ByteOrder::kNone) return "|";
    return field_.byte_order == ByteOrder::kBig ? ">" : "<";
  }

  std::string Bytes(const char* code) const { return code + std::to_string(field_.itemsize); }

  std::string Integer(const char* code) const {
    const std::int64_t bytes = field_.itemsize;
    if (bytes == 1) return Bytes(code);
    return bytes == 2 || bytes == 4 || bytes == 8 ? Order() + Bytes(code) : "";
  }

  // "<M8[25s]"
  std::string Time() const {
    const std::string text = TimeText(field_.time);
    const std::size_t unit = text.find('[');
    return Order() + (field_.time.kind == TimeKind::kDatetime ? "M8" : "m8") +
           (unit == text.npos ? "" : text.substr(unit));
  }

  // Of several `parts`.
  std::string Number(const char* code, std::int64_t parts) {
    const std::int64_t bytes = field_.itemsize / parts;
    switch (field_.float_format) {
      case FloatFormat::kBinary16:
        return bytes == 2 ? Order() + Bytes(code) : "";
      case FloatFormat::kBinary32:
        return bytes == 4 ? Order() + Bytes(code) : "";
      case FloatFormat::kBinary64:
        return bytes == 8 ? Order() + Bytes(code) : "";
      case FloatFormat::kBinary128:
      case FloatFormat::kX87:
      case FloatFormat::kDoubleDouble:
        return LongDouble(code, bytes);
      case FloatFormat::kNone:
        break;
    }
    return "";
  }

  // NumPy has one of them, the machine's.
  std::string LongDouble(const char* code, std::int64_t bytes) {
    if (bytes != target_.Native(ast::Code::kLongDouble).size ||
        field_.float_format != target_.long_double_format)
      return "";
    needs_.long_double_bytes = bytes;
    needs_.long_double = field_.float_format;
    return Order() + Bytes(code);
  }

  std::string Object() {
    if (field_.itemsize != target_.pointer_bytes || field_.byte_order != target_.byte_order)
      return "";
    needs_.object_bytes = field_.itemsize;
    needs_.object_order = field_.byte_order;
    return "O";
  }

  const Field& field_;
  const Target& target_;
  NumpyNeeds& needs_;
};

std::string ShapeText(const Layout& layout, const Field& field) {
  std::string text;
  for (std::int64_t dimension : layout.Shape(field))
    text.append(text.empty() ? "" : ", ").append(std::to_string(dimension));
  return "(" + text + (field.ndim == 1 ? ",)" : ")");
}

Diagnostic NoType(const Field& field) {
  return NotInLanguage(field,
                       "NumPy has no type for " + std::string(KindName(field.kind)) + " of " +
                           std::to_string(field.itemsize) +
                           (field.itemsize == 1 ? " byte" : " bytes") +
                           (field.byte_order == ByteOrder::kNone
                                ? ""
                                : ", " + std::string(ByteOrderName(field.byte_order)) + "-endian"),
                       "make it opaque bytes, `4x:name:`, or leave it out");
}

Diagnostic TooLarge(const Field& field) {
  return NotInLanguage(field, "NumPy's dtypes hold at most 2147483647 bytes or elements",
                       "make the outermost dimension that of the array");
}

std::optional<Diagnostic> CheckShape(const Layout& layout, const Field& field) {
  if (field.itemsize > kMostNumpyBytes || BytesOf(layout, field) > kMostNumpyBytes)
    return TooLarge(field);
  for (std::int64_t dimension : layout.Shape(field))
    if (dimension > kMostNumpyBytes) return TooLarge(field);
  if (field.ndim > kMostDimensions)
    return NotInLanguage(field, "NumPy's subarrays have at most 32 dimensions",
                         "join dimensions, as (2,3) and (6) have the same bytes");
  // np.dtype(("S0", shape)) would read the shape as a length.
  if (field.ndim > 0 && field.itemsize == 0 && field.kind != TypeKind::kRecord)
    return NotInLanguage(field, "NumPy has no subarrays of empty strings", "leave it out");
  return {};
}

}  // namespace

Result<std::string, Diagnostic> NumpyTypeText(const Layout& layout, const Field& field,
                                              const RecordNames& names, NumpyNeeds& needs) {
  if (std::optional<Diagnostic> refusal = CheckShape(layout, field)) return *std::move(refusal);
  std::string element;
  if (field.kind == TypeKind::kRecord) {
    element = names.at(layout.IndexOf(field));
  } else {
    element = TypeMaker(field, layout.target(), needs).Make();
    if (element.empty()) return NoType(field);
    element = "\"" + element + "\"";
  }
  return field.ndim == 0 ? element : "(" + element + ", " + ShapeText(layout, field) + ")";
}

}  // namespace pep3118
