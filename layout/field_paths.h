// SPDX-License-Identifier: MIT
// Where a field is, by the names of the records around it.
#ifndef PEP3118_LAYOUT_FIELD_PATHS_H_
#define PEP3118_LAYOUT_FIELD_PATHS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// Finds paths in one layout, which must outlive it.  Linear to make.
class FieldPaths {
 public:
  explicit FieldPaths(const Layout& layout);

  // "pos.x", "(item)" for the item itself; in the notation of path.h with `[]` after an array, since
  // the field is the same in all elements: "v[].id".  Printable ASCII, cut with `...` after 200
  // bytes, so that it costs no more than the nesting.
  std::string PathOf(std::uint32_t field) const;

 private:
  const Layout& layout_;
  std::vector<std::uint32_t> parents_;  // by index into Layout::all()
};

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_FIELD_PATHS_H_
