// SPDX-License-Identifier: MIT
// AST + target + dialect + itemsize -> Layout.
//
// Pure and thread-safe.  Sizes, offsets and products are 64-bit checked and refused when they do
// not fit the target's largest object; nothing is expanded by a count.
#ifndef PEP3118_LAYOUT_COMPUTE_H_
#define PEP3118_LAYOUT_COMPUTE_H_

#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/parse.h"

namespace pep3118 {

// The layout of a format's item by `options`.  Refused, with a span of the format's text, where the
// dialect does not know an element, no reading has the itemsize or several do and differ, a size does
// not fit the target, or a limit is passed; strict refuses what would carry an `assumed-` note.  The layout keeps nothing of
// `format`.
//
// Its canonical text is a format within `limits` too: a layout that can only be written beyond them
// (pads for every hole, braces around the whole) is refused with the limit's kind.
Result<Layout> ComputeLayout(const ast::Format& format, const LayoutOptions& options = {},
                             const ParseLimits& limits = {});

// ParseFormatInto, but for what only one dialect knows: a byte-order character alone is an empty
// format to struct.
bool ParseFormatInDialect(std::string_view text, Dialect dialect, const ParseLimits& limits,
                          ast::Format& format, Diagnostic& error);

// Parse and compute in one call.
Result<Layout> ComputeLayout(std::string_view format, const LayoutOptions& options = {},
                             const ParseLimits& limits = {});

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_COMPUTE_H_
