// SPDX-License-Identifier: MIT
// The layout cache as a user meets it: identity, notes, bounds, statistics, refusals.
// lookup_threads_test.cc has the threads.
#include "pep3118/layout/lookup.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pep3118/layout/cache/key_hash.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

SharedLayout Get(LayoutCache& cache, std::string_view format, const LayoutOptions& options = {}) {
  Result<SharedLayout> layout = cache.LayoutOf(format, options);
  REQUIRE(layout);
  return *std::move(layout);
}

LayoutOptions ForItemsize(std::int64_t itemsize) {
  LayoutOptions options;
  options.itemsize = itemsize;
  return options;
}

TEST_CASE("every spelling of a layout gives one object") {
  struct Row {
    std::string_view a;
    std::optional<std::int64_t> itemsize_a;
    std::string_view b;
    std::optional<std::int64_t> itemsize_b;
    bool same;
  };
  const Row rows[] = {
      {"T{i:x:}", {}, "T{ i:x: }", {}, true},
      {"T{i:x:}", {}, "T<i:x:>", {}, true},
      {"T{i:x:}", {}, "T{i:x:}", 4, true},
      {"T{i:x:d:y:}", {}, "T{i:x:4xd:y:}", {}, true},
      {"T{i:x:d:y:}", {}, "T{<i:x:<d:y:}", 16, true},  // as ctypes writes it
      {"3d", {}, "(3)d", {}, true},
      {"T{i:x:}", {}, "T{i:y:}", {}, false},
      {"T{i:x:}", {}, "T{I:x:}", {}, false},
      {"T{i:x:}", {}, "i:x:", {}, true},  // a named element is a record of one field
      {"T{i:x:}", {}, "i", {}, false},
      {"T{i:x:}", {}, "T{i:x:4x}", {}, false},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.a << " and " << row.b) {
      LayoutOptions a;
      LayoutOptions b;
      a.target = b.target = FindTarget("x86_64-linux-gnu");
      a.itemsize = row.itemsize_a;
      b.itemsize = row.itemsize_b;
      const Result<SharedLayout> first = LayoutOf(row.a, a);
      const Result<SharedLayout> second = LayoutOf(row.b, b);
      REQUIRE(first);
      REQUIRE(second);
      CHECK((first->get() == second->get()) == row.same);
      CHECK((*first == *second) == row.same);
      CHECK((first->id() == second->id()) == row.same);
      CHECK(first->id() == LayoutId(**first));
    }
  }
}

TEST_CASE("an entry is what ComputeLayout computes") {
  const std::string_view formats[] = {"d", "T{i:x:d:y:}", "T<b:a:(2,3)>d:m:>", "", "5s"};
  for (const std::string_view format : formats) {
    DYNAMIC_SECTION("`" << format << "`") {
      const Result<Layout> computed = ComputeLayout(format);
      REQUIRE(computed);
      for (int round = 0; round < 4; ++round) {  // computed, found, cached, found there
        const Result<SharedLayout> layout = LayoutOf(format);
        const Result<const SharedLayout*> borrowed = BorrowLayout(format);
        REQUIRE(layout);
        REQUIRE(borrowed);
        CHECK(**borrowed == *layout);
        CHECK(CanonicalText(**layout) == CanonicalText(*computed));
        CHECK((*layout)->itemsize() == computed->itemsize());
        CHECK((*layout)->alignment() == computed->alignment());
        CHECK(&(*layout)->target() == &computed->target());
        CHECK(layout->dialect() == computed->dialect());
        CHECK(layout->notes().size() == computed->notes().size());
      }
    }
  }
}

TEST_CASE("notes and dialect stay with the spelling that they belong to") {
  // Without an itemsize nothing says whether NumPy left padding out at the end; with it, all is
  // said.
  LayoutOptions numpy;
  numpy.dialect = Dialect::kNumpy;
  const Result<Layout> assumed = ComputeLayout("T{d:a:b:b:}", numpy);
  REQUIRE(assumed);
  const std::size_t notes = assumed->notes().size();
  REQUIRE(notes > 0);
  LayoutOptions explicit_size = numpy;
  explicit_size.itemsize = assumed->itemsize();

  LayoutCache cache;
  LayoutCache::Reader reader(cache);
  for (int round = 0; round < 4; ++round) {
    const Result<SharedLayout> with = reader.LayoutOf("T{d:a:b:b:}", numpy);
    const Result<SharedLayout> without = reader.LayoutOf("T{d:a:b:b:}", explicit_size);
    REQUIRE(with);
    REQUIRE(without);
    CHECK(with->get() == without->get());
    CHECK(with->notes().size() == notes);
    CHECK(without->notes().empty());
    CHECK(with->dialect() == Dialect::kNumpy);
    CHECK((*with)->notes().empty());
  }
  numpy.strict = true;
  const Result<SharedLayout> strict = reader.LayoutOf("T{d:a:b:b:}", numpy);
  REQUIRE_FALSE(strict);
  CHECK(strict.error().kind == ErrorKind::kAssumptionRefused);
}

