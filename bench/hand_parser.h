// SPDX-License-Identifier: MIT
// The parser that one would write by hand for PEP 3118 alone: one recursive pass over the text that
// places each field as it is read.  No tree, one reading, no explanation of a refusal.
//
// What ComputeLayout is measured against (cold_counts.sh).  It does the same work as dialect
// pep3118: byte orders, dimensions, counts, pads, nested records, checked sizes, UTF-8 names, an
// owned result; and it refuses a name that a record has twice.
#ifndef PEP3118_BENCH_HAND_PARSER_H_
#define PEP3118_BENCH_HAND_PARSER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118::hand {

struct Field {
  std::int64_t offset = 0;    // from the start of the record
  std::int64_t itemsize = 0;  // of one element
  std::uint32_t end = 0;      // index after this field and those inside it
  std::uint32_t name_begin = 0;
  std::uint32_t name_size = 0;
  std::uint32_t shape_begin = 0;
  std::uint32_t alignment = 1;
  std::uint8_t ndim = 0;
  char code = 0;  // `T` for a record; the second character of a complex number
  bool is_complex = false;
  bool is_big = false;
};

// Field 0 is the item, and a record is followed by its fields.
struct Layout {
  std::vector<Field> fields;
  std::vector<std::int64_t> shapes;
  std::string names;
  std::int64_t itemsize = 0;
};

// False, and where reading stopped, for a text that is no format.
bool Parse(std::string_view text, Layout& layout, std::size_t& stopped);

}  // namespace pep3118::hand

#endif  // PEP3118_BENCH_HAND_PARSER_H_
