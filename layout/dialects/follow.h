// SPDX-License-Identifier: MIT
// From one reading of a format to a layout of the right size.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_FOLLOW_H_
#define PEP3118_LAYOUT_DIALECTS_FOLLOW_H_

#include <cstdint>

#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/placement.h"
#include "pep3118/layout/placement/reading.h"

namespace pep3118::internal {

// Places `format` by one reading.  False also when options.itemsize is another size than that of
// the layout (kItemsizeMismatch).
bool PlaceWithItemsize(const ast::Format& format, const Reading& reading,
                       const LayoutOptions& options, Layout& layout, Placement& placement,
                       Diagnostic& error);
bool PlaceWithItemsize(const ast::Format& format, const Reading& reading,
                       const LayoutOptions& options, Layout& layout, Diagnostic& error);

// The same, but padding at the end may be missing from the text: the layout is made as long as
// options.itemsize.
bool FollowAndExtend(const ast::Format& format, const Reading& reading,
                     const LayoutOptions& options, Layout& layout, Placement& placement,
                     Diagnostic& error);

// False, with the refusal of an itemsize that is not the one described.
bool ItemsizeMismatch(const ast::Format& format, std::int64_t described, std::int64_t itemsize,
                      Diagnostic& error);

// Same offsets, sizes and strides.  Both come from the same tree, so the fields correspond.
bool SamePlaces(const Layout& a, const Layout& b);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_FOLLOW_H_
