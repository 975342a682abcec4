// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/manifest.h"

#include <string>
#include <vector>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::vector<ManifestEntry> Entries(std::string_view text) {
  static const TargetSet targets;
  std::vector<ManifestEntry> entries;
  const auto error = ReadManifest(text, targets, entries);
  INFO((error ? error->message : ""));
  CHECK_FALSE(error.has_value());
  return entries;
}

TEST_CASE("a manifest line is a name, options and a format") {
  struct Row {
    const char* line;
    const char* name;
    const char* format;
    std::size_t column;  // of the format
  };
  const Row rows[] = {
      {"Point = T{<i:x:d:y:}", "Point", "T{<i:x:d:y:}", 9},
      {"Point=T{i:x:}", "Point", "T{i:x:}", 7},
      {"  Point\t=  T{i:x:} \t\r", "Point", "T{i:x:}", 12},
      {"A = =i", "A", "=i", 5},
      {"A = i # no comment", "A", "i # no comment", 5},
      {"A =", "A", "", 4},
      {"A [ strict ] = [x]", "A", "[x]", 16},
      {"A = i:a = b:", "A", "i:a = b:", 5},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.line) {
      const auto entries = Entries(row.line);
      REQUIRE(entries.size() == 1);
      CHECK(entries[0].name == row.name);
      CHECK(entries[0].text == row.format);
      CHECK(entries[0].line == 1);
      CHECK(entries[0].column == row.column);
    }
  }
}

TEST_CASE("blank lines and whole-line comments count as lines and nothing else") {
  const auto entries = Entries("# first\n\n \t\nA = i\n  # = not a name\nB = d");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].line == 4);
  CHECK(entries[1].line == 6);
  CHECK(Entries("").empty());
  CHECK(Entries("# only").empty());
}

TEST_CASE("options are in brackets before the equals sign") {
  const auto entries =
      Entries("A [itemsize=16 dialect=numpy target=i686-linux-gnu strict] = i\nB [] = i\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].itemsize == 16);
  CHECK(entries[0].dialect == Dialect::kNumpy);
  REQUIRE(entries[0].target != nullptr);
  CHECK(entries[0].target->name == "i686-linux-gnu");
  CHECK(entries[0].strict);
  CHECK_FALSE(entries[1].itemsize.has_value());
  CHECK_FALSE(entries[1].dialect.has_value());
  CHECK(entries[1].target == nullptr);
  CHECK_FALSE(entries[1].strict);
}

TEST_CASE("a line is a format, a dtype, a file or a list of fields") {
  const auto entries = Entries(
      "A [dtype] = [('x', '<f4')]\nB [npy] = {b}.npy\nC [fields] = c.json\n"
      "D [fields itemsize=4] = [{}]\nE [fields] = {}\nF = [i]");
  const struct {
    DescriptionKind kind;
    const char* text;
    bool is_file;
  } rows[] = {
      {DescriptionKind::kDtype, "[('x', '<f4')]", false},
      {DescriptionKind::kNpy, "{b}.npy", true},
      {DescriptionKind::kFields, "c.json", true},
      {DescriptionKind::kFields, "[{}]", false},
      {DescriptionKind::kFields, "{}", false},
      {DescriptionKind::kFormat, "[i]", false},
  };
  REQUIRE(entries.size() == std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    CHECK(entries[i].kind == rows[i].kind);
    CHECK(entries[i].text == rows[i].text);
    CHECK(entries[i].is_file == rows[i].is_file);
  }
}

TEST_CASE("a wrong line is named by line, column and length") {
  struct Row {
    const char* text;
    std::size_t line;
    std::size_t column;
    std::size_t length;
    const char* message;
  };
  const Row rows[] = {
      {"A = i\n= i", 2, 1, 1, "a name expected"},
      {"A", 1, 2, 1, "`=` expected between the name and the format"},
      {"A i", 1, 3, 1, "`=` expected between the name and the format"},
      {"9A = i", 1, 1, 2, "`9A` cannot be the name of a C++ type"},
      {"  int = i", 1, 3, 3, "`int` cannot be the name of a C++ type"},
      {"a::b = i", 1, 1, 4, "`a::b` cannot be the name of a C++ type"},
      {"A\x01 = i", 1, 1, 2, "`A\\x01` cannot be the name of a C++ type"},
      {"A [itemsize=16 = i", 1, 16, 1,
       "unknown option ``; there are itemsize, dialect, target, strict, dtype, npy and fields"},
      {"A [strict", 1, 3, 1, "`[` is not closed"},
      {"A [itemsize=] = i", 1, 4, 9, "`itemsize` needs a number of bytes"},
      {"A [itemsize=0x10] = i", 1, 4, 13, "`itemsize` needs a number of bytes"},
      {"A [itemsize=-1] = i", 1, 4, 11, "`itemsize` needs a number of bytes"},
      {"A [itemsize=9223372036854775808] = i", 1, 4, 28, "`itemsize` needs a number of bytes"},
      {"A [dialect=nympy] = i", 1, 4, 13, "unknown dialect `nympy`"},
      {"A [target=pdp11] = i", 1, 4, 12, "unknown target `pdp11`"},
      {"A [strict=1] = i", 1, 4, 8, "`strict` takes no value"},
      {"A [color=red] = i", 1, 4, 9,
       "unknown option `color`; there are itemsize, dialect, target, strict, dtype, npy and "
       "fields"},
      {"A [dtype=1] = i4", 1, 4, 7, "`dtype` takes no value"},
      {"A [dtype npy] = i4", 1, 10, 3, "a line is described in one way"},
      {"A [dtype dialect=numpy] = i4", 1, 10, 13, "`dialect` goes with a format"},
      {"A [dialect=numpy fields] = i4", 1, 18, 6, "`dialect` goes with a format"},
      {"A [strict strict] = i", 1, 11, 6, "`strict` is given twice"},
      {"A = i\nB = i\n A = d\n", 3, 2, 1, "`A` is already defined on line 1"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.text) {
      const TargetSet targets;
      std::vector<ManifestEntry> entries;
      const auto error = ReadManifest(row.text, targets, entries);
      REQUIRE(error.has_value());
      CHECK(error->message == row.message);
      CHECK(error->line == row.line);
      CHECK(error->column == row.column);
      CHECK(error->length == row.length);
    }
  }
}

}  // namespace
}  // namespace pep3118
