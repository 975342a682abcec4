// SPDX-License-Identifier: MIT
// A bit field in a structure of ctypes whose padding is written.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_CTYPES_BIT_FIELD_H_
#define PEP3118_LAYOUT_DIALECTS_CTYPES_BIT_FIELD_H_

#include <cstdint>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// `layout`: as written, `excess` bytes longer than the structure is, before Normalize.  Finds the
// one integer whose following padding can be shortened so that the size is right and every member
// is at its natural alignment, and shortens it.  False, and `layout` as it was, when no integer
// or more than one could be meant.
bool ShortenPadding(std::int64_t excess, Layout& layout, Span& integer);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_CTYPES_BIT_FIELD_H_
