// SPDX-License-Identifier: MIT
// A format string as a tree: what was written, with the byte order in force at every element.
//
// The tree is stored flat.  `Format::elements` holds every element in the order of the text; an
// element that contains others (a record its fields, a pointer its target) is followed by them and
// says where they end.  Walk the top level with Children(format) and a record with Children(format,
// element).
//
// No sizes here: they depend on the target and belong to layout/.
#ifndef PEP3118_PARSER_AST_H_
#define PEP3118_PARSER_AST_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pep3118/parser/diagnostic.h"

namespace pep3118::ast {

// The byte-order character in force at an element (PEP 3118, "Additions to the struct
// string-syntax"); `!` means `>`.  The character as it is written before the element, if any, is
// its mark (Element::mark); JSON has both.
enum class Mode : char {
  kNative = '@',     // C sizes, C alignment; at the start of every format
  kUnaligned = '^',  // C sizes, no alignment
  kStandard = '=',   // fixed sizes, the target's byte order
  kLittle = '<',     // fixed sizes
  kBig = '>',        // fixed sizes
};

// One code.  `F D G` (CPython 3.14) are read as `Zf Zd Zg`.
enum class Code : std::uint8_t {
  kPad,                // x
  kChar,               // c
  kInt8,               // b
  kUint8,              // B
  kBool,               // ?
  kShort,              // h
  kUShort,             // H
  kInt,                // i
  kUInt,               // I
  kLong,               // l
  kULong,              // L
  kLongLong,           // q
  kULongLong,          // Q
  kSsize,              // n
  kSize,               // N
  kHalf,               // e
  kFloat,              // f
  kDouble,             // d
  kLongDouble,         // g
  kComplexHalf,        // Ze
  kComplexFloat,       // Zf
  kComplexDouble,      // Zd
  kComplexLongDouble,  // Zg
  kBytes,              // s
  kPascal,             // p
  kUcs2,               // u
  kUcs4,               // w
  kBit,                // t
  kVoidPointer,        // P
  kObject,             // O
  kCharPointer,        // z  ctypes c_char_p
  kWcharPointer,       // Z  ctypes c_wchar_p
  kCount_,             // number of codes, not a code
};

// "i", "Zf", ...
std::string_view CodeText(Code code);

struct Scalar {
  Code code = Code::kPad;
  friend bool operator==(const Scalar&, const Scalar&) = default;
};
// T{...} or T<...>: the elements up to index `end` are its fields and theirs.
struct Record {
  std::uint32_t end = 0;
};
// &target: the next element is the target; it has no name, and its mode is its own.
struct Pointer {
  std::uint32_t end = 0;
};
// X{...}: the signature is opaque text.
struct Function {};

using Item = std::variant<Scalar, Record, Pointer, Function>;

// A run in Format::dims.
struct Dims {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

inline constexpr std::int64_t kNoCount = -1;

struct Element {
  Span span;  // first prefix character to the end of the name
  Span name;  // the text between the colons; empty when there is none (`::` is none)
  Dims dims;  // every (...) before the item, concatenated: (3)(2)i has dims 3, 2
  std::int64_t count = kNoCount;
  Item item;
  char mark = '\0';           // the byte-order character written at this element (`!` stays `!`)
  Mode mode = Mode::kNative;  // in force for this element's item; for a record: at its opening
  Mode mode_after = Mode::kNative;  // in force after the item; differs from `mode` only for records
};

struct Format {
  std::string text;  // the format itself; spans point into it
  std::vector<Element> elements;
  std::vector<std::int64_t> dims;
  std::size_t nesting = 0;  // of records, pointers and signature braces together
};

inline std::string_view Name(const Format& format, const Element& element) {
  return std::string_view(format.text).substr(element.name.begin, element.name.size());
}

// Whether the element has a name, be it the empty one: NumPy and ctypes write a field called "" as
// `i::`.
inline bool IsNamed(const Format& format, const Element& element) {
  return !element.name.empty() ||
         (element.span.size() > 2 &&
          std::string_view(format.text).substr(element.span.end - 2, 2) == "::");
}

inline std::span<const std::int64_t> DimsOf(const Format& format, const Element& element) {
  return std::span(format.dims).subspan(element.dims.begin, element.dims.size);
}

// Index just after `element` and everything it contains.  `index` is its own index.
inline std::uint32_t EndOf(const Element& element, std::uint32_t index) {
  if (const auto* record = std::get_if<Record>(&element.item)) return record->end;
  if (const auto* pointer = std::get_if<Pointer>(&element.item)) return pointer->end;
  return index + 1;
}

// The function pointer as written, `X{...}`.  `element` holds a Function.
std::string_view FunctionText(const Format& format, const Element& element);

// The elements of one level, by index, skipping what they contain:
//   for (std::uint32_t i : Children(format, record_index)) use(format.elements[i]);
class ChildRange {
 public:
  class Iterator {
   public:
    Iterator(const Format* format, std::uint32_t index) : format_(format), index_(index) {}
    std::uint32_t operator*() const { return index_; }
    Iterator& operator++() {
      index_ = EndOf(format_->elements[index_], index_);
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const Format* format_;
    std::uint32_t index_;
  };

  ChildRange(const Format* format, std::uint32_t begin, std::uint32_t end)
      : format_(format), begin_(begin), end_(end) {}
  Iterator begin() const { return {format_, begin_}; }
  Iterator end() const { return {format_, end_}; }
  bool empty() const { return begin_ == end_; }

 private:
  const Format* format_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

inline ChildRange Children(const Format& format) {
  return {&format, 0, static_cast<std::uint32_t>(format.elements.size())};
}
inline ChildRange Children(const Format& format, std::uint32_t index) {
  return {&format, index + 1, EndOf(format.elements[index], index)};
}

// Same elements, counts, dimensions, names and marks; spans, spacing and bracket style do not
// count.
bool operator==(const Format& a, const Format& b);

}  // namespace pep3118::ast

#endif  // PEP3118_PARSER_AST_H_
