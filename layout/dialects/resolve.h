// SPDX-License-Identifier: MIT
// Dialect auto: which reading the exporter must have meant.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_RESOLVE_H_
#define PEP3118_LAYOUT_DIALECTS_RESOLVE_H_

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// An answer without an `assumed-` note is the only one that a known exporter can have meant.
bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_RESOLVE_H_
