// SPDX-License-Identifier: MIT
#include "pep3118/layout/cache/cache_state.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "pep3118/layout/cache/key_hash.h"
#include "pep3118/layout/target.h"

namespace pep3118::internal {
namespace {

// What the allocator, the list, the table and the control blocks add to one entry.
constexpr std::size_t kOverheadBytes = 384;

std::size_t BytesOf(const Layout& layout) {
  std::size_t bytes = sizeof(Layout) + layout.all().size() * sizeof(Field);
  for (const Field& field : layout.all()) {
    bytes += field.name_size + field.ndim * sizeof(std::int64_t);
  }
  return bytes;
}

bool IsBuiltIn(const Target* target) {
  const std::span<const Target> targets = Targets();
  const std::less<const Target*> less;
  return !less(target, targets.data()) && less(target, targets.data() + targets.size());
}

// Computes for somebody's own target, which may be gone before the next key.
Result<CacheEntryPointer> AskAlone(const CacheKey& key, const LayoutOptions& options) {
  Result<Layout> layout = ComputeLayout(key.text, options);
  if (!layout) return std::move(layout).error();
  return CacheEntryPointer(
      std::make_shared<CacheEntry>(key, *layout, std::make_shared<Interner>()->Intern(*layout)));
}

}  // namespace

CacheEntry::CacheEntry(const CacheKey& asked, const Layout& computed,
                       std::shared_ptr<const InternedLayout> interned)
    : text(asked.text),
      key(asked),
      layout(std::move(interned)),
      notes(computed.notes().begin(), computed.notes().end()),
      dialect(computed.dialect()),
      bytes(sizeof(CacheEntry) + text.size() + BytesOf(layout->layout) + kOverheadBytes) {
  key.text = text;
  for (const Note& note : notes) bytes += sizeof(Note) + note.message.size();
}

std::size_t CacheState::Hash::operator()(const CacheKey& key) const {
  // The itemsize is the exporter's too, so it goes through the keyed hash as the text does.
  const std::array<std::uint64_t, 5> words = {
      SipHash13(key.text, ProcessHashKey()), reinterpret_cast<std::uintptr_t>(key.target),
      static_cast<std::uint64_t>(key.itemsize), key.max_fields, key.flags};
  return static_cast<std::size_t>(
      SipHash13({reinterpret_cast<const char*>(words.data()), sizeof(words)}, ProcessHashKey()));
}

// Waiting threads are always woken, whatever happens while a key is computed.
class CacheState::PendingGuard {
 public:
  PendingGuard(CacheState& state, const CacheKey& key) : state_(state), question_(key) {
    state_.pending_->emplace(key, pending_);
  }
  ~PendingGuard() {  // under the lock
    pending_->over = true;
    pending_->changed.notify_all();
    state_.pending_->erase(question_);
  }
  PendingGuard(const PendingGuard&) = delete;
  PendingGuard& operator=(const PendingGuard&) = delete;

  void Set(const Result<CacheEntryPointer>& result) { pending_->result = result; }

