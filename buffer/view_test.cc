// SPDX-License-Identifier: MIT
// Views over hand-written bytes, and against a reference that knows one thing only: the item at
// position p lies at base + sum(p[i] * stride[i]).
#include "pep3118/buffer/view.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <numeric>
#include <ranges>
#include <vector>

#include "pep3118/runtime/big.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Pos {
  double x;
  double y;
};
struct Particle {
  std::int32_t id;
  std::int32_t tags[2][3];
  Pos pos;
};
struct Packed {
  big<std::uint16_t> a;
  unsigned char b;
};

static_assert(std::random_access_iterator<View<Particle, 1>::iterator>);
static_assert(std::random_access_iterator<View<Particle, 3>::iterator>);
static_assert(std::ranges::random_access_range<View<const Particle, 2>>);
static_assert(std::ranges::sized_range<View<Particle, 1>>);
static_assert(std::ranges::view<View<Particle, 2>>);
static_assert(std::ranges::borrowed_range<View<Particle, 2>>);
// Writable and checked may be forgotten, read-only and unchecked may not.
static_assert(std::convertible_to<View<Pos, 2>, View<const Pos, 2>>);
static_assert(std::convertible_to<View<Pos, 2>, UncheckedView<const Pos, 2>>);
static_assert(!std::convertible_to<View<const Pos, 2>, View<Pos, 2>>);
static_assert(!std::convertible_to<UncheckedView<Pos, 2>, View<Pos, 2>>);
static_assert(!std::is_constructible_v<View<Pos, 1>, Pos*, std::array<std::ptrdiff_t, 1>,
                                       std::array<std::ptrdiff_t, 1>>);

TEST_CASE("a view reads and writes hand-written bytes") {
  // Three records of 3 bytes, big-endian number first, at stride 4; the fourth byte is of no field.
  unsigned char bytes[] = {0x01, 0x02, 7, 0xee,  // 0x0102
                           0x00, 0x10, 8, 0xee,  // 16
                           0xff, 0xfe, 9, 0xee};
  const UncheckedView<Packed, 1> view(reinterpret_cast<Packed*>(bytes), {3}, {4});
  CHECK(view(0).a == 0x0102);
  CHECK(view.at(1).a == 16);
  CHECK(view[2].a == 0xfffe);
  CHECK(view.at(2).b == 9);
  view.at(1).a = 0x0304;
  CHECK(bytes[4] == 3);
  CHECK(bytes[5] == 4);
  CHECK(bytes[7] == 0xee);

  const auto column = view.column(&Packed::b);
  CHECK(std::vector<int>(column.begin(), column.end()) == std::vector<int>{7, 8, 9});
  for (unsigned char& b : column.reversed()) b = static_cast<unsigned char>(b + 1);
  CHECK(bytes[2] == 8);
  CHECK(bytes[10] == 10);
}

TEST_CASE("at() knows the bounds of every dimension") {
  int items[6] = {};
  const UncheckedView<int, 2> view(items, {2, 3}, {12, 4});
  CHECK_NOTHROW(view.at(1, 2));
  CHECK_THROWS_AS(view.at(2, 0), std::out_of_range);
  CHECK_THROWS_AS(view.at(0, 3), std::out_of_range);
  CHECK_THROWS_AS(view.at(-1, 0), std::out_of_range);
  CHECK_THROWS_AS(view.at(0, -1), std::out_of_range);
  CHECK_THROWS_AS(view.at(std::numeric_limits<std::size_t>::max(), 0), std::out_of_range);
  CHECK_THROWS_AS(view.taken(3, 1), std::out_of_range);
  CHECK_THROWS_AS(view.taken(0, 2), std::out_of_range);
  CHECK_THROWS_AS(view.sliced({}, 2), std::out_of_range);
  CHECK_THROWS_AS(view.sliced({.step = 0}), std::invalid_argument);
  CHECK_THROWS_AS(view.permuted({0, 0}), std::invalid_argument);
  CHECK_THROWS_AS(view.permuted({0, 2}), std::invalid_argument);
}

