// SPDX-License-Identifier: MIT
// The size that no reading of a format goes below.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_PLACEMENT_LEAST_SIZE_H_
#define PEP3118_LAYOUT_PLACEMENT_LEAST_SIZE_H_

#include <cstdint>

#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"

namespace pep3118::internal {

// Bytes of the item if nothing is aligned and every code has the smaller of its native and its
// standard size; INT64_MAX for more.  Readings differ in the mode of an element and in padding, so
// each gives at least so much; but for one that makes an opaque block of a `B` (Reading::block_bytes).
// Linear in the number of elements; the stack grows with their nesting.
std::int64_t LeastSize(const ast::Format& format, const Target& target);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_LEAST_SIZE_H_
