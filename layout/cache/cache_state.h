// SPDX-License-Identifier: MIT
// The shared part of a layout cache: everything under one lock.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_CACHE_STATE_H_
#define PEP3118_LAYOUT_CACHE_CACHE_STATE_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "pep3118/layout/cache/cache_entry.h"
#include "pep3118/layout/cache/interner.h"
#include "pep3118/layout/lookup.h"

namespace pep3118::internal {

// Thread-safe.  Lock order: mutex_, then the interner's.
class CacheState {
 public:
  explicit CacheState(LayoutCache::Limits limits) : limits_(limits) {}

  // Finds or computes.  `repeated` says that the entry was there already.
  Result<CacheEntryPointer> GetOrCompute(const CacheKey& key, const LayoutOptions& options,
                                         bool& repeated);

  void SetLimits(LayoutCache::Limits limits);
  void Clear();
  LayoutCache::Statistics statistics() const;

  // Changes when what threads cache must be dropped.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

  // A thread's count of hits, kept by that thread alone; read for the statistics.
  using Counter = std::atomic<std::uint64_t>;
  void Register(const Counter* counter);
  void Unregister(const Counter* counter);

  // Around fork: the child gets a cache that no thread is inside of.
  void BeforeFork();
  void AfterForkInParent();
  void AfterForkInChild();

 private:
  using Order = std::list<CacheEntryPointer>;  // the one used last comes first

  struct Hash {
    std::size_t operator()(const CacheKey& key) const;
  };

  // A key that some thread is computing; the others wait for it.
  struct Pending {
    std::condition_variable changed;
    bool over = false;
    std::optional<Result<CacheEntryPointer>> result;  // none: that thread ran out of memory
  };
  class PendingGuard;
  using PendingTable = std::unordered_map<CacheKey, std::shared_ptr<Pending>, Hash>;

  CacheEntryPointer Find(const CacheKey& key);
  void Insert(const CacheEntryPointer& entry, Order& dropped);
  void MakeRoom(Order& dropped);

  mutable std::mutex mutex_;
  LayoutCache::Limits limits_;
  Order order_;
  std::unordered_map<CacheKey, Order::iterator, Hash> table_;  // keys point into the answers
  std::unique_ptr<PendingTable> pending_ = std::make_unique<PendingTable>();
  std::size_t bytes_ = 0;
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
  std::uint64_t evictions_ = 0;
  std::vector<const Counter*> counters_;
  const std::shared_ptr<Interner> interner_ = std::make_shared<Interner>();
  alignas(64) std::atomic<std::uint64_t> generation_ =
      0;  // read by every look-up: a line of its own
};

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_CACHE_STATE_H_
