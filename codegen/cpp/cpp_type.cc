// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/cpp_type.h"

#include <array>
#include <cstddef>
#include <utility>

namespace pep3118 {

std::string_view TimeUnitWord(TimeUnit unit) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(TimeUnit::kCount_)>
      kWords = {"generic",    "year",       "month",       "week",        "day",
                "hour",       "minute",     "second",      "millisecond", "microsecond",
                "nanosecond", "picosecond", "femtosecond", "attosecond"};
  return kWords[static_cast<std::size_t>(unit)];
}

namespace {

class TypeMaker {
 public:
  TypeMaker(const Field& field, const Target& target, std::string_view scope, HeaderNeeds& needs)
      : field_(field), target_(target), scope_(scope), needs_(needs) {}

  CppType Make() {
    switch (field_.kind) {
      case TypeKind::kBool:
        return Bool();
      case TypeKind::kInt:
        if (field_.time.kind != TimeKind::kNone) return Time();
        return Number(Integer("std::int"));
      case TypeKind::kUint:
        return Number(Integer("std::uint"));
      case TypeKind::kFloat:
        return Float();
      case TypeKind::kComplex:
        return Complex();
      case TypeKind::kChar:
        return {"char"};
      case TypeKind::kBytes:
        return {"char", field_.itemsize};
      case TypeKind::kPascal:
        return {Own("pascal", std::to_string(field_.itemsize))};
      case TypeKind::kUcs2:
        return Units(2, "char16_t");
      case TypeKind::kUcs4:
        return Units(4, target_.char32_bytes == 4 ? "char32_t" : Integer("std::uint", 4));
      case TypeKind::kPointer:
      case TypeKind::kObject:
      case TypeKind::kFunction:
        return Pointer();
      case TypeKind::kBits:
      case TypeKind::kOpaque:
      case TypeKind::kRecord:
        break;
    }
    return Opaque();
  }

 private:
  bool InTargetOrder() const { return field_.byte_order == target_.byte_order; }

  // "big<double>", and its file of the runtime.
  std::string Own(std::string_view name, std::string_view argument = {}) {
    needs_.runtime.Add(std::string(name) + ".h");
    std::string text = std::string(scope_) + std::string(name);
    if (!argument.empty()) text.append("<").append(argument).append(">");
    return text;
  }

  std::string Integer(std::string_view prefix, std::int64_t bytes) {
    needs_.cstdint = true;
    return std::string(prefix) + std::to_string(8 * bytes) + "_t";
  }
  std::string Integer(std::string_view prefix) { return Integer(prefix, field_.itemsize); }

  // `value` itself where it is natural, else in storage of the field's byte order.
  std::string Stored(const std::string& value) {
    needs_.byte_order |= InTargetOrder();
    if (field_.natural) return value;
    return Own(field_.byte_order == ByteOrder::kBig ? "big" : "little", value);
  }

  CppType Number(const std::string& value) {
    return {field_.itemsize == 1 ? value : Stored(value)};
  }

  // The scope is written in full: a field may have one of these names, and is then called so.
  CppType Time() {
    needs_.runtime.Add("time64.h");
    std::string text = "::pep3118::" + std::string(TimeKindName(field_.time.kind)) +
                       "<::pep3118::time_unit::" + std::string(TimeUnitWord(field_.time.unit));
    const std::string ticks = Stored(Integer("std::int"));
    if (field_.time.count != 1 || !field_.natural) text += ", " + std::to_string(field_.time.count);
    if (!field_.natural) text += ", " + ticks;
    return {text + ">"};
  }

  CppType Units(std::int64_t unit, const std::string& value) {
    return {Stored(value), field_.itemsize / unit};
  }

  CppType Opaque() { return {"unsigned char", field_.itemsize}; }

  CppType Bool() {
    if (field_.itemsize == 1) return {Own("boolean")};
    if (field_.itemsize == 4) return {Stored(Own("boolean32"))};
    return Opaque();
  }

  // Values that only memcpy may move: no other byte order than the target's can be read.
  CppType InPlace(const std::string& value) {
    if (!InTargetOrder()) return Opaque();
    needs_.byte_order = true;
    return {field_.natural ? value : Own("unaligned", value)};
  }

  bool IsLongDouble(std::int64_t bytes) const {
    return field_.float_format == target_.long_double_format &&
           bytes == target_.Native(ast::Code::kLongDouble).size;
  }

  // The target's type of that format, or empty.  long double comes last: where it is a double or a
  // float, those words are the plainer.
  std::string_view PartName(std::int64_t bytes) const {
    if (field_.float_format == FloatFormat::kBinary32 && bytes == 4) return "float";
    if (field_.float_format == target_.double_format &&
        bytes == target_.Native(ast::Code::kDouble).size)
      return "double";
    return IsLongDouble(bytes) ? "long double" : "";
  }

  CppType Float() {
    if (field_.float_format == FloatFormat::kBinary16) return {Stored(Own("half"))};
    const std::string value(PartName(field_.itemsize));
    if (value.empty()) return Opaque();
    if (value != "long double") return {Stored(value)};
    needs_.long_double |= InTargetOrder();
    return InPlace(value);
  }

  CppType Complex() {
    if (field_.float_format == FloatFormat::kBinary16) return ComplexHalf();
    const std::string part(PartName(field_.itemsize / 2));
    if (part.empty()) return Opaque();
    const std::string value = "std::complex<" + part + ">";
    if (part == "long double" && !InTargetOrder()) return Opaque();
    needs_.complex = true;
    if (part != "long double") {
      if (!field_.natural) needs_.runtime.Add("complex.h");
      return {Stored(value)};
    }
    needs_.long_double = true;
    return InPlace(value);
  }

  CppType ComplexHalf() {
    if (field_.natural) return {Stored(Own("complex_half"))};
    needs_.runtime.Add("complex_half.h");
    return {std::string(scope_) + "basic_complex_half<" + Stored(Own("half")) + ">"};
  }

  CppType Pointer() {
    if (field_.itemsize == target_.pointer_bytes && InTargetOrder()) return InPlace("void*");
    const bool number = field_.itemsize == 2 || field_.itemsize == 4 || field_.itemsize == 8;
    return number ? Number(Integer("std::uint")) : Opaque();
  }

  const Field& field_;
  const Target& target_;
  std::string_view scope_;
  HeaderNeeds& needs_;
};

}  // namespace

CppType CppTypeOf(const Field& field, const Target& target, std::string_view scope,
                  HeaderNeeds& needs) {
  return TypeMaker(field, target, scope, needs).Make();
}

}  // namespace pep3118
