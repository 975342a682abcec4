// SPDX-License-Identifier: MIT
// One loop for each number of windows, so that its indices stay in registers over all items.
#include "pep3118/buffer/convert/byte_mover.h"

#include <type_traits>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define PEP3118_X86 1
#include <immintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#define PEP3118_NEON 1
#include <arm_neon.h>
#endif

namespace pep3118::internal {
namespace {

using Index = std::array<std::uint8_t, ByteChunk::kBytes>;

// Where the bytes of `size`-byte numbers come from when they are swapped.
[[maybe_unused]] Index SwapIndex(std::ptrdiff_t size) {
  Index index{};
  const auto last = static_cast<std::size_t>(size - 1);  // bounded: 1 ... 15
  for (std::size_t i = 0; i < index.size(); ++i) index[i] = static_cast<std::uint8_t>(i ^ last);
  return index;
}

#ifdef PEP3118_X86

#define SHUFFLES __attribute__((target("ssse3")))
#define AVX2 __attribute__((target("avx2")))

using Bytes16 = __m128i;
SHUFFLES Bytes16 Load16(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}
SHUFFLES void Store16(void* to, Bytes16 bytes) {
  _mm_storeu_si128(static_cast<__m128i*>(to), bytes);
}
SHUFFLES Bytes16 Shuffle16(Bytes16 bytes, Bytes16 index) { return _mm_shuffle_epi8(bytes, index); }
SHUFFLES Bytes16 Or16(Bytes16 a, Bytes16 b) { return _mm_or_si128(a, b); }
SHUFFLES Bytes16 And16(Bytes16 a, Bytes16 b) { return _mm_and_si128(a, b); }

#endif  // PEP3118_X86

#ifdef PEP3118_NEON

#define SHUFFLES

using Bytes16 = uint8x16_t;
Bytes16 Load16(const void* from) { return vld1q_u8(static_cast<const std::uint8_t*>(from)); }
void Store16(void* to, Bytes16 bytes) { vst1q_u8(static_cast<std::uint8_t*>(to), bytes); }
Bytes16 Shuffle16(Bytes16 bytes, Bytes16 index) { return vqtbl1q_u8(bytes, index); }
Bytes16 Or16(Bytes16 a, Bytes16 b) { return vorrq_u8(a, b); }
Bytes16 And16(Bytes16 a, Bytes16 b) { return vandq_u8(a, b); }

#endif  // PEP3118_NEON

#ifdef SHUFFLES

template <std::size_t windows, bool keeps>
SHUFFLES void MoveChunk(const ByteChunk& chunk, const Run& run) {
  Bytes16 index[windows];
  for (std::size_t w = 0; w < windows; ++w) index[w] = Load16(chunk.index[w].data());
  const Bytes16 keep = Load16(chunk.keep.data());
  const auto offsets = chunk.from;
  const std::ptrdiff_t chunk_to = chunk.to;
  const auto [from, from_step, to, to_step, count] = run;  // not reloaded after each store
#pragma GCC unroll 4
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const unsigned char* item = from + i * from_step;  // bounded: item i of `count`
    unsigned char* out = to + chunk_to + i * to_step;  // bounded: the same
    // bounded: windows lie inside the item
    Bytes16 bytes = Shuffle16(Load16(item + offsets[0]), index[0]);
    for (std::size_t w = 1; w < windows; ++w) {
      // bounded: as above
      bytes = Or16(bytes, Shuffle16(Load16(item + offsets[w]), index[w]));
    }
    if constexpr (keeps) bytes = Or16(bytes, And16(Load16(out), keep));
    Store16(out, bytes);
  }
}

SHUFFLES std::ptrdiff_t SwapBytes(const unsigned char* from, unsigned char* to,
                                  std::ptrdiff_t bytes, const Index& index) {
  const Bytes16 order = Load16(index.data());
  std::ptrdiff_t done = 0;
  for (; bytes - done >= 16; done += 16)                        // bounded: 0 ... bytes
    Store16(to + done, Shuffle16(Load16(from + done), order));  // bounded: 16 bytes are left
  return done;
}

#endif  // SHUFFLES

#ifdef PEP3118_X86

AVX2 __m256i Load32(const void* low, const void* high) {
  return _mm256_inserti128_si256(
      _mm256_castsi128_si256(_mm_loadu_si128(static_cast<const __m128i*>(low))),
      _mm_loadu_si128(static_cast<const __m128i*>(high)), 1);
}

// Two chunks side by side, with as many windows each.
template <std::size_t windows, bool keeps>
AVX2 void MoveAvx2(const ByteChunk& first, const ByteChunk& second, const Run& run) {
  __m256i index[windows];
  for (std::size_t w = 0; w < windows; ++w)
    index[w] = Load32(first.index[w].data(), second.index[w].data());
  const __m256i keep = Load32(first.keep.data(), second.keep.data());
  const auto low = first.from;
  const auto high = second.from;
  const std::ptrdiff_t chunk_to = first.to;
  const auto [from, from_step, to, to_step, count] = run;  // not reloaded after each store
#pragma GCC unroll 4
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const unsigned char* item = from + i * from_step;                     // bounded: item i
    auto* out = reinterpret_cast<__m256i*>(to + chunk_to + i * to_step);  // bounded: the same
    // bounded: windows lie inside the item
    __m256i bytes = _mm256_shuffle_epi8(Load32(item + low[0], item + high[0]), index[0]);
    for (std::size_t w = 1; w < windows; ++w) {
      // bounded: as above
      const __m256i more = Load32(item + low[w], item + high[w]);
      bytes = _mm256_or_si256(bytes, _mm256_shuffle_epi8(more, index[w]));
    }
    if constexpr (keeps) {
      bytes = _mm256_or_si256(bytes, _mm256_and_si256(_mm256_loadu_si256(out), keep));
    }
    _mm256_storeu_si256(out, bytes);
  }
}

