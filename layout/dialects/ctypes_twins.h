// SPDX-License-Identifier: MIT
// Other structures with the same text and itemsize.
//
// Private to layout/.  Until CPython 3.11 ctypes writes neither padding nor the fields of a base
// structure nor the widths of bit fields, so that different structures can have one text.
#ifndef PEP3118_LAYOUT_DIALECTS_CTYPES_TWINS_H_
#define PEP3118_LAYOUT_DIALECTS_CTYPES_TWINS_H_

#include <cstdint>

#include "pep3118/layout/layout.h"

namespace pep3118::internal {

// `layout`: by natural alignment, before Normalize.  Whether a structure whose members are
// elsewhere has the same text and `itemsize`, because of
// - a base structure, whose fields come before those of the text, or
// - two neighbours that are bit fields of one integer.
// Linear in the number of fields.
bool HasTwin(const Layout& layout, std::int64_t itemsize);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_CTYPES_TWINS_H_