TEST_CASE("a slice is Python's") {
  // Expected: list(range(10))[begin:end:step] in CPython 3.11.
  constexpr std::ptrdiff_t kOpen = Slice::kOpen;
  const struct {
    const char* python;
    Slice slice;
    std::vector<int> expected;
  } kCases[] = {
      {"[:]", {}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
      {"[2:5]", {2, 5}, {2, 3, 4}},
      {"[-3:]", {-3}, {7, 8, 9}},
      {"[:-7]", {kOpen, -7}, {0, 1, 2}},
      {"[::3]", {kOpen, kOpen, 3}, {0, 3, 6, 9}},
      {"[1:8:3]", {1, 8, 3}, {1, 4, 7}},
      {"[::-1]", {kOpen, kOpen, -1}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}},
      {"[8:2:-2]", {8, 2, -2}, {8, 6, 4}},
      {"[2::-1]", {2, kOpen, -1}, {2, 1, 0}},
      {"[:6:-1]", {kOpen, 6, -1}, {9, 8, 7}},
      {"[5:2]", {5, 2}, {}},
      {"[2:5:-1]", {2, 5, -1}, {}},
      {"[20:]", {20}, {}},
      {"[-20:3]", {-20, 3}, {0, 1, 2}},
      {"[4:100:4]", {4, 100, 4}, {4, 8}},
      {"[-1:-100:-4]", {-1, -100, -4}, {9, 5, 1}},
      {"[3::sys.maxsize]", {3, kOpen, PTRDIFF_MAX}, {3}},
      {"[3::-sys.maxsize - 1]", {3, kOpen, PTRDIFF_MIN}, {3}},
  };
  std::vector<int> items(10);
  std::iota(items.begin(), items.end(), 0);
  const View<const int, 1> view{std::span<const int>(items)};
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.python) {
      const auto slice = view.sliced(c.slice);
      CHECK(std::vector<int>(slice.begin(), slice.end()) == c.expected);
    }
  }
  CHECK(View<const int, 1>().sliced({.step = -1}).empty());
}

// ---- against the reference

constexpr std::size_t kDims = 3;
using Extents = std::array<std::ptrdiff_t, kDims>;

// The items of an array in C order, by the definition.
std::vector<int> Reference(const int* first, const Extents& shape, const Extents& strides) {
  std::vector<int> items;
  for (std::ptrdiff_t i = 0; i < shape[0]; ++i)
    for (std::ptrdiff_t j = 0; j < shape[1]; ++j)
      for (std::ptrdiff_t k = 0; k < shape[2]; ++k) {
        int item;
        std::memcpy(
            &item,
            reinterpret_cast<const char*>(first) + i * strides[0] + j * strides[1] + k * strides[2],
            sizeof item);
        items.push_back(item);
      }
  return items;
}

template <class V>
std::vector<int> Walked(const V& view) {
  std::vector<int> items;
  for (const auto& plane : view)
    for (const auto& row : plane)
      for (const int item : row) items.push_back(item);
  return items;
}

template <class V>
std::vector<int> Indexed(const V& view) {
  std::vector<int> items;
  for (std::ptrdiff_t i = 0; i < view.extent(0); ++i)
    for (std::ptrdiff_t j = 0; j < view.extent(1); ++j)
      for (std::ptrdiff_t k = 0; k < view.extent(2); ++k) {
        items.push_back(view.at(i, j, k));
        REQUIRE(&view(i, j, k) == &view.at(i, j, k));
        REQUIRE(&view[i][j][k] == &view.at(i, j, k));
      }
  return items;
}

