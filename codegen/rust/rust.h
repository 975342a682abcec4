// SPDX-License-Identifier: MIT
// Layouts -> a Rust module: docs/languages.md says what it holds.
#ifndef PEP3118_CODEGEN_RUST_RUST_H_
#define PEP3118_CODEGEN_RUST_RUST_H_

#include <span>
#include <string>

#include "pep3118/codegen/emit.h"

namespace pep3118 {

// The row of emit.h.  Always plain ASCII.
Result<std::string, EmitError> EmitRust(std::span<const NamedLayout> layouts,
                                        const EmitOptions& options);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RUST_RUST_H_
