// SPDX-License-Identifier: MIT
// The inner step of SHA-256 (FIPS 180-4, 6.2.2): private to sha256.cc and its test.
#ifndef PEP3118_BASE_SHA256_BLOCK_H_
#define PEP3118_BASE_SHA256_BLOCK_H_

#include <array>
#include <cstdint>

namespace pep3118::internal {

using Sha256State = std::array<std::uint32_t, 8>;

// 4.2.2: fractional parts of the cube roots of the first 64 primes.
extern const std::array<std::uint32_t, 64> kSha256Rounds;

// Works one block of 64 bytes into `state`.
using Sha256Step = void (*)(const std::uint8_t* block, Sha256State& state);

// The one that every machine has.
void Sha256Portable(const std::uint8_t* block, Sha256State& state);

// The one of this processor's own instructions, or nullptr: names of types are hashes, and with
// these they cost a sixth.
Sha256Step Sha256Instructions();

}  // namespace pep3118::internal

#endif  // PEP3118_BASE_SHA256_BLOCK_H_
