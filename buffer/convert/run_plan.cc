// SPDX-License-Identifier: MIT
// Items go in blocks that stay in the nearest cache: over each block one step after the other, each
// a loop of its own.
#include <algorithm>
#include <array>

#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/row_walk.h"
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

// The elements of a step that has several in an item, in a row of items; the longest dimension is
// innermost.
class StepRunner {
 public:
  StepRunner(const Plan& plan, const Step& step, const Run& items)
      : kernel_(step.kernel), items_(items) {
    Push({items.count, items.from_step, items.to_step});
    for (const PairedDimension& dim : plan.Outer(step)) Push(LoopOf(dim));
    const Loop run = LoopOf(step.run);
    Loop& first = loops_[0];
    if (depth_ == 1 && first.from_step == run.count * run.from_step &&  // bounded: an item
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
  // So many that what is read and written stays in the first cache from one step to the next.
  std::ptrdiff_t BlockItems(const Run& row) const {
    constexpr std::ptrdiff_t kBlockBytes = 24 << 10;
    const auto bytes =
        static_cast<std::ptrdiff_t>(std::min<std::int64_t>(plan_.bytes, kBlockBytes));
    const std::ptrdiff_t items = kBlockBytes / std::max<std::ptrdiff_t>(bytes, 1);
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

// The dimensions of the arrays, outermost first: longest steps of the output outermost, so that rows
// are as long in Fortran order; and no short row where there is a longer one.
std::array<std::size_t, kMaxNdim> OrderOf(std::span<const std::ptrdiff_t> shape,
                                          const ItemArray& to) {
  std::array<std::size_t, kMaxNdim> order;
  const std::size_t ndim = shape.size();
  for (std::size_t i = 0; i < ndim; ++i) order[i] = i;
  // bounded: one entry for each dimension
  const std::span<std::size_t> dims(order.data(), ndim);
  std::ranges::stable_sort(dims, [&](std::size_t a, std::size_t b) {
    return StepLength(to.strides[a]) > StepLength(to.strides[b]);
  });
  constexpr std::ptrdiff_t kShortRow = 32;
  if (ndim > 0 && shape[dims.back()] < kShortRow) {
    const auto longest =
        std::ranges::max_element(dims, {}, [&](std::size_t i) { return shape[i]; });
    if (shape[*longest] >= kShortRow) std::swap(*longest, dims.back());
  }
  return order;
}

}  // namespace

bool RunPlan(const Plan& plan, std::span<const std::ptrdiff_t> shape, const ItemArray& from,
             const ItemArray& to, bool same, Stop& stop) {
  const std::size_t ndim = shape.size();
  // Items without bytes to move may be as many as an exporter says.
  if (plan.steps.empty() || !HasItems(shape.data(), ndim)) return true;
  std::array<std::ptrdiff_t, kMaxNdim> index_strides;  // items of C order
  DenseStrides(shape.data(), ndim, 1, index_strides.data());
  const std::array<std::size_t, kMaxNdim> order = OrderOf(shape, to);
  RowWalk<3> walk;
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t dim = order[i];
    walk.Add(shape[dim], {from.strides[dim], to.strides[dim], index_strides[dim]});
  }
  const RowRunner runner(plan, same);
  const RowWalk<3>::Steps steps = walk.row_strides();
  RowWalk<3>::Row row = walk.first();
  do {
    // bounded: an item
    const Run items{from.base + row.offsets[0], steps[0], to.base + row.offsets[1], steps[1],
                    walk.row_extent()};
    if (!runner.RunRow(items, stop)) {
      stop.item = row.offsets[2] + stop.item * steps[2];  // bounded: an item
      return false;
    }
  } while (walk.Next(row));
  return true;
}

}  // namespace pep3118::internal
