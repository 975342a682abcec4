// SPDX-License-Identifier: MIT
// The numbers of a buffer: NULL rules, cross-checks, bounds.  Expectations are PEP 3118's and the
// Python/C API's rules, and hand-counted bytes.
#include "pep3118/buffer/geometry.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using Numbers = std::vector<std::ptrdiff_t>;
using Maybe = std::optional<Numbers>;

constexpr std::ptrdiff_t kMax = std::numeric_limits<std::ptrdiff_t>::max();
constexpr std::ptrdiff_t kMin = std::numeric_limits<std::ptrdiff_t>::min();

const std::ptrdiff_t* Pointer(const Maybe& numbers) { return numbers ? numbers->data() : nullptr; }

Numbers List(std::span<const std::ptrdiff_t> numbers) { return {numbers.begin(), numbers.end()}; }

alignas(16) std::byte memory[64];

TEST_CASE("NULLs mean what PEP 3118 says") {
  struct Row {
    const char* what;
    std::ptrdiff_t len;
    std::ptrdiff_t itemsize;
    int ndim;
    Maybe shape;
    Maybe strides;
    std::ptrdiff_t count;
    std::ptrdiff_t resolved_itemsize;
    Numbers resolved_shape;
    Numbers resolved_strides;
  };
  const Row rows[] = {
      {"one item", 8, 8, 0, {}, {}, 1, 8, {}, {}},
      {"bytes", 10, 1, 1, {}, {}, 10, 1, {10}, {1}},
      {"bytes of an exporter that keeps its itemsize", 16, 4, 1, {}, {}, 16, 1, {16}, {1}},
      {"C order", 48, 4, 2, Numbers{3, 4}, {}, 12, 4, {3, 4}, {16, 4}},
      {"C order, three dimensions", 48, 2, 3, Numbers{2, 3, 4}, {}, 24, 2, {2, 3, 4}, {24, 8, 2}},
      {"Fortran order", 24, 4, 2, Numbers{2, 3}, Numbers{4, 8}, 6, 4, {2, 3}, {4, 8}},
      {"no items", 0, 4, 2, Numbers{0, 3}, {}, 0, 4, {0, 3}, {12, 4}},
      {"no items, strides above 64 bits",
       0,
       4,
       3,
       Numbers{0, kMax, kMax},
       {},
       0,
       4,
       {0, kMax, kMax},
       {0, 0, 4}},
      {"items of no bytes", 0, 0, 1, Numbers{5}, {}, 5, 0, {5}, {0}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const Buffer buffer{memory,   row.len, row.itemsize,       true,
                          row.ndim, nullptr, Pointer(row.shape), Pointer(row.strides),
                          nullptr};
      Geometry geometry;
      BufferError error;
      REQUIRE(ResolveGeometry(buffer, geometry, error));
      CHECK(geometry.data == memory);
      CHECK(geometry.count == row.count);
      CHECK(geometry.itemsize == row.resolved_itemsize);
      CHECK(geometry.readonly);
      CHECK_FALSE(geometry.indirect);
      CHECK(List(geometry.Shape()) == row.resolved_shape);
      CHECK(List(geometry.Strides()) == row.resolved_strides);
    }
  }
}

