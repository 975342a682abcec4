// SPDX-License-Identifier: MIT
// A comparison of two layouts as text for people and as JSON.
#ifndef PEP3118_CODEGEN_DIFF_H_
#define PEP3118_CODEGEN_DIFF_H_

#include <cstddef>
#include <span>
#include <string>

#include "pep3118/codegen/json.h"
#include "pep3118/codegen/text_limit.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// What is above the two sides.  Escaped when printed.
struct DiffLabels {
  std::string a = "expected";
  std::string b = "found";
};

// The three verdicts, a line each, then a row for every difference: what it breaks, what differs,
// the field, and for each side its offset (absolute, in bytes) and what is there.  Fields inside
// records are called `pos.x`, those of an array's elements `v[].id`.
//
//   same bytes: no
//   same types: no
//   same names: yes
//   breaks  differs    field  offset  expected   offset  found
//   bytes   itemsize   n           0  8 (int64)       0  4 (int32)
//   types   alignment  n           0  8               0  4
//
// Printable ASCII, long names cut with `...`; ends with a newline.  Incomplete where it is longer
// than `limit` bytes.
std::string DiffText(const Comparison& comparison, const Layout& a, const Layout& b,
                     const DiffLabels& labels = {}, std::size_t limit = kNoTextLimit);

// What can be said of one side of a comparison besides its layout.
struct DiffSide {
  const Layout& layout;
  std::string_view text;            // that describes it, as given
  std::span<const Note> advice;     // notes besides the layout's own
  std::string_view key = "format";  // JsonSource::key
};

// Appends one object with the verdicts, both sides and every difference (docs/json.md has the
// keys), without a final newline; incomplete where `out` becomes longer than `limit` bytes.
void AppendDiffJson(const Comparison& comparison, const DiffSide& a, const DiffSide& b,
                    JsonStyle style, std::string& out, std::size_t limit = kNoTextLimit);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_DIFF_H_
