// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/rust_type.h"

#include <cstddef>
#include <string_view>

namespace pep3118 {
namespace {

std::string Array(const std::string& element, std::int64_t length) {
  return "[" + element + "; " + std::to_string(length) + "]";
}

class TypeMaker {
 public:
  TypeMaker(const Field& field, const Target& target, RustNeeds& needs)
      : field_(field), target_(target), needs_(needs) {}

  RustType Make() {
    switch (field_.kind) {
      case TypeKind::kBool:
        return Bool();
      case TypeKind::kInt:
        return Number(Bits("i", field_.itemsize), field_.itemsize);
      case TypeKind::kUint:
        return Number(Bits("u", field_.itemsize), field_.itemsize);
      case TypeKind::kFloat:
        return Float();
      case TypeKind::kComplex:
        return Complex();
      case TypeKind::kChar:
        return {"u8"};
      case TypeKind::kUcs2:
        return Units(2);
      case TypeKind::kUcs4:
        return Units(4);
      case TypeKind::kPointer:
      case TypeKind::kObject:
      case TypeKind::kFunction:
        return Pointer();
      case TypeKind::kBytes:
      case TypeKind::kPascal:
      case TypeKind::kBits:
      case TypeKind::kOpaque:
      case TypeKind::kRecord:
        break;
    }
    return Bytes();
  }

 private:
  bool InTargetOrder() const { return field_.byte_order == target_.byte_order; }

  static std::string Bits(std::string_view sign, std::int64_t bytes) {
    return std::string(sign) + std::to_string(8 * bytes);
  }

  RustType Bytes() const { return {Array("u8", field_.itemsize)}; }

  RustType Bool() {
    if (field_.itemsize == 4) return Number("u32", 4);
    if (field_.itemsize != 1) return Bytes();
    needs_.boolean = true;
    return {"pep3118::Boolean"};
  }

  // `name` is "i32", "f64" or "half".
  RustType Number(const std::string& name, std::int64_t bytes) {
    if (bytes == 1) return {name};
    needs_.byte_order |= InTargetOrder();
    const bool half = name == "half";
    needs_.half |= half;
    if (field_.natural) return {half ? "pep3118::Half" : name, field_.alignment};
    const bool big = field_.byte_order == ByteOrder::kBig;
    needs_.numbers.emplace(name, big);
    std::string text = std::string("pep3118::") + (big ? "Big" : "Little") + name;
    const std::size_t first = text.size() - name.size();
    text[first] = static_cast<char>(text[first] - 'a' + 'A');
    return {text};
  }

  RustType Units(std::int64_t bytes) {
    RustType unit = Number(Bits("u", bytes), bytes);
    unit.text = Array(unit.text, field_.itemsize / bytes);
    return unit;
  }

  // What a float of that many bytes is called, or empty.
  std::string FloatName(std::int64_t bytes) const {
    const FloatFormat format = field_.float_format;
    if (format == FloatFormat::kBinary16 && bytes == 2) return "half";
    if (format == FloatFormat::kBinary32 && bytes == 4) return "f32";
    return format == FloatFormat::kBinary64 && bytes == 8 ? "f64" : "";
  }

  RustType Float() {
    const std::string name = FloatName(field_.itemsize);
    return name.empty() ? Bytes() : Number(name, field_.itemsize);
  }

  RustType Complex() {
    const std::string name = FloatName(field_.itemsize / 2);
    if (name.empty()) return Bytes();
    needs_.complex = true;
    RustType part = Number(name, field_.itemsize / 2);
    part.text = "pep3118::Complex<" + part.text + ">";
    return part;
  }

  RustType Pointer() {
    const std::int64_t bytes = field_.itemsize;
    if (field_.natural && bytes == target_.pointer_bytes && InTargetOrder()) {
      needs_.byte_order = true;
      return {"*mut core::ffi::c_void", field_.alignment};
    }
    const bool number = bytes == 2 || bytes == 4 || bytes == 8;
    return number ? Number(Bits("u", bytes), bytes) : Bytes();
  }

  const Field& field_;
  const Target& target_;
  RustNeeds& needs_;
};

}  // namespace

RustType RustTypeOf(const Field& field, const Target& target, RustNeeds& needs) {
  return TypeMaker(field, target, needs).Make();
}

RustType RustArrayOf(const Layout& layout, const Field& field, RustType type) {
  const std::span<const std::int64_t> shape = layout.Shape(field);
  for (std::size_t i = shape.size(); i > 0; --i) type.text = Array(type.text, shape[i - 1]);
  return type;
}

}  // namespace pep3118
