// SPDX-License-Identifier: MIT
// The one spelling of an AST; parse_test.cc prints and reads back every row of its tables too.
#include "pep3118/parser/print.h"

#include <string>
#include <string_view>

#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Row {
  std::string_view format;
  std::string_view printed;
};

TEST_CASE("printing gives one spelling") {
  const Row rows[] = {
      {"", ""},
      {" T < <i :x: d:y: > ", "T{<i:x:d:y:}"},
      {"<(2, 3)i", "(2,3)<i"},
      {"(3)(2)i", "(3,2)i"},
      {"(2)003s", "(2)3s"},
      {"i::", "i"},
      {"F D G", "ZfZdZg"},
      {"i !d", "i!d"},
      {"T{T{}:a: T{ i }}:b:", "T{T{}:a:T{i}}:b:"},
      {"& & <i :p: d", "&&<i:p:d"},
      {"&T{i &d }:p:", "&T{i&d}:p:"},
      {"(2) X{ i -> d } :f: i", "(2)X{ i -> d }:f:i"},
      {"<Z i", "<Z i"},  // `<Zi` would be another thing
      {"<Z ?", "<Z?"},
      {"<Z :a: i", "<Z:a:i"},
      {"<Z 3i <Z T{}", "<Z3i<Z T{}"},
      {"T{&<Z i}", "T{&<Z i}"},
      {"T{<Z}X{}", "T{<Z}X{}"},
      {"<Z X{}", "<Z X{}"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Result<ast::Format> format = ParseFormat(row.format);
      REQUIRE(format);
      CHECK(PrintFormat(*format) == row.printed);
      const Result<ast::Format> again = ParseFormat(row.printed);
      REQUIRE(again);
      CHECK(*again == *format);
    }
  }
}

TEST_CASE("printing needs no stack of its own for deep formats") {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "T{&";
  deep += "i";
  for (int i = 0; i < 500; ++i) deep += ":p:}";
  ParseLimits limits;
  limits.nesting = 1000;
  const Result<ast::Format> format = ParseFormat(deep, limits);
  REQUIRE(format);
  CHECK(PrintFormat(*format) == deep);
}

}  // namespace
}  // namespace pep3118
