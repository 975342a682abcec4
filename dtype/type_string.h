// SPDX-License-Identifier: MIT
// What NumPy's type strings mean: `<f4`, `float32`, `M8[25s]`, `i4,(2,3)f8,S5`.  Private to dtype/.
#ifndef PEP3118_DTYPE_TYPE_STRING_H_
#define PEP3118_DTYPE_TYPE_STRING_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pep3118/dtype/numpy_type.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// The type that `text` names; a list with commas is a record of f0, f1, ..., aligned where `align`
// says so, of at most `most_fields`.  False with `error` (its span in `text`): kUnknownDtype,
// kBadDtype, kDtypeSyntax, kSizeOverflow, kTooManyDimensions, kTooManyMembers.
bool ReadTypeString(std::string_view text, bool align, const Target& target,
                    std::size_t most_fields, NumpyType& out, Diagnostic& error);

// The type of a name outside a string: `float32`, `np.float32`, `int`.
bool ReadTypeWord(std::string_view word, const Target& target, NumpyType& out, Diagnostic& error);

// Whether NumPy takes a number after this type as its length: `S`, `U`, `V` without one.
bool IsFlexible(const NumpyType& type);
// Gives such a type a length, in its units; false when that is more than NumPy takes.
bool SetLength(std::int64_t length, NumpyType& type);

// Puts an array around `type`: `shape` before the dimensions that it has.
bool AddShape(const std::vector<std::int64_t>& shape, NumpyType& type);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TYPE_STRING_H_
