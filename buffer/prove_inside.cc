// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>

#include "pep3118/base/checked.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/buffer/numbers.h"

namespace pep3118 {
namespace {

using internal::CheckedAdd;
using internal::CheckedMultiply;
using internal::CheckedSubtract;
using internal::kMaxBytes;
using internal::Refuse;

constexpr auto kPointer = static_cast<std::ptrdiff_t>(sizeof(void*));

// For a message: a distance in bytes as a signed number.
std::int64_t Capped(std::uintptr_t bytes) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, INT64_MAX));
}

// How far the items of some dimensions reach from the first one: bytes below it (0 or less) and
// above (0 or more, the last item's own bytes not counted).
struct Reach {
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = 0;

  bool Add(std::ptrdiff_t dim, std::ptrdiff_t stride) {
    std::ptrdiff_t last = dim - 1;  // bounded: dim is 1 or more
    if (!CheckedMultiply(last, stride, last)) return false;
    std::ptrdiff_t& end = last < 0 ? low : high;
    return CheckedAdd(end, last, end);
  }

  // Whether the bytes from the lowest to the end of the highest, `size` long, can be counted.
  bool CanSpan(std::ptrdiff_t size) const {
    std::ptrdiff_t bytes = 0;
    return CheckedSubtract(high, low, bytes) && CheckedAdd(bytes, size, bytes);
  }
};

bool ReachOf(const Geometry& geometry, int begin, int end, Reach& reach, BufferError& error) {
  for (int i = begin; i < end; ++i) {
    const auto d = static_cast<std::size_t>(i);
    if (!reach.Add(geometry.shape[d], geometry.strides[d])) {
      return Refuse(error, BufferErrorKind::kSpanOverflow, kMaxBytes, geometry.strides[d], i);
    }
  }
  return true;
}

// Whether the bytes from `address + reach.low` to `address + reach.high + size` lie in `memory`.
bool Inside(std::uintptr_t address, const Reach& reach, std::ptrdiff_t size,
            const KnownMemory& memory, BufferError& error) {
  const auto base = reinterpret_cast<std::uintptr_t>(memory.base);
  std::uintptr_t behind = 0;
  if (memory.size > static_cast<std::size_t>(kMaxBytes) || !CheckedAdd(base, memory.size, behind)) {
    return Refuse(error, BufferErrorKind::kMemoryExtent, kMaxBytes, Capped(memory.size));
  }
  if (address < base) {
    // bounded: address is below base, and what is capped has its negative
    return Refuse(error, BufferErrorKind::kBelowMemory, 0, -Capped(base - address));
  }
  const std::uintptr_t before = address - base;  // bounded: address is not below base
  const auto extent = static_cast<std::int64_t>(memory.size);
  if (before > memory.size) {
    return Refuse(error, BufferErrorKind::kAboveMemory, extent, Capped(before));
  }
  const auto begin = static_cast<std::ptrdiff_t>(before);
  const std::ptrdiff_t lowest = begin + reach.low;  // bounded: the signs differ
  if (lowest < 0) return Refuse(error, BufferErrorKind::kBelowMemory, 0, lowest);
  std::ptrdiff_t end = 0;
  const bool fits = CheckedAdd(begin, reach.high, end) && CheckedAdd(end, size, end);
  if (!fits || end > extent) {
    return Refuse(error, BufferErrorKind::kAboveMemory, extent, fits ? end : kMaxBytes);
  }
  return true;
}

// Whether the addresses of the same bytes are addresses.
bool InAddressSpace(std::uintptr_t address, const Reach& reach, std::ptrdiff_t size,
                    BufferError& error) {
  const auto below = static_cast<std::uintptr_t>(reach.low);
  std::uintptr_t end = address;
  if (address != 0 && address < 0 - below) {  // bounded: unsigned, the bytes below the first item
    return Refuse(error, BufferErrorKind::kAddressSpace, 0, reach.low);
  }
  if (!CheckedAdd(end, static_cast<std::uintptr_t>(reach.high), end) ||
      !CheckedAdd(end, static_cast<std::uintptr_t>(size), end)) {
    return Refuse(error, BufferErrorKind::kAddressSpace, 0, reach.high);
  }
  return true;
}

