// SPDX-License-Identifier: MIT
#include "pep3118/buffer/description.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>

#include "pep3118/layout/find.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// Proved converts to trusted; trusted never to proved.
static_assert(std::is_convertible_v<const Description*, const UncheckedDescription*>);
static_assert(!std::is_convertible_v<UncheckedDescription, Description>);

// T{i:x:d:y:} as this compiler places it.
struct Point {
  std::int32_t x;
  double y;
};
constexpr auto kPointBytes = static_cast<std::ptrdiff_t>(sizeof(Point));

alignas(16) std::byte memory[64];
const KnownMemory kMemory{memory, sizeof(memory)};

struct Row {
  const char* format;
  std::ptrdiff_t itemsize;
  std::ptrdiff_t count;
};

Buffer BufferOf(const Row& row) {
  return {memory, row.itemsize * row.count, row.itemsize, true, 1, row.format, &row.count, nullptr,
          nullptr};
}

TEST_CASE("a buffer is described when its format has its itemsize") {
  const Row rows[] = {
      {"i", 4, 4},
      {"T{i:x:d:y:}", kPointBytes, 2},
      {"T{<i:x:<d:y:}", kPointBytes, 2},  // ctypes leaves the hole unwritten
      {nullptr, 1, 16},
      {nullptr, 8, 2},  // asked for no format: the itemsize still holds
      {"5s", 5, 3},
      {"", 0, 7},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION((row.format == nullptr ? "NULL" : row.format) << ", " << row.itemsize) {
      const Result<Description, BufferError> array = Describe(BufferOf(row), kMemory);
      REQUIRE(array);
      CHECK(array->layout().itemsize() == row.itemsize);
      CHECK(array->geometry().itemsize == row.itemsize);
      CHECK(array->geometry().count == row.count);
    }
  }
}

TEST_CASE("a format that is broken or has another size is refused") {
  struct Refused {
    Row row;
    BufferErrorKind kind;
    std::string message;
  };
  using enum BufferErrorKind;
  const Refused rows[] = {
      {{"T{i:x:", 16, 2}, kFormat, "the format is refused: record `T{` is never closed"},
      {{"T{i:x:d:y:}", kPointBytes - 4, 2},
       kItemsizeMismatch,
       "itemsize is " + std::to_string(kPointBytes - 4) + ", expected " +
           std::to_string(kPointBytes) + " (what the format describes)"},
      {{"d", 4, 2}, kItemsizeMismatch, "itemsize is 4, expected 8 (what the format describes)"},
      {{"18446744073709551608xq", 8, 2},
       kFormat,
       "the format is refused: `18446744073709551608` is too large"},
  };
  for (const Refused& refused : rows) {
    DYNAMIC_SECTION(refused.row.format) {
      const Result<Description, BufferError> array = Describe(BufferOf(refused.row), kMemory);
      REQUIRE_FALSE(array);
      CHECK(BufferErrorName(array.error().kind) == BufferErrorName(refused.kind));
      CHECK(Message(array.error()) == refused.message);
      CHECK(array.error().format);
    }
  }
}

TEST_CASE("NULL shape is bytes without a format, and items with one") {
  Buffer buffer{.buf = memory, .len = 16, .itemsize = 4};
  const Result<Description, BufferError> bytes = Describe(buffer, kMemory);
  REQUIRE(bytes);
  CHECK(bytes->geometry().count == 16);
  CHECK(bytes->layout().item().kind == TypeKind::kUint);
  buffer.format = "i";
  const Result<Description, BufferError> items = Describe(buffer, kMemory);
  REQUIRE(items);
  CHECK(items->geometry().count == 4);
  CHECK(items->layout().item().kind == TypeKind::kInt);
  buffer.itemsize = 1;
  const Result<Description, BufferError> contradiction = Describe(buffer, kMemory);
  REQUIRE_FALSE(contradiction);
  CHECK(Message(contradiction.error()) ==
        "shape is NULL, so items have 1 byte, but the format's have 4 (PyBUF_ND asks for a shape)");
}

TEST_CASE("items of no bytes are bounded by the memory") {
  CHECK(Describe(BufferOf({"T{}", 0, 64}), kMemory));
  const Row many = {"T{}", 0, 65};
  const Result<Description, BufferError> array = Describe(BufferOf(many), kMemory);
  REQUIRE_FALSE(array);
  CHECK(array.error().kind == BufferErrorKind::kUnboundedCount);
  CHECK(DescribeUnchecked(BufferOf(many)));
}

TEST_CASE("without the memory, strides that no address space holds are refused") {
  const std::ptrdiff_t shape = 5, stride = PTRDIFF_MAX / 2;
  const auto array = DescribeUnchecked({memory, 20, 4, true, 1, "i", &shape, &stride, nullptr});
  REQUIRE_FALSE(array);
  CHECK(array.error().kind == BufferErrorKind::kSpanOverflow);
}

TEST_CASE("a read-only buffer gives no writable array") {
  Buffer buffer{.buf = memory, .len = 16};
  CHECK(Describe(buffer, kMemory, BufferAccess::kRead));
  const Result<Description, BufferError> array = Describe(buffer, kMemory, BufferAccess::kWrite);
  REQUIRE_FALSE(array);
  CHECK(array.error().kind == BufferErrorKind::kReadonly);
  CHECK_FALSE(DescribeUnchecked(buffer, BufferAccess::kWrite));
  buffer.readonly = false;
  CHECK(Describe(buffer, kMemory, BufferAccess::kWrite));
}

TEST_CASE("without the memory the numbers are checked and the memory is not") {
  const std::ptrdiff_t count = 1000;
  const Buffer buffer{memory, 4000, 4, true, 1, "i", &count, nullptr, nullptr};
  CHECK(DescribeUnchecked(buffer));
  const Result<Description, BufferError> array = Describe(buffer, kMemory);
  REQUIRE_FALSE(array);
  CHECK(Message(array.error()) ==
        "last item ends at offset 4000 of the memory, expected 64 or less");
}

TEST_CASE("a description keeps nothing of the Buffer that it was made from") {
  auto shape = std::make_unique<std::ptrdiff_t>(2);
  auto format = std::make_unique<std::array<char, 12>>(std::array<char, 12>{"T{i:x:d:y:}"});
  const Result<Description, BufferError> array =
      Describe({memory, 2 * kPointBytes, kPointBytes, true, 1, format->data(), shape.get(), nullptr,
                nullptr},
               kMemory);
  shape.reset();
  format.reset();
  REQUIRE(array);
  CHECK(array->geometry().Shape()[0] == 2);
  const Result<FieldLocation, PathError> y = Find(array->layout(), "y");
  REQUIRE(y);
  CHECK(y->offset == offsetof(Point, y));
}

}  // namespace
}  // namespace pep3118
