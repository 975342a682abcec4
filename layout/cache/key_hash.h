// SPDX-License-Identifier: MIT
// Two hashes of a format text.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_KEY_HASH_H_
#define PEP3118_LAYOUT_CACHE_KEY_HASH_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pep3118::internal {

struct HashKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};

// Drawn at random, once in each process.
const HashKey& ProcessHashKey();

// SipHash-1-3 (Aumasson and Bernstein; the variant of CPython and Rust): who does not know `key`
// cannot make texts collide.
std::uint64_t SipHash13(std::string_view text, const HashKey& key);

inline std::uint64_t LoadWord(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// 64 random bits each, all odd: the fractional digits of pi in words of 64 bits.
inline constexpr std::uint64_t kWordFactors[] = {
    0x243f6a8885a308d3, 0x13198a2e03707345, 0xa4093822299f31d1, 0x082efa98ec4e6c89,
    0x452821e638d01377, 0xbe5466cf34e90c6d, 0xc0ac29b7c97c50dd, 0x3f84d5b5b5470917,
    0x9216d5d98979fb1b, 0xd1310ba698dfb5ad, 0x2ffd72dbd01adfb7, 0xb8e1afed6a267e97,
    0xba7c9045f12c7f99, 0x24a19947b3916cf7, 0x0801f2e2858efc17, 0x636920d871574e69,
};

// Fast, and no defence: only for tables where a collision costs nothing but a look into the next
// table.  A sum of words times factors, so that no product waits for another; its high bits are the
// good ones and are folded into all.  Depends on the machine's byte order.
inline std::uint64_t QuickHash(std::string_view text) {
  constexpr std::size_t kWords = sizeof(kWordFactors) / sizeof(kWordFactors[0]);
  const char* bytes = text.data();
  std::size_t left = text.size();
  std::uint64_t sum = text.size();
  for (; left > 8 * kWords; bytes += 8 * kWords, left -= 8 * kWords) {
    for (std::size_t i = 0; i < kWords; ++i) sum += LoadWord(bytes + 8 * i) * kWordFactors[i];
    sum = std::rotl(sum * kWordFactors[0], 32);
  }
  const std::uint64_t* factor = kWordFactors;
  for (; left > 8; bytes += 8, left -= 8) sum += LoadWord(bytes) * *factor++;
  std::uint64_t last = 0;
  if (text.size() >= 8) {  // the last eight, some of them again
    last = LoadWord(bytes + left - 8);
  } else {
    for (std::size_t i = 0; i < left; ++i) {
      last = last << 8 | static_cast<unsigned char>(bytes[i]);
    }
  }
  sum = (sum + last * *factor) * kWordFactors[1];
  return sum ^ sum >> 32;
}

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_KEY_HASH_H_
