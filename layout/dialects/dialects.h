// SPDX-License-Identifier: MIT
// Each exporter's meaning of a text: the named dialects.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_DIALECTS_H_
#define PEP3118_LAYOUT_DIALECTS_DIALECTS_H_

#include <optional>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/placement.h"
#include "pep3118/layout/placement/reading.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Places `format` as options.dialect, a named one, means it; Resolve (resolve.h) is for kAuto.
bool FollowDialect(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Diagnostic& error);

// PEP 3118 by the letter.
bool FollowPep3118(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Placement& placement, Diagnostic& error);

// The reading of a dialect that has but one for `format`; nothing for the other dialects.
std::optional<Reading> OnlyReading(Dialect dialect, const ast::Format& format);

// Whether `format` keeps to what the struct module accepts, or is what array.array('u') exports;
// otherwise kNotInDialect with the span of what it does not know.
bool CheckStructDialect(const ast::Format& format, const LayoutOptions& options, Diagnostic& error);

// What the struct module reads as an empty format and everybody else refuses: one mark with nothing
// after it.
bool IsEmptyForStruct(std::string_view text);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_DIALECTS_H_
