// SPDX-License-Identifier: MIT
// The layout algorithm: an AST and one reading of it to the place of every field.
//
// Private to layout/.  One pass over the elements, no arithmetic that can wrap, nothing expanded by
// a count.  What comes out is placed but not yet a finished layout: Field::alignment is what the
// field would like, and Normalize (normalize.h) grants it or not.
#ifndef PEP3118_LAYOUT_PLACEMENT_PLACEMENT_H_
#define PEP3118_LAYOUT_PLACEMENT_PLACEMENT_H_

#include <cstddef>
#include <cstdint>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/placement/reading.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// What a caller must know beside the places, in bytes.
struct Placement {
  // Size that the C compiler would give the item: rounded up to the alignment of its members in the
  // modes that say nothing about padding.  Larger than the layout's itemsize when a tail is
  // missing.
  std::int64_t natural_itemsize = 0;
  bool adds_padding = false;      // that the text does not have
  bool native_is_aligned = true;  // where Reading::native_is_aligned says so, but for objects
};

// Places `format` as `reading` says into `layout` (cleared first; its storage is reused).  Returns
// false and fills `error` when the format has no layout: kIllegalInMode, kBitField, kSizeOverflow,
// kTooManyMembers (more than `members` fields in one record).  Stack use is proportional to the
// nesting of `format`, which the parser bounds.
bool Place(const ast::Format& format, const Reading& reading, const Target& target,
           std::size_t members, Layout& layout, Placement& placement, Diagnostic& error);

// Makes the placed layout `itemsize` bytes long (not less than it is) by padding at its end.  An
// item that is not a single record becomes the field `f0` of one.
void ExtendTo(std::int64_t itemsize, Layout& layout);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_PLACEMENT_H_
