// SPDX-License-Identifier: MIT
// What NumPy's type strings mean: `<f4`, `float32`, `M8[25s]`, `i4,(2,3)f8,S5`.  Private to dtype/.
#ifndef PEP3118_DTYPE_TYPE_STRING_H_
#define PEP3118_DTYPE_TYPE_STRING_H_

#include <cstddef>
#include <string_view>

#include "pep3118/dtype/numpy_type.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// The type that `text` names; a list with commas is a record of f0, f1, ..., aligned where `align`
// says so, of at most `most_fields`.  False with `error` (its span in `text`): kUnknownDtype,
// kBadDtype, kDtypeSyntax, kSizeOverflow, kTooManyDimensions, kTooManyMembers.
bool ReadTypeString(std::string_view text, bool align, const Target& target,
                    std::size_t most_fields, NumpyType& out, Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TYPE_STRING_H_
