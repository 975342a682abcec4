// SPDX-License-Identifier: MIT
// Layouts -> Python source whose dtypes have exactly their places: docs/languages.md.
#ifndef PEP3118_CODEGEN_NUMPY_NUMPY_H_
#define PEP3118_CODEGEN_NUMPY_NUMPY_H_

#include <span>
#include <string>

#include "pep3118/codegen/emit.h"

namespace pep3118 {

// The row of emit.h.  Always plain ASCII.
Result<std::string, EmitError> EmitNumpy(std::span<const NamedLayout> layouts,
                                         const EmitOptions& options);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_NUMPY_NUMPY_H_
