// SPDX-License-Identifier: MIT
#include "pep3118/layout/with_times.h"

#include <algorithm>
#include <vector>

#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

// Recurses as deep as the layout nests.
void SetTimes(const Layout& layout, const Field& field, std::int64_t base,
              std::span<const TimeAt> times, std::vector<Field>& fields) {
  if (BytesOf(layout, field) == 0) return;
  const std::int64_t offset = base + field.offset;
  if (field.kind == TypeKind::kInt && field.itemsize == 8) {
    const auto found = std::ranges::lower_bound(times, offset, {}, &TimeAt::offset);
    if (found != times.end() && found->offset == offset)
      fields[layout.IndexOf(field)].time = found->time;
  }
  for (const Field& member : layout.Fields(field)) SetTimes(layout, member, offset, times, fields);
}

}  // namespace

Layout WithTimes(const Layout& layout, std::span<const TimeAt> times) {
  Layout copy = layout;
  SetTimes(layout, layout.item(), 0, times, LayoutBuilder(copy).fields());
  return copy;
}

}  // namespace pep3118
