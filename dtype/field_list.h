// SPDX-License-Identifier: MIT
// A list of fields as JSON -> Layout: what ROS, PCL, HDF5 and home-made formats say of their records.
//
//   Result<Layout> layout = LayoutOfFields(R"({"itemsize": 16, "fields": [
//       {"name": "x", "type": "<f4", "offset": 0},
//       {"name": "t", "type": "<M8[ns]", "offset": 8}]})");
#ifndef PEP3118_DTYPE_FIELD_LIST_H_
#define PEP3118_DTYPE_FIELD_LIST_H_

#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {

// The layout of the record that `json` lists (docs/dtype.md).  A record is an object with `itemsize`
// in bytes (or `point_step`) and `fields`; a field has `name`, `offset` in bytes, `type` and, for an
// array, `count` or `shape`.  A type is the code of a format, a NumPy dtype or a record; or
// `datatype` is a number of sensor_msgs/PointField, in the byte order of the record's
// `is_bigendian`.  Every byte is said, so nothing is assumed.  The result does not refer to the text.
//
// Refused, with a span of `json`: what is not JSON or no such list (kFieldList), types that a code and
// a dtype read differently (`<l`), fields that overlap or pass the itemsize, and what LayoutOfDtype
// refuses of a dtype.  Of `options` the target and `max_fields` hold as there; `itemsize` must be
// the record's, and is used where the record has none.  Of `limits`, `format_bytes` bounds the text.
//
// Thread-safe and pure.  Work and memory are linear in the length of the text, but for the look-up
// of names that occur twice.
Result<Layout> LayoutOfFields(std::string_view json, const LayoutOptions& options = {},
                              const ParseLimits& limits = {});

}  // namespace pep3118

#endif  // PEP3118_DTYPE_FIELD_LIST_H_