TEST_CASE("numbers that contradict each other are refused, each with its own kind") {
  struct Row {
    std::ptrdiff_t len;
    std::ptrdiff_t itemsize;
    int ndim;
    Maybe shape;
    Maybe strides;
    Maybe suboffsets;
    BufferErrorKind kind;
    std::string message;
  };
  using enum BufferErrorKind;
  const Row rows[] = {
      {4, 4, -1, {}, {}, {}, kNdim, "ndim is -1, expected 0 to 64"},
      {4, 4, 65, Numbers(65, 1), {}, {}, kNdim, "ndim is 65, expected 0 to 64"},
      {-1, 1, 1, {}, {}, {}, kNegativeLen, "len is -1, expected 0 or more"},
      {4, -4, 1, Numbers{1}, {}, {}, kNegativeItemsize, "itemsize is -4, expected 0 or more"},
      {16,
       4,
       2,
       {},
       {},
       {},
       kMissingShape,
       "shape is NULL, expected ndim 1 without strides, found ndim 2 (PyBUF_ND asks for a shape)"},
      {16,
       4,
       1,
       {},
       Numbers{4},
       {},
       kMissingShape,
       "shape is NULL, expected ndim 1 without strides, found ndim 1 (PyBUF_ND asks for a shape)"},
      {4, 4, 1, Numbers{-1}, {}, {}, kNegativeDimension, "shape[0] is -1, expected 0 or more"},
      {0, 4, 2, Numbers{0, -1}, {}, {}, kNegativeDimension, "shape[1] is -1, expected 0 or more"},
      {4,
       4,
       1,
       Numbers{kMax},
       {},
       {},
       kSizeOverflow,
       "product of shape times itemsize is more than " + std::to_string(kMax) + " bytes"},
      {0,
       4,
       2,
       Numbers{kMax / 2 + 1, 2},
       {},
       {},
       kSizeOverflow,
       "product of shape times itemsize is more than " + std::to_string(kMax) + " bytes"},
      // as 2^62 + 1 items of 4 bytes are 4 bytes modulo 2^64
      {4,
       4,
       1,
       Numbers{kMax / 2 + 2},
       {},
       {},
       kSizeOverflow,
       "product of shape times itemsize is more than " + std::to_string(kMax) + " bytes"},
      {8,
       4,
       1,
       Numbers{4},
       {},
       {},
       kLenMismatch,
       "len is 8, expected 16 (product of shape times itemsize)"},
      {20,
       4,
       1,
       Numbers{4},
       {},
       {},
       kLenMismatch,
       "len is 20, expected 16 (product of shape times itemsize)"},
      {4, 8, 0, {}, {}, {}, kLenMismatch, "len is 4, expected 8 (product of shape times itemsize)"},
      {16,
       4,
       1,
       Numbers{4},
       {},
       Numbers{0},
       kMissingStrides,
       "strides is NULL, expected strides with suboffsets[0] = 0"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.message) {
      const Buffer buffer{memory,
                          row.len,
                          row.itemsize,
                          true,
                          row.ndim,
                          nullptr,
                          Pointer(row.shape),
                          Pointer(row.strides),
                          Pointer(row.suboffsets)};
      Geometry geometry;
      BufferError error;
      REQUIRE_FALSE(ResolveGeometry(buffer, geometry, error));
      CHECK(BufferErrorName(error.kind) == BufferErrorName(row.kind));
      CHECK(Message(error) == row.message);
    }
  }
  Geometry geometry;
  BufferError error;
  CHECK_FALSE(ResolveGeometry({.buf = nullptr, .len = 4}, geometry, error));
  CHECK(error.kind == kMissingMemory);
  CHECK(ResolveGeometry({.buf = nullptr, .len = 0}, geometry, error));
}

// array.array gives such a buffer to a consumer that asks with PyBUF_FORMAT, without PyBUF_ND;
// memoryview and NumPy read it as items.
TEST_CASE("without a shape, a format makes items of the bytes") {
  Geometry geometry;
  BufferError error;
  Buffer buffer{.buf = memory, .len = 24, .itemsize = 4, .format = "i"};
  REQUIRE(ResolveGeometry(buffer, geometry, error));
  CHECK(geometry.itemsize == 4);
  CHECK(geometry.count == 6);
  CHECK(List(geometry.Shape()) == Numbers{6});
  CHECK(List(geometry.Strides()) == Numbers{4});
  CHECK(ProveInside(geometry, {memory, 24}, error));
  CHECK_FALSE(ProveInside(geometry, {memory, 23}, error));
  buffer.len = 0;
  REQUIRE(ResolveGeometry(buffer, geometry, error));
  CHECK(geometry.count == 0);
  buffer.itemsize = 0;
  CHECK(ResolveGeometry(buffer, geometry, error));
  CHECK(geometry.count == 0);
  for (const std::ptrdiff_t itemsize : {7, 0}) {
    buffer.len = 24;
    buffer.itemsize = itemsize;
    REQUIRE_FALSE(ResolveGeometry(buffer, geometry, error));
    CHECK(error.kind == BufferErrorKind::kPartialItem);
    CHECK(Message(error) == "shape is NULL and len is 24, expected a multiple of " +
                                std::to_string(itemsize) + " (itemsize)");
  }
}

TEST_CASE("items of no bytes are as many as the memory has bytes, at most") {
  BufferError error;
  for (const std::ptrdiff_t count : {std::ptrdiff_t{3}, std::ptrdiff_t{17}, kMax}) {
    const std::ptrdiff_t stride = 0;
    Geometry geometry;
    REQUIRE(ResolveGeometry({memory, 0, 0, true, 1, nullptr, &count, &stride, nullptr}, geometry,
                            error));
    CHECK(geometry.count == count);
    CHECK(ProveInside(geometry, {memory, 16}, error) == (count == 3));
    if (count > 3) CHECK(error.kind == BufferErrorKind::kUnboundedCount);
    const std::array blocks = {KnownMemory{memory + 16, 1}};
    CHECK(ProveInside(geometry, {memory, 16}, error, blocks) == (count <= 17));
  }
  CHECK(Message(error) ==
        std::to_string(kMax) + " items of no bytes, expected at most 17, the bytes of the memory");
}

