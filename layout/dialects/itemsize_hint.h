// SPDX-License-Identifier: MIT
// What to do about an itemsize that the format does not describe.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_ITEMSIZE_HINT_H_
#define PEP3118_LAYOUT_DIALECTS_ITEMSIZE_HINT_H_

#include <span>

#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Completes a kItemsizeMismatch: which named dialect gives exactly this size, or else what the
// spelling says can have gone wrong.  Reads the format once for each dialect that may, but for those
// of `misfits`, which are known not to.
void AddHint(const ast::Format& format, const LayoutOptions& options,
             std::span<const Dialect> misfits, Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_ITEMSIZE_HINT_H_
