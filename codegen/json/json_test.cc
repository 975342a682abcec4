// SPDX-License-Identifier: MIT
// JSON against text written out by hand from the keys in docs/json.md.
#include "pep3118/codegen/json.h"

#include "pep3118/codegen/json/json_writer.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

std::string TypeJson(std::string_view format) {
  const Result<Layout> layout = ComputeLayout(format, OptionsOn(kLinux));
  if (!layout) return "refused";
  std::string text;
  AppendLayoutJson(*layout, format, JsonStyle::kLine, text);
  const std::size_t type = text.find("\"type\": ") + 8;
  return text.substr(type, text.size() - type - 1);
}

TEST_CASE("a layout in one line") {
  const std::string_view format = "T{i:x:d:y:}";
  const Result<Layout> layout = ComputeLayout(format, OptionsOn(kLinux));
  REQUIRE(layout);
  std::string text;
  AppendLayoutJson(*layout, format, JsonStyle::kLine, text);
  CHECK(text ==
        R"({"format": "T{i:x:d:y:}", "canonical": "T{i:x:4xd:y:}", "layout_id": ")" +
            LayoutId(*layout) +
            R"(", "target": "x86_64-linux-gnu", "dialect": "pep3118", )"
            R"("itemsize": 16, "alignment": 8, "notes": [], )"
            R"("type": {"kind": "record", "itemsize": 16, "alignment": 8, "shape": [], "fields": [)"
            R"({"name": "x", "offset": 0, "kind": "int", "code": "i", "byteorder": "little", )"
            R"("itemsize": 4, "alignment": 4, "shape": []}, )"
            R"({"name": "y", "offset": 8, "kind": "float", "code": "d", "byteorder": "little", )"
            R"("itemsize": 8, "alignment": 8, "shape": []}]}})");
}

TEST_CASE("every kind of type") {
  struct Row {
    const char* format;
    const char* type;
  };
  const Row rows[] = {
      {"=I",
       R"({"kind": "uint", "code": "I", "byteorder": "little", "itemsize": 4, "alignment": 1, "shape": []})"},
      {"(2,3)>d",
       R"({"kind": "float", "code": "d", "byteorder": "big", "itemsize": 8, "alignment": 1, "shape": [2, 3]})"},
      {"5s",
       R"({"kind": "bytes", "code": "s", "byteorder": "none", "itemsize": 5, "alignment": 1, "shape": []})"},
      {">3w",
       R"({"kind": "ucs4", "code": "w", "byteorder": "big", "itemsize": 12, "alignment": 1, "shape": []})"},
      {"?",
       R"({"kind": "bool", "code": "?", "byteorder": "none", "itemsize": 1, "alignment": 1, "shape": []})"},
      {"T{4x:gap:}",
       R"({"kind": "record", "itemsize": 4, "alignment": 1, "shape": [], "fields": [)"
       R"({"name": "gap", "offset": 0, "kind": "opaque", "code": "x", "byteorder": "none", "itemsize": 4, "alignment": 1, "shape": []}]})"},
      {"T{b:a:(2)T{<h:x:}:r:}",
       R"({"kind": "record", "itemsize": 5, "alignment": 1, "shape": [], "fields": [)"
       R"({"name": "a", "offset": 0, "kind": "int", "code": "b", "byteorder": "none", "itemsize": 1, "alignment": 1, "shape": []}, )"
       R"({"name": "r", "offset": 1, "kind": "record", "itemsize": 2, "alignment": 1, "shape": [2], "fields": [)"
       R"({"name": "x", "offset": 0, "kind": "int", "code": "h", "byteorder": "little", "itemsize": 2, "alignment": 1, "shape": []}]}]})"},
      {"T{}", R"({"kind": "record", "itemsize": 0, "alignment": 1, "shape": [], "fields": []})"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format) { CHECK(TypeJson(row.format) == row.type); }
  }
}

