// SPDX-License-Identifier: MIT
// Views whose ndim is a value: against View<T, N> on the same memory, and counted by hand.
#include "pep3118/buffer/ndim_view.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/row_walk.h"
#include "pep3118/buffer/view.h"
#include "pep3118/runtime/record.h"
#include "pep3118/testdata/catch.h"

namespace ndim_view_test {
struct Point {
  std::int32_t x;
  double y;
};
struct Grid {
  std::int32_t id;
  std::int32_t cells[2][3];
};
}  // namespace ndim_view_test
PEP3118_RECORD(ndim_view_test::Point, x, y);

namespace pep3118 {
namespace {

using ndim_view_test::Grid;
using ndim_view_test::Point;

using Numbers = std::vector<std::ptrdiff_t>;
constexpr std::ptrdiff_t kMax = std::numeric_limits<std::ptrdiff_t>::max();
constexpr std::ptrdiff_t kMin = std::numeric_limits<std::ptrdiff_t>::min();

// Writable and checked may be forgotten, read-only and unchecked may not; as for View.
static_assert(std::convertible_to<NdimView<int>, NdimView<const int>>);
static_assert(std::convertible_to<NdimView<int>, UncheckedNdimView<const int>>);
static_assert(!std::convertible_to<NdimView<const int>, NdimView<int>>);
static_assert(!std::convertible_to<UncheckedNdimView<int>, NdimView<int>>);
static_assert(std::convertible_to<View<int, 3>, UncheckedNdimView<const int>>);
static_assert(!std::convertible_to<UncheckedView<int, 3>, NdimView<int>>);
static_assert(!std::is_constructible_v<NdimView<int>, int*, Numbers, Numbers>);

Numbers ToVector(std::span<const std::ptrdiff_t> numbers) {
  return {numbers.begin(), numbers.end()};
}

template <class T, BoundsProof origin>
std::vector<std::remove_const_t<T>> Items(const NdimView<T, origin>& view) {
  std::vector<std::remove_const_t<T>> items;
  view.ForEach([&](const T& item) { items.push_back(item); });
  return items;
}

// ---- against View<T, N>

// The same numbers on every machine: std::uniform_int_distribution promises none.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::ptrdiff_t From(std::ptrdiff_t low, std::ptrdiff_t high) {
    const auto values = static_cast<std::uint64_t>(high - low + 1);
    return low + static_cast<std::ptrdiff_t>(engine_() % values);
  }
  std::size_t Below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

 private:
  std::mt19937_64 engine_;
};

constexpr std::ptrdiff_t kHalf = 4'000;  // items to either side of the first one

template <class V>
void AddItems(const V& view, std::vector<int>& items) {
  if constexpr (V::ndim() == 0) {
    items.push_back(view());
  } else {
    for (std::ptrdiff_t i = 0; i < view.extent(0); ++i) AddItems(view.taken(i), items);
  }
}

template <std::size_t N>
void CheckSame(const UncheckedNdimView<int>& view, const UncheckedView<int, N>& fixed) {
  REQUIRE(view.ndim() == N);
  REQUIRE(std::ranges::equal(view.shape(), fixed.shape()));
  REQUIRE(std::ranges::equal(view.strides(), fixed.strides()));
  REQUIRE(view.data() == fixed.data());
  REQUIRE(view.count() == fixed.count());
  REQUIRE(view.empty() == fixed.empty());
  REQUIRE(view.is_c_contiguous() == fixed.is_c_contiguous());
  REQUIRE(view.is_f_contiguous() == fixed.is_f_contiguous());
  REQUIRE(view.span().has_value() == fixed.span().has_value());
  std::vector<int> expected;
  AddItems(fixed, expected);
  REQUIRE(Items(view) == expected);
  if (view.span()) REQUIRE(std::ranges::equal(*view.span(), expected));
  std::vector<int> copied(expected.size());
  view.CopyTo(copied);
  REQUIRE(copied == expected);
}

