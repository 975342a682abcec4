// SPDX-License-Identifier: MIT
#include "pep3118/layout/cache/thread_table.h"

#include <utility>

namespace pep3118::internal {

ThreadTable::ThreadTable(std::shared_ptr<CacheState> state)
    : state_(std::move(state)), generation_(state_->generation()) {
  state_->Register(&hits_);
}

ThreadTable::~ThreadTable() { state_->Unregister(&hits_); }

Result<const SharedLayout*> ThreadTable::GetOrCompute(const CacheKey& key,
                                                      const LayoutOptions& options) {
  if (const std::uint64_t now = state_->generation(); now != generation_) {
    DropAll();
    generation_ = now;
  }
  last_.reset();
  bool repeated = false;
  Result<CacheEntryPointer> entry = state_->GetOrCompute(key, options, repeated);
  if (!entry) return std::move(entry).error();
  if (repeated && (*entry)->bytes <= LayoutCache::kThreadBytes) return Insert(key, *entry);
  return &last_.emplace(*std::move(entry));
}

const SharedLayout* ThreadTable::Insert(const CacheKey& key, const CacheEntryPointer& entry) {
  if (bytes_ + entry->bytes > LayoutCache::kThreadBytes) DropAll();
  const std::uint64_t hash = HashOf(key);
  std::array<Slot, kWays>& set = sets_[hash % kSets];
  Slot* slot = nullptr;
  for (Slot& candidate : set) {
    if (!candidate.layout) slot = &candidate;
  }
  if (slot == nullptr) {
    slot = &set[next_way_++ % kWays];
    bytes_ -= slot->entry->bytes;
    slot->layout.reset();
  }
  CacheEntryPointer own(entry.get(), [entry](const CacheEntry*) {});
  slot->layout.emplace(std::move(own));
  slot->hash = hash;
  slot->entry = entry.get();
  bytes_ += entry->bytes;
  return &*slot->layout;
}

void ThreadTable::DropAll() {
  for (std::array<Slot, kWays>& set : sets_) {
    for (Slot& slot : set) slot.layout.reset();
  }
  bytes_ = 0;
}

}  // namespace pep3118::internal
