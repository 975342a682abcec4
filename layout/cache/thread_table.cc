// SPDX-License-Identifier: MIT
#include "pep3118/layout/cache/thread_table.h"

#include <utility>

namespace pep3118::internal {

ThreadTable::ThreadTable(std::shared_ptr<CacheState> state)
    : state_(std::move(state)), generation_(state_->generation()) {
  state_->Register(&hits_);
}

ThreadTable::~ThreadTable() { state_->Unregister(&hits_); }

Result<const SharedLayout*> ThreadTable::Ask(const Question& question,
                                             const LayoutOptions& options) {
  if (const std::uint64_t now = state_->generation(); now != generation_) {
    DropAll();
    generation_ = now;
  }
  last_.reset();
  bool repeated = false;
  Result<AnswerPointer> answer = state_->Ask(question, options, repeated);
  if (!answer) return std::move(answer).error();
  if (repeated && (*answer)->bytes <= LayoutCache::kThreadBytes) return Keep(question, *answer);
  return &last_.emplace(*std::move(answer));
}

const SharedLayout* ThreadTable::Keep(const Question& question, const AnswerPointer& answer) {
  if (bytes_ + answer->bytes > LayoutCache::kThreadBytes) DropAll();
  const std::uint64_t hash = HashOf(question);
  std::array<Slot, kWays>& set = sets_[hash % kSets];
  Slot* slot = nullptr;
  for (Slot& candidate : set) {
    if (!candidate.layout) slot = &candidate;
  }
  if (slot == nullptr) {
    slot = &set[next_way_++ % kWays];
    bytes_ -= slot->answer->bytes;
    slot->layout.reset();
  }
  AnswerPointer own(answer.get(), [answer](const Answer*) {});
  slot->layout.emplace(std::move(own));
  slot->hash = hash;
  slot->answer = answer.get();
  bytes_ += answer->bytes;
  return &*slot->layout;
}

void ThreadTable::DropAll() {
  for (std::array<Slot, kWays>& set : sets_) {
    for (Slot& slot : set) slot.layout.reset();
  }
  bytes_ = 0;
}

}  // namespace pep3118::internal
