// SPDX-License-Identifier: MIT
// Arrays behind pointers, written out by hand: PIL's table of rows, and pointers to single items.
#include "pep3118/buffer/unchecked_indirect_view.h"

#include <cstdint>
#include <vector>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("a table of rows is followed") {
  std::uint8_t first[] = {99, 1, 2, 3};
  std::uint8_t second[] = {99, 4, 5, 6};
  std::uint8_t* table[] = {first, second};
  // Suboffset 1: the items begin one byte after where each pointer leads.
  const UncheckedIndirectView<std::uint8_t, 2> view(table, {2, 3}, {sizeof(void*), 1}, {1, -1});
  CHECK(view(0, 0) == 1);
  CHECK(view.at(1, 2) == 6);
  CHECK_THROWS_AS(view.at(2, 0), std::out_of_range);
  CHECK_THROWS_AS(view.at(0, 3), std::out_of_range);
  CHECK_THROWS_AS(view.at(-1, 0), std::out_of_range);
  view.Store(50, 1, 1);
  CHECK(second[2] == 50);
  CHECK_THROWS_AS(view.Store(1, 1, 3), std::out_of_range);

  std::vector<std::uint8_t> items(6);
  view.CopyTo(items);
  CHECK(items == std::vector<std::uint8_t>{1, 2, 3, 4, 50, 6});
  view.sliced({.step = -1}, 0).sliced({.step = -1}, 1).CopyTo(items);
  CHECK(items == std::vector<std::uint8_t>{6, 50, 4, 3, 2, 1});
  items.resize(2);
  view.sliced({1}, 1).sliced({.step = 2}, 1).CopyTo(items);
  CHECK(items == std::vector<std::uint8_t>{2, 50});
  CHECK_THROWS_AS(view.CopyTo(std::span<std::uint8_t>(items).first(1)), std::invalid_argument);
}

TEST_CASE("rows that run backwards from where the pointer leads") {
  std::uint16_t row[] = {10, 20, 30};
  std::uint16_t* table[] = {row + 2};
  const UncheckedIndirectView<const std::uint16_t, 2> view(table, {1, 3}, {sizeof(void*), -2},
                                                           {0, -1});
  std::vector<std::uint16_t> items(3);
  view.CopyTo(items);
  CHECK(items == std::vector<std::uint16_t>{30, 20, 10});
  // The suboffset becomes -4 here, and the pointer must still be followed.
  view.sliced({.step = -1}, 1).CopyTo(items);
  CHECK(items == std::vector<std::uint16_t>{10, 20, 30});
}

TEST_CASE("a pointer for every item, at odd addresses") {
  unsigned char bytes[9] = {0, 1, 0, 0, 0, 2, 0, 0, 0};
  unsigned char* table[] = {bytes, bytes + 4};
  const UncheckedIndirectView<std::uint32_t, 1> view(table, {2}, {sizeof(void*)}, {1});
  const std::uint32_t one = view.at(0);
  const std::uint32_t two = view.at(1);
  CHECK((one == 1 || one == 0x01000000));  // little- or big-endian host
  CHECK(two == 2 * one);
}

TEST_CASE("no items, no pointers followed") {
  const UncheckedIndirectView<int, 2> view(nullptr, {0, 3}, {8, 4}, {0, -1});
  CHECK(view.count() == 0);
  view.CopyTo({});
  CHECK_THROWS_AS(view.at(0, 0), std::out_of_range);
  const std::ptrdiff_t kMax = PTRDIFF_MAX;
  const UncheckedIndirectView<int, 2> huge(nullptr, {kMax, 0}, {kMax, kMax}, {0, kMax});
  CHECK(huge.count() == 0);
  CHECK(huge.sliced({.begin = 5, .step = 3}).count() == 0);
}

TEST_CASE("more items than an std::ptrdiff_t can count are never copied") {
  unsigned char byte = 7;
  unsigned char* table[] = {&byte};
  const std::ptrdiff_t side = std::ptrdiff_t{1} << (4 * sizeof(std::ptrdiff_t));
  const UncheckedIndirectView<unsigned char, 2> view(table, {side, side}, {0, 0}, {0, -1});
  CHECK(view.count() == PTRDIFF_MAX);
  CHECK_THROWS_AS(view.CopyTo({}), std::invalid_argument);
}

}  // namespace
}  // namespace pep3118
