// SPDX-License-Identifier: MIT
// Where a field is, by the names of the records around it.
#ifndef PEP3118_CODEGEN_TEXT_FIELD_PATH_H_
#define PEP3118_CODEGEN_TEXT_FIELD_PATH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// Finds paths in one layout, which must outlive it.  Linear to make.
class FieldPaths {
 public:
  explicit FieldPaths(const Layout& layout);

  // "pos.x", "v[].id" for a field of the elements of an array, "(item)" for the item itself.
  // Printable ASCII; cut with `...`, so that it costs no more than the nesting.
  std::string PathOf(std::uint32_t field) const;

 private:
  const Layout& layout_;
  std::vector<std::uint32_t> parents_;  // by index into Layout::all()
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_FIELD_PATH_H_
