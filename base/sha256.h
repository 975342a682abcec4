// SPDX-License-Identifier: MIT
// SHA-256 (FIPS 180-4).  The layout id is made of it.
#ifndef PEP3118_BASE_SHA256_H_
#define PEP3118_BASE_SHA256_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace pep3118::internal {

std::array<std::uint8_t, 32> Sha256(std::string_view message);

}  // namespace pep3118::internal

#endif  // PEP3118_BASE_SHA256_H_
