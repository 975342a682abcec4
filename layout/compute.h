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

// The layout of a format's item by `options`.  The result refers to neither the format nor its text
// nor the options, except for options.target, which must outlive it.
//
// Refused, with a span of the format's text: an element that the dialect does not know, an itemsize
// that no reading has or that several readings have and differ, a size that does not fit the target
// (the kinds of docs/errors.md under "Layout"), or a limit passed.  `strict` refuses a layout that
// would carry an `assumed-` note.
//
// Its canonical text is a format within `limits` too: a layout that can only be written beyond them
// (pads for every hole, braces around the whole) is refused with the limit's kind.
Result<Layout> ComputeLayout(const ast::Format& format, const LayoutOptions& options = {},
                             const ParseLimits& limits = {});

// Parse and compute in one call; the refusals of ParseFormat as well.
Result<Layout> ComputeLayout(std::string_view format, const LayoutOptions& options = {},
                             const ParseLimits& limits = {});

// ParseFormatInto, but for what only one dialect knows: a byte-order character alone is an empty
// format to struct.
bool ParseFormatInDialect(std::string_view text, Dialect dialect, const ParseLimits& limits,
                          ast::Format& format, Diagnostic& error);

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_COMPUTE_H_
