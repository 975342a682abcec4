// SPDX-License-Identifier: MIT
#include "pep3118/buffer/times_agree.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "pep3118/layout/segments.h"

namespace pep3118::internal {
namespace {

// Recurses as deep as the layout nests.
bool FieldAgrees(const Layout& layout, const Field& field, std::int64_t base,
                 std::span<const time_info> times) {
  if (BytesOf(layout, field) == 0) return true;
  const std::int64_t offset = base + field.offset;  // bounded: inside the item
  if (field.time.kind != TimeKind::kNone) {
    const auto found =
        std::ranges::find(times, static_cast<std::size_t>(offset), &time_info::offset);
    if (found != times.end() && TimeOfInfo(*found) != field.time) return false;
  }
  return std::ranges::all_of(layout.Fields(field), [&](const Field& member) {
    return FieldAgrees(layout, member, offset, times);
  });
}

}  // namespace

bool TimesAgree(const Layout& layout, const RecordFacts& facts) {
  return facts.time_count == 0 ||
         FieldAgrees(layout, layout.item(), 0, std::span(facts.times, facts.time_count));
}

}  // namespace pep3118::internal