struct Case {
  const char* what;
  Extents shape;         // items
  Extents strides;       // items, not bytes
  std::ptrdiff_t first;  // item at position 0
  bool c_contiguous;
  bool f_contiguous;
};
const Case kCases[] = {
    {"C order", {2, 3, 4}, {12, 4, 1}, 0, true, false},
    {"Fortran order", {2, 3, 4}, {1, 2, 6}, 0, false, true},
    {"gaps", {2, 3, 4}, {60, 20, 3}, 5, false, false},
    {"backwards", {2, 3, 4}, {-12, -4, -1}, 23, false, false},
    {"last dimension backwards", {2, 3, 4}, {12, 4, -1}, 3, false, false},
    {"broadcast over the first", {2, 3, 4}, {0, 4, 1}, 0, false, false},
    {"broadcast over the last", {2, 3, 4}, {3, 1, 0}, 7, false, false},
    {"one item everywhere", {2, 3, 4}, {0, 0, 0}, 9, false, false},
    {"rows contiguous, planes apart", {2, 3, 4}, {50, 4, 1}, 0, false, false},
    {"dimensions of one, any stride", {1, 5, 1}, {77, 1, -8}, 1, true, true},
    {"no planes", {0, 3, 4}, {12, 4, 1}, 0, true, true},
    {"no columns", {2, 3, 0}, {99, 7, 5}, 0, true, true},
    {"windows that overlap", {4, 3, 4}, {1, 4, 1}, 2, false, false},
};

UncheckedView<int, 3> ViewOf(const Case& c, int* items) {
  Extents strides = c.strides;
  for (std::ptrdiff_t& stride : strides) stride *= static_cast<std::ptrdiff_t>(sizeof(int));
  return {items + c.first, c.shape, strides};
}

TEST_CASE("views of three dimensions agree with the reference") {
  std::vector<int> items(200);
  std::iota(items.begin(), items.end(), 1000);
  for (const Case& c : kCases) {
    DYNAMIC_SECTION(c.what) {
      const UncheckedView<int, 3> view = ViewOf(c, items.data());
      const std::vector<int> expected = Reference(view.data(), view.shape(), view.strides());
      CHECK(Walked(view) == expected);
      CHECK(Indexed(view) == expected);
      std::vector<int> copied(expected.size());
      view.CopyTo(copied);
      CHECK(copied == expected);
      CHECK(view.is_c_contiguous() == c.c_contiguous);
      CHECK(view.is_f_contiguous() == c.f_contiguous);
      CHECK(view.span().has_value() == c.c_contiguous);
      if (view.span())
        CHECK(std::vector<int>(view.span()->begin(), view.span()->end()) == expected);

      std::array<std::size_t, 3> order = {0, 1, 2};
      do {
        const auto permuted = view.permuted(order);
        std::vector<int> by_hand;
        Extents at{};
        Extents end{};
        for (std::size_t d = 0; d < 3; ++d) end[d] = view.extent(order[d]);
        for (std::ptrdiff_t i = 0; i < end[0]; ++i)
          for (std::ptrdiff_t j = 0; j < end[1]; ++j)
            for (std::ptrdiff_t k = 0; k < end[2]; ++k) {
              at[order[0]] = i;
              at[order[1]] = j;
              at[order[2]] = k;
              by_hand.push_back(view(at[0], at[1], at[2]));
            }
        CHECK(Walked(permuted) == by_hand);
        CHECK(Indexed(permuted) == by_hand);
      } while (std::next_permutation(order.begin(), order.end()));
      CHECK(Walked(view.transposed()) == Walked(view.permuted({2, 1, 0})));
      CHECK(view.transposed().is_f_contiguous() == c.c_contiguous);

      for (std::size_t dim = 0; dim < 3; ++dim) {
        const auto reversed = view.reversed(dim);
        CHECK(Walked(reversed.reversed(dim)) == expected);
        if (view.extent(dim) > 1) {
          const auto last = view.taken(view.extent(dim) - 1, dim);
          CHECK(last.data() == reversed.taken(0, dim).data());
        }
      }
    }
  }
}

