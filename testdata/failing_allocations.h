// SPDX-License-Identifier: MIT
// An allocator that counts and fails on demand, for the whole program: one file of it includes this.
// A program with a sanitizer has another allocator, so such a test is tagged `nosan`.
#ifndef PEP3118_TESTDATA_FAILING_ALLOCATIONS_H_
#define PEP3118_TESTDATA_FAILING_ALLOCATIONS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace pep3118 {

inline std::atomic<std::int64_t> live_allocations = 0;
inline std::atomic<std::int64_t> allocations_left = -1;  // -1: none fails

inline void* Allocate(std::size_t bytes) {
  if (allocations_left >= 0 && allocations_left-- == 0) throw std::bad_alloc();
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  ++live_allocations;
  return memory;
}

inline void Free(void* memory) {
  if (memory != nullptr) --live_allocations;
  std::free(memory);
}

// Runs with the allocation number `n`, from 0, failing; whether it came so far.  What `run` throws
// besides goes on to the caller.
template <class Run>
bool FailsAllocation(std::int64_t n, Run&& run) {
  allocations_left = n;
  try {
    run();
  } catch (const std::bad_alloc&) {
  }
  const bool failed = allocations_left < 0;
  allocations_left = -1;
  return failed;
}

}  // namespace pep3118

void* operator new(std::size_t bytes) { return pep3118::Allocate(bytes); }
void operator delete(void* memory) noexcept { pep3118::Free(memory); }
void operator delete(void* memory, std::size_t) noexcept { pep3118::Free(memory); }

#endif  // PEP3118_TESTDATA_FAILING_ALLOCATIONS_H_
