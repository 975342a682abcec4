// SPDX-License-Identifier: MIT
#include "pep3118/buffer/convert/plan_chunks.h"

#include <algorithm>
#include <utility>

namespace pep3118::internal {
namespace {

constexpr std::int64_t kBytes = ByteChunk::kBytes;
constexpr std::int64_t kLargestItem = 1024;
constexpr std::int16_t kKept = -1;   // the byte of the output belongs to no step
constexpr std::int16_t kLater = -2;  // a step writes it after the chunks

enum class MoveOrder : std::uint8_t { kCopy, kSwap, kOther };

MoveOrder OrderOf(const Kernel& kernel) {
  if (kernel == CopyKernel(kernel.to_size)) return MoveOrder::kCopy;
  const std::ptrdiff_t size = kernel.to_size;
  const bool swappable = size == 2 || size == 4 || size == 8 || size == 16;
  return swappable && kernel == SwapKernel(size) ? MoveOrder::kSwap : MoveOrder::kOther;
}

// Calls visit(from, to) with the offsets of every element of the step.
template <class F>
void ForEachElement(std::span<const PairedDimension> outer, const PairedDimension& run,
                    std::int64_t from, std::int64_t to, F&& visit) {
  const PairedDimension& dim = outer.empty() ? run : outer.front();
  for (std::int64_t i = 0; i < dim.count; ++i) {
    const std::int64_t next_from = from + i * dim.from_stride;
    const std::int64_t next_to = to + i * dim.to_stride;
    if (outer.empty()) {
      visit(next_from, next_to);
    } else {
      ForEachElement(outer.subspan(1), run, next_from, next_to, visit);
    }
  }
}

// The byte of the input that each byte of the output comes from.
class ByteMap {
 public:
  explicit ByteMap(Plan& plan)
      : plan_(plan), sources_(static_cast<std::size_t>(plan.to->itemsize()), kKept) {}

  void Run() {
    std::int64_t moves = 0;  // by steps
    for (const Step& step : plan_.steps) {
      const MoveOrder order = OrderOf(step.kernel);
      ForEachElement(plan_.Outer(step), step.run, step.from, step.to,
                     [&](std::int64_t from, std::int64_t to) {
                       Fill(order, step.kernel.to_size, from, to);
                       // A copy of many bytes takes one move for each 16.
                       if (order != MoveOrder::kOther) moves += 1 + step.kernel.to_size / kBytes;
                     });
    }
    std::vector<ByteChunk> chunks;
    std::int64_t cost = 0;
    const std::int64_t last = plan_.to->itemsize() - kBytes;
    for (std::int64_t at = NextMoved(0); at < plan_.to->itemsize();) {
      ByteChunk chunk;
      if (!FillChunk(std::min(at, last), chunk)) return;
      cost += static_cast<std::int64_t>(chunk.windows) + (chunk.keeps ? 1 : 0);
      chunks.push_back(chunk);
      at = NextMoved(chunk.to + kBytes);
    }
    if (cost > moves) return;
    plan_.chunks = std::move(chunks);
    for (Step& step : plan_.steps) step.in_chunks = OrderOf(step.kernel) != MoveOrder::kOther;
  }

 private:
  void Fill(MoveOrder order, std::int64_t size, std::int64_t from, std::int64_t to) {
    for (std::int64_t i = 0; i < size; ++i) {
      const std::int64_t source = order == MoveOrder::kSwap ? size - 1 - i : i;
      sources_[static_cast<std::size_t>(to + i)] =
          order == MoveOrder::kOther ? kLater : static_cast<std::int16_t>(from + source);
    }
  }

  std::int64_t NextMoved(std::int64_t at) const {
    // bounded: an offset inside the item, or its end
    const auto found = std::find_if(sources_.begin() + std::min(at, plan_.to->itemsize()),
                                    sources_.end(), [](std::int16_t from) { return from >= 0; });
    return found - sources_.begin();
  }

  // The 16 bytes at `at`; false when they come from too many places.
  bool FillChunk(std::int64_t at, ByteChunk& chunk) const {
    const std::int64_t last = plan_.from->itemsize() - kBytes;
    chunk.to = at;
    for (auto& index : chunk.index) index.fill(ByteChunk::kNothing);
    std::vector<std::pair<std::int16_t, std::size_t>> needed;  // source, place in the chunk
    for (std::size_t i = 0; i < ByteChunk::kBytes; ++i) {
      const std::int16_t source = sources_[static_cast<std::size_t>(at) + i];
      if (source >= 0) needed.emplace_back(source, i);
      if (source == kKept) {
        chunk.keep[i] = 0xff;
        chunk.keeps = true;
      }
    }
    std::ranges::sort(needed);
    std::int64_t begin = -kBytes;
    for (const auto& [source, place] : needed) {
      if (source - begin >= kBytes) {
        if (chunk.windows == ByteChunk::kWindows) return false;
        begin = std::min<std::int64_t>(source, last);
        chunk.from[chunk.windows++] = begin;
      }
      chunk.index[chunk.windows - 1][place] = static_cast<std::uint8_t>(source - begin);
    }
    return true;
  }

  Plan& plan_;
  std::vector<std::int16_t> sources_;  // by byte of the output
};

bool IsSmall(const Layout& layout) {
  return layout.itemsize() >= kBytes && layout.itemsize() <= kLargestItem;
}

}  // namespace

void PlanChunks(Plan& plan) {
  if (IsSmall(*plan.from) && IsSmall(*plan.to)) ByteMap(plan).Run();
}

}  // namespace pep3118::internal