// Items of the memory that differ from `before`.
std::ptrdiff_t Changed(const std::vector<int>& memory, const std::vector<int>& before) {
  return std::transform_reduce(memory.begin(), memory.end(), before.begin(), std::ptrdiff_t{0},
                               std::plus<>(), std::not_equal_to<>());
}

template <std::size_t N>
Slice RandomSlice(Dice& dice) {
  Slice slice;
  if (dice.Below(2) == 0) slice.begin = dice.From(-6, 6);
  if (dice.Below(2) == 0) slice.end = dice.From(-6, 6);
  do {
    slice.step = dice.From(-3, 3);
  } while (slice.step == 0);
  return slice;
}

template <std::size_t N>
void CompareWithFixed(Dice& dice, int& copies) {
  std::vector<int> memory(2 * kHalf);
  std::iota(memory.begin(), memory.end(), 0);
  std::array<std::ptrdiff_t, N> shape{};
  std::array<std::ptrdiff_t, N> strides{};
  // Dense in some order at first, so that dimensions continue each other; then disturbed.
  std::array<std::size_t, N> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (N > 0 && dice.Below(2) == 0) std::swap(order[0], order[dice.Below(N)]);
  std::ptrdiff_t stride = dice.Below(4) == 0 ? 2 : 1;
  for (std::size_t i = N; i-- > 0;) {
    const std::size_t dim = order[i];
    shape[dim] = dice.Below(12) == 0 ? 0 : dice.From(1, 5);
    strides[dim] = stride * static_cast<std::ptrdiff_t>(sizeof(int));
    stride *= shape[dim] + dice.From(0, 4) / 4;
  }
  bool overlapping = false;
  if (N > 0 && dice.Below(4) == 0) {
    strides[dice.Below(N)] = 0;
    overlapping = true;
  }
  UncheckedView<int, N> fixed(memory.data() + kHalf, shape, strides);
  UncheckedNdimView<int> view(memory.data() + kHalf, shape, strides);
  CAPTURE(shape, strides);
  CheckSame(view, fixed);
  CheckSame(UncheckedNdimView<int>(fixed), fixed);
  CheckSame(view, *view.fixed<N>());
  REQUIRE_FALSE(view.fixed<N + 1>());

  for (int i = 0; i < 4; ++i) {
    if constexpr (N > 0) {
      const std::size_t dim = dice.Below(N);
      const Slice slice = RandomSlice<N>(dice);
      fixed = fixed.sliced(slice, dim);
      view = view.sliced(slice, dim);
      CheckSame(view, fixed);
      if (dice.Below(3) == 0) {
        fixed = fixed.reversed(dim);
        view = view.reversed(dim);
        CheckSame(view, fixed);
      }
      if (fixed.extent(dim) > 0) {
        const std::ptrdiff_t position = dice.From(0, fixed.extent(dim) - 1);
        CheckSame<N - 1>(view.taken(position, dim), fixed.taken(position, dim));
      }
      REQUIRE_THROWS_AS(view.taken(fixed.extent(dim), dim), std::out_of_range);
    }
    std::ranges::shuffle(order, std::mt19937_64(dice.Below(1'000)));
    fixed = fixed.permuted(order);
    view = view.permuted(order);
    CheckSame(view, fixed);
    CheckSame(view.transposed(), fixed.transposed());
  }

  if (overlapping) return;
  // Every item is written once, and nothing beside them.
  std::vector<int> source(static_cast<std::size_t>(view.count()));
  std::iota(source.begin(), source.end(), -1'000'000);
  const std::vector<int> before = memory;
  view.CopyFrom(std::span<const int>(source));
  CheckSame(view, fixed);
  REQUIRE(Items(view) == source);
  REQUIRE(Changed(memory, before) == view.count());
  ++copies;
}

TEST_CASE("a view of N dimensions is as View<T, N>, whatever is made of it") {
  Dice dice(64);
  int copies = 0;
  for (int round = 0; round < 150; ++round) {
    CompareWithFixed<0>(dice, copies);
    CompareWithFixed<1>(dice, copies);
    CompareWithFixed<2>(dice, copies);
    CompareWithFixed<3>(dice, copies);
    CompareWithFixed<4>(dice, copies);
  }
  CHECK(copies > 400);
}

// ---- counted by hand

TEST_CASE("items come in C order, whatever the order in memory") {
  std::array<int, 12> memory{};
  std::iota(memory.begin(), memory.end(), 0);
  const struct {
    const char* what;
    Numbers shape;
    Numbers strides;  // in items
    std::ptrdiff_t first;
    std::vector<int> expected;
  } kCases[] = {
      {"one item", {}, {}, 7, {7}},
      {"C order", {2, 3}, {3, 1}, 0, {0, 1, 2, 3, 4, 5}},
      {"Fortran order", {2, 3}, {1, 2}, 0, {0, 2, 4, 1, 3, 5}},
      {"three dimensions, one run",
       {2, 1, 3, 2},
       {6, 77, 2, 1},
       0,
       {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
      {"every other item is one run too", {2, 3}, {6, 2}, 0, {0, 2, 4, 6, 8, 10}},
      {"rows apart", {2, 2}, {5, 1}, 1, {1, 2, 6, 7}},
      {"backwards, one run", {2, 3}, {-3, -1}, 5, {5, 4, 3, 2, 1, 0}},
      {"rows backwards", {2, 3}, {3, -1}, 2, {2, 1, 0, 5, 4, 3}},
      {"broadcast over the first", {2, 2}, {0, 1}, 4, {4, 5, 4, 5}},
      {"broadcast over the last", {2, 2}, {1, 0}, 4, {4, 4, 5, 5}},
      {"broadcast over all", {2, 2}, {0, 0}, 9, {9, 9, 9, 9}},
      {"windows that overlap", {3, 2}, {1, 1}, 0, {0, 1, 1, 2, 2, 3}},
      {"no items", {2, 0, 3}, {1, 1, 1}, 0, {}},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.what) {
      Numbers strides = c.strides;
      for (std::ptrdiff_t& stride : strides) stride *= static_cast<std::ptrdiff_t>(sizeof(int));
      const UncheckedNdimView<int> view(memory.data() + c.first, c.shape, strides);
      CHECK(Items(view) == c.expected);
      CHECK(view.count() == static_cast<std::ptrdiff_t>(c.expected.size()));
      std::vector<int> copied(c.expected.size());
      view.CopyTo(copied);
      CHECK(copied == c.expected);
    }
  }
}

TEST_CASE("dimensions that continue each other in every array are one row") {
  constexpr int kEndless = -1;  // not walked here
  const struct {
    const char* what;
    Numbers shape;
    Numbers from;
    Numbers to;
    std::ptrdiff_t row_extent;
    int rows;
  } kCases[] = {
      {"no dimension", {}, {}, {}, 1, 1},
      {"dimensions of one item", {1, 1}, {7, kMin}, {3, kMax}, 1, 1},
      {"dense", {2, 3, 4}, {12, 4, 1}, {12, 4, 1}, 24, 1},
      {"dense, with a dimension of one item", {2, 1, 3}, {3, 50, 1}, {3, kMin, 1}, 6, 1},
      {"one with gaps after each row", {2, 3, 4}, {12, 4, 1}, {15, 5, 1}, 4, 6},
      {"one with gaps after each plane", {2, 3, 4}, {12, 4, 1}, {13, 4, 1}, 12, 2},
      {"opposite orders", {2, 3}, {3, 1}, {1, 2}, 3, 2},
      {"broadcast", {5, 7}, {0, 0}, {7, 1}, 35, 1},
      {"more items than can be counted", {kMax, 3}, {0, 0}, {0, 0}, 3, kEndless},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.what) {
      internal::RowWalk<2> walk;
      for (std::size_t i = 0; i < c.shape.size(); ++i) walk.Add(c.shape[i], {c.from[i], c.to[i]});
      CHECK(walk.row_extent() == c.row_extent);
      if (c.rows == kEndless) continue;
      int rows = 0;
      internal::RowWalk<2>::Row row = walk.first();
      do {
        ++rows;
      } while (walk.Next(row));
      CHECK(rows == c.rows);
    }
  }
}

TEST_CASE("positions and dimensions that there are not are out of range") {
  std::array<int, 6> memory = {10, 11, 12, 13, 14, 15};
  const NdimView<int> line{View<int, 1>(memory)};
  const UncheckedNdimView<int> view(memory.data(), Numbers{2, 3}, Numbers{12, 4});
  CHECK(view.at(1, 2) == 15);
  CHECK(view.at({1, 0}) == 13);
  CHECK(view.at(Numbers{0, 1}) == 11);
  CHECK(view.at(std::size_t{1}, 1) == 14);
  CHECK(line.at(5) == 15);
  view.at(0, 0) = 20;
  CHECK(memory[0] == 20);
  CHECK_THROWS_AS(view.at(2, 0), std::out_of_range);
  CHECK_THROWS_AS(view.at(0, -1), std::out_of_range);
  CHECK_THROWS_AS(view.at(1), std::out_of_range);
  CHECK_THROWS_AS(view.at(), std::out_of_range);
  CHECK_THROWS_AS(view.at({0, 0, 0}), std::out_of_range);
  CHECK_THROWS_AS(view.extent(2), std::out_of_range);
  CHECK_THROWS_AS(view.sliced({}, 2), std::out_of_range);
  CHECK_THROWS_AS(view.sliced({.step = 0}), std::invalid_argument);
  CHECK_THROWS_AS(view.taken(0, 2), std::out_of_range);
  CHECK_THROWS_AS(view.taken(3, 1), std::out_of_range);
  CHECK_THROWS_AS(view.taken(0).taken(0).taken(0), std::out_of_range);
  CHECK_THROWS_AS(view.permuted({0}), std::invalid_argument);
  CHECK_THROWS_AS(view.permuted({1, 1}), std::invalid_argument);
  CHECK_THROWS_AS(view.permuted({0, 2}), std::invalid_argument);
  std::vector<int> small(5);
  CHECK_THROWS_AS(view.CopyTo(small), std::invalid_argument);
  CHECK_THROWS_AS(view.CopyFrom(std::span<const int>(small)), std::invalid_argument);
  CHECK_THROWS_AS(view.CopyFrom(view.transposed()), std::invalid_argument);
}

TEST_CASE("a view without dimensions is one item, a default one has none") {
  int item = 3;
  const UncheckedNdimView<int> view(&item, {}, {});
  CHECK(view.at() == 3);
  CHECK(view.at({}) == 3);
  CHECK(view.count() == 1);
  CHECK(view.transposed().at() == 3);
  CHECK(view.permuted(std::span<const std::size_t>()).at() == 3);
  CHECK(view.span()->size() == 1);
  CHECK_THROWS_AS(view.reversed(), std::out_of_range);

  const NdimView<int> nothing;
  CHECK(nothing.empty());
  CHECK(nothing.ndim() == 1);
  CHECK(nothing.extent(0) == 0);
  CHECK(nothing.reversed().span()->empty());
  CHECK(Items(nothing).empty());
}

TEST_CASE("a copy within one array reads what was there before") {
  std::vector<int> items = {0, 1, 2, 3};
  const UncheckedNdimView<int> view(items.data(), Numbers{2, 2}, Numbers{8, 4});
  view.CopyFrom(view.transposed());
  CHECK(items == std::vector<int>{0, 2, 1, 3});
  const std::vector<int> other = {5, 6, 7, 8};
  view.CopyFrom(UncheckedNdimView<const int>(other.data(), Numbers{2, 2}, Numbers{4, 8}));
  CHECK(items == std::vector<int>{5, 7, 6, 8});
}

TEST_CASE("an array member appends its dimensions") {
  std::vector<Grid> grids(4);
  for (int i = 0; i < 4; ++i) {
    Grid& grid = grids[static_cast<std::size_t>(i)];
    grid.id = i;
    for (int j = 0; j < 6; ++j) grid.cells[j / 3][j % 3] = 10 * i + j;
  }
  const NdimView<Grid> view{View<Grid, 1>(grids)};
  const NdimView<std::int32_t> cells = view.column(&Grid::cells);
  CHECK(ToVector(cells.shape()) == Numbers{4, 2, 3});
  CHECK(ToVector(cells.strides()) == Numbers{28, 12, 4});
  CHECK(cells.at(3, 1, 2) == 35);
  cells.at(2, 0, 1) = 99;
  CHECK(grids[2].cells[0][1] == 99);
  CHECK(Items(view.reversed().column(&Grid::id)) == std::vector<int>{3, 2, 1, 0});
  static_assert(std::is_same_v<decltype(NdimView<const Grid>(view).column(&Grid::cells)),
                               NdimView<const std::int32_t>>);
  CHECK(NdimView<Grid>().column(&Grid::cells).empty());
}

TEST_CASE("Visit calls with the fixed view up to a limit") {
  std::array<int, 6> memory = {1, 2, 3, 4, 5, 6};
  const UncheckedNdimView<int> view(memory.data(), Numbers{2, 3}, Numbers{12, 4});
  int sum = 0;
  std::size_t seen = 99;
  const auto visitor = [&](auto fixed) {
    seen = fixed.ndim();
    if constexpr (fixed.ndim() == 2) {
      static_assert(std::is_same_v<decltype(fixed), UncheckedView<int, 2>>);
      sum = fixed(1, 2) + fixed(0, 0);
    }
  };
  CHECK(view.Visit(visitor));
  CHECK(seen == 2);
  CHECK(sum == 7);
  seen = 99;
  CHECK_FALSE(view.Visit<1>(visitor));
  CHECK(seen == 99);
  CHECK(view.Visit<2>(visitor));
  CHECK((view.VisitOneOf<3, 2>(visitor)));
  seen = 99;
  CHECK_FALSE((view.VisitOneOf<1, 3>(visitor)));
  CHECK_FALSE(view.VisitOneOf<>(visitor));
  CHECK(seen == 99);
  CHECK(view.taken(0).taken(0).Visit(visitor));
  CHECK(seen == 0);
  const UncheckedNdimView<int> five(memory.data(), Numbers(5, 1), Numbers(5, 0));
  CHECK_FALSE(five.Visit(visitor));
  CHECK(five.Visit<5>(visitor));
  CHECK(seen == 5);
  // A checked view stays checked.
  NdimView<const int>(View<int, 1>(memory)).VisitOneOf<1>([](auto fixed) {
    static_assert(std::is_same_v<decltype(fixed), View<const int, 1>>);
  });
}

// ---- limits

TEST_CASE("64 dimensions are walked, 65 are refused") {
  std::array<Grid, 4> grids{};
  for (int i = 0; i < 4; ++i) grids[static_cast<std::size_t>(i)].id = i;
  // Two dimensions of 2, far apart, all others 1 with strides that nothing steps by.
  Numbers shape(64, 1);
  Numbers strides(64, kMin);
  shape[3] = shape[60] = 2;
  strides[3] = sizeof(Grid);
  strides[60] = 2 * sizeof(Grid);
  const UncheckedNdimView<Grid> view(grids.data(), shape, strides);
  CHECK(view.ndim() == 64);
  CHECK(view.count() == 4);
  CHECK(Items(view.column(&Grid::id)) == std::vector<int>{0, 2, 1, 3});
  CHECK(Items(view.transposed().column(&Grid::id)) == std::vector<int>{0, 1, 2, 3});
  CHECK(view.is_f_contiguous());
  CHECK_FALSE(view.is_c_contiguous());
  Numbers position(64, 0);
  position[60] = 1;
  CHECK(view.at(position).id == 2);
  std::vector<Grid> copied(4);
  view.CopyTo(copied);
  CHECK(copied[1].id == 2);
  CHECK(view.taken(1, 60).ndim() == 63);
  bool visited = false;
  CHECK(view.Visit<64>([&](auto fixed) { visited = fixed.ndim() == 64 && fixed.count() == 4; }));
  CHECK(visited);

  CHECK_THROWS_AS(view.column(&Grid::cells), std::invalid_argument);
  CHECK_THROWS_AS(view.taken(0).column(&Grid::cells), std::invalid_argument);
  CHECK(view.taken(0).taken(0).column(&Grid::cells).ndim() == 64);
  CHECK_THROWS_AS(UncheckedNdimView<Grid>(grids.data(), Numbers(65, 1), Numbers(65, 0)),
                  std::invalid_argument);
  CHECK_THROWS_AS(UncheckedNdimView<Grid>(grids.data(), shape, Numbers(63, 0)),
                  std::invalid_argument);

  // 2^63 items: too many to count, all of them one.
  const UncheckedNdimView<Grid> many(grids.data(), Numbers(63, 2), Numbers(63, 0));
  CHECK(many.count() == kMax);
  CHECK_THROWS_AS(many.CopyTo({}), std::invalid_argument);
}

TEST_CASE("an array without items steps nowhere, whatever its numbers are") {
  Grid* const kNowhere = nullptr;
  const UncheckedNdimView<Grid> view(kNowhere, Numbers{kMax, kMax, 0}, Numbers{kMax, kMin, kMax});
  CHECK(view.count() == 0);
  CHECK(view.is_c_contiguous());
  CHECK(view.is_f_contiguous());
  CHECK(view.span()->empty());
  CHECK(view.sliced({.begin = 3, .step = 5}).sliced({.step = -1}, 1).extent(0) ==
        (kMax - 4) / 5 + 1);
  CHECK(view.taken(kMax - 1, 1).data() == nullptr);
  CHECK(view.column(&Grid::cells).count() == 0);
  view.ForEach([](Grid&) { FAIL("an item"); });
  view.CopyTo({});
  view.CopyFrom(view.permuted({0, 1, 2}));
}

TEST_CASE("a copied view has the dimensions of the original, and only those") {
  std::array<int, 8> memory{};
  const UncheckedNdimView<int> three(memory.data(), Numbers{2, 2, 2}, Numbers{16, 8, 4});
  UncheckedNdimView<int> view(memory.data() + 1, Numbers{3}, Numbers{4});
  view = three;
  CHECK(ToVector(view.shape()) == Numbers{2, 2, 2});
  view = view.taken(1);
  CHECK(ToVector(view.shape()) == Numbers{2, 2});
  CHECK(view.data() == memory.data() + 4);
  const UncheckedNdimView<int>& same = view;
  view = same;
  CHECK(ToVector(view.strides()) == Numbers{8, 4});
}

// ---- BindNdim

struct Array {
  alignas(16) unsigned char bytes[256] = {};
  Numbers shape;
  Numbers strides;

  Buffer Of(const char* format, std::ptrdiff_t itemsize, Numbers extents) {
    shape = std::move(extents);
    Buffer buffer;
    buffer.buf = bytes;
    buffer.itemsize = itemsize;
    buffer.len = CountItems(shape.data(), shape.size()) * itemsize;
    buffer.readonly = false;
    buffer.ndim = static_cast<int>(shape.size());
    buffer.format = format;
    buffer.shape = shape.data();
    return buffer;
  }
};

template <class Record>
std::string Refusal(const Buffer& buffer) {
  const auto view = BindNdim<Record>(buffer);
  return view ? "accepted" : Render(view.error());
}

const char* const kPoint = "T{i:x:4xd:y:}";
const std::string kFirst =
    "the buffer is not an array of `ndim_view_test::Point` (T{i:x:4xd:y:})\n";

TEST_CASE("a buffer of any number of dimensions is bound") {
  Array array;
  for (const Numbers& shape : {Numbers{}, Numbers{4}, Numbers{2, 3}, Numbers{2, 0, 5},
                               Numbers{1, 2, 2, 2}, Numbers(64, 1)}) {
    CAPTURE(shape);
    const Buffer buffer = array.Of(kPoint, 16, shape);
    const auto trusted = BindNdim<const Point>(buffer);
    REQUIRE(trusted);
    static_assert(std::is_same_v<decltype(*trusted), const UncheckedNdimView<const Point>&>);
    CHECK(ToVector(trusted->shape()) == shape);
    const KnownMemory memory{array.bytes, static_cast<std::size_t>(buffer.len)};
    const auto checked = BindNdim<Point>(buffer, memory);
    REQUIRE(checked);
    static_assert(std::is_same_v<decltype(*checked), const NdimView<Point>&>);
    CHECK(ToVector(checked->shape()) == shape);
    CHECK(checked->is_c_contiguous());
    CHECK(reinterpret_cast<unsigned char*>(checked->data()) == array.bytes);
    if (buffer.len == 0) continue;
    const auto beyond = BindNdim<Point>(buffer, {array.bytes, memory.size - 1});
    REQUIRE_FALSE(beyond);
    CHECK(beyond.error().mismatches.size() == 1);
    CHECK(beyond.error().mismatches[0].where == "memory");
  }
}

TEST_CASE("the report has what Bind's has, and no number of dimensions") {
  Array array;
  Buffer buffer = array.Of(kPoint, 16, {2, 2});
  SECTION("everything at once") {
    buffer.buf = array.bytes + 1;
    buffer.readonly = true;
    buffer.format = "T{i:x:4xd:z:}";
    array.strides = {32, 20};
    buffer.strides = array.strides.data();
    const std::string expected =
        kFirst +
        "  field y: expected the name at offset 8, found the name `z`\n"
        "  readonly: expected memory that may be written, found a read-only buffer\n"
        "  base address: expected a multiple of 8, found 1 byte beyond one (unaligned<T> members "
        "need no alignment)\n"
        "  strides[1]: expected a multiple of 8, found 20 (unaligned<T> members need no "
        "alignment)\n";
    CHECK(Refusal<Point>(buffer) == expected);
    CHECK(Render(Bind<Point, 2>(buffer).error()) == expected);
  }
  SECTION("read-only is enough for const") {
    buffer.readonly = true;
    CHECK(Refusal<const Point>(buffer) == "accepted");
  }
  SECTION("strides that leave the address space") {
    array.strides = {kMax - 15, 16};
    buffer.strides = array.strides.data();
    CHECK(Refusal<Point>(buffer) ==
          kFirst +
              "  strides: stride 9223372036854775792 of dimension 0 walks more than "
              "9223372036854775807 bytes\n");
  }
  SECTION("items behind pointers") {
    void* pointer = array.bytes + 16;
    const std::ptrdiff_t shape[] = {1, 2};
    const std::ptrdiff_t strides[] = {8, 16};
    const std::ptrdiff_t suboffsets[] = {0, -1};
    buffer.buf = &pointer;
    buffer.len = 32;
    buffer.shape = shape;
    buffer.strides = strides;
    buffer.suboffsets = suboffsets;
    CHECK(Refusal<Point>(buffer) ==
          kFirst +
              "  suboffsets: expected none, found items behind pointers (BindIndirect follows "
              "them)\n");
  }
  SECTION("65 dimensions") {
    CHECK(Refusal<Point>(array.Of(kPoint, 16, Numbers(65, 1))) ==
          kFirst + "  buffer: ndim is 65, expected 0 to 64\n");
  }
}

TEST_CASE("a buffer without a shape is read as Bind reads it") {
  Array array;
  const std::string kShape =
      "  shape: expected an extent for each dimension, found none; ask the exporter with "
      "PyBUF_ND, or PyBUF_RECORDS_RO for all\n";
  Buffer buffer = array.Of(kPoint, 16, {3});
  buffer.shape = nullptr;
  const auto view = BindNdim<const Point>(buffer);
  REQUIRE(view);
  CHECK(ToVector(view->shape()) == Numbers{3});
  buffer.ndim = 2;
  CHECK(Refusal<const Point>(buffer) == kFirst + kShape);
  buffer.ndim = 0;
  CHECK(Refusal<const Point>(buffer) == kFirst + kShape);
  buffer.len = 16;
  CHECK(Refusal<const Point>(buffer) == "accepted");
}

}  // namespace
}  // namespace pep3118
