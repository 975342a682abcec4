// SPDX-License-Identifier: MIT
// How the items of one layout become items of another: made once from two layouts, run often.
#ifndef PEP3118_BUFFER_CONVERT_PLAN_H_
#define PEP3118_BUFFER_CONVERT_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pep3118/buffer/convert/byte_mover.h"
#include "pep3118/buffer/convert/kernel.h"
#include "pep3118/buffer/convert/report.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/pair_fields.h"

namespace pep3118::internal {

// One kind of element, wherever it is in an item.
struct Step {
  Kernel kernel;
  std::int64_t from = 0;  // offset of the first element, in bytes from the start of the item
  std::int64_t to = 0;
  PairedDimension run{1, 0, 0};   // neighbours that one run of the kernel moves
  std::uint32_t outer_begin = 0;  // in Plan::dims: what repeats the run
  std::uint32_t outer_size = 0;
  std::uint32_t field = 0;  // index in to.all(); the first of several
  bool in_chunks = false;   // Plan::chunks moves it too
};

struct Plan {
  std::shared_ptr<const Layout> from;
  std::shared_ptr<const Layout> to;
  std::vector<Step> steps;  // in order of offset of the output
  std::vector<PairedDimension> dims;
  std::vector<ByteChunk> chunks;  // empty: not worth it, or not on this processor
  ByteMover mover = ByteMover::kPlain;
  bool in_place = false;      // every element stays where it is
  bool keeps_fields = false;  // fields of the output are in no step
  std::int64_t bytes = 0;     // of cache that the elements of one item need, about

  std::span<const PairedDimension> Outer(const Step& step) const {
    return std::span(dims).subspan(step.outer_begin, step.outer_size);
  }
};

// False when a field of `to` cannot be had from `from`; then `report` lists all such fields.
bool MakePlan(std::shared_ptr<const Layout> from, std::shared_ptr<const Layout> to,
              const ConversionOptions& options, ByteMover mover, Plan& plan,
              ConversionReport& report);

// Arrays of one shape, item by item: where the item at index 0 is and the bytes between items.
struct ItemArray {
  unsigned char* base = nullptr;
  std::span<const std::ptrdiff_t> strides;
};

// Where a conversion ended: the index of the item in C order, and the field.
struct Stop {
  std::ptrdiff_t item = 0;
  std::uint32_t field = 0;  // in Plan::to
};

// Converts every item.  False when a value does not fit (a checked plan); the output is then partly
// written.  Every item of both arrays lies in memory and has the itemsize of its layout.  The arrays
// share no byte, or `same` is set: then they are one array and plan.in_place holds.
bool RunPlan(const Plan& plan, std::span<const std::ptrdiff_t> shape, const ItemArray& from,
             const ItemArray& to, bool same, Stop& stop);

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_CONVERT_PLAN_H_
