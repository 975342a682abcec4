// SPDX-License-Identifier: MIT
// Where every byte of an item is: the answer that codegen, the table, JSON and the views all read.
//
// Complete and dumb: every number is a plain value, in bytes, computed once.  Immutable after it is
// made, so any number of threads may share one.  Stored flat: field 0 is the item itself; a record
// is followed by its fields and theirs (preorder).
//
//   const Field& item = layout.item();
//   for (const Field& field : layout.Fields(item))
//     use(layout.Name(field), field.offset, field.itemsize, layout.Shape(field));
//
// What always holds (checked by tests on every corpus):
//   - fields of a record ascend, do not overlap and stay inside its itemsize;
//   - a field's offset and its record's itemsize are multiples of the field's alignment;
//   - a record's alignment is the largest of its fields', and 1 if it has none;
//   - a field of another byte order than the target's, or of no bytes, has alignment 1.
// So a C++ struct with these members, a plain type where `natural` is set and a storage type of
// alignment 1 elsewhere, has exactly this layout.
#ifndef PEP3118_LAYOUT_LAYOUT_H_
#define PEP3118_LAYOUT_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/target.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class TypeKind : std::uint8_t {
  kBool,
  kInt,
  kUint,
  kFloat,
  kComplex,
  kChar,
  kBytes,     // s: itemsize is the whole string
  kPascal,    // p: first byte is the length
  kUcs2,      // u: itemsize is 2 bytes a unit
  kUcs4,      // w: 4 bytes a unit
  kPointer,   // P & z Z
  kObject,    // O
  kFunction,  // X{}
  kBits,      // t
  kOpaque,    // a named pad, or a block whose inside is unknown
  kRecord,
};

// "int", "ucs4", ...: the names of JSON and messages.
std::string_view KindName(TypeKind kind);
std::string_view ByteOrderName(ByteOrder order);  // "little", "big", "none"

// What the ticks of a 64-bit integer are: NumPy's datetime64, counted from the first instant of 1970,
// and timedelta64, a length.  No format says so; a dtype does.
enum class TimeKind : std::uint8_t { kNone, kDatetime, kTimedelta };
std::string_view TimeKindName(TimeKind kind);  // "datetime64", "timedelta64"; empty for kNone

// Of `count` of which a tick is.  Months and years have no fixed length; generic is unknown.
enum class TimeUnit : std::uint8_t {
  kGeneric,
  kYear,
  kMonth,
  kWeek,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kMicrosecond,
  kNanosecond,
  kPicosecond,
  kFemtosecond,
  kAttosecond,
  kCount_,
};
std::string_view TimeUnitName(TimeUnit unit);  // NumPy's: "generic", "Y", "M", "W", ..., "as"

struct TimeType {
  TimeKind kind = TimeKind::kNone;
  TimeUnit unit = TimeUnit::kGeneric;
  std::int32_t count = 1;  // `M8[25s]`: a tick is 25 seconds
  friend bool operator==(const TimeType&, const TimeType&) = default;
};
// As NumPy prints it: "datetime64[25s]", "timedelta64"; empty for kNone.
std::string TimeText(const TimeType& time);

// How the exporter writes formats.  A named dialect follows it exactly and never guesses.
enum class Dialect : std::uint8_t {
  kAuto,
  kPep3118,
  kNumpy,
  kCtypes,     // any CPython
  kCtypes311,  // 3.11 or before: no padding is written
  kCtypes312,  // 3.12 or later: all of it is
  kStruct,
  kCython,
  kPybind11,
  kPythonCall,
  kNdtypes,
};
std::string_view DialectName(Dialect dialect);      // "auto", "pep3118", "numpy", ...
const Dialect* FindDialect(std::string_view name);  // nullptr when unknown
std::span<const Dialect> Dialects();                // all, in the order above

// What an answer rests on, or what a user should know.  Kinds that begin with `assumed-` mark
// something that the text and the itemsize do not settle; strict refuses them.
enum class NoteKind : std::uint8_t {
  kAssumedTrailingPadding,
  kAssumedElementStride,
  kAssumedExporter,
  kOpaqueBlock,  // no assumption: bytes whose inside is in no format
  // Advice (lint.h, codegen/name_lint.h): true whatever the reading, reported only on request.
  kSizeVariesByTarget,
  kNativeInExchange,
  kHiddenTail,
  kCtypesWchar,
  kLongDoubleEncoding,
  kDuplicateName,
  kSimilarNames,
  kCount_,
};
std::string_view NoteName(NoteKind kind);  // "assumed-trailing-padding"
bool IsAssumption(NoteKind kind);          // its name begins with `assumed-`

