// SPDX-License-Identifier: MIT
#include "pep3118/tools/report/report.h"

#include <sstream>
#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

const Diagnostic kDangling{ErrorKind::kDanglingByteOrder, {6, 7}, {}};
constexpr char kFormat[] = "T{i:x:<}";

TEST_CASE("a refusal is the caret picture, after its place in a file") {
  std::ostringstream err;
  Reporter reporter(err, Reporter::Style::kText);
  reporter.Refusal(kDangling, kFormat);
  CHECK(err.str() == Render(kDangling, kFormat));

  std::ostringstream in_file;
  Reporter(in_file, Reporter::Style::kText).Refusal(kDangling, kFormat, {"a b.pep3118", 3, 9});
  CHECK(in_file.str() == "a b.pep3118:3:9: " + Render(kDangling, kFormat));
}

TEST_CASE("in JSON a refusal is one line") {
  std::ostringstream err;
  Reporter reporter(err, Reporter::Style::kJson);
  reporter.Refusal(kDangling, kFormat, {"q\"\n.pep3118", 3, 9});
  CHECK(err.str() == "{\"error\": {\"kind\": \"dangling-byte-order\", \"message\": \"" +
                         Message(kDangling) +
                         "\", \"position\": 6, \"length\": 1, \"file\": \"q\\\"\\\\n.pep3118\", "
                         "\"line\": 3, \"column\": 9}}\n");
}

TEST_CASE("color surrounds the words and the carets") {
  std::ostringstream err;
  Reporter reporter(err, Reporter::Style::kColor);
  reporter.Report({.kind = "bad-manifest",
                   .message = "a name expected",
                   .hint = "give one",
                   .place = {"m", 2, 1},
                   .excerpt = "= i"});
  CHECK(err.str() ==
        "m:2:1: \x1b[1;31merror:\x1b[0m a name expected [bad-manifest]\n"
        "  = i\n"
        "\x1b[32m  ^\x1b[0m\n"
        "\x1b[1;36mnote:\x1b[0m give one\n");
}

TEST_CASE("carets are under the wrong bytes of the line") {
  struct Row {
    std::string line;
    std::size_t column;
    std::size_t length;
    const char* picture;
  };
  const Row rows[] = {
      {"A [x] = i", 4, 1, "  A [x] = i\n     ^\n"},
      {"A [xyz] = i", 4, 3, "  A [xyz] = i\n     ^^^\n"},
      {"A", 2, 1, "  A\n   ^\n"},
      {"\xff\t= i", 1, 1, "  \\xff\\t= i\n  ^^^^\n"},
      {std::string(40, 'a') + "!" + std::string(40, 'b'), 41, 1,
       "  ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...\n"
       "                                  ^\n"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.line) {
      std::ostringstream err;
      Reporter reporter(err, Reporter::Style::kText);
      reporter.Report({.kind = "k",
                       .message = "m",
                       .place = {"f", 1, row.column},
                       .excerpt = row.line,
                       .length = row.length});
      CHECK(err.str() ==
            std::string("f:1:") + std::to_string(row.column) + ": error: m [k]\n" + row.picture);
    }
  }
}

TEST_CASE("a note names its kind") {
  const Note note{NoteKind::kAssumedTrailingPadding, {}, "the last 4 bytes are padding"};
  std::ostringstream text;
  Reporter(text, Reporter::Style::kText).Remark(note);
  CHECK(text.str() == "note: the last 4 bytes are padding [assumed-trailing-padding]\n");
  std::ostringstream json;
  Reporter(json, Reporter::Style::kJson).Remark(note);
  CHECK(json.str() ==
        "{\"note\": {\"kind\": \"assumed-trailing-padding\", "
        "\"message\": \"the last 4 bytes are padding\"}}\n");
}

}  // namespace
}  // namespace pep3118
