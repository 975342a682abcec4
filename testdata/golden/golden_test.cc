// SPDX-License-Identifier: MIT
// The emitters against the golden files, byte for byte.
#include "pep3118/testdata/golden/golden.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr char kDirectory[] = "testdata/golden";

TEST_CASE("generated sources are the golden ones") {
  const std::vector<std::string> cases = GoldenCases(kDirectory);
  REQUIRE(cases.size() >= 15);
  for (const std::string& name : cases) {
    for (const GoldenForm& form : kGoldenForms) {
      DYNAMIC_SECTION(name << form.suffix) {
        INFO("if the change is wanted: bazel run //testdata/golden:update_goldens");
        CHECK(GoldenText(kDirectory, name, form) ==
              ReadFile(std::string(kDirectory) + "/" + name + form.suffix));
      }
    }
  }
}

TEST_CASE("most cases are in every language") {
  for (const GoldenForm& form : kGoldenForms) {
    std::size_t texts = 0;
    for (const std::string& name : GoldenCases(kDirectory))
      texts += GoldenText(kDirectory, name, form).empty() ? 0 : 1;
    CHECK(texts >= 13);
  }
}

TEST_CASE("goldens are plain ASCII") {
  for (const std::string& name : GoldenCases(kDirectory)) {
    for (const GoldenForm& form : kGoldenForms) {
      DYNAMIC_SECTION(name << form.suffix) {
        for (char c : ReadFile(std::string(kDirectory) + "/" + name + form.suffix))
          if (c != '\n' && (c < 0x20 || c > 0x7e)) FAIL("byte " << static_cast<int>(c));
      }
    }
  }
}

}  // namespace
}  // namespace pep3118
