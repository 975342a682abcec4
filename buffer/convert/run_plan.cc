// SPDX-License-Identifier: MIT
// Items go in blocks that stay in the nearest cache: over each block one step after the other, each
// a loop of its own.
#include <algorithm>
#include <array>
#include <vector>

#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/strides.h"

namespace pep3118::internal {
namespace {

// One dimension of a walk over elements.
struct Loop {
  std::ptrdiff_t count;
  std::ptrdiff_t from_step;
  std::ptrdiff_t to_step;
};

Loop LoopOf(const PairedDimension& dim) {
  return {static_cast<std::ptrdiff_t>(dim.count), static_cast<std::ptrdiff_t>(dim.from_stride),
          static_cast<std::ptrdiff_t>(dim.to_stride)};
}

// The elements of one step in a row of items, the longest dimension innermost.
class StepRunner {
 public:
  StepRunner(const Plan& plan, const Step& step, const Run& items)
      : kernel_(step.kernel), items_(items) {
    Push({items.count, items.from_step, items.to_step});
    for (const PairedDimension& dim : plan.Outer(step)) Push(LoopOf(dim));
    const Loop run = LoopOf(step.run);
    Loop& first = loops_[0];
    if (run.count == 1 && depth_ == 1) {
      inner_ = 0;
    } else if (depth_ == 1 && first.from_step == run.count * run.from_step &&  // bounded: an item
               first.to_step == run.count * run.to_step) {                     // bounded: the same
      // bounded: elements in memory
      first = {first.count * run.count, run.from_step, run.to_step};
      per_item_ = run.count;
    } else {
      if (run.count > 1) Push(run);
      for (std::size_t i = 1; i < depth_; ++i) {
        if (loops_[i].count > loops_[inner_].count) inner_ = i;
      }
    }
    from_ = items.from + step.from;  // bounded: inside the first item
    to_ = items.to + step.to;        // bounded: the same
  }

  // The number of items done: less than all when the next has a value that does not fit.
  std::ptrdiff_t RunAll() {
    failed_ = items_.count;
    Walk(0, from_, to_, 0);
    return failed_;
  }

 private:
  void Push(const Loop& loop) { loops_[depth_++] = loop; }

  void Walk(std::size_t dim, const unsigned char* from, unsigned char* to, std::ptrdiff_t item) {
    if (dim == inner_) ++dim;
    if (dim >= depth_) return RunInner(from, to, item);
    const Loop& loop = loops_[dim];
    for (std::ptrdiff_t i = 0; i < loop.count; ++i) {
      // bounded: an element of an item
      Walk(dim + 1, from + i * loop.from_step, to + i * loop.to_step, dim == 0 ? i : item);
    }
  }

  void RunInner(const unsigned char* from, unsigned char* to, std::ptrdiff_t item) {
    const Loop& loop = loops_[inner_];
    const std::ptrdiff_t done = kernel_({from, loop.from_step, to, loop.to_step, loop.count});
    if (done == loop.count) return;
    failed_ = std::min(failed_, inner_ == 0 ? done / per_item_ : item);
  }

  // The items, as many dimensions as an item can be divided into, and the run.
  static constexpr std::size_t kMostLoops = 1 + 64 + 1;

  const Kernel& kernel_;
  const Run& items_;
  std::array<Loop, kMostLoops> loops_;
  std::size_t depth_ = 0;
  std::size_t inner_ = 0;
  std::ptrdiff_t per_item_ = 1;
  const unsigned char* from_;
  unsigned char* to_;
  std::ptrdiff_t failed_ = 0;
};

// A row of items, in blocks.
class RowRunner {
 public:
  RowRunner(const Plan& plan, bool same) : plan_(plan), chunked_(!same && !plan.chunks.empty()) {}

  // False when an item has a value that does not fit; then `stop` has its index in the row.
  bool RunRow(const Run& row, Stop& stop) const {
    const std::ptrdiff_t block = BlockItems(row);
    for (std::ptrdiff_t begin = 0; begin < row.count; begin += block) {  // bounded: block <= count
      const std::ptrdiff_t count = std::min(block, row.count - begin);   // bounded: 1 ... count
      // bounded: an item
      const Run items{row.from + begin * row.from_step, row.from_step, row.to + begin * row.to_step,
                      row.to_step, count};
      if (!RunBlock(items, stop)) {
        stop.item += begin;  // bounded: an index in the row
        return false;
      }
    }
    return true;
  }

