// SPDX-License-Identifier: MIT
// JSON as the tree of a literal, so that what reads it can point at the very bytes.  Private to
// dtype/.
#ifndef PEP3118_DTYPE_JSON_LITERAL_H_
#define PEP3118_DTYPE_JSON_LITERAL_H_

#include <string_view>

#include "pep3118/dtype/literal.h"

namespace pep3118::internal {

// Reads `source`, which must outlive the tree: objects are kDict, arrays kList, whole numbers
// kInteger; `true`, `false`, `null` and other numbers are a kWord of their text.  False with `error`
// when it is not JSON: kFieldList, kTooDeep, kCountOverflow.  Never throws; linear in the length of
// `source`, and nesting takes no stack.
bool ParseJson(std::string_view source, LiteralTree& tree, Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_JSON_LITERAL_H_