AVX2 std::ptrdiff_t SwapBytesAvx2(const unsigned char* from, unsigned char* to,
                                  std::ptrdiff_t bytes, const Index& index) {
  const __m256i order = Load32(index.data(), index.data());
  std::ptrdiff_t done = 0;
  for (; bytes - done >= 32; done += 32) {  // bounded: 0 ... bytes
    // bounded: 32 bytes are left
    const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + done));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + done),  // bounded: the same
                        _mm256_shuffle_epi8(numbers, order));
  }
  return done;
}

#endif  // PEP3118_X86

// Calls visit(number of windows, whether bytes stay) with constants.
template <class F>
[[maybe_unused]] void WithConstants(std::size_t windows, bool keeps, F&& visit) {
  const auto with_windows = [&](auto count) {
    if (keeps) {
      visit(count, std::true_type());
    } else {
      visit(count, std::false_type());
    }
  };
  switch (windows) {
    case 1:
      return with_windows(std::integral_constant<std::size_t, 1>());
    case 2:
      return with_windows(std::integral_constant<std::size_t, 2>());
    case 3:
      return with_windows(std::integral_constant<std::size_t, 3>());
    default:
      return with_windows(std::integral_constant<std::size_t, 4>());
  }
}

void MoveOne([[maybe_unused]] const ByteChunk& chunk, [[maybe_unused]] const Run& run) {
#ifdef SHUFFLES
  WithConstants(chunk.windows, chunk.keeps, [&](auto windows, auto keeps) {
    MoveChunk<windows.value, keeps.value>(chunk, run);
  });
#endif
}

}  // namespace

bool HasByteMover(ByteMover mover) {
  switch (mover) {
    case ByteMover::kPlain:
      return true;
#if defined(PEP3118_X86)
    case ByteMover::kSsse3:
      return __builtin_cpu_supports("ssse3") != 0;
    case ByteMover::kAvx2:
      return __builtin_cpu_supports("avx2") != 0;
#elif defined(PEP3118_NEON)
    case ByteMover::kNeon:
      return true;
#endif
    default:
      return false;
  }
}

ByteMover BestByteMover() {
  static const ByteMover best = [] {
    for (const ByteMover mover : {ByteMover::kAvx2, ByteMover::kSsse3, ByteMover::kNeon}) {
      if (HasByteMover(mover)) return mover;
    }
    return ByteMover::kPlain;
  }();
  return best;
}

void MoveChunks(std::span<const ByteChunk> chunks, const Run& run, ByteMover mover) {
  for (std::size_t i = 0; i < chunks.size(); ++i) {
#ifdef PEP3118_X86
    if (mover == ByteMover::kAvx2 && i + 1 < chunks.size() &&
        chunks[i + 1].windows == chunks[i].windows &&
        chunks[i + 1].to - chunks[i].to == 16) {  // bounded: offsets in an item
      const bool keep = chunks[i].keeps || chunks[i + 1].keeps;
      WithConstants(chunks[i].windows, keep, [&](auto windows, auto keeps) {
        MoveAvx2<windows.value, keeps.value>(chunks[i], chunks[i + 1], run);
      });
      ++i;
      continue;
    }
#endif
    MoveOne(chunks[i], run);
  }
  static_cast<void>(mover);
}

std::ptrdiff_t SwapDense(const unsigned char* from, unsigned char* to, std::ptrdiff_t size,
                         std::ptrdiff_t count, ByteMover mover) {
  [[maybe_unused]] const std::ptrdiff_t bytes = count * size;  // bounded: all of them in memory
  switch (mover) {
#if defined(PEP3118_X86)
    case ByteMover::kSsse3:
      return SwapBytes(from, to, bytes, SwapIndex(size)) / size;
    case ByteMover::kAvx2:
      return SwapBytesAvx2(from, to, bytes, SwapIndex(size)) / size;
#elif defined(PEP3118_NEON)
    case ByteMover::kNeon:
      return SwapBytes(from, to, bytes, SwapIndex(size)) / size;
#endif
    default:
      static_cast<void>(from);
      static_cast<void>(to);
      return 0;
  }
}

}  // namespace pep3118::internal