TEST_CASE("copies reach their items and no byte beside them") {
  constexpr int kUntouched = -1;
  for (const Case& c : kCases) {
    if (std::ranges::count(c.strides, 0) > 0 || c.shape[0] == 4) continue;  // items share bytes
    DYNAMIC_SECTION(c.what) {
      std::vector<int> target(200, kUntouched);
      const UncheckedView<int, 3> view = ViewOf(c, target.data());
      std::vector<int> source(static_cast<std::size_t>(view.count()));
      std::iota(source.begin(), source.end(), 1);
      view.CopyFrom(std::span<const int>(source));
      CHECK(Walked(view) == source);
      CHECK(static_cast<std::size_t>(std::ranges::count(target, kUntouched)) ==
            target.size() - source.size());

      // From a view in Fortran order.
      std::vector<int> other(200, 5);
      const UncheckedView<int, 3> columns(other.data(), c.shape,
                                          {4, 4 * c.shape[0], 4 * c.shape[0] * c.shape[1]});
      columns.CopyFrom(view);
      CHECK(Walked(columns) == source);
      CHECK(std::ranges::count(other, 5) >= 200 - static_cast<std::ptrdiff_t>(source.size()));
    }
  }
}

TEST_CASE("a copy within one array reads what was there before") {
  std::vector<int> items = {0, 1, 2, 3, 4, 5, 6, 7};
  const View<int, 1> view{std::span<int>(items)};
  SECTION("shifted up") {
    view.sliced({1}).CopyFrom(view.sliced({0, 7}));
    CHECK(items == std::vector<int>{0, 0, 1, 2, 3, 4, 5, 6});
  }
  SECTION("reversed in place") {
    view.CopyFrom(view.reversed());
    CHECK(items == std::vector<int>{7, 6, 5, 4, 3, 2, 1, 0});
  }
  SECTION("transposed in place") {
    const UncheckedView<int, 2> square(items.data(), {2, 2}, {8, 4});
    square.CopyFrom(square.transposed());
    CHECK(items == std::vector<int>{0, 2, 1, 3, 4, 5, 6, 7});
  }
  CHECK_THROWS_AS(view.CopyFrom(view.sliced({1})), std::invalid_argument);
  std::vector<int> small(7);
  CHECK_THROWS_AS(view.CopyTo(small), std::invalid_argument);
  CHECK_THROWS_AS(view.CopyFrom(std::span<const int>(small)), std::invalid_argument);
}

TEST_CASE("columns are strided views of members, nested and in arrays") {
  std::vector<Particle> particles(4);
  for (int i = 0; i < 4; ++i) {
    Particle& particle = particles[static_cast<std::size_t>(i)];
    particle.id = 100 + i;
    particle.pos = {0.5 * i, -1.0 * i};
    for (int j = 0; j < 6; ++j) particle.tags[j / 3][j % 3] = 10 * i + j;
  }
  const View<Particle, 1> view{std::span<Particle>(particles)};
  const View<double, 1> y = view.column(&Particle::pos).column(&Pos::y);
  CHECK(std::vector<double>(y.begin(), y.end()) == std::vector<double>{0, -1, -2, -3});
  CHECK(y.strides()[0] == static_cast<std::ptrdiff_t>(sizeof(Particle)));
  for (double& value : y.sliced({.step = 2})) value = 9;
  CHECK(particles[2].pos.y == 9);

  const View<std::int32_t, 3> tags = view.column(&Particle::tags);
  CHECK(tags.shape() == std::array<std::ptrdiff_t, 3>{4, 2, 3});
  CHECK(tags.at(3, 1, 2) == 35);
  CHECK_THROWS_AS(tags.at(3, 1, 3), std::out_of_range);
  const View<const Particle, 1> constant = view;
  static_assert(
      std::is_same_v<decltype(constant.column(&Particle::id)), View<const std::int32_t, 1>>);
  CHECK(constant.reversed().column(&Particle::id)[0] == 103);

  const View<Particle, 1> nothing;
  CHECK(nothing.column(&Particle::pos).column(&Pos::y).empty());
}

