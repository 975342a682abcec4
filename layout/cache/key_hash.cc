// SPDX-License-Identifier: MIT
#include "pep3118/layout/cache/key_hash.h"

#include <cstddef>
#include <random>

namespace pep3118::internal {
namespace {

struct SipState {
  std::uint64_t v0, v1, v2, v3;

  void Round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }
  void Absorb(std::uint64_t word) {
    v3 ^= word;
    Round();
    v0 ^= word;
  }
};

// The bytes in little-endian order, whatever the machine's.
std::uint64_t LittleWord(const char* bytes, std::size_t size) {
  if (std::endian::native == std::endian::little && size == 8) return LoadWord(bytes);
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return word;
}

std::uint64_t RandomWord(std::random_device& device) {
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

const HashKey& ProcessHashKey() {
  static const HashKey key = [] {
    std::random_device device;
    return HashKey{RandomWord(device), RandomWord(device)};
  }();
  return key;
}

std::uint64_t SipHash13(std::string_view text, const HashKey& key) {
  SipState state{key.first ^ 0x736f6d6570736575, key.second ^ 0x646f72616e646f6d,
                 key.first ^ 0x6c7967656e657261, key.second ^ 0x7465646279746573};
  const std::size_t whole = text.size() / 8 * 8;
  for (std::size_t i = 0; i < whole; i += 8) state.Absorb(LittleWord(text.data() + i, 8));
  state.Absorb(LittleWord(text.data() + whole, text.size() - whole) | std::uint64_t{text.size()}
                                                                          << 56);
  state.v2 ^= 0xff;
  for (int i = 0; i < 3; ++i) state.Round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace pep3118::internal