TEST_CASE("indented JSON") {
  std::string text;
  const Diagnostic error{ErrorKind::kDanglingByteOrder, {6, 7}, {}};
  AppendErrorJson(error, JsonStyle::kIndent, text);
  CHECK(text == R"({
  "error": {
    "kind": "dangling-byte-order",
    "message": ")" + Message(error) +
                    R"(",
    "position": 6,
    "length": 1
  }
})");
}

TEST_CASE("an AST") {
  const Result<ast::Format> format = ParseFormat("(2,3)<i:x:T{&d}X{}");
  REQUIRE(format);
  std::string text;
  AppendAstJson(*format, JsonStyle::kLine, text);
  CHECK(
      text ==
      R"({"format": "(2,3)<i:x:T{&d}X{}", "elements": [)"
      R"({"position": 0, "length": 10, "dims": [2, 3], "mark": "<", "mode": "<", "count": null, "item": "scalar", "code": "i", "name": "x"}, )"
      R"({"position": 10, "length": 5, "dims": [], "mark": null, "mode": "<", "count": null, "item": "record", "elements": [)"
      R"({"position": 12, "length": 2, "dims": [], "mark": null, "mode": "<", "count": null, "item": "pointer", "elements": [)"
      R"({"position": 13, "length": 1, "dims": [], "mark": null, "mode": "<", "count": null, "item": "scalar", "code": "d", "name": null}], "name": null}], "name": null}, )"
      R"({"position": 15, "length": 3, "dims": [], "mark": null, "mode": "<", "count": null, "item": "function", "name": null}]})");
}

TEST_CASE("strings are escaped, everything else is copied") {
  struct Row {
    std::string_view text;
    std::string_view json;
  };
  const Row rows[] = {
      {"", R"("")"},
      {"a\"b\\c", R"("a\"b\\c")"},
      {"\n\x01\x1f\x7f", R"("\u000a\u0001\u001f\u007f")"},
      {"\xc3\xa9", "\"\xc3\xa9\""},
      {std::string_view("\0", 1), R"("\u0000")"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.json) {
      std::string text;
      JsonWriter(JsonStyle::kLine, text).String(row.text);
      CHECK(text == row.json);
    }
  }
  std::string text;
  JsonWriter json(JsonStyle::kLine, text);
  const std::int64_t numbers[] = {0, -1, INT64_MAX, INT64_MIN};
  json.Numbers(numbers);
  CHECK(text == "[0, -1, 9223372036854775807, -9223372036854775808]");
}

// Deep, so that indentation alone is most of the text.
TEST_CASE("JSON stops where it is longer than the limit") {
  std::string format;
  for (int depth = 0; depth < 90; ++depth) format += "T{";
  format += std::string(2000, 'b') + std::string(90, '}');
  const Result<ast::Format> parsed = ParseFormat(format);
  REQUIRE(parsed);
  const Result<Layout> layout = ComputeLayout(*parsed);
  REQUIRE(layout);
  std::string whole;
  AppendLayoutJson(*layout, format, JsonStyle::kIndent, whole);
  std::string tree;
  AppendAstJson(*parsed, JsonStyle::kIndent, tree);
  REQUIRE(whole.size() > 500'000);
  REQUIRE(tree.size() > 500'000);
  constexpr std::size_t kOneValue = 8000;  // the canonical text is the longest
  for (const std::size_t limit : {std::size_t{0}, std::size_t{10'000}, std::size_t{100'000}}) {
    DYNAMIC_SECTION(limit) {
      std::string text;
      AppendLayoutJson(*layout, format, JsonStyle::kIndent, text, {}, limit);
      CHECK(text.size() > limit);
      CHECK(text.size() <= limit + kOneValue);
      CHECK(whole.starts_with(text));
      text.clear();
      AppendAstJson(*parsed, JsonStyle::kIndent, text, limit);
      CHECK(text.size() > limit);
      CHECK(text.size() <= limit + kOneValue);
      CHECK(tree.starts_with(text));
    }
  }
  std::string exact;
  AppendLayoutJson(*layout, format, JsonStyle::kIndent, exact, {}, whole.size());
  CHECK(exact == whole);
}

}  // namespace
}  // namespace pep3118
