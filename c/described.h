// SPDX-License-Identifier: MIT
// A buffer of the interface, checked: what pep3118_buffer_* and conversions read.
#ifndef PEP3118_C_DESCRIBED_H_
#define PEP3118_C_DESCRIBED_H_

#include "pep3118/base/result.h"
#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/buffer_error.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/options.h"

namespace pep3118::c {

Buffer BufferOf(const pep3118_buffer& buffer);

// Proves that the items lie in the memory; false with `error` filled.  Where that is unknown there
// is nothing to prove: what DescribeUnchecked has passed stays as it is.
bool ProveItems(const Geometry& geometry, const pep3118_memory& memory, pep3118_error& error);

// PEP3118_OK when a buffer was described and its items are in the memory.  The description is large
// and stays where it was made.
pep3118_status CheckDescribed(const Result<UncheckedDescription, BufferError>& described,
                              const pep3118_memory& memory, pep3118_error& error);

}  // namespace pep3118::c

#endif  // PEP3118_C_DESCRIBED_H_
