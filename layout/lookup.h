// SPDX-License-Identifier: MIT
// The run-time look-up: what is this format?  Cached, thread-safe, one object per layout.
//
//   Result<SharedLayout> layout = LayoutOf("T{<i:x:4x<d:y:}");
//   if (!layout) return Render(layout.error(), ...);
//   (*layout)->itemsize();   // as a pointer to const Layout
//   layout->notes();         // what this spelling's answer rests on
//
// Identity.  Equal layouts for the same target are ONE Layout object, whatever was asked:
// `T{i:x:}`, `T{ i:x: }` and `T<i:x:>` give the same address, and so do two exporters' spellings,
// with different itemsize or dialect options, of one layout.  It stays so as long as anybody holds
// the object, also when the cache has dropped it meanwhile.  So comparing addresses compares
// layouts (names, offsets, shapes, kinds, byte orders: LayoutId) while both are held.
//
// Notes and dialect belong to the answer and not to the layout: two spellings of one layout can
// rest on different assumptions, and none of them may be lost or invented.  SharedLayout carries
// them; the shared Layout itself has no notes, dialect pep3118 (that of its canonical text) and
// empty spans.
//
// Bounds.  The cache holds the answers used last, at most Limits of them (1,024 and 64 MiB);
// refusals are not kept.  Besides, a thread that asks for an answer again and again keeps it at
// hand, so as to find it without a lock: at most kThreadBytes a thread, dropped when the thread
// ends or, after Clear or SetLimits, at its next look-up.  A format longer than that, or whose
// layout is larger, is found under the cache's lock.
//
// Keys are compared in full.  The table's hash is SipHash under a key drawn at random in each
// process: formats cannot be made to collide without the key.
//
// Threads.  Everything here may be called from any number of threads, except that one Reader
// belongs to one thread.  A format that several threads ask for at the same time is computed once.
// fork: a child may use LayoutCache::Default() at once, even if other threads were inside it; for
// other caches see LayoutCache.
//
// A target that is not one of Targets() is never cached (its owner may free it): such a layout is
// computed for every call and never shared.
#ifndef PEP3118_LAYOUT_LOOKUP_H_
#define PEP3118_LAYOUT_LOOKUP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

namespace internal {
struct CacheEntry;
class CacheState;
class ThreadTable;
}  // namespace internal

// Shares ownership of a layout; never empty, except after it was moved from.  Different
// threads may use different copies at the same time.
class SharedLayout {
 public:
  explicit SharedLayout(std::shared_ptr<const internal::CacheEntry> entry);

  const Layout* get() const { return layout_; }
  const Layout& operator*() const { return *layout_; }
  const Layout* operator->() const { return layout_; }

  // Of the format that was asked for; valid as long as this object or a copy of it.  Spans are
  // those of the spelling.
  std::span<const Note> notes() const;
  Dialect dialect() const;      // the one that was followed; never kAuto
  std::string_view id() const;  // LayoutId of the layout, computed once

  // The same ownership, for who keeps layouts and not answers.
  operator std::shared_ptr<const Layout>() const { return {answer_, layout_}; }

  friend bool operator==(const SharedLayout& a, const SharedLayout& b) {
    return a.layout_ == b.layout_;
  }

 private:
  std::shared_ptr<const internal::CacheEntry> answer_;
  const Layout* layout_;
};

// The layout of `format` from the process's cache.  Refuses exactly what ComputeLayout refuses,
// with the same diagnostic.
Result<SharedLayout> LayoutOf(std::string_view format, const LayoutOptions& options = {});

// The same without touching a reference count: for who asks, reads and forgets.  The pointer is
// valid until this thread asks LayoutOf or BorrowLayout the next time; copy the SharedLayout to
// keep it longer.
Result<const SharedLayout*> BorrowLayout(std::string_view format,
                                         const LayoutOptions& options = {});

// What LayoutOf looks into.  Handles stay valid when their cache is gone.
//
// Caches of one's own do not lock around fork: in a child of a process with other threads, use them
// only if no other thread was inside at that moment.
class LayoutCache {
 public:
  struct Limits {
    std::size_t entries = 1'024;                // answers; 0: nothing is kept
    std::size_t bytes = std::size_t{64} << 20;  // of answers, their layouts and texts; 0: as above
  };
  struct Statistics {
    std::uint64_t hits = 0;       // answered without computing
    std::uint64_t misses = 0;     // computed, refusals included
    std::uint64_t evictions = 0;  // answers dropped for room
    std::size_t entries = 0;      // answers held now
    std::size_t bytes = 0;        // that they take, counted once for each answer
    std::size_t layouts = 0;      // distinct layouts that the cache or anybody else holds now
  };
  // What one thread caches, in bytes.
  static constexpr std::size_t kThreadBytes = std::size_t{256} << 10;

  class Reader;

  LayoutCache() : LayoutCache(Limits{}) {}
  explicit LayoutCache(Limits limits);
  ~LayoutCache();
  LayoutCache(const LayoutCache&) = delete;
  LayoutCache& operator=(const LayoutCache&) = delete;

  // The process's cache; never destroyed.
  static LayoutCache& Default();

  // As the free function, under the cache's lock: for threads that come by once.
  Result<SharedLayout> LayoutOf(std::string_view format, const LayoutOptions& options = {});

  void SetLimits(Limits limits);  // drops what is above them
  void Clear();                   // drops all answers; those in use stay alive
  Statistics statistics() const;

 private:
  std::shared_ptr<internal::CacheState> state_;
};

// One thread's way into a cache: finds without a lock what this thread has asked for before (from
// the third time on, so that what comes once does not push out what comes always).  May outlive the
// cache.  Not thread-safe: one thread, one reader.
class LayoutCache::Reader {
 public:
  explicit Reader(LayoutCache& cache);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  Result<SharedLayout> LayoutOf(std::string_view format, const LayoutOptions& options = {});
  // Valid until the next call of this reader.
  Result<const SharedLayout*> Borrow(std::string_view format, const LayoutOptions& options = {});

 private:
  std::unique_ptr<internal::ThreadTable> table_;
};

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_LOOKUP_H_
