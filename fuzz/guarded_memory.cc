// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/guarded_memory.h"

#include <sys/mman.h>
#include <unistd.h>

#include "pep3118/fuzz/require.h"

#if defined(__SANITIZE_ADDRESS__)
#define PEP3118_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PEP3118_HAS_ASAN 1
#endif
#endif
#ifdef PEP3118_HAS_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(begin, size) static_cast<void>(begin)
#define ASAN_UNPOISON_MEMORY_REGION(begin, size) static_cast<void>(begin)
#endif

namespace pep3118::fuzz {
namespace {

std::size_t PageBytes() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

GuardedMemory::GuardedMemory() {
  const std::size_t page = PageBytes();
  void* const pages =
      mmap(nullptr, kBytes + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  Require(pages != MAP_FAILED, "there is memory");
  pages_ = static_cast<std::byte*>(pages);
  bytes_ = pages_ + page;
  Require(mprotect(bytes_, kBytes, PROT_READ | PROT_WRITE) == 0, "memory can be protected");
}

GuardedMemory::~GuardedMemory() {
  ASAN_UNPOISON_MEMORY_REGION(bytes_, kBytes);
  munmap(pages_, kBytes + 2 * PageBytes());
}

std::byte* GuardedMemory::Block(std::size_t size, bool at_end) {
  Require(size <= kBytes, "the block is not larger than the memory");
  std::byte* const block = at_end ? bytes_ + (kBytes - size) : bytes_;
  ASAN_POISON_MEMORY_REGION(bytes_, kBytes);
  ASAN_UNPOISON_MEMORY_REGION(block, size);
  return block;
}

}  // namespace pep3118::fuzz
