// SPDX-License-Identifier: MIT
// That Julia reads these literals back is checked by julia/emitted_test.py.
#include "pep3118/codegen/julia/literal.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("literals are printable ASCII and end where they should") {
  const struct {
    std::string_view text;
    std::string_view literal;
  } rows[] = {
      {"", R"("")"},
      {"x y", R"("x y")"},
      {R"(a"b\c$(d)$e)", R"("a\"b\\c\$(d)\$e")"},
      {"a\nb\r\t\x7f", R"("a\u000ab\u000d\u0009\u007f")"},
      {std::string_view("\0e1", 3), R"("\u0000e1")"},  // not \x0e or an octal escape
      {"gr\xc3\xb6\xc3\x9f"
       "e",
       R"("gr\u00f6\u00dfe")"},
      {"\xe2\x80\xae\xf0\x9f\x98\x80"
       "1",
       R"("\u202e\U0001f6001")"},
      {"\xff\xc3", R"("\xff\xc3")"},
  };
  for (const auto& row : rows) CHECK(JuliaLiteral(row.text) == row.literal);
}

}  // namespace
}  // namespace pep3118
