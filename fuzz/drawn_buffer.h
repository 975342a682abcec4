// SPDX-License-Identifier: MIT
// A buffer description out of a fuzz target's bytes: any numbers, and memory that is real.
#ifndef PEP3118_FUZZ_DRAWN_BUFFER_H_
#define PEP3118_FUZZ_DRAWN_BUFFER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "pep3118/buffer/buffer.h"
#include "pep3118/fuzz/guarded_memory.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/layout/options.h"

namespace pep3118::fuzz {

// The buffer points into this and into the memory.
struct DrawnBuffer {
  Buffer buffer;
  KnownMemory memory;
  bool write = false;  // access is asked for writing
  std::string format;
  std::vector<std::ptrdiff_t> shape, strides, suboffsets;

  DrawnBuffer() = default;
  DrawnBuffer(const DrawnBuffer&) = delete;
  DrawnBuffer& operator=(const DrawnBuffer&) = delete;
};

// Fills `drawn`.  So that not every description is refused for its sums, the itemsize can be that of
// the format under `options` and len the product of the shape; so that pointers lead somewhere, the
// memory can hold addresses of its own bytes.
void DrawBuffer(Input& input, const LayoutOptions& options, GuardedMemory& memory,
                DrawnBuffer& drawn);

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_DRAWN_BUFFER_H_
