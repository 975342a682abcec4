// SPDX-License-Identifier: MIT
// The promises at the top of layout.h, as a check that tests run on every layout they meet.
#ifndef PEP3118_LAYOUT_PLACEMENT_INVARIANTS_H_
#define PEP3118_LAYOUT_PLACEMENT_INVARIANTS_H_

#include <string>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// Empty when all hold, else a sentence about the first that does not.
std::string BrokenInvariant(const Layout& layout);

// What is the same in two equal layouts, a line for each field: for messages and comparisons.
std::string Describe(const Layout& layout);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_PLACEMENT_INVARIANTS_H_
