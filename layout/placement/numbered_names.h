// SPDX-License-Identifier: MIT
// f0, f1, ...: the names of unnamed fields.
//
// Private to layout/.  NumPy's rule (measured): per record, in order, the smallest number whose
// name is not taken by any named field of that record, before or after; pads take none.
#ifndef PEP3118_LAYOUT_PLACEMENT_NUMBERED_NAMES_H_
#define PEP3118_LAYOUT_PLACEMENT_NUMBERED_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/parser/ast.h"

namespace pep3118::internal {

class NumberedNames {
 public:
  // For the record made of the elements from `begin` up to `end` (and what they contain).
  NumberedNames(const ast::Format& format, std::uint32_t begin, std::uint32_t end)
      : format_(format), begin_(begin), end_(end) {}

  // Appends the next name to `names`.  All calls together are linear in the number of elements.
  void AppendNext(std::string& names);

 private:
  void CollectTaken();

  const ast::Format& format_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::size_t next_ = 0;
  bool collected_ = false;
  std::vector<bool> taken_;  // by number; empty while no field has such a name
};

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_NUMBERED_NAMES_H_
