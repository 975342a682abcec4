// SPDX-License-Identifier: MIT
#include "pep3118/codegen/emit.h"

#include <set>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

TEST_CASE("languages are found by name and alias") {
  std::set<std::string_view> words;
  for (const Language& language : Languages()) {
    CHECK(FindLanguage(language.name) == &language);
    CHECK(words.insert(language.name).second);
    if (language.alias.empty()) continue;
    CHECK(FindLanguage(language.alias) == &language);
    CHECK(words.insert(language.alias).second);
  }
  for (const char* unknown : {"", "C++", "cpp ", "fortran"})
    CHECK(FindLanguage(unknown) == nullptr);
}

TEST_CASE("cpp is the header") {
  const Layout layout = LayoutOn("x86_64-linux-gnu", "T{i:x:d:y:}");
  const NamedLayout named[] = {{"Point", &layout}};
  const auto text = Emit(*FindLanguage("cpp"), named);
  REQUIRE(text);
  CHECK(*text == *EmitHeader(named));
}

TEST_CASE("no language has nothing, a text too long, or two targets, to say") {
  const Layout one = LayoutOn("x86_64-linux-gnu", "T{i:x:d:y:}");
  const Layout other = LayoutOn("s390x-linux-gnu", "T{i:x:d:y:}");
  for (const Language& language : Languages()) {
    DYNAMIC_SECTION(language.name) {
      const auto nothing = Emit(language, {});
      REQUIRE(!nothing);
      CHECK(nothing.error().kind == HeaderErrorKind::kNoLayouts);

      const NamedLayout mixed[] = {{"", &one}, {"", &other}};
      const auto targets = Emit(language, mixed);
      REQUIRE(!targets);
      CHECK(targets.error().kind == HeaderErrorKind::kSeveralTargets);
      CHECK(targets.error().index == 1);

      const NamedLayout named[] = {{"Point", &one}};
      const auto long_text = Emit(language, named, {.bytes = 100});
      REQUIRE(!long_text);
      CHECK(long_text.error().kind == HeaderErrorKind::kTooLong);
    }
  }
}

}  // namespace
}  // namespace pep3118
