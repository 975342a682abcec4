// SPDX-License-Identifier: MIT
#include "pep3118/base/sha256.h"

#include <string>

#include "pep3118/base/sha256_block.h"
#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

std::string Hex(std::string_view message) {
  std::string hex;
  for (std::uint8_t byte : Sha256(message)) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

// The examples that NIST published with FIPS 180, and lengths on both sides of each padding edge
// (values from Python's hashlib).
TEST_CASE("SHA-256 of the FIPS 180 examples and around the block edges") {
  const struct {
    const char* name;
    std::string message;
    const char* digest;
  } rows[] = {
      {"empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"448 bits", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"a million a", std::string(1000000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {"55 bytes", std::string(55, 'x'),
       "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
      {"56 bytes", std::string(56, 'x'),
       "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
      {"63 bytes", std::string(63, 'x'),
       "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
      {"64 bytes", std::string(64, 'x'),
       "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
      {"65 bytes", std::string(65, 'x'),
       "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.name) { CHECK(Hex(row.message) == row.digest); }
  }
}

// The rows above go one of the two ways, as the machine has it.
TEST_CASE("both ways of working a block agree, and the portable one with FIPS 180") {
  // "abc", padded.
  std::array<std::uint8_t, 64> block = {'a', 'b', 'c', 0x80};
  block[63] = 24;
  Sha256State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  Sha256State other = state;
  Sha256Portable(block.data(), state);
  CHECK(state == Sha256State{0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c,
                             0xb410ff61, 0xf20015ad});
  const Sha256Step own = Sha256Instructions();
  if (own == nullptr) return;
  own(block.data(), other);
  CHECK(other == state);
  for (int i = 0; i < 1000; ++i) {  // each block made of the last state
    for (std::size_t k = 0; k < block.size(); ++k) {
      block[k] = static_cast<std::uint8_t>(state[k % 8] >> (k / 8 % 4 * 8));
    }
    Sha256Portable(block.data(), state);
    own(block.data(), other);
    REQUIRE(other == state);
  }
}

}  // namespace
}  // namespace pep3118::internal
