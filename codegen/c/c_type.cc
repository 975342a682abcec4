// SPDX-License-Identifier: MIT
#include "pep3118/codegen/c/c_type.h"

#include <string_view>

namespace pep3118 {
namespace {

class TypeMaker {
 public:
  TypeMaker(const Field& field, const Target& target, CNeeds& needs)
      : field_(field), target_(target), needs_(needs) {}

  CType Make() {
    switch (field_.kind) {
      case TypeKind::kBool:
        if (field_.itemsize == 1) return Opaque(0);
        return field_.itemsize == 4 ? Integer("uint", 4) : Opaque();
      case TypeKind::kInt:
        return Integer("int", field_.itemsize);
      case TypeKind::kUint:
        return Integer("uint", field_.itemsize);
      case TypeKind::kFloat:
        return Float();
      case TypeKind::kComplex:
        return Complex();
      case TypeKind::kChar:
        return {"char"};
      case TypeKind::kBytes:
        return {"char", field_.itemsize};
      case TypeKind::kUcs2:
        return {Integer("uint", 2).element, field_.itemsize / 2};
      case TypeKind::kUcs4:
        return {Integer("uint", 4).element, field_.itemsize / 4};
      case TypeKind::kPointer:
      case TypeKind::kObject:
      case TypeKind::kFunction:
        return Pointer();
      case TypeKind::kPascal:
      case TypeKind::kBits:
      case TypeKind::kOpaque:
      case TypeKind::kRecord:
        break;
    }
    return Opaque();
  }

 private:
  bool IsBig() const { return field_.byte_order == ByteOrder::kBig; }
  bool InTargetOrder() const { return field_.byte_order == target_.byte_order; }

  // Whether a plain member has the place and the byte order.
  bool IsPlain() {
    needs_.byte_order |= InTargetOrder();
    return field_.natural;
  }

  CType Opaque(std::int64_t length) const { return {"unsigned char", length}; }
  CType Opaque() const { return Opaque(field_.itemsize); }

  CType Integer(std::string_view sign, std::int64_t bytes) {
    needs_.stdint = true;
    const std::string name = std::string(sign) + std::to_string(8 * bytes);
    if (bytes == 1 || IsPlain()) return {name + "_t"};
    return {needs_.storage.Number(IsBig(), name, name + "_t", bytes)};
  }

  // The target's type of that format, or empty: the rule of codegen/cpp/cpp_type.cc.
  std::string_view PartName(std::int64_t bytes) const {
    if (field_.float_format == FloatFormat::kBinary32 && bytes == 4) return "float";
    if (field_.float_format == target_.double_format &&
        bytes == target_.Native(ast::Code::kDouble).size)
      return "double";
    const bool is_long = field_.float_format == target_.long_double_format &&
                         bytes == target_.Native(ast::Code::kLongDouble).size;
    return is_long ? "long double" : "";
  }

  CType Float() {
    if (field_.float_format == FloatFormat::kBinary16) {
      needs_.stdint = true;
      return {IsPlain() ? needs_.storage.Half() : needs_.storage.Half(IsBig())};
    }
    const std::string_view value = PartName(field_.itemsize);
    if (value.empty()) return Opaque();
    if (value == "long double") return LongDouble(std::string(value), "long_double");
    if (IsPlain()) return {std::string(value)};
    needs_.stdint = true;
    return {needs_.storage.Number(IsBig(), value, value, field_.itemsize)};
  }

  // Only memcpy may move it: no other byte order than the target's can be read.
  CType LongDouble(const std::string& value, std::string_view name) {
    if (!InTargetOrder()) return Opaque();
    needs_.long_double = true;
    return InPlace(value, name);
  }

  CType InPlace(const std::string& value, std::string_view name) {
    if (IsPlain()) return {value};
    return {needs_.storage.Unaligned(name, value, field_.itemsize)};
  }

  CType Complex() {
    if (field_.float_format == FloatFormat::kBinary16) return ComplexHalf();
    const std::int64_t bytes = field_.itemsize / 2;
    const std::string_view part = PartName(bytes);
    if (part.empty()) return Opaque();
    if (part == "long double") {
      if (!InTargetOrder()) return Opaque();
      return LongDouble(needs_.storage.Complex("long_double", part), "complex_long_double");
    }
    if (IsPlain()) return {needs_.storage.Complex(part, part)};
    needs_.stdint = true;
    return {needs_.storage.Complex(IsBig(), part, part, bytes)};
  }

  CType ComplexHalf() {
    needs_.stdint = true;
    if (!IsPlain()) return {needs_.storage.Complex(IsBig(), "half", "float", 2)};
    return {needs_.storage.Complex("half", needs_.storage.Half())};
  }

  CType Pointer() {
    const std::int64_t bytes = field_.itemsize;
    if (bytes == target_.pointer_bytes && InTargetOrder()) return InPlace("void*", "pointer");
    return bytes == 2 || bytes == 4 || bytes == 8 ? Integer("uint", bytes) : Opaque();
  }

  const Field& field_;
  const Target& target_;
  CNeeds& needs_;
};

}  // namespace

CType CTypeOf(const Field& field, const Target& target, CNeeds& needs) {
  return TypeMaker(field, target, needs).Make();
}

}  // namespace pep3118