TEST_CASE("without memory, no step from item to item may wrap") {
  struct Row {
    const char* what;
    Numbers shape;
    Numbers strides;
    std::optional<BufferErrorKind> refused;
  };
  using enum BufferErrorKind;
  const Row rows[] = {
      {"near", {4, 4}, {16, -4}, {}},
      {"no items", {4, 0}, {kMax, kMin}, {}},
      {"a stride that is never taken", {1}, {kMin}, {}},
      {"a product that wraps", {5}, {kMax / 2}, kSpanOverflow},
      {"a sum that wraps", {2, 2}, {kMax / 2, kMax / 2}, kSpanOverflow},
      {"both ways, too far apart", {2, 2}, {kMax / 2, -(kMax / 2)}, kSpanOverflow},
      {"below the first address", {2}, {-(kMax - 8)}, kAddressSpace},
  };
  // A quarter of the address space is below it, three are above: a number, no access.
  void* const buf = reinterpret_cast<void*>(UINTPTR_MAX / 4 + 1);
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      std::ptrdiff_t len = 4;
      for (const std::ptrdiff_t dim : row.shape) len *= dim;
      Geometry geometry;
      BufferError error;
      REQUIRE(ResolveGeometry({buf, len, 4, true, static_cast<int>(row.shape.size()), nullptr,
                               row.shape.data(), row.strides.data(), nullptr},
                              geometry, error));
      REQUIRE(ProveSpan(geometry, error) == !row.refused);
      if (row.refused) CHECK(BufferErrorName(error.kind) == BufferErrorName(*row.refused));
    }
  }
}

TEST_CASE("64 dimensions are allowed, and negative suboffsets are none") {
  const Numbers ones(64, 1);
  const Numbers none(64, -1);
  Geometry geometry;
  BufferError error;
  const Buffer buffer{memory, 4, 4, true, 64, nullptr, ones.data(), nullptr, none.data()};
  REQUIRE(ResolveGeometry(buffer, geometry, error));
  CHECK(geometry.count == 1);
  CHECK_FALSE(geometry.indirect);
  CHECK(geometry.Suboffsets().empty());
  CHECK(ProveInside(geometry, {memory, 4}, error));
  CHECK_FALSE(ProveInside(geometry, {memory, 3}, error));
}

TEST_CASE("every item is proved to lie inside, or not") {
  struct Row {
    const char* what;
    Numbers shape;
    Numbers strides;
    std::ptrdiff_t itemsize;
    std::ptrdiff_t buf_offset;
    std::size_t memory_bytes;
    std::optional<BufferErrorKind> refused;
  };
  using enum BufferErrorKind;
  const Row rows[] = {
      {"exactly", {4}, {4}, 4, 0, 16, {}},
      {"one byte short", {4}, {4}, 4, 0, 15, kAboveMemory},
      {"one byte late", {4}, {4}, 4, 1, 16, kAboveMemory},
      {"one byte late with room", {4}, {4}, 4, 1, 17, {}},
      {"reversed", {4}, {-4}, 4, 12, 16, {}},
      {"reversed, base too low", {4}, {-4}, 4, 11, 16, kBelowMemory},
      {"reversed, base too high", {4}, {-4}, 4, 13, 16, kAboveMemory},
      {"both ways", {2, 3}, {-12, 4}, 4, 12, 24, {}},
      {"both ways, one dimension more", {3, 3}, {-12, 4}, 4, 12, 24, kBelowMemory},
      {"broadcast", {kMax / 4}, {0}, 4, 0, 4, {}},
      {"broadcast, short", {kMax / 4}, {0}, 4, 0, 3, kAboveMemory},
      {"overlapping", {5}, {1}, 4, 0, 8, {}},
      {"a stride that is never taken", {1}, {kMin}, 4, 0, 4, {}},
      {"a stride to the end of the world", {2}, {kMax}, 4, 0, 16, kAboveMemory},
      {"a stride to its beginning", {2}, {kMin}, 4, 0, 16, kBelowMemory},
      {"strides whose product wraps", {5, 1}, {kMax / 2, 4}, 4, 0, 16, kSpanOverflow},
      {"strides whose sum wraps", {2, 2}, {kMax, kMax}, 4, 0, 16, kSpanOverflow},
      {"negative strides whose sum wraps", {2, 2}, {kMin, -1}, 4, 0, 16, kSpanOverflow},
      {"up and down do not cancel", {2, 2}, {16, -16}, 4, 0, 16, kBelowMemory},
      {"no items, no memory", {0, 3}, {12, 4}, 4, 0, 0, {}},
      {"no items, any base", {3, 0}, {kMax, kMin}, 4, 1000, 0, {}},
      {"base before the memory", {1}, {4}, 4, -1, 64, kBelowMemory},
      {"base behind the memory", {1}, {4}, 4, 17, 16, kAboveMemory},
      {"an item larger than the memory", {1}, {kMax}, kMax, 0, 16, kAboveMemory},
      {"items of no bytes at the end", {3}, {0}, 0, 16, 16, {}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      std::ptrdiff_t len = row.itemsize;
      for (const std::ptrdiff_t dim : row.shape) len *= dim;
      const auto base = reinterpret_cast<std::uintptr_t>(memory) + 16;  // as a number: no access
      const Buffer buffer{
          reinterpret_cast<void*>(base + static_cast<std::uintptr_t>(row.buf_offset)),
          len,
          row.itemsize,
          true,
          static_cast<int>(row.shape.size()),
          nullptr,
          row.shape.data(),
          row.strides.data(),
          nullptr};
      Geometry geometry;
      BufferError error;
      REQUIRE(ResolveGeometry(buffer, geometry, error));
      const bool inside =
          ProveInside(geometry, {reinterpret_cast<const void*>(base), row.memory_bytes}, error);
      CHECK(inside == !row.refused);
      if (!inside && row.refused) {
        CHECK(BufferErrorName(error.kind) == BufferErrorName(*row.refused));
      }
    }
  }
}

