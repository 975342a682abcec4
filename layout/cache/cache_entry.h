// SPDX-License-Identifier: MIT
// One entry of the layout cache: what was asked, and what came out.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_CACHE_ENTRY_H_
#define PEP3118_LAYOUT_CACHE_CACHE_ENTRY_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/cache/interner.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Everything that an entry depends on.  `text` belongs to the caller.
struct CacheKey {
  std::string_view text;
  const Target* target;
  std::int64_t itemsize;  // 0 when there is none
  std::size_t max_fields;
  std::uint32_t flags;  // has an itemsize, strict, in an array, dialect

  CacheKey(std::string_view format, const LayoutOptions& options)
      : text(format),
        target(&options.TargetOrHost()),
        itemsize(options.itemsize.value_or(0)),
        max_fields(options.max_fields),
        flags(static_cast<std::uint32_t>(options.dialect) << 3 | (options.in_array ? 4U : 0U) |
              (options.strict ? 2U : 0U) | (options.itemsize ? 1U : 0U)) {}

  // In full: nothing is left to a hash.
  friend bool operator==(const CacheKey&, const CacheKey&) = default;
};

// Immutable but for `used`.
struct CacheEntry {
  std::string text;  // what `key.text` points to
  CacheKey key;
  std::shared_ptr<const InternedLayout> layout;
  std::vector<Note> notes;
  Dialect dialect;
  std::size_t bytes = 0;  // of this entry, its text and its layout, allocations included
  // Found without the cache's knowledge since it looked last; see CacheState::MakeRoom.
  mutable std::atomic<bool> used = false;

  CacheEntry(const CacheKey& asked, const Layout& computed,
             std::shared_ptr<const InternedLayout> interned);
};

using CacheEntryPointer = std::shared_ptr<const CacheEntry>;

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_CACHE_ENTRY_H_
