// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/julia_type.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace pep3118 {
namespace {

class TypeMaker {
 public:
  TypeMaker(const Field& field, const Target& target) : field_(field), target_(target) {}

  JuliaType Make() const {
    switch (field_.kind) {
      case TypeKind::kBool:
        return field_.itemsize == 1 ? JuliaType{"PEP3118.Boolean"} : Bytes("Opaque");
      case TypeKind::kInt:
        return Number("Int" + Bits(), field_.itemsize);
      case TypeKind::kUint:
        return Number("UInt" + Bits(), field_.itemsize);
      case TypeKind::kFloat:
        return Float();
      case TypeKind::kComplex:
        return Complex();
      case TypeKind::kChar:
        return {"PEP3118.Char8"};
      case TypeKind::kBytes:
        return Bytes("Bytes");
      case TypeKind::kPascal:
        return Bytes("Pascal");
      case TypeKind::kUcs2:
        return Units("Ucs2", "UInt16", 2);
      case TypeKind::kUcs4:
        return Units("Ucs4", "UInt32", 4);
      case TypeKind::kPointer:
      case TypeKind::kObject:
      case TypeKind::kFunction:
        return Pointer();
      case TypeKind::kBits:
      case TypeKind::kOpaque:
      case TypeKind::kRecord:
        break;
    }
    return Bytes("Opaque");
  }

 private:
  bool InTargetOrder() const { return field_.byte_order == target_.byte_order; }
  std::string Bits() const { return std::to_string(8 * field_.itemsize); }

  // A number of `bytes`, or of several parts of `part` bytes.
  JuliaType Stored(const std::string& value, std::int64_t bytes, std::int64_t part) const {
    if (bytes == 1) return {value};
    // Julia aligns a number to its own size, whatever the target does.
    if (field_.natural && field_.alignment == part) return {value, part, bytes / part, true};
    const bool big = field_.byte_order == ByteOrder::kBig;
    return {std::string("PEP3118.") + (big ? "BigEndian{" : "LittleEndian{") + value + ", " +
                std::to_string(bytes) + "}",
            1, bytes};
  }
  JuliaType Number(const std::string& value, std::int64_t bytes) const {
    return Stored(value, bytes, bytes);
  }

  JuliaType Bytes(std::string_view type) const {
    return {"PEP3118." + std::string(type) + "{" + std::to_string(field_.itemsize) + "}", 1,
            field_.itemsize};
  }

  JuliaType Units(std::string_view type, std::string_view unit, std::int64_t bytes) const {
    JuliaType stored = Number(std::string(unit), bytes);
    const std::int64_t length = field_.itemsize / bytes;
    stored.text =
        "PEP3118." + std::string(type) + "{" + std::to_string(length) + ", " + stored.text + "}";
    stored.values = MultiplyValues(stored.values, length);
    return stored;
  }

  // The bits of a Julia float of that many bytes, or 0.
  std::int64_t FloatBits(std::int64_t bytes) const {
    const FloatFormat format = field_.float_format;
    const bool known = (format == FloatFormat::kBinary16 && bytes == 2) ||
                       (format == FloatFormat::kBinary32 && bytes == 4) ||
                       (format == FloatFormat::kBinary64 && bytes == 8);
    return known ? 8 * bytes : 0;
  }

  JuliaType Float() const {
    const std::int64_t bits = FloatBits(field_.itemsize);
    if (bits == 0) return Bytes("Opaque");
    return Number("Float" + std::to_string(bits), field_.itemsize);
  }

  JuliaType Complex() const {
    const std::int64_t bits = FloatBits(field_.itemsize / 2);
    if (bits == 0) return Bytes("Opaque");
    return Stored("ComplexF" + std::to_string(bits), field_.itemsize, field_.itemsize / 2);
  }

  // A pointer of another size or byte order than the target's is only a number.
  JuliaType Pointer() const {
    const std::int64_t bytes = field_.itemsize;
    if (bytes == target_.pointer_bytes && InTargetOrder()) {
      if (field_.natural && field_.alignment == bytes) return {"Ptr{Cvoid}", bytes, 1, true};
      return {"PEP3118.Unaligned{Ptr{Cvoid}, " + std::to_string(bytes) + "}", 1, bytes, true};
    }
    const bool number = bytes == 2 || bytes == 4 || bytes == 8;
    return number ? Number("UInt" + Bits(), bytes) : Bytes("Opaque");
  }

  const Field& field_;
  const Target& target_;
};

}  // namespace

JuliaType JuliaTypeOf(const Field& field, const Target& target) {
  return TypeMaker(field, target).Make();
}

JuliaType JuliaBlockOf(const Layout& layout, const Field& field, JuliaType type) {
  if (field.ndim == 0) return type;
  type.text.insert(0, "PEP3118.block(");
  for (std::int64_t dimension : layout.Shape(field)) {
    type.text += ", " + std::to_string(dimension);
    type.values = MultiplyValues(type.values, dimension);
  }
  type.text += ")";
  return type;
}

std::int64_t AddValues(std::int64_t a, std::int64_t b) {
  return std::min(kMostJuliaValues + 1, a) + std::min(kMostJuliaValues + 1, b);
}

std::int64_t MultiplyValues(std::int64_t a, std::int64_t b) {
  return std::min(kMostJuliaValues + 1, a) * std::min(kMostJuliaValues + 1, b);
}

}  // namespace pep3118
