// SPDX-License-Identifier: MIT
#include "pep3118/layout/canonical.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <span>
#include <utility>

#include "pep3118/base/sha256.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

// Writes a layout as text.  `marked` remembers that a mark other than `@` is in force.
class Printer {
 public:
  explicit Printer(const Layout& layout) : layout_(layout) {}

  std::string Run(const Field& field, bool with_shape) {
    if (with_shape) PrintShape(field);
    PrintElement(field);
    return std::move(text_);
  }

 private:
  void PrintElement(const Field& field) {
    if (field.kind == TypeKind::kRecord) {
      PrintRecord(field);
      return;
    }
    PrintMark(field);
    switch (field.kind) {
      case TypeKind::kOpaque:
        PrintPad(field.itemsize);
        break;
      case TypeKind::kFunction:
        text_ += "X{}";
        break;
      case TypeKind::kBytes:
      case TypeKind::kPascal:
        PrintLength(field.itemsize, ast::CodeText(field.code));
        break;
      case TypeKind::kUcs2:
        PrintLength(field.itemsize / 2, ast::CodeText(field.code));
        break;
      case TypeKind::kUcs4:
        PrintLength(field.itemsize / 4, ast::CodeText(field.code));
        break;
      default:
        text_ += ast::CodeText(field.code);
        break;
    }
  }

  void PrintRecord(const Field& record) {
    text_ += "T{";
    std::int64_t end = 0;
    for (const Field& field : layout_.Fields(record)) {
      PrintHole(field.offset - end);
      PrintShape(field);
      PrintElement(field);
      text_ += ':';
      text_ += layout_.Name(field);
      text_ += ':';
      end = field.offset + BytesOf(layout_, field);
    }
    PrintHole(record.itemsize - end);
    text_ += '}';
  }

  void PrintHole(std::int64_t bytes) {
    if (bytes > 0) PrintPad(bytes);
  }

  // Always with its count: NumPy writes every pad byte as an `x` of its own, and a
  // run of them may hold the tails of an array's records too.
  void PrintPad(std::int64_t bytes) {
    PrintNumber(bytes);
    text_ += 'x';
  }

  void PrintShape(const Field& field) {
    if (field.ndim == 0) return;
    char separator = '(';
    for (std::int64_t dim : layout_.Shape(field)) {
      text_ += separator;
      PrintNumber(dim);
      separator = ',';
    }
    text_ += ')';
  }

  void PrintMark(const Field& field) {
    if (field.natural) {
      if (marked_) text_ += '@';
      marked_ = false;
      return;
    }
    marked_ = true;
    if (field.byte_order != ByteOrder::kNone && field.byte_order != layout_.target().byte_order) {
      text_ += field.byte_order == ByteOrder::kBig ? '!' : '<';
      return;
    }
    // Pointers and long double have no standard size; `?` is a C int on one target.
    const bool standard = field.kind != TypeKind::kFunction && StandardSize(field.code) != 0 &&
                          !(field.kind == TypeKind::kBool && field.itemsize != 1);
    text_ += standard ? '=' : '^';
  }

  void PrintLength(std::int64_t length, std::string_view code) {
    if (length != 1) PrintNumber(length);
    text_ += code;
  }

  void PrintNumber(std::int64_t number) {
    std::array<char, 24> digits;
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text_.append(digits.data(), result.ptr);
  }

  const Layout& layout_;
  std::string text_;
  bool marked_ = false;
};

// The bytes under the hash.  Every number has a fixed width and every text its length before it, so
// two layouts with the same bytes are the same.  This form is an interface: a change of one byte
// renames every generated type.
//
//   layout := "pep3118 layout 1" field
//   kind   := KindName; of a time TimeText
//   field  := text(name) text(kind) text(byte order) text(float format)
//             u64(offset) u64(itemsize) u64(alignment) u64(ndim) u64(dim)*
//             u64(number of fields) field*
//   text   := u64(bytes) bytes;  u64 is little-endian
class Serializer {
 public:
  explicit Serializer(const Layout& layout) : layout_(layout) { bytes_ = "pep3118 layout 1"; }

  std::string Run(const Field& item, bool with_shape) {
    Add(item, {}, 0, with_shape ? layout_.Shape(item) : std::span<const std::int64_t>{});
    return std::move(bytes_);
  }

 private:
  void Add(const Field& field, std::string_view name, std::int64_t offset,
           std::span<const std::int64_t> shape) {
    AddText(name);
    if (field.time.kind == TimeKind::kNone) {
      AddText(KindName(field.kind));
    } else {
      AddText(TimeText(field.time));
    }
    AddText(ByteOrderName(field.byte_order));
    const bool is_float = field.float_format != FloatFormat::kNone;
    AddText(is_float ? FloatFormatName(field.float_format) : "");
    AddNumber(offset);
    AddNumber(field.itemsize);
    AddNumber(field.alignment);
    AddNumber(static_cast<std::int64_t>(shape.size()));
    for (std::int64_t dim : shape) AddNumber(dim);
    std::int64_t count = 0;
    for (const Field& inner : layout_.Fields(field)) {
      (void)inner;
      ++count;
    }
    AddNumber(count);
    for (const Field& inner : layout_.Fields(field)) {
      Add(inner, layout_.Name(inner), inner.offset, layout_.Shape(inner));
    }
  }

  void AddText(std::string_view text) {
    AddNumber(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }

  void AddNumber(std::int64_t number) {
    auto value = static_cast<std::uint64_t>(number);
    std::array<char, 8> bytes;
    for (char& byte : bytes) {
      byte = static_cast<char>(value & 0xff);
      value >>= 8;
    }
    bytes_.append(bytes.data(), bytes.size());
  }

  const Layout& layout_;
  std::string bytes_;
};

std::string HashHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::size_t kIdBytes = 16;
  const std::array<std::uint8_t, 32> digest = internal::Sha256(bytes);
  std::string hex;
  for (std::size_t i = 0; i < kIdBytes; ++i) {
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

}  // namespace

std::string CanonicalText(const Layout& layout) { return Printer(layout).Run(layout.item(), true); }

std::string ElementText(const Layout& layout, const Field& field) {
  return Printer(layout).Run(field, false);
}

std::string LayoutId(const Layout& layout) {
  return HashHex(Serializer(layout).Run(layout.item(), true));
}

std::string RecordId(const Layout& layout, const Field& record) {
  return HashHex(Serializer(layout).Run(record, false));
}

}  // namespace pep3118