TEST_CASE("iterators work with the standard algorithms") {
  std::vector<int> items = {5, 3, 9, 1, 7, 2, 8};
  const View<int, 1> odd = View<int, 1>{std::span<int>(items)}.sliced({.step = 2});
  std::ranges::sort(odd);
  CHECK(items == std::vector<int>{5, 3, 7, 1, 8, 2, 9});
  CHECK(std::accumulate(odd.begin(), odd.end(), 0) == 29);
  CHECK(odd.end() - odd.begin() == 4);
  CHECK(*(odd.begin() + 3) == 9);
  CHECK(odd.begin()[1] == 7);
  CHECK(2 + odd.begin() > odd.begin());
  CHECK(*std::ranges::lower_bound(odd, 6) == 7);
  CHECK(*--odd.end() == 9);

  // A broadcast dimension has the same item at every position, and still ends.
  const UncheckedView<int, 1> broadcast(items.data(), {5}, {0});
  CHECK(std::vector<int>(broadcast.begin(), broadcast.end()) == std::vector<int>(5, 5));
  // The last two rows, last first.
  const UncheckedView<int, 2> rows(items.data(), {3, 2}, {8, 4});
  int sum = 0;
  for (const auto row : rows.reversed().sliced({0, 2})) sum += row(0);
  CHECK(sum == 8 + 7);
}

TEST_CASE("an array without items steps nowhere, whatever its numbers are") {
  constexpr std::ptrdiff_t kMax = std::numeric_limits<std::ptrdiff_t>::max();
  constexpr std::ptrdiff_t kMin = std::numeric_limits<std::ptrdiff_t>::min();
  Particle* const kNowhere = nullptr;
  const UncheckedView<Particle, 3> view(kNowhere, {kMax, kMax, 0}, {kMax, kMin, kMax});
  CHECK(view.count() == 0);
  CHECK(view.empty());
  CHECK(view.is_c_contiguous());
  CHECK(view.is_f_contiguous());
  CHECK(view.span()->empty());
  CHECK(view.sliced({.begin = 3, .step = 5}).sliced({.step = -1}, 1).extent(0) ==
        (kMax - 4) / 5 + 1);
  CHECK(view.taken(kMax - 1, 1).count() == 0);
  CHECK(view[kMax - 1].data() == nullptr);
  CHECK(view.column(&Particle::tags).count() == 0);
  view.CopyTo({});
  view.CopyFrom(view);
  std::ptrdiff_t rows = 0;
  for (const auto row : view.sliced({0, 3})) rows += row.empty() ? 1 : 0;
  CHECK(rows == 3);
}

TEST_CASE("more items than an std::ptrdiff_t can count are never copied") {
  unsigned char byte = 7;
  // One byte, broadcast: 2^64 items on most machines, which are 0 modulo 2^64.
  const std::ptrdiff_t side = std::ptrdiff_t{1} << (4 * sizeof(std::ptrdiff_t));
  const UncheckedView<unsigned char, 2> view(&byte, {side, side}, {0, 0});
  CHECK(view.count() == std::numeric_limits<std::ptrdiff_t>::max());
  CHECK_FALSE(view.empty());
  CHECK_FALSE(view.is_c_contiguous());
  CHECK_THROWS_AS(view.CopyTo({}), std::invalid_argument);
  CHECK(view.at(side - 1, side - 1) == 7);
}

TEST_CASE("one item may have the least stride of all") {
  int from[] = {1, 2, 3};
  int to[] = {0, 0, 0};
  const std::ptrdiff_t kMin = std::numeric_limits<std::ptrdiff_t>::min();
  const UncheckedView<int, 3> view(to, {1, 3, 1}, {kMin, 4, kMin});
  view.CopyFrom(std::span<const int>(from));
  CHECK(to[2] == 3);
}

TEST_CASE("no dimension is one item") {
  Pos pos{1, 2};
  const UncheckedView<Pos, 0> view(&pos, {}, {});
  CHECK(view().y == 2);
  CHECK(view.at().x == 1);
  CHECK(view.count() == 1);
  CHECK(view.is_c_contiguous());
  CHECK(view.span()->size() == 1);
  view.column (&Pos::x)() = 7;
  CHECK(pos.x == 7);
  Pos copy[1];
  view.CopyTo(copy);
  CHECK(copy[0].x == 7);
}

}  // namespace
}  // namespace pep3118
