// SPDX-License-Identifier: MIT
// From placed fields to a finished layout: alignments that a C++ struct can have.
//
// Private to layout/.  Establishes the invariants at the top of layout.h and fills in what follows
// from them: Field::alignment, Field::natural, Field::code.
#ifndef PEP3118_LAYOUT_PLACEMENT_NORMALIZE_H_
#define PEP3118_LAYOUT_PLACEMENT_NORMALIZE_H_

#include "pep3118/layout/layout.h"

namespace pep3118::internal {

// A field keeps the alignment that it asks for only where the compiler can grant it: its offset,
// the size of its record and those of every record around it, down from the item's itemsize, must
// be multiples.  All others get alignment 1, and the code that names them so.  Offsets and sizes do
// not change.
void Normalize(Layout& layout);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_NORMALIZE_H_
