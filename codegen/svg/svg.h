// SPDX-License-Identifier: MIT
// Layouts -> pictures of their bytes, one below the other: docs/languages.md.
#ifndef PEP3118_CODEGEN_SVG_SVG_H_
#define PEP3118_CODEGEN_SVG_SVG_H_

#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/emit.h"

namespace pep3118 {

// The row of emit.h.
Result<std::string, EmitError> EmitSvg(std::span<const NamedLayout> layouts,
                                       const EmitOptions& options);

// Any text can be a heading.
bool IsUsableHeading(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_SVG_H_
