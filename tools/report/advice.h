// SPDX-License-Identifier: MIT
// What --lint tells: the advice of every room about one format.
#ifndef PEP3118_TOOLS_REPORT_ADVICE_H_
#define PEP3118_TOOLS_REPORT_ADVICE_H_

#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/ast.h"

namespace pep3118 {

// At most one note of each kind (layout/lint.h, codegen/name_lint.h).
std::vector<Note> Advice(const ast::Format& format, const Layout& layout);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_REPORT_ADVICE_H_
