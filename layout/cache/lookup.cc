// SPDX-License-Identifier: MIT
#include "pep3118/layout/lookup.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "pep3118/layout/cache/cache_entry.h"
#include "pep3118/layout/cache/cache_state.h"
#include "pep3118/layout/cache/key_hash.h"
#include "pep3118/layout/cache/thread_table.h"

#if __has_include(<pthread.h>)
#include <pthread.h>
#endif

namespace pep3118 {
namespace {

// The state of the process's cache, for the functions that fork calls.
internal::CacheState* forked_state = nullptr;

void LockAroundFork(internal::CacheState& state) {
  forked_state = &state;
#if __has_include(<pthread.h>)
  pthread_atfork([] { forked_state->BeforeFork(); }, [] { forked_state->AfterForkInParent(); },
                 [] { forked_state->AfterForkInChild(); });
#endif
}

thread_local constinit LayoutCache::Reader* this_thread = nullptr;
thread_local constinit bool this_thread_ends = false;

// Ends with its thread; destructors of thread_local objects may still ask afterwards.
struct ThreadReader {
  LayoutCache::Reader reader{LayoutCache::Default()};
  ~ThreadReader() {
    this_thread = nullptr;
    this_thread_ends = true;
  }
};

LayoutCache::Reader& MakeThisThread() {
  if (this_thread_ends) {
    // The thread is past the point where its objects are freed: the few that come now stay.
    static std::mutex& mutex = *new std::mutex;
    static auto& late = *new std::vector<std::unique_ptr<LayoutCache::Reader>>;
    const std::lock_guard lock(mutex);
    this_thread = late.emplace_back(new LayoutCache::Reader(LayoutCache::Default())).get();
  } else {
    thread_local ThreadReader made;
    this_thread = &made.reader;
  }
  return *this_thread;
}

LayoutCache::Reader& ThisThread() {
  return this_thread != nullptr ? *this_thread : MakeThisThread();
}

}  // namespace

SharedLayout::SharedLayout(std::shared_ptr<const internal::CacheEntry> entry)
    : answer_(std::move(entry)), layout_(&answer_->layout->layout) {}

std::span<const Note> SharedLayout::notes() const { return answer_->notes; }
Dialect SharedLayout::dialect() const { return answer_->dialect; }
std::string_view SharedLayout::id() const { return answer_->layout->id; }

Result<SharedLayout> LayoutOf(std::string_view format, const LayoutOptions& options) {
  return ThisThread().LayoutOf(format, options);
}

Result<const SharedLayout*> BorrowLayout(std::string_view format, const LayoutOptions& options) {
  return ThisThread().Borrow(format, options);
}

LayoutCache::LayoutCache(Limits limits) : state_(std::make_shared<internal::CacheState>(limits)) {}

LayoutCache::~LayoutCache() { state_->Clear(); }

LayoutCache& LayoutCache::Default() {
  static LayoutCache& cache = [&]() -> LayoutCache& {
    internal::ProcessHashKey();
    auto* made = new LayoutCache;  // never destroyed: other static objects may use it to the end
    LockAroundFork(*made->state_);
    return *made;
  }();
  return cache;
}

Result<SharedLayout> LayoutCache::LayoutOf(std::string_view format, const LayoutOptions& options) {
  bool repeated = false;
  Result<internal::CacheEntryPointer> entry =
      state_->GetOrCompute(internal::CacheKey(format, options), options, repeated);
  if (!entry) return std::move(entry).error();
  return SharedLayout(*std::move(entry));
}

void LayoutCache::SetLimits(Limits limits) { state_->SetLimits(limits); }
void LayoutCache::Clear() { state_->Clear(); }
LayoutCache::Statistics LayoutCache::statistics() const { return state_->statistics(); }

LayoutCache::Reader::Reader(LayoutCache& cache)
    : table_(std::make_unique<internal::ThreadTable>(cache.state_)) {}
LayoutCache::Reader::~Reader() = default;

Result<SharedLayout> LayoutCache::Reader::LayoutOf(std::string_view format,
                                                   const LayoutOptions& options) {
  const internal::CacheKey key(format, options);
  if (const SharedLayout* layout = table_->Find(key)) return *layout;
  Result<const SharedLayout*> layout = table_->GetOrCompute(key, options);
  if (!layout) return std::move(layout).error();
  return **layout;
}

Result<const SharedLayout*> LayoutCache::Reader::Borrow(std::string_view format,
                                                        const LayoutOptions& options) {
  const internal::CacheKey key(format, options);
  if (const SharedLayout* layout = table_->Find(key)) return layout;
  return table_->GetOrCompute(key, options);
}

}  // namespace pep3118
