// SPDX-License-Identifier: MIT
// Which names a user may give a dtype.  Names of fields need no rule: they are strings.
#ifndef PEP3118_CODEGEN_NUMPY_NAMES_H_
#define PEP3118_CODEGEN_NUMPY_NAMES_H_

#include <string_view>

namespace pep3118 {

// An ASCII identifier of at most 255 characters that does not begin with `_` or `record_`, is not a
// keyword of Python and not a name that the text itself uses.
bool IsUsablePythonName(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_NUMPY_NAMES_H_
