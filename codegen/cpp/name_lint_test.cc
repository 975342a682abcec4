// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/name_lint.h"

#include <string>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::string Message(std::string_view format) {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  const Result<Layout> layout = ComputeLayout(format, options);
  REQUIRE(layout);
  const std::vector<Note> notes = LintNames(*layout);
  if (notes.empty()) return "";
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].kind == NoteKind::kSimilarNames);
  return notes[0].message;
}

TEST_CASE("Names that meet as identifiers") {
  const struct {
    const char* format;
    const char* message;
  } rows[] = {
      {"T{b:a:b:b:}", ""},
      {"T{b:a:b:A:}", ""},
      {"T{b:a:b:a:}", ""},  // equal names are another kind
      {"T{b:a b:T{b:a_b:}:c:}", ""},
      {"T{b:a b:b:c:b:a-b:}",
       "a record has names that become one C++ identifier, the first are `a b` and `a-b`"},
      {"T{b:class:b:class_:}",
       "a record has names that become one C++ identifier, the first are `class` and `class_`"},
      {"T{T{b:1:b:v1:}:r:T{b:_:b:v_:}:s:}",
       "2 records have names that become one C++ identifier, the first are `1` and `v1`"},
      {"T{b:\xc3\xb6:b:u00f6:}",
       "a record has names that become one C++ identifier, the first are `\\xc3\\xb6` and `u00f6`"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) { CHECK(Message(row.format) == row.message); }
  }
}

}  // namespace
}  // namespace pep3118
