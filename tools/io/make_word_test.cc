// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/make_word.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// What GNU make 4.3 was seen to read as exactly that file; process_test.py asks the make of this
// machine again.
TEST_CASE("a path becomes one word of a Makefile rule") {
  struct Row {
    const char* path;
    const char* target;  // nullptr: none
    const char* prerequisite;
  };
  const Row rows[] = {
      {"out/a.h", "out/a.h", "out/a.h"},
      {"a b", "a\\ b", "a\\ b"},
      {"a\\ b", "a\\\\\\ b", "a\\\\\\ b"},
      {"a\\b", "a\\b", "a\\b"},
      {"a#b", "a\\#b", "a\\#b"},
      {"a\\#b", "a\\\\\\#b", "a\\\\\\#b"},
      {"a$b", "a$$b", "a$$b"},
      {"$(shell ls)", nullptr, nullptr},  // as `archive(member)`
      {"a$(x)b", "a$$(x)b", "a$$(x)b"},
      {"a:b", "a\\:b", "a\\:b"},
      {"C:\\a\\b", "C\\:\\a\\b", "C\\:\\a\\b"},
      {"a%b", "a\\%b", "a%b"},
      {"a*b?[c]", "a\\*b\\?\\[c]", "a\\*b\\?\\[c]"},
      {"a|b", "a|b", "a\\|b"},
      {"|", "./|", "./\\|"},
      {"~root", nullptr, nullptr},
      {"x/~root", "x/~root", "x/~root"},
      {"define", "./define", "./define"},
      {"a&b", "a&b", "a&b"},
      {"a&", nullptr, "a&"},
      {".PHONY", nullptr, ".PHONY"},
      {".hidden", ".hidden", ".hidden"},
      {"x/.PHONY", "x/.PHONY", "x/.PHONY"},
      {"a;ls", nullptr, nullptr},
      {"a=b", nullptr, nullptr},
      {"a\nb", nullptr, nullptr},
      {"a\tb", nullptr, "a\\\tb"},
      {"a\\", nullptr, nullptr},
      {"a(b)", nullptr, nullptr},
      {"a(b)c", "a(b)c", "a(b)c"},
      {"\xc3\xa9", "\xc3\xa9", "\xc3\xa9"},
      {"", nullptr, nullptr},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.path) {
      const auto target = MakeWord(row.path, MakeRole::kTarget);
      CHECK(target ==
            (row.target == nullptr ? std::nullopt : std::optional<std::string>(row.target)));
      const auto other = MakeWord(row.path, MakeRole::kPrerequisite);
      CHECK(other == (row.prerequisite == nullptr ? std::nullopt
                                                  : std::optional<std::string>(row.prerequisite)));
    }
  }
}

}  // namespace
}  // namespace pep3118
