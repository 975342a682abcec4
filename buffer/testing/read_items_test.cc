// SPDX-License-Identifier: MIT
#include "pep3118/buffer/testing/read_items.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "pep3118/testdata/catch.h"

namespace pep3118::tools {
namespace {

// Byte i of the memory is i.
std::vector<std::uint8_t> Counting(std::size_t size) {
  std::vector<std::uint8_t> memory(size);
  std::iota(memory.begin(), memory.end(), std::uint8_t{0});
  return memory;
}

// Items that take no memory of their own.
constexpr int kManyBits = sizeof(std::ptrdiff_t) >= 8 ? 40 : 28;

struct Row {
  const char* what;
  std::vector<std::ptrdiff_t> shape;
  std::vector<std::ptrdiff_t> strides;
  std::ptrdiff_t itemsize;
  std::ptrdiff_t buf_offset;
  std::uint64_t sum;
};

TEST_CASE("every byte of every item is read") {
  const Row rows[] = {
      {"one after the other", {4}, {2}, 2, 0, 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7},
      {"every second", {3}, {4}, 2, 1, 1 + 2 + 5 + 6 + 9 + 10},
      {"backwards", {3}, {-4}, 2, 9, 1 + 2 + 5 + 6 + 9 + 10},
      {"two dimensions", {2, 2}, {8, -1}, 1, 1, 1 + 0 + 9 + 8},
      {"broadcast", {3}, {0}, 2, 4, 3 * (4 + 5)},
      {"none", {0}, {1}, 1, 0, 0},
      // 2^kManyBits items are read as the bytes that they are made of
      {"a giant broadcast", {std::ptrdiff_t{1} << kManyBits}, {0}, 2, 4, 4 + 5},
      {"a giant broadcast of rows", {3, std::ptrdiff_t{1} << kManyBits}, {-4, 0}, 1, 8, 8 + 4 + 0},
      {"items over each other, many times",
       {2, 2, std::ptrdiff_t{1} << (kManyBits - 2), 2},
       {1, 3, 0, 5},
       1,
       0,
       0 + 1 + 3 + 4 + 5 + 6 + 8 + 9},
      {"pieces of more than a word",
       {3, std::ptrdiff_t{1} << kManyBits},
       {70, 0},
       2,
       0,
       0 + 1 + 70 + 71 + 140 + 141},
  };
  std::vector<std::uint8_t> memory = Counting(200);
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      std::ptrdiff_t len = row.itemsize;
      for (const std::ptrdiff_t dim : row.shape) len *= dim;
      const Result<Description, BufferError> array =
          Describe({memory.data() + row.buf_offset, len, row.itemsize, true,
                    static_cast<int>(row.shape.size()), nullptr, row.shape.data(),
                    row.strides.data(), nullptr},
                   {memory.data(), memory.size()});
      REQUIRE(array);
      CHECK(SumItems(*array) == row.sum);
    }
  }
}

TEST_CASE("rows behind pointers are read") {
  std::vector<std::uint8_t> memory = Counting(16);
  std::array<void*, 2> table = {memory.data() + 8, memory.data()};
  const std::ptrdiff_t shape[] = {2, 3};
  const std::ptrdiff_t strides[] = {sizeof(void*), 2};
  const std::ptrdiff_t suboffsets[] = {1, -1};
  const std::array blocks = {KnownMemory{memory.data(), memory.size()}};
  const Result<Description, BufferError> array =
      Describe({table.data(), 6, 1, true, 2, "B", shape, strides, suboffsets},
               {table.data(), sizeof(table)}, BufferAccess::kRead, {}, blocks);
  REQUIRE(array);
  CHECK(SumItems(*array) == 9 + 11 + 13 + 1 + 3 + 5);
}

}  // namespace
}  // namespace pep3118::tools