TEST_CASE("memory that wraps around the address space is refused") {
  Geometry geometry;
  BufferError error;
  REQUIRE(ResolveGeometry({.buf = memory, .len = 4}, geometry, error));
  CHECK_FALSE(ProveInside(geometry, {memory, SIZE_MAX}, error));
  CHECK(error.kind == BufferErrorKind::kMemoryExtent);
  CHECK_FALSE(ProveInside(geometry, {reinterpret_cast<const void*>(UINTPTR_MAX - 1), 4}, error));
  CHECK(error.kind == BufferErrorKind::kMemoryExtent);
  CHECK(ProveInside(geometry, {memory, 4}, error));
}

// The proof, compared with the addresses of all items, for every small array.
TEST_CASE("the proof holds exactly when no item sticks out") {
  int proved = 0;
  int refused = 0;
  const auto base = reinterpret_cast<std::uintptr_t>(memory) + 16;
  for (std::ptrdiff_t a = 0; a <= 3; ++a) {
    for (std::ptrdiff_t b = 0; b <= 3; ++b) {
      for (std::ptrdiff_t sa = -5; sa <= 5; ++sa) {
        for (std::ptrdiff_t sb = -5; sb <= 5; ++sb) {
          for (std::ptrdiff_t at = 0; at <= 12; at += 3) {
            const std::ptrdiff_t shape[] = {a, b};
            const std::ptrdiff_t strides[] = {sa, sb};
            bool inside = true;
            for (std::ptrdiff_t i = 0; i < a; ++i) {
              for (std::ptrdiff_t j = 0; j < b; ++j) {
                const std::ptrdiff_t first = at + i * sa + j * sb;
                inside = inside && first >= 0 && first + 2 <= 12;
              }
            }
            Geometry geometry;
            BufferError error;
            const Buffer buffer{reinterpret_cast<void*>(base + static_cast<std::uintptr_t>(at)),
                                a * b * 2,
                                2,
                                true,
                                2,
                                nullptr,
                                shape,
                                strides,
                                nullptr};
            REQUIRE(ResolveGeometry(buffer, geometry, error));
            const bool found =
                ProveInside(geometry, {reinterpret_cast<const void*>(base), 12}, error);
            CAPTURE(a, b, sa, sb, at);
            REQUIRE(found == inside);
            ++(found ? proved : refused);
          }
        }
      }
    }
  }
  CHECK(proved > 1000);
  CHECK(refused > 1000);
}

// PIL's way: a table of pointers to rows.
struct Rows {
  std::array<std::array<std::uint8_t, 4>, 3> pixels{{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}};
  std::array<const void*, 3> table{&pixels[2], &pixels[0], &pixels[1]};
  std::ptrdiff_t shape[2] = {3, 3};
  std::ptrdiff_t strides[2] = {sizeof(void*), 1};
  std::ptrdiff_t suboffsets[2] = {1, -1};  // each row begins one byte behind its pointer

