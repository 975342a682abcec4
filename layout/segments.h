// SPDX-License-Identifier: MIT
// A record's bytes from first to last: its fields and the holes between and after them.
//
// What pads a generated struct and what a table shows as a hole is read from here.
#ifndef PEP3118_LAYOUT_SEGMENTS_H_
#define PEP3118_LAYOUT_SEGMENTS_H_

#include <cstdint>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

struct Segment {
  const Field* field = nullptr;  // nullptr: a hole
  std::int64_t offset = 0;       // bytes from the start of the record
  std::int64_t size = 0;         // bytes, the whole subarray; a hole has at least 1
  bool tail = false;             // a hole after the last field
  bool implied = false;          // a hole that a compiler leaves where nothing is declared
};

// The segments of `record` in order of offset, fields of no bytes included; none of anything else.
// Sizes add up to the record's itemsize.  Pointers are into the layout.
std::vector<Segment> SegmentsOf(const Layout& layout, const Field& record);

// Bytes of a field with its whole subarray.
std::int64_t BytesOf(const Layout& layout, const Field& field);

// Bytes of one `record` that belong to no field: its holes and those of the records in it, each as
// often as it occurs.
std::int64_t HoleBytes(const Layout& layout, const Field& record);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_SEGMENTS_H_
