// SPDX-License-Identifier: MIT
// A layout from explicit offsets: what a NumPy dtype or a ctypes class knows, and no format can
// lose.
//
//   ExplicitType point = ExplicitType::Record(16);
//   point.fields.push_back({"x", 0, ExplicitType::Scalar('<', "i", 4)});
//   point.fields.push_back({"y", 8, ExplicitType::Scalar('<', "d", 8)});
//   Result<Layout, ExplicitError> layout = ExplicitLayout(point);   // T{i:x:4xd:y:}
#ifndef PEP3118_LAYOUT_EXPLICIT_LAYOUT_H_
#define PEP3118_LAYOUT_EXPLICIT_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/base/result.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

struct ExplicitField;

// One type, and the dimensions of an array of it.
struct ExplicitType {
  // `<` and `>`: the code has its standard size in that byte order.  `@`: the C type of the target,
  // at any alignment.  NUL: a record.
  char mark = '\0';
  std::string code;                 // with its length: "i", "5s", "8x"; empty for a record
  std::int64_t itemsize = 0;        // bytes of one element
  std::vector<std::int64_t> shape;  // counts, row-major; empty for a single element
  std::vector<ExplicitField> fields;
  TimeType time = {};  // of the code `q`

  static ExplicitType Scalar(char mark, std::string code, std::int64_t itemsize);
  static ExplicitType Record(std::int64_t itemsize);
  bool is_record() const { return mark == '\0'; }
};

struct ExplicitField {
  std::string name;         // UTF-8
  std::int64_t offset = 0;  // bytes from the start of the record
  ExplicitType type;
};

inline ExplicitType ExplicitType::Scalar(char mark, std::string code, std::int64_t itemsize) {
  return {mark, std::move(code), itemsize, {}, {}, {}};
}
inline ExplicitType ExplicitType::Record(std::int64_t itemsize) {
  return {'\0', {}, itemsize, {}, {}, {}};
}

struct ExplicitError {
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

// The layout of one item of `type` on `target` (nullptr: the host's, which must otherwise outlive
// the layout), with exactly the offsets, shapes and itemsizes that it has; fields in order of
// offset, with the order in which `type` lists them in Field::declared.
//
// Refused: fields that overlap or leave their record, names that no format can hold (empty, with a
// `:` or NUL, not UTF-8), a code or size that the target does not have, and what passes a limit of
// formats: nesting, dimensions, fields of a record, the length of a name or of the canonical text.
Result<Layout, ExplicitError> ExplicitLayout(const ExplicitType& type,
                                             const Target* target = nullptr);

// The bytes of all elements of `type`; nothing when no 64-bit number holds them.
std::optional<std::int64_t> BytesOf(const ExplicitType& type);

// The fields of `record`, by their indices, in order of offset; one of no bytes comes before the one
// that begins there.
std::vector<std::uint32_t> OrderOfOffset(const ExplicitType& record);

// The first two fields of `record` that share bytes, the one of the lower offset first.
struct Overlap {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};
std::optional<Overlap> FindOverlap(const ExplicitType& record);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_EXPLICIT_LAYOUT_H_
