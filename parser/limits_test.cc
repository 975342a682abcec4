// SPDX-License-Identifier: MIT
// Each limit just below, at and just above.
#include <functional>
#include <string>

#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::string Repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct Row {
  std::string_view what;
  ErrorKind kind;
  std::size_t limit;                               // the default
  std::function<std::string(std::size_t)> format;  // with so many
  std::uint32_t position;                          // of the refusal at limit + 1
  std::string_view message;                        // at limit + 1
};

TEST_CASE("limits hold exactly") {
  using enum ErrorKind;
  const Row rows[] = {
      {"bytes", kFormatTooLong, std::size_t{1} << 20,
       [](std::size_t n) { return std::string(n - 1, ' ') + "i"; }, 1 << 20,
       "format of 1048577 bytes, limit 1048576"},
      {"records", kTooDeep, 100,
       [](std::size_t n) { return Repeat("T{", n) + "i" + Repeat("}", n); }, 200,
       "nested more than 100 levels deep"},
      {"angle records", kTooDeep, 100,
       [](std::size_t n) { return Repeat("T<", n) + "i" + Repeat(">", n); }, 200,
       "nested more than 100 levels deep"},
      {"pointers", kTooDeep, 100, [](std::size_t n) { return Repeat("&", n) + "i"; }, 100,
       "nested more than 100 levels deep"},
      {"signature braces", kTooDeep, 100,
       [](std::size_t n) { return "X" + Repeat("{", n) + Repeat("}", n); }, 101,
       "nested more than 100 levels deep"},
      {"all of them", kTooDeep, 100,
       [](std::size_t n) {
         return Repeat("T{", 40) + Repeat("&", 40) + "X" + Repeat("{", n - 80) +
                Repeat("}", n - 80) + Repeat("}", 40);
       },
       141, "nested more than 100 levels deep"},
      {"dimensions in one list", kTooManyDimensions, 64,
       [](std::size_t n) { return "(1" + Repeat(",1", n - 1) + ")d"; }, 129,
       "more than 64 dimensions on one element"},
      {"dimensions in many lists", kTooManyDimensions, 64,
       [](std::size_t n) { return Repeat("(1)", n) + "d"; }, 193,
       "more than 64 dimensions on one element"},
      {"elements", kTooManyElements, 1'000'000, [](std::size_t n) { return Repeat("x", n); },
       1'000'000, "more than 1000000 elements"},
      {"name", kNameTooLong, 65'535, [](std::size_t n) { return "i:" + Repeat("n", n) + ":"; }, 2,
       "name of 65536 bytes, limit 65535"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      CHECK(ParseFormat(row.format(row.limit - 1)));
      CHECK(ParseFormat(row.format(row.limit)));
      const Result<ast::Format> above = ParseFormat(row.format(row.limit + 1));
      REQUIRE_FALSE(above);
      CHECK(ErrorName(above.error().kind) == ErrorName(row.kind));
      CHECK(above.error().span.begin == row.position);
      CHECK(Message(above.error()) == row.message);
    }
  }
}

TEST_CASE("limits move down, and up to their ceilings") {
  const auto kind = [](std::string_view text, ParseLimits limits) {
    const Result<ast::Format> format = ParseFormat(text, limits);
    return format ? ErrorKind::kCount_ : format.error().kind;
  };
  CHECK(kind("iiii", {.format_bytes = 3}) == ErrorKind::kFormatTooLong);
  CHECK(kind("", {.format_bytes = 0}) == ErrorKind::kCount_);
  CHECK(kind("T{}", {.nesting = 0}) == ErrorKind::kTooDeep);
  CHECK(kind("&i", {.nesting = 0}) == ErrorKind::kTooDeep);
  CHECK(kind("X{}", {.nesting = 0}) == ErrorKind::kTooDeep);
  CHECK(kind("i", {.nesting = 0}) == ErrorKind::kCount_);
  CHECK(kind("(1)i", {.dimensions = 0}) == ErrorKind::kTooManyDimensions);
  CHECK(kind("iiii", {.elements = 3}) == ErrorKind::kTooManyElements);
  CHECK(kind("T{i}", {.elements = 1}) == ErrorKind::kTooManyElements);
  CHECK(kind("i:ab:", {.name_bytes = 1}) == ErrorKind::kNameTooLong);

  const auto records = [](std::size_t n) { return Repeat("T{", n) + Repeat("}", n); };
  CHECK(kind(records(1000), {.nesting = 1'000'000}) == ErrorKind::kCount_);
  CHECK(kind(records(1001), {.nesting = 1'000'000}) == ErrorKind::kTooDeep);
  CHECK(kind(Repeat("(1)", 65) + "i", {.dimensions = 1000}) == ErrorKind::kTooManyDimensions);
}

// What has no option in the tool; testdata/errors_doc_test.py runs the other fixes of the document.
TEST_CASE("The fix that docs/errors.md names for a limit works") {
  const struct {
    ErrorKind kind;
    std::string refused, fixed;
    ParseLimits limits;
  } rows[] = {
      {ErrorKind::kFormatTooLong,
       std::string(1 << 20, ' ') + "i",
       std::string(1 << 20, ' ') + "i",
       {.format_bytes = 1 << 21}},
      {ErrorKind::kTooDeep,
       Repeat("T{", 101) + Repeat("}", 101),
       Repeat("T{", 101) + Repeat("}", 101),
       {.nesting = 101}},
      {ErrorKind::kTooManyDimensions, "(2" + Repeat(",1", 64) + ")i", "(2)i", {}},
      {ErrorKind::kTooManyElements, Repeat("x", 1'000'001), "1000001x", {}},
      {ErrorKind::kTooManyElements,
       Repeat("x", 1'000'001),
       Repeat("x", 1'000'001),
       {.elements = 1'000'001}},
      {ErrorKind::kNameTooLong,
       "i:" + Repeat("n", 65'536) + ":",
       "i:" + Repeat("n", 65'536) + ":",
       {.name_bytes = 65'536}},
  };
  for (const auto& row : rows) {
    INFO(ErrorName(row.kind));
    const Result<ast::Format> refused = ParseFormat(row.refused);
    REQUIRE_FALSE(refused);
    CHECK(ErrorName(refused.error().kind) == ErrorName(row.kind));
    CHECK(ParseFormat(row.fixed, row.limits));
  }
}

TEST_CASE("counts reach 2^63-1, zeros before them do not count") {
  const auto count = [](const std::string& text) {
    const Result<ast::Format> format = ParseFormat(text);
    return format ? format->elements[0].count : -2;
  };
  const std::string zeros(100'000, '0');
  CHECK(count("9223372036854775806x") == INT64_MAX - 1);
  CHECK(count("9223372036854775807x") == INT64_MAX);
  CHECK(count("9223372036854775808x") == -2);
  CHECK(count(zeros + "9223372036854775807x") == INT64_MAX);
  CHECK(count(zeros + "9223372036854775808x") == -2);
  CHECK(count(zeros + "i") == 0);
  CHECK(count(std::string(100'000, '9') + "i") == -2);

  const Result<ast::Format> dims = ParseFormat("(9223372036854775807,0)i");
  REQUIRE(dims);
  CHECK(dims->dims[0] == INT64_MAX);
}

}  // namespace
}  // namespace pep3118
