// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/writer.h"

#include <stdexcept>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("variables are replaced, values copied as they are") {
  Writer writer;
  writer.Print("$a$-$b$-$a$ $$\n", {{"a", "1"}, {"b", "$a$"}});
  CHECK(writer.text() == "1-$a$-1 $\n");
}

TEST_CASE("lines are indented, empty ones are not") {
  Writer writer;
  writer.Print("struct {\n");
  {
    Writer::Indent one(writer);
    writer.Print("int $x$;\n\nint y", {{"x", "a"}});
    writer.Print(";\n");
    Writer::Indent two(writer);
    writer.Print("$x$\n", {{"x", "deep"}});
  }
  writer.Print("};\n");
  CHECK(writer.text() == "struct {\n  int a;\n\n  int y;\n    deep\n};\n");
}

TEST_CASE("a missing variable is a bug that stops") {
  Writer writer;
  CHECK_THROWS_AS(writer.Print("$nobody$", {{"somebody", "x"}}), std::logic_error);
  CHECK_THROWS_AS(writer.Print("lone $ dollar"), std::logic_error);
}

}  // namespace
}  // namespace pep3118
