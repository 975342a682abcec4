// SPDX-License-Identifier: MIT
// `layout --batch`: a pipe that answers JSON lines with JSON lines, in order.
//
// Every line gets exactly one line, blank ones too; a line that cannot be answered gets an error
// object and the next is read.  Memory does not grow with the number of lines.
#ifndef PEP3118_TOOLS_BATCH_BATCH_H_
#define PEP3118_TOOLS_BATCH_BATCH_H_

#include <cstddef>
#include <istream>
#include <ostream>

#include "pep3118/layout/compute.h"
#include "pep3118/tools/inputs/target_file.h"

namespace pep3118 {

// A format of the largest size with every byte written as \u00xx, and room for the rest.
inline constexpr std::size_t kBatchLineBytes = std::size_t{8} << 20;

enum class BatchOutcome {
  kAnswered,    // every line got a layout
  kRefused,     // some line got an error object
  kUnreadable,  // `in` broke off
};

// Answers until `in` ends or `out` fails.  `defaults` and `lint` hold for what a line does not say.
// For each answer at once, flush `out` when `in` has to wait (see FdInput).
BatchOutcome RunBatch(const TargetSet& targets, const LayoutOptions& defaults, bool lint,
                      std::istream& in, std::ostream& out);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_BATCH_BATCH_H_
