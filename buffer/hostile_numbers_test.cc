// SPDX-License-Identifier: MIT
// Thousands of hostile descriptions, against arithmetic that is wide enough for every product and
// sum of their numbers.  Meant to run under the sanitizers too: nothing may wrap on the way.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/dynamic_view.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/buffer/ndim_view.h"
#include "pep3118/buffer/unchecked_indirect_view.h"
#include "pep3118/buffer/view.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
using Wide = __int128;
#pragma GCC diagnostic pop

constexpr std::ptrdiff_t kMax = std::numeric_limits<std::ptrdiff_t>::max();
constexpr std::ptrdiff_t kMin = std::numeric_limits<std::ptrdiff_t>::min();
constexpr std::ptrdiff_t kTwo31 = std::ptrdiff_t{1} << 31;
constexpr std::ptrdiff_t kTwo32 = std::ptrdiff_t{1} << 32;
constexpr std::ptrdiff_t kTwo62 = std::ptrdiff_t{1} << 62;

constexpr std::ptrdiff_t kNumbers[] = {0,        1,      2,       3,          7,          8,
                                       -1,       -8,     kTwo31,  kTwo31 - 1, kTwo31 + 1, kTwo32,
                                       -kTwo32,  kTwo62, -kTwo62, kMax,       kMax / 2,   kMax / 3,
                                       kMax - 1, kMin,   kMin + 1};

// The same numbers on every machine: std::uniform_int_distribution promises none.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t Below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  std::ptrdiff_t Any() {
    if (Below(8) == 0) return static_cast<std::ptrdiff_t>(engine_());
    return kNumbers[Below(std::size(kNumbers))];
  }
  // Most often small, so that some descriptions agree with themselves.
  std::ptrdiff_t Extent() { return Below(3) == 0 ? Any() : static_cast<std::ptrdiff_t>(Below(4)); }
  std::ptrdiff_t Stride() {
    return Below(3) == 0 ? Any() : static_cast<std::ptrdiff_t>(Below(33)) - 16;
  }

 private:
  std::mt19937_64 engine_;
};

alignas(16) std::byte memory[64];

struct Case {
  std::vector<std::ptrdiff_t> shape;
  std::vector<std::ptrdiff_t> strides;
  std::ptrdiff_t itemsize = 0;
  std::ptrdiff_t len = 0;
  std::ptrdiff_t at = 0;  // of buf in the memory
  std::size_t bytes = 0;
  bool has_strides = false;

  Buffer buffer() const {
    return {memory + at,
            len,
            itemsize,
            false,
            static_cast<int>(shape.size()),
            nullptr,
            shape.data(),
            has_strides ? strides.data() : nullptr,
            nullptr};
  }
};

constexpr Wide kManyItems = Wide{1} << 100;  // capped here: 64 dimensions exceed every integer

// Items that the shape has; -1 when an extent is negative.
Wide CountOf(std::span<const std::ptrdiff_t> shape) {
  bool empty = false;
  for (const std::ptrdiff_t extent : shape) {
    if (extent < 0) return -1;
    empty = empty || extent == 0;
  }
  Wide count = empty ? 0 : 1;
  for (const std::ptrdiff_t extent : shape) {
    if (extent > 0) count = count > kManyItems / extent ? kManyItems : count * extent;
  }
  return count;
}

struct WideReach {
  Wide low = 0;
  Wide high = 0;
};
WideReach WideReachOf(std::span<const std::ptrdiff_t> shape,
                      std::span<const std::ptrdiff_t> strides) {
  WideReach reach;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const Wide last = Wide{shape[i] - 1} * strides[i];
    (last < 0 ? reach.low : reach.high) += last;
  }
  return reach;
}

