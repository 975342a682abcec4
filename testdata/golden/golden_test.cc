// SPDX-License-Identifier: MIT
// The emitter against the golden headers, byte for byte.
#include "pep3118/testdata/golden/golden.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr char kDirectory[] = "testdata/golden";

TEST_CASE("generated headers are the golden ones") {
  const std::vector<std::string> cases = GoldenCases(kDirectory);
  REQUIRE(cases.size() >= 15);
  for (const std::string& name : cases) {
    DYNAMIC_SECTION(name) {
      INFO("if the change is wanted: bazel run //testdata/golden:update_goldens");
      CHECK(GoldenHeader(kDirectory, name) ==
            ReadFile(std::string(kDirectory) + "/" + name + ".h"));
    }
  }
}

TEST_CASE("goldens are plain ASCII") {
  for (const std::string& name : GoldenCases(kDirectory)) {
    DYNAMIC_SECTION(name) {
      for (char c : ReadFile(std::string(kDirectory) + "/" + name + ".h"))
        if (c != '\n' && (c < 0x20 || c > 0x7e)) FAIL("byte " << static_cast<int>(c));
    }
  }
}

}  // namespace
}  // namespace pep3118