 private:
  CacheState& state_;
  const CacheKey& question_;
  std::shared_ptr<Pending> pending_ = std::make_shared<Pending>();
};

Result<CacheEntryPointer> CacheState::GetOrCompute(const CacheKey& key,
                                                   const LayoutOptions& options, bool& repeated) {
  repeated = false;
  if (!IsBuiltIn(key.target)) return AskAlone(key, options);
  Order dropped;  // let go when the lock is gone: a large layout takes long to free
  std::unique_lock lock(mutex_);
  while (true) {
    if (CacheEntryPointer found = Find(key)) {
      ++hits_;
      repeated = true;
      return found;
    }
    const auto other = pending_->find(key);
    if (other == pending_->end()) break;
    const std::shared_ptr<Pending> pending = other->second;
    pending->changed.wait(lock, [&] { return pending->over; });
    if (pending->result) {
      ++(*pending->result ? hits_ : misses_);
      return *pending->result;
    }
  }
  ++misses_;
  PendingGuard guard(*this, key);
  // Computes without the lock and has it again at the end, however it ends.
  Result<CacheEntryPointer> result = [&]() -> Result<CacheEntryPointer> {
    struct Unlocked {
      std::unique_lock<std::mutex>& lock;
      explicit Unlocked(std::unique_lock<std::mutex>& held) : lock(held) { lock.unlock(); }
      ~Unlocked() { lock.lock(); }
    } const unlocked(lock);
    Result<Layout> layout = ComputeLayout(key.text, options);
    if (!layout) return std::move(layout).error();
    return CacheEntryPointer(
        std::make_shared<CacheEntry>(key, *layout, interner_->Intern(*layout)));
  }();
  if (result) Insert(*result, dropped);
  guard.Set(result);
  return result;
}

CacheEntryPointer CacheState::Find(const CacheKey& key) {
  const auto found = table_.find(key);
  if (found == table_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return *found->second;
}

void CacheState::Insert(const CacheEntryPointer& entry, Order& dropped) {
  if (limits_.entries == 0 || entry->bytes > limits_.bytes) return;
  // All or nothing: what can fail comes first, on a list of its own.
  Order fresh = {entry};
  table_.emplace(entry->key, fresh.begin());
  order_.splice(order_.begin(), fresh);
  bytes_ += entry->bytes;
  MakeRoom(dropped);
}

// Least recently used first; one that a thread has found by itself since the last time gets a
// second round, since those look-ups do not move it forward.
void CacheState::MakeRoom(Order& dropped) {
  std::size_t second_rounds = order_.size();
  while (!order_.empty() && (order_.size() > limits_.entries || bytes_ > limits_.bytes)) {
    const auto last = std::prev(order_.end());
    if (second_rounds > 0 && (*last)->used.exchange(false, std::memory_order_relaxed)) {
      --second_rounds;
      order_.splice(order_.begin(), order_, last);
      continue;
    }
    table_.erase((*last)->key);
    bytes_ -= (*last)->bytes;
    ++evictions_;
    dropped.splice(dropped.begin(), order_, last);
  }
}

void CacheState::SetLimits(LayoutCache::Limits limits) {
  Order dropped;
  const std::lock_guard lock(mutex_);
  limits_ = limits;
  generation_.fetch_add(1, std::memory_order_release);
  MakeRoom(dropped);
}

void CacheState::Clear() {
  Order dropped;
  const std::lock_guard lock(mutex_);
  generation_.fetch_add(1, std::memory_order_release);
  table_.clear();
  dropped.swap(order_);
  bytes_ = 0;
}

LayoutCache::Statistics CacheState::statistics() const {
  const std::lock_guard lock(mutex_);
  LayoutCache::Statistics result;
  result.hits = hits_;
  for (const Counter* counter : counters_) result.hits += counter->load(std::memory_order_relaxed);
  result.misses = misses_;
  result.evictions = evictions_;
  result.entries = order_.size();
  result.bytes = bytes_;
  result.layouts = interner_->size();
  return result;
}

void CacheState::Register(const Counter* counter) {
  const std::lock_guard lock(mutex_);
  counters_.push_back(counter);
}

void CacheState::Unregister(const Counter* counter) {
  const std::lock_guard lock(mutex_);
  hits_ += counter->load(std::memory_order_relaxed);
  const auto place = std::find(counters_.begin(), counters_.end(), counter);
  *place = counters_.back();
  counters_.pop_back();
}

void CacheState::BeforeFork() {
  mutex_.lock();
  interner_->mutex().lock();
}

void CacheState::AfterForkInParent() {
  interner_->mutex().unlock();
  mutex_.unlock();
}

void CacheState::AfterForkInChild() {
  // The threads that computed and waited do not exist here.  What they left is not torn down: a
  // condition variable with waiters cannot be destroyed.
  static_cast<void>(pending_.release());
  pending_ = std::make_unique<PendingTable>();
  interner_->mutex().unlock();
  mutex_.unlock();
}

}  // namespace pep3118::internal