Case Roll(Dice& dice) {
  Case made;
  const std::size_t ndim = dice.Below(20) == 0 ? 64 : dice.Below(5);
  for (std::size_t i = 0; i < ndim; ++i) {
    made.shape.push_back(dice.Extent());
    made.strides.push_back(dice.Stride());
  }
  constexpr std::ptrdiff_t kItemsizes[] = {0, 1, 1, 2, 4, 8, 8, 3};
  made.itemsize = dice.Below(8) == 0 ? dice.Any() : kItemsizes[dice.Below(8)];
  made.has_strides = dice.Below(4) != 0;
  made.at = static_cast<std::ptrdiff_t>(dice.Below(65));
  made.bytes = dice.Below(65);
  const Wide count = CountOf(made.shape);
  const Wide len = count > kMax ? -1 : count * made.itemsize;
  const bool fits = len >= 0 && len <= kMax;
  made.len = fits && dice.Below(8) != 0 ? static_cast<std::ptrdiff_t>(len) : dice.Any();
  return made;
}

TEST_CASE("hostile numbers agree with arithmetic that cannot wrap") {
  Dice dice(20'250'101);
  int resolved = 0;
  int inside = 0;
  int outside = 0;
  int spans = 0;
  for (int round = 0; round < 12'000; ++round) {
    const Case made = Roll(dice);
    CAPTURE(round, made.shape, made.strides, made.itemsize, made.len, made.at, made.bytes);
    const Wide count = CountOf(made.shape);
    const bool agrees = made.itemsize >= 0 && made.len >= 0 && count >= 0 && count <= kMax &&
                        count * made.itemsize == made.len;
    Geometry geometry;
    BufferError error;
    REQUIRE(ResolveGeometry(made.buffer(), geometry, error) == agrees);
    if (!agrees) continue;
    ++resolved;
    REQUIRE(geometry.count == static_cast<std::ptrdiff_t>(count));
    const KnownMemory known{memory, made.bytes};
    const bool found = ProveInside(geometry, known, error);
    const bool can_span = ProveSpan(geometry, error);
    if (count == 0) {
      REQUIRE(found);
      REQUIRE(can_span);
      continue;
    }
    const WideReach reach = WideReachOf(geometry.Shape(), geometry.Strides());
    const Wide end = Wide{made.at} + reach.high + made.itemsize;
    const bool bounded = made.itemsize > 0 || count <= Wide{made.bytes};
    REQUIRE(found == (made.at + reach.low >= 0 && end <= Wide{made.bytes} && bounded));
    const Wide address = static_cast<Wide>(reinterpret_cast<std::uintptr_t>(memory + made.at));
    REQUIRE(can_span ==
            (reach.high - reach.low + made.itemsize <= kMax && address + reach.low >= 0 &&
             address + reach.high + made.itemsize <= Wide{UINTPTR_MAX}));
    if (found) REQUIRE(can_span);
    ++(found ? inside : outside);
    spans += can_span ? 1 : 0;
  }
  CHECK(resolved > 3'000);
  CHECK(inside > 500);
  CHECK(outside > 500);
  CHECK(spans > 500);
}

TEST_CASE("hostile suboffsets are followed only inside known memory") {
  Dice dice(7);
  int proved = 0;
  std::array<unsigned char, 16> row{};
  for (int round = 0; round < 6'000; ++round) {
    Case made = Roll(dice);
    std::array<unsigned char*, 8> table;
    table.fill(row.data() + dice.Below(row.size()));
    std::vector<std::ptrdiff_t> suboffsets;
    for (std::size_t i = 0; i < made.shape.size(); ++i) {
      suboffsets.push_back(dice.Below(2) == 0 ? -1 : dice.Stride());
      if (dice.Below(2) == 0) made.strides[i] = 8;
    }
    Buffer buffer = made.buffer();
    buffer.buf = table.data();
    buffer.strides = made.strides.data();
    buffer.suboffsets = suboffsets.data();
    Geometry geometry;
    BufferError error;
    if (!ResolveGeometry(buffer, geometry, error)) continue;
    static_cast<void>(ProveSpan(geometry, error));
    const std::array<KnownMemory, 1> blocks = {KnownMemory{row.data(), row.size()}};
    if (!ProveInside(geometry, {table.data(), sizeof table}, error, blocks)) continue;
    ++proved;
    CAPTURE(round, made.shape, made.strides, suboffsets, made.itemsize);
    REQUIRE(ProveSpan(geometry, error));
    if (geometry.count == 0 || geometry.itemsize == 0) continue;
    // The last item, which the sanitizers would see outside.
    std::vector<std::ptrdiff_t> last;
    for (const std::ptrdiff_t extent : geometry.Shape()) last.push_back(extent - 1);
    std::vector<std::byte> item(static_cast<std::size_t>(geometry.itemsize));
    std::memcpy(item.data(), ItemAddress(geometry, last), item.size());
  }
  CHECK(proved > 500);
}

// All that a view can be asked without reading an item.
template <class V>
void Walk(const V& view, Dice& dice) {
  const Wide count = CountOf(view.shape());
  REQUIRE(view.empty() == (count == 0));
  REQUIRE(view.count() == (count > kMax ? kMax : static_cast<std::ptrdiff_t>(count)));
  static_cast<void>(view.is_c_contiguous());
  static_cast<void>(view.is_f_contiguous());
  std::vector<typename V::value_type> none;
  if (count == 0) {
    view.CopyTo(none);
    view.CopyFrom(view);
    REQUIRE(view.span()->empty());
  } else {
    REQUIRE_THROWS_AS(view.CopyTo(none), std::invalid_argument);
  }
  static_cast<void>(view.transposed().count());
  for (std::size_t dim = 0; dim < view.ndim(); ++dim) {
    auto slice = Slice{dice.Any(), dice.Any(), dice.Any()};
    if (slice.step == 0) slice.step = 1;
    const auto sliced = view.sliced(slice, dim).reversed(dim);
    REQUIRE(sliced.extent(dim) <= view.extent(dim));
    if (view.extent(dim) > 0)
      REQUIRE(view.taken(view.extent(dim) - 1, dim).count() <= view.count());
  }
  if constexpr (requires { view[0].count(); }) {
    std::ptrdiff_t rows = 0;
    for (const auto row : view) {
      if (count == 0) CHECK(row.count() * view.extent(0) == 0);
      if (++rows == 4) break;
    }
    if (view.extent(0) > 0) static_cast<void>(view[view.extent(0) - 1].count());
  }
}

template <std::size_t N>
void WalkCase(const Case& made, Dice& dice, int& bound) {
  Buffer buffer = made.buffer();
  buffer.format = "Q";
  buffer.buf = memory + made.at / 8 * 8;
  const auto checked = Bind<std::uint64_t, N>(buffer, {memory, sizeof memory});
  const auto trusted = Bind<std::uint64_t, N>(buffer);
  if (checked) REQUIRE(trusted);
  if (trusted) Walk(*trusted, dice);
  if (!checked) return;
  Walk(*checked, dice);
  if (checked->count() < 1'000) {
    std::vector<std::uint64_t> items(static_cast<std::size_t>(checked->count()));
    checked->CopyTo(items);
    checked->reversed().CopyFrom(*checked);
  }
  ++bound;
}

// The same for a view whose ndim is a value, which is bound when Bind binds one of that ndim.
void WalkAnyNdim(const Case& made, Dice& dice, int& bound) {
  Buffer buffer = made.buffer();
  buffer.format = "Q";
  buffer.buf = memory + made.at / 8 * 8;
  const auto checked = BindNdim<std::uint64_t>(buffer, {memory, sizeof memory});
  const auto trusted = BindNdim<std::uint64_t>(buffer);
  if (made.shape.size() == 2) {
    REQUIRE(checked.has_value() ==
            Bind<std::uint64_t, 2>(buffer, {memory, sizeof memory}).has_value());
    REQUIRE(trusted.has_value() == Bind<std::uint64_t, 2>(buffer).has_value());
  }
  if (checked) REQUIRE(trusted);
  if (trusted) Walk(*trusted, dice);
  if (!checked) return;
  Walk(*checked, dice);
  if (checked->count() < 1'000) {
    std::vector<std::uint64_t> items(static_cast<std::size_t>(checked->count()));
    checked->CopyTo(items);
    std::size_t next = 0;
    checked->ForEach([&](std::uint64_t item) { REQUIRE(item == items.at(next++)); });
    REQUIRE(next == items.size());
    checked->transposed().CopyFrom(checked->transposed());
  }
  ++bound;
}

TEST_CASE("views of hostile arrays step nowhere that they do not reach") {
  Dice dice(3'118);
  int bound = 0;
  int any_ndim = 0;
  for (int round = 0; round < 15'000; ++round) {
    Case made = Roll(dice);
    if (dice.Below(2) == 0) {  // all of one size, so that many are bound
      made.itemsize = 8;
      const Wide count = CountOf(made.shape);
      made.len = count >= 0 && count * 8 <= kMax ? static_cast<std::ptrdiff_t>(count * 8) : 0;
      for (std::ptrdiff_t& stride : made.strides) stride = stride / 8 * 8;
    }
    CAPTURE(round, made.shape, made.strides, made.itemsize, made.len, made.at);
    if (made.shape.size() == 1) WalkCase<1>(made, dice, bound);
    if (made.shape.size() == 2) WalkCase<2>(made, dice, bound);
    if (made.shape.size() == 3) WalkCase<3>(made, dice, bound);
    if (made.shape.size() == 4) WalkCase<4>(made, dice, bound);
    WalkAnyNdim(made, dice, any_ndim);
  }
  CHECK(bound > 500);
  CHECK(any_ndim > bound);
}

TEST_CASE("columns of hostile formats have exactly the values that they count") {
  const char* const kFormats[] = {"T{(6148914691236517206)0s:a:B:b:}",
                                  "T{(3)0s:a:B:b:}",
                                  "T{(0,9223372036854775807)d:a:B:b:}",
                                  "T{(9223372036854775807,0,9223372036854775807)d:a:B:b:}",
                                  "T{(4294967296,2147483647)0s:a:B:b:}",
                                  "T{0s:a:B:b:}",
                                  "T{(2)0s:a:H:b:}",
                                  "T{(9223372036854775807)T{0s:x:}:a:B:b:}"};
  Dice dice(11);
  int columns = 0;
  int refused = 0;
  for (int round = 0; round < 6'000; ++round) {
    Case made = Roll(dice);
    const char* format = kFormats[dice.Below(std::size(kFormats))];
    made.itemsize = std::strstr(format, "H:b:") == nullptr ? 1 : 2;
    const Wide count = CountOf(made.shape);
    made.len = count >= 0 && count * made.itemsize <= kMax
                   ? static_cast<std::ptrdiff_t>(count * made.itemsize)
                   : 0;
    Buffer buffer = made.buffer();
    buffer.format = format;
    const auto array = Describe(buffer, {memory, sizeof memory});
    if (!array) continue;
    const DynamicView view(*array);
    CAPTURE(round, format, made.shape);
    for (const char* path : {"a", "b", "a[0]", "a[1].x"}) {
      const auto column = view.column<std::string>(path);
      if (!column) {
        refused += column.error().kind == ColumnErrorKind::kCount ? 1 : 0;
        continue;
      }
      REQUIRE(Wide{column->count()} == CountOf(column->shape()));
      if (column->count() > 10'000) continue;
      std::vector<std::string> values(static_cast<std::size_t>(column->count()), "?");
      column->CopyTo(values);
      REQUIRE(std::count(values.begin(), values.end(), "?") == 0);
      ++columns;
    }
    const auto numbers = view.column<std::int64_t>("b");
    REQUIRE(numbers);
    REQUIRE(numbers->count() == array->geometry().count);
  }
  CHECK(columns > 500);
  CHECK(refused > 500);
}

}  // namespace
}  // namespace pep3118
