// SPDX-License-Identifier: MIT
// What texts of every language here have in common: their greatest length, and the last step from
// a type to its layout.  Private to dtype/.
#ifndef PEP3118_DTYPE_TEXT_LAYOUT_H_
#define PEP3118_DTYPE_TEXT_LAYOUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "pep3118/layout/explicit_layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118::internal {

// kFormatTooLong for a `what` that is longer than `limits` allow.
std::optional<Diagnostic> RefuseLongText(const std::string& what, std::string_view text,
                                         const ParseLimits& limits);

// The layout of `type`, which `text` describes, when its itemsize is that of the options.  What only
// the layout refuses has the given kind, whose arguments are a message and a hint.
Result<Layout> LayoutOfType(const ExplicitType& type, ErrorKind kind, std::string_view text,
                            const LayoutOptions& options);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TEXT_LAYOUT_H_
