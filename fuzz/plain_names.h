// SPDX-License-Identifier: MIT
// A layout with other names.
#ifndef PEP3118_FUZZ_PLAIN_NAMES_H_
#define PEP3118_FUZZ_PLAIN_NAMES_H_

#include "pep3118/layout/layout.h"

namespace pep3118::fuzz {

// The same layout with `member1`, `member2`, ... in place of its names: one for each name, so that
// records that were equal still are.  `layout` has a canonical text with the same layout.
Layout WithPlainNames(const Layout& layout);

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_PLAIN_NAMES_H_