  Geometry geometry() {
    Geometry made;
    BufferError error;
    REQUIRE(ResolveGeometry({table.data(), 9, 1, true, 2, nullptr, shape, strides, suboffsets},
                            made, error));
    REQUIRE(made.indirect);
    return made;
  }
  KnownMemory table_memory() const { return {table.data(), sizeof(table)}; }
  KnownMemory pixel_memory() const { return {pixels.data(), sizeof(pixels)}; }
};

TEST_CASE("suboffsets are followed, and their pointers proved one by one") {
  Rows rows;
  const Geometry geometry = rows.geometry();
  BufferError error;
  const std::array blocks = {rows.pixel_memory()};
  REQUIRE(ProveInside(geometry, rows.table_memory(), error, blocks));
  const std::uint8_t expected[3][3] = {{10, 11, 12}, {2, 3, 4}, {6, 7, 8}};
  for (std::ptrdiff_t i = 0; i < 3; ++i) {
    for (std::ptrdiff_t j = 0; j < 3; ++j) {
      const std::ptrdiff_t index[] = {i, j};
      CHECK(std::to_integer<int>(*ItemAddress(geometry, index)) == expected[i][j]);
    }
  }
  SECTION("rows in no known memory") {
    CHECK_FALSE(ProveInside(geometry, rows.table_memory(), error));
    CHECK(error.kind == BufferErrorKind::kPointerOutside);
    CHECK(error.dimension == 0);
  }
  SECTION("a NULL in the table") {
    rows.table[2] = nullptr;
    CHECK_FALSE(ProveInside(geometry, rows.table_memory(), error, blocks));
    CHECK(error.kind == BufferErrorKind::kPointerOutside);
  }
  SECTION("a suboffset that moves the last row out") {
    rows.suboffsets[0] = 2;
    CHECK_FALSE(ProveInside(rows.geometry(), rows.table_memory(), error, blocks));
    CHECK(error.kind == BufferErrorKind::kPointerOutside);
  }
  SECTION("a suboffset that wraps") {
    rows.suboffsets[0] = kMax;
    CHECK_FALSE(ProveInside(rows.geometry(), rows.table_memory(), error, blocks));
    CHECK(error.kind == BufferErrorKind::kPointerOutside);
  }
  SECTION("a table that is too short") {
    CHECK_FALSE(ProveInside(geometry, {rows.table.data(), sizeof(rows.table) - 1}, error, blocks));
    CHECK(error.kind == BufferErrorKind::kAboveMemory);
  }
}

TEST_CASE("pointers behind pointers are followed, and endless ones refused") {
  // Two tables of two pointers each, behind a table of two; every row has one byte.
  std::uint8_t bytes[4] = {1, 2, 3, 4};
  void* inner[2][2] = {{&bytes[3], &bytes[2]}, {&bytes[1], &bytes[0]}};
  void* outer[2] = {inner[1], inner[0]};
  const std::ptrdiff_t shape[] = {2, 2};
  const std::ptrdiff_t strides[] = {sizeof(void*), sizeof(void*)};
  const std::ptrdiff_t suboffsets[] = {0, 0};
  Geometry geometry;
  BufferError error;
  REQUIRE(ResolveGeometry({outer, 4, 1, true, 2, nullptr, shape, strides, suboffsets}, geometry,
                          error));
  const std::array blocks = {KnownMemory{inner, sizeof(inner)}, KnownMemory{bytes, sizeof(bytes)}};
  REQUIRE(ProveInside(geometry, {outer, sizeof(outer)}, error, blocks));
  std::string seen;
  for (std::ptrdiff_t i = 0; i < 2; ++i) {
    for (std::ptrdiff_t j = 0; j < 2; ++j) {
      const std::ptrdiff_t index[] = {i, j};
      seen += static_cast<char>('0' + std::to_integer<int>(*ItemAddress(geometry, index)));
    }
  }
  CHECK(seen == "2143");

  // A table that points to itself, 2^62 times, or 2^30 on a 32-bit host.
  constexpr int kDims = std::numeric_limits<std::ptrdiff_t>::digits - 1;
  void* self[2] = {self, self};
  const Numbers twos(kDims, 2);
  const Numbers steps(kDims, sizeof(void*));
  const Numbers zeros(kDims, 0);
  REQUIRE(ResolveGeometry({self, std::ptrdiff_t{1} << kDims, 1, true, kDims, nullptr, twos.data(),
                           steps.data(), zeros.data()},
                          geometry, error));
  CHECK_FALSE(ProveInside(geometry, {self, sizeof(self)}, error));
  CHECK(error.kind == BufferErrorKind::kTooManyPointers);
}

}  // namespace
}  // namespace pep3118
