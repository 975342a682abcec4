// SPDX-License-Identifier: MIT
// Where the carets are.  The pictures are counted by hand.
#include "pep3118/base/mark_bytes.h"

#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("carets are under the bytes of the span") {
  struct Row {
    std::string text;
    Span span;
    const char* picture;
  };
  const Row rows[] = {
      {"i:x:3<d:y:", {5, 6}, "  i:x:3<d:y:\n       ^"},
      {"abc", {0, 3}, "  abc\n  ^^^"},
      {"abc", {3, 3}, "  abc\n     ^"},
      {"abc", {9, 12}, "  abc\n     ^"},
      {"", {0, 0}, "  \n  ^"},
      {"\xff\t", {0, 1}, "  \\xff\\t\n  ^^^^"},
      {"\xff\t", {1, 2}, "  \\xff\\t\n      ^^"},
      {"0123456789abcdef", {0, 1}, "  0123456789...\n  ^"},
      {"0123456789abcdef", {15, 16}, "  ...6789abcdef\n              ^"},
      {"0123456789abcdef", {8, 9}, "  ...456789abcd...\n         ^"},
      {"0123456789abcdef", {2, 16}, "  0123456789...\n    ^^^^^^^^"},
      {"0123456789abcdef", {16, 16}, "  ...6789abcdef\n               ^"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text, row.span.begin, row.span.end);
    CHECK(MarkBytes(row.text, row.span, 10) == row.picture);
  }
}

}  // namespace
}  // namespace pep3118
