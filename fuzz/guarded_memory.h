// SPDX-License-Identifier: MIT
// Memory that ends the process when a byte before or behind it is touched.
#ifndef PEP3118_FUZZ_GUARDED_MEMORY_H_
#define PEP3118_FUZZ_GUARDED_MEMORY_H_

#include <cstddef>

namespace pep3118::fuzz {

// Pages between two that cannot be read.  A block begins at the first byte of the first page or ends
// at the last of the last, so one of its ends is exact, and under AddressSanitizer both are, but for
// the up to 7 bytes before a block at the end.
class GuardedMemory {
 public:
  static constexpr std::size_t kBytes = 8'192;

  GuardedMemory();
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  // The one block, of `size` bytes, at most kBytes; ends the block before.  Its bytes are those that
  // the blocks before have left.
  std::byte* Block(std::size_t size, bool at_end);

 private:
  std::byte* pages_;
  std::byte* bytes_;
};

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_GUARDED_MEMORY_H_