TEST_CASE("options are part of the key") {
  LayoutCache cache;
  LayoutCache::Reader reader(cache);
  LayoutOptions other;
  other.target = FindTarget("i686-linux-gnu");
  LayoutOptions host;
  host.target = FindTarget("x86_64-linux-gnu");
  for (int round = 0; round < 4; ++round) {
    CHECK((**reader.LayoutOf("T{b:a:d:b:}", host)).itemsize() == 16);
    CHECK((**reader.LayoutOf("T{b:a:d:b:}", other)).itemsize() == 12);
    CHECK((**reader.LayoutOf("B", ForItemsize(7))).itemsize() == 7);
    CHECK((**reader.LayoutOf("B", ForItemsize(9))).itemsize() == 9);
    CHECK((**reader.LayoutOf("B")).itemsize() == 1);
  }
  // Same bytes, names and sizes, but sizes of C types come from the target.
  CHECK((*reader.LayoutOf("i", host)).get() != (*reader.LayoutOf("i", other)).get());
}

TEST_CASE("a refusal is a refusal each time, and nothing is kept of it") {
  LayoutCache cache;
  LayoutCache::Reader reader(cache);
  for (int round = 0; round < 4; ++round) {
    const Result<SharedLayout> layout = reader.LayoutOf("T{i:x:<}");
    REQUIRE_FALSE(layout);
    CHECK(layout.error().kind == ErrorKind::kDanglingByteOrder);
    CHECK(layout.error().span.begin == 6);
    const Result<const SharedLayout*> borrowed = reader.Borrow("T{i:x:<}");
    REQUIRE_FALSE(borrowed);
    CHECK(borrowed.error().kind == ErrorKind::kDanglingByteOrder);
  }
  CHECK(cache.statistics().misses == 8);
  CHECK(cache.statistics().entries == 0);
  CHECK(cache.statistics().layouts == 0);
}

TEST_CASE("statistics count hits, misses, evictions and what is held") {
  LayoutCache cache({.entries = 2, .bytes = 1 << 20});
  LayoutCache::Reader reader(cache);
  for (int round = 0; round < 5; ++round) CHECK(reader.LayoutOf("d"));
  LayoutCache::Statistics now = cache.statistics();
  CHECK(now.misses == 1);
  CHECK(now.hits == 4);
  CHECK(now.entries == 1);
  CHECK(now.bytes > sizeof(Layout));
  CHECK(now.layouts == 1);
  CHECK(cache.LayoutOf(" d"));  // another text, the same layout
  CHECK(cache.statistics().layouts == 1);
  CHECK(cache.LayoutOf("f"));
  now = cache.statistics();
  CHECK(now.evictions == 1);
  CHECK(now.entries == 2);
  cache.Clear();
  now = cache.statistics();
  CHECK(now.entries == 0);
  CHECK(now.bytes == 0);
  CHECK(now.evictions == 1);
}

TEST_CASE("the cache keeps what was used last") {
  LayoutCache cache({.entries = 3, .bytes = 1 << 20});
  for (const char* format : {"b", "h", "i", "b", "q"}) CHECK(cache.LayoutOf(format));  // drops h
  const std::uint64_t misses = cache.statistics().misses;
  for (const char* format : {"b", "i", "q"}) CHECK(cache.LayoutOf(format));
  CHECK(cache.statistics().misses == misses);
  CHECK(cache.LayoutOf("h"));
  CHECK(cache.statistics().misses == misses + 1);
}

TEST_CASE("what a thread finds by itself is not dropped as unused") {
  LayoutCache cache({.entries = 4, .bytes = 1 << 20});
  LayoutCache::Reader reader(cache);
  for (int i = 0; i < 3; ++i) CHECK(reader.LayoutOf("d"));
  for (int i = 1; i < 40; ++i) {
    CHECK(reader.LayoutOf("d"));  // without the cache's knowledge
    CHECK(cache.LayoutOf(std::to_string(i) + "s"));
  }
  const std::uint64_t misses = cache.statistics().misses;
  CHECK(cache.LayoutOf("d"));
  CHECK(cache.statistics().misses == misses);
}

