#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>

#include "pep3118/buffer/geometry.h"
#include "pep3118/buffer/numbers.h"

namespace pep3118 {
namespace {

using internal::kMaxBytes;
using internal::kMinBytes;
using internal::Multiply;
using internal::Refuse;

// For a message: a distance in bytes as a signed number.
std::int64_t Capped(std::uintptr_t bytes) {
  return static_cast<std::int64_t>(std::min<std::uintptr_t>(bytes, INT64_MAX));
}

// How far the items of some dimensions reach from the first one: bytes below it (0 or less) and
// above (0 or more, the last item's own bytes not counted).
struct Reach {
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = 0;

  bool Add(std::ptrdiff_t dim, std::ptrdiff_t stride) {
    const std::ptrdiff_t steps = dim - 1;
    if (steps == 0 || stride == 0) return true;
    if (stride > 0) {
      std::ptrdiff_t step = 0;
      if (!Multiply(steps, stride, step) || high > kMaxBytes - step) return false;
      high += step;
    } else {
      if (stride < kMinBytes / steps) return false;
      const std::ptrdiff_t step = steps * stride;
      if (low < kMinBytes - step) return false;
      low += step;
    }
    return true;
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
bool Inside(std::uintptr_t address, const Reach& reach, std::ptrdiff_t size, const Memory& memory,
            BufferError& error) {
  const auto base = reinterpret_cast<std::uintptr_t>(memory.base);
  if (memory.size > static_cast<std::size_t>(kMaxBytes) ||
      memory.size > std::numeric_limits<std::uintptr_t>::max() - base) {
    return Refuse(error, BufferErrorKind::kMemoryExtent, kMaxBytes, Capped(memory.size));
  }
  if (address < base) {
    return Refuse(error, BufferErrorKind::kBelowMemory, 0, -Capped(base - address));
  }
  const std::uintptr_t before = address - base;
  const auto extent = static_cast<std::int64_t>(memory.size);
  if (before > memory.size) {
    return Refuse(error, BufferErrorKind::kAboveMemory, extent, Capped(before));
  }
  // Both are at most PTRDIFF_MAX from here on, so the differences below cannot wrap.
  const auto begin = static_cast<std::ptrdiff_t>(before);
  if (reach.low < -begin) {
    return Refuse(error, BufferErrorKind::kBelowMemory, 0, begin + reach.low);
  }
  const std::ptrdiff_t room = static_cast<std::ptrdiff_t>(memory.size) - begin;
  if (reach.high > room || size > room - reach.high) {
    const bool fits = reach.high <= kMaxBytes - begin && size <= kMaxBytes - begin - reach.high;
    return Refuse(error, BufferErrorKind::kAboveMemory, extent,
                  fits ? begin + reach.high + size : kMaxBytes);
  }
  return true;
}

bool InsideAny(std::uintptr_t address, const Reach& reach, std::ptrdiff_t size,
               const Memory& memory, std::span<const Memory> blocks) {
  BufferError ignored;
  if (Inside(address, reach, size, memory, ignored)) return true;
  for (const Memory& block : blocks) {
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
  PointerWalk(const Geometry& geometry, const Memory& memory, std::span<const Memory> blocks)
      : geometry_(geometry), memory_(memory), blocks_(blocks) {}

  bool Prove(BufferError& error) {
    if (!FindLevels(error)) return false;
    const auto start = reinterpret_cast<std::uintptr_t>(geometry_.data);
    if (!Inside(start, levels_[0].reach, levels_[0].size, memory_, error)) return false;
    std::array<std::ptrdiff_t, kMaxNdim> index{};
    int changed = 0;  // the outermost dimension whose index is new
    while (true) {
      if (!Follow(index, changed, error)) return false;
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
    constexpr auto kPointer = static_cast<std::ptrdiff_t>(sizeof(void*));
    std::ptrdiff_t pointers = 1;
    int begin = 0;
    for (int i = 0; i < geometry_.ndim; ++i) {
      const std::ptrdiff_t suboffset = geometry_.suboffsets[static_cast<std::size_t>(i)];
      if (suboffset < 0) continue;
      for (int j = begin; j <= i; ++j) {
        if (!Multiply(pointers, geometry_.shape[static_cast<std::size_t>(j)], pointers) ||
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
  bool Follow(const std::array<std::ptrdiff_t, kMaxNdim>& index, int changed, BufferError& error) {
    for (int i = 0; i + 1 < level_count_; ++i) {
      const Level& level = levels_[static_cast<std::size_t>(i)];
      if (changed >= level.end) continue;
      std::uintptr_t address = i == 0 ? reinterpret_cast<std::uintptr_t>(geometry_.data)
                                      : starts_[static_cast<std::size_t>(i)];
      for (int j = level.begin; j < level.end; ++j) {
        const auto d = static_cast<std::size_t>(j);
        address += static_cast<std::uintptr_t>(index[d] * geometry_.strides[d]);
      }
      const std::uintptr_t pointer = ReadPointer(address);
      const auto suboffset = static_cast<std::uintptr_t>(level.suboffset);
      const Level& next = levels_[static_cast<std::size_t>(i) + 1];
      if (pointer == 0 || suboffset > std::numeric_limits<std::uintptr_t>::max() - pointer ||
          !InsideAny(pointer + suboffset, next.reach, next.size, memory_, blocks_)) {
        return Refuse(error, BufferErrorKind::kPointerOutside, 0, 0, level.end - 1);
      }
      starts_[static_cast<std::size_t>(i) + 1] = pointer + suboffset;
    }
    return true;
  }

  const Geometry& geometry_;
  const Memory& memory_;
  std::span<const Memory> blocks_;
  std::array<Level, kMaxNdim + 1> levels_;
  int level_count_ = 0;
  std::array<std::uintptr_t, kMaxNdim + 1> starts_{};  // where each level begins, for this index
};

}  // namespace

bool ProveInside(const Geometry& geometry, const Memory& memory, BufferError& error,
                 std::span<const Memory> blocks) {
  if (geometry.count == 0) return true;
  if (geometry.indirect) return PointerWalk(geometry, memory, blocks).Prove(error);
  Reach reach;
  if (!ReachOf(geometry, 0, geometry.ndim, reach, error)) return false;
  return Inside(reinterpret_cast<std::uintptr_t>(geometry.data), reach, geometry.itemsize, memory,
                error);
}

}  // namespace pep3118
