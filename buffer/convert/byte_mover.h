// SPDX-License-Identifier: MIT
// Bytes moved 16 at a time by the byte shuffles of the processor.
#ifndef PEP3118_BUFFER_CONVERT_BYTE_MOVER_H_
#define PEP3118_BUFFER_CONVERT_BYTE_MOVER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "pep3118/buffer/convert/kernel.h"

namespace pep3118::internal {

// The instructions in use.  All give the same bytes; kPlain is C++ without any of them.
enum class ByteMover : std::uint8_t { kPlain, kSsse3, kAvx2, kNeon };

bool HasByteMover(ByteMover mover);  // whether this processor and this build have it
ByteMover BestByteMover();           // the fastest that it has; asked once

// 16 bytes of one output item, from windows of 16 bytes of the input item.
struct ByteChunk {
  static constexpr std::size_t kBytes = 16;
  static constexpr std::size_t kWindows = 4;
  static constexpr std::uint8_t kNothing = 0x80;

  std::ptrdiff_t to = 0;  // offset in the item
  std::size_t windows = 0;
  std::array<std::ptrdiff_t, kWindows> from{};  // offset of each window in the item
  // For each byte of the output where it is in the window; kNothing in all but one.
  std::array<std::array<std::uint8_t, kBytes>, kWindows> index{};
  std::array<std::uint8_t, kBytes> keep{};  // 0xff for each byte of the output that stays, else 0
  bool keeps = false;                       // some byte stays
};

// The chunks of run.count items.  `mover` is one that the processor has, and not kPlain.
void MoveChunks(std::span<const ByteChunk> chunks, const Run& run, ByteMover mover);

// Swaps the bytes of some of `count` elements of `size` (2, 4, 8, 16) bytes that lie side by side,
// from the first on, and returns their number: all but fewer than 32 bytes, or none at all.
std::ptrdiff_t SwapDense(const unsigned char* from, unsigned char* to, std::ptrdiff_t size,
                         std::ptrdiff_t count, ByteMover mover);

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_CONVERT_BYTE_MOVER_H_