TEST_CASE("bytes bound the cache too") {
  std::string wide = "T{";
  for (int i = 0; i < 1000; ++i) wide += "d:f" + std::to_string(i) + ":";
  wide += "}";
  LayoutCache cache({.entries = 1024, .bytes = 200'000});  // 1,000 fields of 64 bytes: room for two
  std::size_t most = 0;
  for (int i = 0; i < 10; ++i) {
    CHECK(cache.LayoutOf(std::string(static_cast<std::size_t>(i), ' ') + wide));
    most = std::max(most, cache.statistics().bytes);
  }
  CHECK(most <= 200'000);
  CHECK(most >= 100'000);
  CHECK(cache.statistics().entries == 2);

  LayoutCache small({.entries = 1024, .bytes = 10'000});
  CHECK(small.LayoutOf(wide));  // answered, too large to keep
  CHECK(small.statistics().entries == 0);
}

TEST_CASE("entries 0 keeps nothing and still knows one object") {
  LayoutCache cache({.entries = 0, .bytes = 1 << 20});
  const SharedLayout first = Get(cache, "T{i:x:}");
  const SharedLayout second = Get(cache, "T<i:x:>");
  CHECK(first == second);
  CHECK(cache.statistics().misses == 2);
  CHECK(cache.statistics().entries == 0);
}

TEST_CASE("T4: a layout that somebody holds is the same one after its entry was evicted") {
  LayoutCache cache({.entries = 2, .bytes = 1 << 20});
  std::optional<SharedLayout> kept = Get(cache, "T{b:x:i:y:}");
  for (int i = 1; i < 100; ++i) CHECK(cache.LayoutOf(std::to_string(i) + "s"));
  CHECK(Get(cache, "T{b:x:i:y:}").get() == kept->get());
  CHECK(Get(cache, "T{ b:x:3xi:y: }").get() == kept->get());
  cache.Clear();
  const std::shared_ptr<const Layout> shared = *kept;
  kept.reset();
  CHECK(Get(cache, "T<b:x:i:y:>").get() == shared.get());
  CHECK(cache.statistics().layouts == 1);
}

TEST_CASE("a layout without owners is gone") {
  LayoutCache cache;
  std::weak_ptr<const Layout> weak = std::shared_ptr<const Layout>(Get(cache, "T{i:x:}"));
  CHECK_FALSE(weak.expired());
  cache.Clear();
  CHECK(weak.expired());
  CHECK(cache.statistics().layouts == 0);
}

TEST_CASE("a reader drops what it has cached when the cache is cleared") {
  LayoutCache cache;
  LayoutCache::Reader reader(cache);
  std::weak_ptr<const Layout> weak;
  for (int i = 0; i < 4; ++i) weak = std::shared_ptr<const Layout>(*reader.LayoutOf("T{i:x:}"));
  cache.Clear();
  CHECK(reader.LayoutOf("d"));
  CHECK(cache.LayoutOf("T{i:x:}"));
  CHECK(cache.statistics().misses == 3);
  // Each time the same text, whatever else shares its place in the reader's table.
  for (int i = 0; i < 3; ++i) {
    for (int length = 1; length < 2000; ++length) {
      const Result<const SharedLayout*> layout = reader.Borrow(std::to_string(length) + "s");
      REQUIRE(layout);
      REQUIRE((**layout)->itemsize() == length);
    }
  }
}

TEST_CASE("layouts and readers outlive their cache") {
  auto cache = std::make_unique<LayoutCache>();
  const SharedLayout layout = Get(*cache, "T{i:x:}");
  LayoutCache::Reader reader(*cache);
  for (int i = 0; i < 3; ++i) CHECK(reader.LayoutOf("T{i:x:}"));
  cache.reset();
  CHECK(layout->itemsize() == 4);
  CHECK(reader.LayoutOf("T{i:x:}")->get() == layout.get());
}

TEST_CASE("somebody's own target is computed each time and never remembered") {
  LayoutCache cache;
  for (const std::uint8_t size : {std::uint8_t{4}, std::uint8_t{8}}) {
    const auto target = std::make_unique<Target>(HostTarget());
    target->native[static_cast<std::size_t>(ast::Code::kLong)] = {size, size};
    LayoutOptions options;
    options.target = target.get();
    const Result<SharedLayout> layout = cache.LayoutOf("T{l:a:}", options);
    REQUIRE(layout);
    CHECK((*layout)->itemsize() == size);
  }
  CHECK(cache.statistics().entries == 0);
}

// Reference output of the SipHash authors' generator for key 00 01 ... 0f and input 00 01 ... n-1,
// with 1 and 3 rounds (as in CPython's and Rust's tests).
TEST_CASE("No target and the host's are one key") {
  LayoutCache cache;
  const auto unnamed = cache.LayoutOf("T{i:x:}", {.target = FindTarget("typo")});
  const auto named = cache.LayoutOf("T{i:x:}", {.target = &HostTarget()});
  REQUIRE(unnamed);
  REQUIRE(named);
  CHECK(&**unnamed == &**named);
  CHECK(&(*unnamed)->target() == &HostTarget());
}

TEST_CASE("SipHash-1-3 is SipHash-1-3") {
  const internal::HashKey key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
  std::string text;
  CHECK(internal::SipHash13(text, key) == 0xabac0158050fc4dcULL);
  text += '\0';
  CHECK(internal::SipHash13(text, key) == 0xc9f49bf37d57ca93ULL);
}

}  // namespace
}  // namespace pep3118
