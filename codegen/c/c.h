// SPDX-License-Identifier: MIT
// Layouts -> a C11 header: docs/languages.md says what it holds.
#ifndef PEP3118_CODEGEN_C_C_H_
#define PEP3118_CODEGEN_C_C_H_

#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/emit.h"

namespace pep3118 {

// The row of emit.h.  Always plain ASCII.
Result<std::string, EmitError> EmitC(std::span<const NamedLayout> layouts,
                                     const EmitOptions& options);

// What is usable in C++ as well, and does not begin as the header's own names do (`record_`,
// `pep3118_`).
bool IsUsableCName(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_C_C_H_
