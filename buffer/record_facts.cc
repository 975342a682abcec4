// SPDX-License-Identifier: MIT
#include "pep3118/buffer/record_facts.h"

#include <cstdint>

#include "pep3118/layout/lookup.h"

namespace pep3118::internal {

std::shared_ptr<const Layout> LayoutOfRecord(const RecordFacts& facts) {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = static_cast<std::int64_t>(facts.itemsize);
  Result<SharedLayout> layout = LayoutOf(facts.format, options);
  if (!layout) return nullptr;
  return *layout;
}

}  // namespace pep3118::internal