bool InsideAny(std::uintptr_t address, const Reach& reach, std::ptrdiff_t size,
               const KnownMemory& memory, std::span<const KnownMemory> blocks) {
  BufferError ignored;
  if (Inside(address, reach, size, memory, ignored)) return true;
  for (const KnownMemory& block : blocks) {
    if (Inside(address, reach, size, block, ignored)) return true;
  }
  return false;
}

std::uintptr_t ReadPointer(std::uintptr_t address) {
  std::uintptr_t pointer = 0;
  std::memcpy(&pointer, reinterpret_cast<const void*>(address), sizeof(pointer));
  return pointer;
}

// One run of dimensions that ends at an indirect one (its items are pointers) or at the last.
struct Level {
  int begin = 0;
  int end = 0;
  Reach reach;
  std::ptrdiff_t size = 0;       // bytes of what is read at the end: a pointer, or an item
  std::ptrdiff_t suboffset = 0;  // added to the pointer
};

// The levels of an indirect array, walked with an odometer: one index per dimension, no recursion.
class PointerWalk {
 public:
  PointerWalk(const Geometry& geometry, const KnownMemory& memory,
              std::span<const KnownMemory> blocks)
      : geometry_(geometry), memory_(memory), blocks_(blocks) {}

  bool Prove(BufferError& error) {
    if (!FindLevels(error)) return false;
    const auto start = reinterpret_cast<std::uintptr_t>(geometry_.data);
    if (!Inside(start, levels_[0].reach, levels_[0].size, memory_, error)) return false;
    std::array<std::ptrdiff_t, kMaxNdim> index{};
    int changed = 0;  // the outermost dimension whose index is new
    while (true) {
      if (!CheckPointers(index, changed, error)) return false;
      changed = levels_[static_cast<std::size_t>(level_count_ - 2)].end - 1;
      while (changed >= 0) {
        const auto d = static_cast<std::size_t>(changed);
        if (++index[d] < geometry_.shape[d]) break;
        index[d] = 0;
        --changed;
      }
      if (changed < 0) return true;
    }
  }

 private:
  bool FindLevels(BufferError& error) {
    std::ptrdiff_t pointers = 1;
    int begin = 0;
    for (int i = 0; i < geometry_.ndim; ++i) {
      const std::ptrdiff_t suboffset = geometry_.suboffsets[static_cast<std::size_t>(i)];
      if (suboffset < 0) continue;
      for (int j = begin; j <= i; ++j) {
        if (!CheckedMultiply(pointers, geometry_.shape[static_cast<std::size_t>(j)], pointers) ||
            pointers > kMaxPointers) {
          return Refuse(error, BufferErrorKind::kTooManyPointers, kMaxPointers, pointers, j);
        }
      }
      if (!AddLevel({begin, i + 1, {}, kPointer, suboffset}, error)) return false;
      begin = i + 1;
    }
    return AddLevel({begin, geometry_.ndim, {}, geometry_.itemsize, 0}, error);
  }

  bool AddLevel(Level level, BufferError& error) {
    if (!ReachOf(geometry_, level.begin, level.end, level.reach, error)) return false;
    levels_[static_cast<std::size_t>(level_count_++)] = level;
    return true;
  }

