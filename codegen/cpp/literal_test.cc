// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/literal.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("string literals are plain ASCII and end where they should") {
  struct Row {
    std::string_view text;
    std::string_view literal;
  };
  const Row rows[] = {
      {"", R"("")"},
      {"abc", R"("abc")"},
      {"a\"b", R"("a\"b")"},
      {"a\\b", R"("a\\b")"},
      {"\n\t", R"("\012\011")"},
      {"\xc3\xa9"
       "7",
       R"("\303\2517")"},
      {"\x7f", R"("\177")"},
      {"?"
       "?/",
       R"("?\?/")"},
      {"?"
       "?"
       "?",
       R"("?\?\?")"},
      {"*/", R"("*/")"},
      {"%d", R"("%d")"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.literal) { CHECK(StringLiteral(row.text) == row.literal); }
  }
}

TEST_CASE("text beyond a literal's limit becomes a list of characters") {
  CHECK(CharArrayInitializer("ab") == "\"ab\"");
  CHECK(CharArrayInitializer(std::string(65'535, 'x')).front() == '"');
  const std::string list = CharArrayInitializer(std::string(65'536, 'x'));
  CHECK(list.starts_with("{\n'x', 'x',"));
  CHECK(list.ends_with("'x', '\\0'}"));
}

}  // namespace
}  // namespace pep3118
