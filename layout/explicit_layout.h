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
  return {mark, std::move(code), itemsize, {}, {}};
}
inline ExplicitType ExplicitType::Record(std::int64_t itemsize) {
  return {'\0', {}, itemsize, {}, {}};
}

struct ExplicitError {
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

// The layout of one item of `type` on `target` (nullptr: the host's, which must otherwise outlive
// the layout), with exactly the offsets, shapes and itemsizes that it has; fields in order of
// offset.
//
// Refused: fields that overlap or leave their record, names that no format can hold (empty, with a
// `:`, not UTF-8), a code or size that the target does not have, records nested deeper than a
// format may.
Result<Layout, ExplicitError> ExplicitLayout(const ExplicitType& type,
                                             const Target* target = nullptr);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_EXPLICIT_LAYOUT_H_
