// SPDX-License-Identifier: MIT
#include "pep3118/buffer/record_facts.h"

#include <cstdint>
#include <vector>

#include "pep3118/layout/lookup.h"
#include "pep3118/layout/with_times.h"

namespace pep3118::internal {

static_assert(static_cast<int>(time_unit::attosecond) == static_cast<int>(TimeUnit::kAttosecond) &&
              static_cast<int>(time_unit::month) == static_cast<int>(TimeUnit::kMonth));

TimeType TimeOfInfo(const time_info& info) {
  return {info.kind == time_kind::datetime64 ? TimeKind::kDatetime : TimeKind::kTimedelta,
          static_cast<TimeUnit>(info.unit), info.count};
}

std::shared_ptr<const Layout> LayoutOfRecord(const RecordFacts& facts) {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = static_cast<std::int64_t>(facts.itemsize);
  Result<SharedLayout> layout = LayoutOf(facts.format, options);
  if (!layout) return nullptr;
  return *layout;
}

std::shared_ptr<const Layout> TimedLayoutOfRecord(const RecordFacts& facts) {
  std::shared_ptr<const Layout> layout = LayoutOfRecord(facts);
  if (layout == nullptr || facts.time_count == 0) return layout;
  std::vector<TimeAt> times;
  for (std::size_t i = 0; i < facts.time_count; ++i) {
    const time_info& info = facts.times[i];
    times.push_back({static_cast<std::int64_t>(info.offset), TimeOfInfo(info)});
  }
  return std::make_shared<const Layout>(WithTimes(*layout, times));
}

}  // namespace pep3118::internal