struct Note {
  NoteKind kind;
  Span span;            // of the format; may be empty
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

// One field, or the item itself.  64 bytes, plain values.
struct Field {
  std::int64_t offset = 0;    // from the start of the enclosing record
  std::int64_t itemsize = 0;  // of one element; a whole string; the element stride of a subarray
  std::uint32_t end = 0;      // index just after this field and everything inside it
  std::uint32_t name_begin = 0;
  std::uint32_t name_size = 0;
  std::uint32_t shape_begin = 0;
  std::uint32_t alignment = 1;
  std::uint8_t ndim = 0;
  TypeKind kind = TypeKind::kRecord;
  ByteOrder byte_order = ByteOrder::kNone;
  FloatFormat float_format = FloatFormat::kNone;  // of a float, or of one part of a complex
  // The code by which canonical text names it: the same for every spelling (`l` of 8 bytes is
  // kLongLong). Records, opaque blocks and functions have kPad: their kind says it all.
  ast::Code code = ast::Code::kPad;
  // Byte order and alignment are the target's own for this type: a plain C++ member has this place.
  bool natural = false;
  TimeType time;               // of a kInt of 8 bytes
  std::uint32_t declared = 0;  // where its description lists it; the same for all: in this order
  Span span;  // the element of the format that it comes from; not part of the layout's identity
};

class Layout {
 public:
  const Field& item() const { return fields_[0]; }
  // Bytes of one whole item, its shape included.
  std::int64_t itemsize() const { return itemsize_; }
  std::int64_t alignment() const { return item().alignment; }  // in bytes
  const Target& target() const { return *target_; }            // outlives every layout made for it
  Dialect dialect() const { return dialect_; }  // the one that was followed; never kAuto
  std::span<const Note> notes() const { return notes_; }

  // The format's own bytes, or f0, f1, ... by NumPy's rule; empty for the item itself.  UTF-8.
  // Valid as long as the layout.
  std::string_view Name(const Field& field) const {
    return std::string_view(names_).substr(field.name_begin, field.name_size);
  }
  // Subarray dimensions (counts), row-major; empty for a single element.  Valid as long as the
  // layout.
  std::span<const std::int64_t> Shape(const Field& field) const {
    return std::span(shapes_).subspan(field.shape_begin, field.ndim);
  }

  // Number of elements: the product of the shape, 1 without one, 0 when a dimension is 0.
  std::int64_t Count(const Field& field) const {
    std::int64_t count = 1;
    for (const std::int64_t dim : Shape(field)) {
      if (dim == 0) return 0;
      count = count > INT64_MAX / dim ? INT64_MAX : count * dim;  // capped only if a later one is 0
    }
    return count;
  }

  // All fields, preorder, the item first.  Valid as long as the layout.
  std::span<const Field> all() const { return fields_; }
  // The index in all() of a field of this layout: the object itself, not a copy.
  std::uint32_t IndexOf(const Field& field) const {
    return static_cast<std::uint32_t>(&field - fields_.data());
  }

  // The direct fields of `record`, a field of this layout, in order of offset; empty for anything
  // else.  Valid as long as the layout.
  class FieldRange;
  FieldRange Fields(const Field& record) const;

  // Those of the item.
  FieldRange fields() const;

 private:
  friend class LayoutBuilder;

  std::vector<Field> fields_;
  std::vector<std::int64_t> shapes_;
  std::string names_;  // has every name; may be the whole text of the format
  std::vector<Note> notes_;
  const Target* target_ = nullptr;
  std::int64_t itemsize_ = 0;
  Dialect dialect_ = Dialect::kPep3118;
};

class Layout::FieldRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Field;
    using difference_type = std::ptrdiff_t;
    using pointer = const Field*;
    using reference = const Field&;

    Iterator() = default;
    Iterator(const Field* base, std::uint32_t index) : base_(base), index_(index) {}
    const Field& operator*() const { return base_[index_]; }
    const Field* operator->() const { return &base_[index_]; }
    Iterator& operator++() {
      index_ = base_[index_].end;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const Field* base_ = nullptr;
    std::uint32_t index_ = 0;
  };

  FieldRange(const Field* base, std::uint32_t begin, std::uint32_t end)
      : base_(base), begin_(begin), end_(end) {}
  Iterator begin() const { return {base_, begin_}; }
  Iterator end() const { return {base_, end_}; }
  bool empty() const { return begin_ == end_; }

 private:
  const Field* base_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

inline Layout::FieldRange Layout::Fields(const Field& record) const {
  const std::uint32_t index = IndexOf(record);
  return {fields_.data(), index + 1, record.end};
}

inline Layout::FieldRange Layout::fields() const { return Fields(item()); }

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_LAYOUT_H_
