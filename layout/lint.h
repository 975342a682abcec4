// SPDX-License-Identifier: MIT
// Advice about a format that has a layout: what costs users hours although nothing is wrong.
//
//   size-varies-by-target  a code whose size is another on other targets: l L n N with C sizes,
//                          g Zg and everything that is a pointer in any mode
//   native-in-exchange     units of several bytes with the C sizes and byte order of the machine that reads
//   hidden-tail            a record in braces ends in padding that is not written inside them
//   ctypes-wchar           `u`, which ctypes writes for a 4-byte wchar_t
//   long-double-encoding   g or Zg: equal sizes, other bits
//   duplicate-name         a record with two fields of one name
//
// Names that only meet as C++ identifiers are codegen/name_lint.h's.  docs/notes.md has an example
// of each.
#ifndef PEP3118_LAYOUT_LINT_H_
#define PEP3118_LAYOUT_LINT_H_

#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/ast.h"

namespace pep3118 {

// At most one note of each kind, in the order of NoteKind, with the number of places and the span
// of the first.  `layout` was computed from `format`.  Linear but for sorting names; pure and
// thread-safe.
std::vector<Note> Lint(const ast::Format& format, const Layout& layout);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_LINT_H_