 private:
  // So many that input and output stay in the first cache from one step to the next.
  std::ptrdiff_t BlockItems(const Run& row) const {
    constexpr std::ptrdiff_t kBlockBytes = 24 << 10;
    const auto in =
        static_cast<std::ptrdiff_t>(std::min<std::int64_t>(plan_.from->itemsize(), kBlockBytes));
    const auto out =
        static_cast<std::ptrdiff_t>(std::min<std::int64_t>(plan_.to->itemsize(), kBlockBytes));
    const std::ptrdiff_t items = kBlockBytes / std::max<std::ptrdiff_t>(in + out, 1);
    return std::clamp<std::ptrdiff_t>(items, 1, std::max<std::ptrdiff_t>(row.count, 1));
  }

  bool RunBlock(const Run& items, Stop& stop) const {
    if (chunked_) MoveChunks(plan_.chunks, items, plan_.mover);
    std::ptrdiff_t done = items.count;
    for (const Step& step : plan_.steps) {
      if (chunked_ && step.in_chunks) continue;
      const std::ptrdiff_t fit = RunStep(step, items);
      if (fit < done) {
        done = fit;
        stop = {fit, step.field};
      }
    }
    return done == items.count;
  }

  std::ptrdiff_t RunStep(const Step& step, const Run& items) const {
    if (step.outer_size > 0 || step.run.count > 1) return StepRunner(plan_, step, items).RunAll();
    // bounded: inside the first item
    return step.kernel(
        {items.from + step.from, items.from_step, items.to + step.to, items.to_step, items.count});
  }

  const Plan& plan_;
  const bool chunked_;
};

// One dimension of the arrays.
struct ArrayDimension {
  std::ptrdiff_t count;
  std::ptrdiff_t from_stride;
  std::ptrdiff_t to_stride;
  std::ptrdiff_t index_stride;  // items of C order from one to the next
};

// The array's dimensions, those that continue each other as one, the row last.
class ArrayWalk {
 public:
  ArrayWalk(std::span<const std::ptrdiff_t> shape, const ItemArray& from, const ItemArray& to) {
    std::ptrdiff_t index_stride = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
      if (shape[i] != 1) {
        dims_.push_back({shape[i], from.strides[i], to.strides[i], index_stride});
      }
      index_stride *= shape[i];  // bounded: items in memory
    }
    if (dims_.empty()) dims_.push_back({1, 0, 0, 1});
    // From here on the innermost dimension is the first.
    JoinNeighbours();
    constexpr std::ptrdiff_t kShortRow = 32;
    if (dims_[0].count < kShortRow) {
      const auto longest = std::ranges::max_element(dims_, {}, &ArrayDimension::count);
      std::swap(dims_[0], *longest);
    }
  }

  bool RunRows(const RowRunner& runner, const unsigned char* from, unsigned char* to,
               Stop& stop) const {
    return Walk(dims_.size() - 1, runner, from, to, 0, stop);
  }

 private:
  void JoinNeighbours() {
    std::size_t last = 0;
    for (std::size_t i = 1; i < dims_.size(); ++i) {
      ArrayDimension& inner = dims_[last];
      const ArrayDimension& outer = dims_[i];
      // bounded: both strides lie inside the array
      if (outer.from_stride == inner.count * inner.from_stride &&
          outer.to_stride == inner.count * inner.to_stride) {  // bounded: the same
        inner.count *= outer.count;                            // bounded: items in memory
      } else {
        dims_[++last] = outer;
      }
    }
    dims_.resize(last + 1);
  }

  bool Walk(std::size_t dim, const RowRunner& runner, const unsigned char* from, unsigned char* to,
            std::ptrdiff_t index, Stop& stop) const {
    const ArrayDimension& loop = dims_[dim];
    if (dim == 0) {
      if (runner.RunRow({from, loop.from_stride, to, loop.to_stride, loop.count}, stop))
        return true;
      stop.item = index + stop.item * loop.index_stride;  // bounded: an item
      return false;
    }
    for (std::ptrdiff_t i = 0; i < loop.count; ++i) {
      // bounded: an item
      if (!Walk(dim - 1, runner, from + i * loop.from_stride, to + i * loop.to_stride,
                index + i * loop.index_stride, stop)) {
        return false;
      }
    }
    return true;
  }

  std::vector<ArrayDimension> dims_;
};

}  // namespace

bool RunPlan(const Plan& plan, std::span<const std::ptrdiff_t> shape, const ItemArray& from,
             const ItemArray& to, bool same, Stop& stop) {
  if (!HasItems(shape.data(), shape.size())) return true;
  return ArrayWalk(shape, from, to).RunRows(RowRunner(plan, same), from.base, to.base, stop);
}

}  // namespace pep3118::internal
