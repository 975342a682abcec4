// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/printable_text.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("printable text holds one line and never ends in a backslash") {
  CHECK(PrintableText("T{i:x:}", 200) == "T{i:x:}");
  CHECK(PrintableText("a\nb", 200) == "a\\nb");
  CHECK(PrintableText("\xe2\x80\xae", 200) == "\\xe2\\x80\\xae");
  CHECK(PrintableText("abcdef", 3) == "abc...");
  CHECK(PrintableText("x\\", 200).ends_with("..."));
  CHECK(PrintableText("\xff\xff\xff", 2) == "\\x...");
}

}  // namespace
}  // namespace pep3118
