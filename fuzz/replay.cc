// SPDX-License-Identifier: MIT
// Runs a fuzz target on its seeds, as an ordinary test: every finding stays fixed.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/fuzz/target.h"
#include "pep3118/testdata/catch.h"

namespace pep3118::fuzz {
namespace {

// As seeds.py writes a seed: \xNN, \t, \n, \\ and printable ASCII.
std::vector<std::uint8_t> Unescape(std::string_view line) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      bytes.push_back(static_cast<std::uint8_t>(line[i]));
      continue;
    }
    const char kind = ++i < line.size() ? line[i] : '\0';
    if (kind == 'x') {
      std::uint8_t byte = 0;
      const char* const digits = line.data() + i + 1;
      REQUIRE(i + 2 < line.size());
      REQUIRE(std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2);
      bytes.push_back(byte);
      i += 2;
    } else {
      REQUIRE((kind == 'n' || kind == 't' || kind == '\\'));
      bytes.push_back(kind == 'n' ? '\n' : kind == 't' ? '\t' : '\\');
    }
  }
  return bytes;
}

// The target ends the process where a promise is broken.  The bytes are in a block of their own
// size, so that a sanitizer sees what is read behind them.
TEST_CASE("no seed breaks a promise") {
  std::ifstream file(kSeeds);
  REQUIRE(file);
  std::size_t seeds = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    INFO("seed " << line);
    const std::vector<std::uint8_t> seed = Unescape(line);
    CHECK(LLVMFuzzerTestOneInput(seed.data(), seed.size()) == 0);
    ++seeds;
  }
  CHECK(seeds >= 5);
}

}  // namespace
}  // namespace pep3118::fuzz
