// SPDX-License-Identifier: MIT
// Which steps of a plan byte shuffles do.
#ifndef PEP3118_BUFFER_CONVERT_PLAN_CHUNKS_H_
#define PEP3118_BUFFER_CONVERT_PLAN_CHUNKS_H_

#include "pep3118/buffer/convert/plan.h"

namespace pep3118::internal {

// Fills plan.chunks with what copies and swaps move in small items, and marks those steps; leaves
// the plan as it is where that would cost more than the steps.
void PlanChunks(Plan& plan);

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_CONVERT_PLAN_CHUNKS_H_
