// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/follow.h"

#include <algorithm>
#include <string>

#include "pep3118/layout/dialects/elements.h"

namespace pep3118::internal {

bool PlaceWithItemsize(const ast::Format& format, const Reading& reading,
                       const LayoutOptions& options, Layout& layout, Placement& placement,
                       Diagnostic& error) {
  if (!Place(format, reading, *options.target, options.max_fields, layout, placement, error)) {
    return false;
  }
  if (!options.itemsize || *options.itemsize == layout.itemsize()) return true;
  return ItemsizeMismatch(format, layout.itemsize(), *options.itemsize, error);
}

bool PlaceWithItemsize(const ast::Format& format, const Reading& reading,
                       const LayoutOptions& options, Layout& layout, Diagnostic& error) {
  Placement placement;
  return PlaceWithItemsize(format, reading, options, layout, placement, error);
}

bool FollowAndExtend(const ast::Format& format, const Reading& reading,
                     const LayoutOptions& options, Layout& layout, Placement& placement,
                     Diagnostic& error) {
  if (!Place(format, reading, *options.target, options.max_fields, layout, placement, error)) {
    return false;
  }
  if (!options.itemsize || *options.itemsize == layout.itemsize()) return true;
  if (*options.itemsize < layout.itemsize() ||
      *options.itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, layout.itemsize(), *options.itemsize, error);
  }
  ExtendTo(*options.itemsize, layout);
  return true;
}

bool ItemsizeMismatch(const ast::Format& format, std::int64_t described, std::int64_t itemsize,
                      Diagnostic& error) {
  error.kind = ErrorKind::kItemsizeMismatch;
  error.span = Whole(format);
  error.arguments.resize(3);  // reused, for a reading that loses to another
  error.arguments[0] = std::to_string(described);
  error.arguments[1] = std::to_string(itemsize);
  error.arguments[2].clear();
  return false;
}

bool SamePlaces(const Layout& a, const Layout& b) {
  return a.itemsize() == b.itemsize() &&
         std::ranges::equal(a.all(), b.all(), [](const Field& x, const Field& y) {
           return x.offset == y.offset && x.itemsize == y.itemsize;
         });
}

}  // namespace pep3118::internal
