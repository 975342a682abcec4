// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/literal.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("any text is one Python literal of plain ASCII") {
  const struct {
    std::string_view text;
    const char* literal;
  } rows[] = {
      {"", R"("")"},
      {"x", R"("x")"},
      {"a'b", R"("a'b")"},
      {"a\"b", R"("a\"b")"},
      {"a\\", R"("a\\")"},
      {"$x {y} %s", R"("$x {y} %s")"},
      {"a\nb\r\t", R"("a\u000ab\u000d\u0009")"},
      {{"a\0b", 3}, R"("a\u0000b")"},
      {"\x7f", R"("\u007f")"},
      {"gr\xc3\xb6\xc3\x9f"
       "e",
       R"("gr\u00f6\u00dfe")"},
      {"\xe2\x80\xae", R"("\u202e")"},
      {"\xf0\x9f\x98\x80", R"("\U0001f600")"},
      {"\xff"
       "1",
       R"("\udcff1")"},
  };
  for (const auto& row : rows) CHECK(PythonLiteral(row.text) == row.literal);
}

}  // namespace
}  // namespace pep3118
