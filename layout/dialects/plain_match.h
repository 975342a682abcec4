// SPDX-License-Identifier: MIT
// A quick answer: does a format describe a known layout, for every exporter?
//
// Used by Bind (buffer/bind.h) before it computes a layout.
#ifndef PEP3118_LAYOUT_DIALECTS_PLAIN_MATCH_H_
#define PEP3118_LAYOUT_DIALECTS_PLAIN_MATCH_H_

#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/ast.h"

namespace pep3118::internal {

enum class PlainAnswer : unsigned char { kUnknown, kYes, kNo };

// kYes only if `format`, exported with the itemsize of `layout`, is one braced record whose every
// reading (PEP 3118, NumPy, ctypes, Cython) puts the fields of `layout` where `layout` has them,
// with the same tree, kinds, byte orders and shapes; and the same names when `level` is kNames.
// Alignments are not compared.  An answer may still rest on an `assumed-` note: not to be asked
// where strict is.
//
// kNo only if no reading can agree with `layout` at `level`, wherever it puts the fields: their
// number, their names, their kinds or their byte orders are others.
//
// kUnknown: the spelling is one of those that need ComputeLayout (pointers, `^`, unnamed fields,
// named pads, places on which the readings differ).
//
// Pure, thread-safe, allocates nothing, linear in the number of elements; the stack grows with the
// nesting of `format`, which the parser bounds.
PlainAnswer DescribesPlainly(const ast::Format& format, const Layout& layout, MatchLevel level);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_PLAIN_MATCH_H_
