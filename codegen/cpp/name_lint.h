// SPDX-License-Identifier: MIT
// Advice about names that are fine in a format and meet in C++.
#ifndef PEP3118_CODEGEN_CPP_NAME_LINT_H_
#define PEP3118_CODEGEN_CPP_NAME_LINT_H_

#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// One note (similar-names) when a record has fields of different names that the identifier rule
// (identifiers.h) makes the same, so that one of them gets a number; nothing otherwise.  Its span
// is the second field's.  Linear but for sorting.
std::vector<Note> LintNames(const Layout& layout);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_NAME_LINT_H_
