// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/drawn_buffer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "pep3118/layout/compute.h"

namespace pep3118::fuzz {
namespace {

enum Shown : std::uint8_t {
  kNoFormat = 1,
  kNoShape = 2,
  kStrides = 4,
  kSuboffsets = 8,
  kReadonly = 16,
  kWrite = 32,
};
enum Made : std::uint8_t {
  kAtEnd = 1,
  kOwnItemsize = 2,  // as the input says; else the format's
  kOwnLen = 4,
  kPointers = 8,
};

// What an exporter's array of `ndim` numbers is; a number that is no count has none.
std::vector<std::ptrdiff_t> Numbers(Input& input, int ndim) {
  std::vector<std::ptrdiff_t> numbers(static_cast<std::size_t>(std::clamp(ndim, 0, kMaxNdim)));
  for (std::ptrdiff_t& number : numbers) number = static_cast<std::ptrdiff_t>(input.Number());
  return numbers;
}

void Fill(Input& input, std::byte* bytes, std::size_t size, bool pointers) {
  const std::uint8_t first = input.Byte();
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::byte>(first * (i + 1) + i / 7);
  }
  for (std::size_t at = 0; pointers && at + sizeof(void*) <= size; at += sizeof(void*)) {
    const std::byte* const target = bytes + input.Below(255);
    std::memcpy(bytes + at, &target, sizeof target);
  }
}

std::ptrdiff_t ProductOf(const DrawnBuffer& drawn) {
  std::uint64_t product = static_cast<std::uint64_t>(drawn.buffer.itemsize);
  for (const std::ptrdiff_t count : drawn.shape) product *= static_cast<std::uint64_t>(count);
  return static_cast<std::ptrdiff_t>(product);  // may wrap: Describe has to see it
}

}  // namespace

void DrawBuffer(Input& input, const LayoutOptions& options, GuardedMemory& memory,
                DrawnBuffer& drawn) {
  const std::uint8_t shown = input.Byte();
  const std::uint8_t made = input.Byte();
  const std::size_t size = static_cast<std::size_t>(input.Number()) % (GuardedMemory::kBytes + 1);
  std::byte* const block = memory.Block(size, (made & kAtEnd) != 0);
  const auto offset = static_cast<std::uintptr_t>(input.Number());
  Buffer& buffer = drawn.buffer;
  buffer.buf = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(block) + offset);
  buffer.itemsize = static_cast<std::ptrdiff_t>(input.Number());
  buffer.len = static_cast<std::ptrdiff_t>(input.Number());
  buffer.ndim = static_cast<int>(input.Number());
  buffer.readonly = (shown & kReadonly) != 0;
  drawn.write = (shown & kWrite) != 0;
  drawn.memory = {block, size};
  drawn.shape = Numbers(input, buffer.ndim);
  if ((shown & kStrides) != 0) drawn.strides = Numbers(input, buffer.ndim);
  if ((shown & kSuboffsets) != 0) drawn.suboffsets = Numbers(input, buffer.ndim);
  Fill(input, block, size, (made & kPointers) != 0);
  drawn.format = std::string(input.Text());
  if ((made & kOwnItemsize) == 0) {
    LayoutOptions without = options;
    without.itemsize = {};
    const Result<Layout> layout = ComputeLayout(drawn.format, without);
    if (layout) buffer.itemsize = static_cast<std::ptrdiff_t>(layout->itemsize());
  }
  if ((made & kOwnLen) == 0) buffer.len = ProductOf(drawn);
  buffer.format = (shown & kNoFormat) != 0 ? nullptr : drawn.format.c_str();
  buffer.shape = (shown & kNoShape) != 0 ? nullptr : drawn.shape.data();
  buffer.strides = (shown & kStrides) != 0 ? drawn.strides.data() : nullptr;
  buffer.suboffsets = (shown & kSuboffsets) != 0 ? drawn.suboffsets.data() : nullptr;
}

}  // namespace pep3118::fuzz