  // Reads the pointers at `index` that the change of dimension `changed` makes new, and proves what
  // each leads to.
  bool CheckPointers(const std::array<std::ptrdiff_t, kMaxNdim>& index, int changed,
                     BufferError& error) {
    for (int i = 0; i + 1 < level_count_; ++i) {
      const Level& level = levels_[static_cast<std::size_t>(i)];
      if (changed >= level.end) continue;
      std::uintptr_t address = i == 0 ? reinterpret_cast<std::uintptr_t>(geometry_.data)
                                      : starts_[static_cast<std::size_t>(i)];
      for (int j = level.begin; j < level.end; ++j) {
        const auto d = static_cast<std::size_t>(j);
        // bounded: within the level's reach, which has been proved to lie in memory
        address += static_cast<std::uintptr_t>(index[d] * geometry_.strides[d]);
      }
      const std::uintptr_t pointer = ReadPointer(address);
      const auto suboffset = static_cast<std::uintptr_t>(level.suboffset);
      const auto below = static_cast<std::size_t>(i) + 1;  // bounded: at most ndim
      const Level& next = levels_[below];
      std::uintptr_t target = 0;
      if (pointer == 0 || !CheckedAdd(pointer, suboffset, target) ||
          !InsideAny(target, next.reach, next.size, memory_, blocks_)) {
        return Refuse(error, BufferErrorKind::kPointerOutside, 0, 0, level.end - 1);
      }
      starts_[below] = target;
    }
    return true;
  }

  const Geometry& geometry_;
  const KnownMemory& memory_;
  std::span<const KnownMemory> blocks_;
  std::array<Level, kMaxNdim + 1> levels_;
  int level_count_ = 0;
  std::array<std::uintptr_t, kMaxNdim + 1> starts_{};  // where each level begins, for this index
};

// Items of no bytes lie inside any memory, however many there are: one for each byte of it at most.
bool BoundsEmptyItems(std::ptrdiff_t count, const KnownMemory& memory,
                      std::span<const KnownMemory> blocks, BufferError& error) {
  std::size_t bytes = memory.size;
  for (const KnownMemory& block : blocks) {
    if (!CheckedAdd(bytes, block.size, bytes)) return true;
  }
  if (static_cast<std::size_t>(count) <= bytes) return true;
  return Refuse(error, BufferErrorKind::kUnboundedCount, Capped(bytes), count);
}

}  // namespace

bool ProveSpan(const Geometry& geometry, BufferError& error) {
  if (geometry.count == 0) return true;
  auto address = reinterpret_cast<std::uintptr_t>(geometry.data);
  Reach reach;
  for (int i = 0; i < geometry.ndim; ++i) {
    const auto d = static_cast<std::size_t>(i);
    const bool pointer = geometry.indirect && geometry.suboffsets[d] >= 0;
    const std::ptrdiff_t size = pointer ? kPointer : geometry.itemsize;
    if (!reach.Add(geometry.shape[d], geometry.strides[d]) || !reach.CanSpan(size)) {
      return Refuse(error, BufferErrorKind::kSpanOverflow, kMaxBytes, geometry.strides[d], i);
    }
    if (!InAddressSpace(address, reach, size, error)) return false;
    if (!pointer) continue;
    address = 0;  // unknown: whatever the pointer says
    reach = {0, geometry.suboffsets[d]};
    if (!reach.CanSpan(geometry.itemsize)) {
      return Refuse(error, BufferErrorKind::kPointerOutside, 0, 0, i);
    }
  }
  return true;
}

bool ProveInside(const Geometry& geometry, const KnownMemory& memory, BufferError& error,
                 std::span<const KnownMemory> blocks) {
  if (geometry.count == 0) return true;
  if (geometry.itemsize == 0 && !BoundsEmptyItems(geometry.count, memory, blocks, error)) {
    return false;
  }
  if (geometry.indirect) return PointerWalk(geometry, memory, blocks).Prove(error);
  Reach reach;
  if (!ReachOf(geometry, 0, geometry.ndim, reach, error)) return false;
  return Inside(reinterpret_cast<std::uintptr_t>(geometry.data), reach, geometry.itemsize, memory,
                error);
}

}  // namespace pep3118
