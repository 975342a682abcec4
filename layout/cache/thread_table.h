// SPDX-License-Identifier: MIT
// What one thread caches of a layout cache.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_THREAD_TABLE_H_
#define PEP3118_LAYOUT_CACHE_THREAD_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "pep3118/layout/cache/cache_entry.h"
#include "pep3118/layout/cache/cache_state.h"
#include "pep3118/layout/cache/key_hash.h"
#include "pep3118/layout/lookup.h"

namespace pep3118::internal {

// Sets of four slots.  Each slot owns its entry through a control block of this thread, so that
// handing out copies does not touch memory that other threads write.
class ThreadTable {
 public:
  explicit ThreadTable(std::shared_ptr<CacheState> state);
  ~ThreadTable();
  ThreadTable(const ThreadTable&) = delete;
  ThreadTable& operator=(const ThreadTable&) = delete;

  // The cached entry, or nullptr.  Valid until the next call of GetOrCompute.
  const SharedLayout* Find(const CacheKey& key) {
    if (state_->generation() != generation_) return nullptr;  // GetOrCompute drops what is old
    const std::uint64_t hash = HashOf(key);
    for (const Slot& slot : sets_[hash % kSets]) {
      if (slot.hash != hash || !slot.layout) continue;
      const CacheEntry& entry = *slot.entry;
      if (entry.key != key) continue;
      if (!entry.used.load(std::memory_order_relaxed)) {
        entry.used.store(true, std::memory_order_relaxed);
      }
      hits_.store(hits_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
      return &*slot.layout;
    }
    return nullptr;
  }

  // Through the cache; keeps what it had asked for before.
  Result<const SharedLayout*> GetOrCompute(const CacheKey& key, const LayoutOptions& options);

 private:
  static constexpr std::size_t kSets = 128;
  static constexpr std::size_t kWays = 4;

  struct Slot {
    std::uint64_t hash = 0;
    const CacheEntry* entry = nullptr;
    std::optional<SharedLayout> layout;
  };

  static std::uint64_t HashOf(const CacheKey& key) {
    return QuickHash(key.text) ^ (static_cast<std::uint64_t>(key.itemsize) * 8 + key.flags);
  }
  const SharedLayout* Insert(const CacheKey& key, const CacheEntryPointer& entry);
  void DropAll();

  const std::shared_ptr<CacheState> state_;
  std::uint64_t generation_;
  std::size_t bytes_ = 0;
  std::size_t next_way_ = 0;
  std::optional<SharedLayout> last_;  // an entry that is not kept, for as long as it is borrowed
  std::array<std::array<Slot, kWays>, kSets> sets_;
  alignas(64) CacheState::Counter hits_ = 0;
};

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_THREAD_TABLE_H_
