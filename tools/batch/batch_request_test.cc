// SPDX-License-Identifier: MIT
#include "pep3118/tools/batch/batch_request.h"

#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("a request holds a format and what it is to be read with") {
  BatchRequest request;
  BatchRequestError error;
  REQUIRE(ReadBatchRequest(
      R"({"format": "T{i:x:}", "itemsize": 16, "dialect": "numpy", "target": "t", "strict": true})",
      request, error));
  CHECK(request.description.text == "T{i:x:}");
  CHECK(request.itemsize == 16);
  CHECK(request.dialect == "numpy");
  CHECK(request.target == "t");
  CHECK(request.strict == true);

  // Nothing of one request reaches the next.
  REQUIRE(ReadBatchRequest(R"( {"format": ""} )", request, error));
  CHECK(request.description.text.empty());
  CHECK_FALSE(request.itemsize.has_value());
  CHECK_FALSE(request.dialect.has_value());
  CHECK_FALSE(request.target.has_value());
  CHECK_FALSE(request.strict.has_value());
}

TEST_CASE("a request holds a dtype or a list of fields instead of a format") {
  BatchRequest request;
  BatchRequestError error;
  REQUIRE(ReadBatchRequest(R"({"dtype": "<f4", "target": "t"})", request, error));
  CHECK(request.description.text == "<f4");
  CHECK(request.description.kind == DescriptionKind::kDtype);
  for (const char* fields :
       {"[]", "[{}, [1.5]]", R"({"fields": [], "itemsize": 1})", "[1 ]", R"([{"fields": {}}])"}) {
    const std::string line =
        R"({"itemsize": 16, "fields": )" + std::string(fields) + R"( , "other": {"fields": 1}})";
    INFO(line);
    REQUIRE(ReadBatchRequest(line, request, error));
    CHECK(request.description.text == fields);
    CHECK(request.description.kind == DescriptionKind::kFields);
  }
  REQUIRE(ReadBatchRequest(R"({"format": "i"})", request, error));
  CHECK(request.description.kind == DescriptionKind::kFormat);
}

TEST_CASE("a format in JSON may hold every character") {
  BatchRequest request;
  BatchRequestError error;
  REQUIRE(ReadBatchRequest(R"({"format": "i:\u00e9\n\"\\:\u0000"})", request, error));
  CHECK(request.description.text == std::string("i:\xc3\xa9\n\"\\:\0", 9));
}

TEST_CASE("unknown keys are passed over with all they hold") {
  BatchRequest request;
  BatchRequestError error;
  REQUIRE(ReadBatchRequest(
      R"({"a": null, "b": {"format": 1, "strict": [{"itemsize": "x"}]}, "format": "i",
          "c": [true, 1.5, -1, "s", []], "d": "x"})",
      request, error));
  CHECK(request.description.text == "i");
  CHECK_FALSE(request.itemsize.has_value());

  std::string deep = R"({"format": "i", "deep": )";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  for (int i = 0; i < 100'000; ++i) deep += ']';
  REQUIRE(ReadBatchRequest(deep + "}", request, error));
}

TEST_CASE("a line that is not a request is refused with its reason") {
  struct Row {
    std::string line;
    const char* kind;
    const char* message;
  };
  const Row rows[] = {
      {"", "bad-json", "not a JSON object"},
      {" ", "bad-json", "not a JSON object"},
      {"null", "bad-json", "not a JSON object"},
      {"\"i\"", "bad-json", "not a JSON object"},
      {"12", "bad-json", "not a JSON object"},
      {"-1", "bad-json", "not a JSON object"},
      {"1.5", "bad-json", "not a JSON object"},
      {"true", "bad-json", "not a JSON object"},
      {R"([{"format": "i"}])", "bad-json", "not a JSON object"},
      {R"({"format": "i")", "bad-json", "not a JSON object"},
      {R"({"format": "i"} x)", "bad-json", "not a JSON object"},
      {R"({"format": "i"}{"format": "i"})", "bad-json", "not a JSON object"},
      {R"({'format': 'i'})", "bad-json", "not a JSON object"},
      {"{\"format\": \"\xff\"}", "bad-json", "not a JSON object"},
      {R"({"format": "\ud800"})", "bad-json", "not a JSON object"},
      {"{}", "bad-request", "the request has no `format`"},
      {R"({"Format": "i"})", "bad-request", "the request has no `format`"},
      {R"({"format": 1})", "bad-request", "`format` cannot be a number"},
      {R"({"format": null})", "bad-request", "`format` cannot be null"},
      {R"({"format": ["i"]})", "bad-request", "`format` cannot be a list"},
      {R"({"format": {}})", "bad-request", "`format` cannot be an object"},
      {R"({"format": true})", "bad-request", "`format` cannot be a boolean"},
      {R"({"format": "i", "itemsize": "16"})", "bad-request", "`itemsize` cannot be a string"},
      {R"({"format": "i", "itemsize": -1})", "bad-request",
       "`itemsize` cannot be a negative number"},
      {R"({"format": "i", "itemsize": 16.0})", "bad-request",
       "`itemsize` cannot be a number with a fraction or exponent, or too large"},
      {R"({"format": "i", "itemsize": 9223372036854775808})", "bad-request",
       "`itemsize` is above 9223372036854775807"},
      {R"({"format": "i", "itemsize": null})", "bad-request", "`itemsize` cannot be null"},
      {R"({"format": "i", "strict": 1})", "bad-request", "`strict` cannot be a number"},
      {R"({"format": "i", "dialect": 1})", "bad-request", "`dialect` cannot be a number"},
      {R"({"format": "i", "format": "d"})", "bad-request", "`format` is given twice"},
      {R"({"dtype": 1})", "bad-request", "`dtype` cannot be a number"},
      {R"({"dtype": "i4", "dtype": "i4"})", "bad-request", "`dtype` is given twice"},
      {R"({"dtype": "i4", "format": "i"})", "bad-request",
       "the request has two of `format`, `dtype` and `fields`"},
      {R"({"dtype": "i4", "fields": []})", "bad-request",
       "the request has two of `format`, `dtype` and `fields`"},
      {R"({"dtype": "i4", "dialect": "numpy"})", "bad-request", "`dialect` goes with a `format`"},
      {R"({"fields": [], "dialect": "numpy"})", "bad-request", "`dialect` goes with a `format`"},
      {R"({"fields": "x"})", "bad-request", "`fields` cannot be a string"},
      {R"({"fields": [1, })", "bad-json", "not a JSON object"},
      {std::string("{\"format\": \"i\"}\0", 16), "bad-json", "a NUL byte is not JSON"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.line) {
      BatchRequest request;
      BatchRequestError error;
      REQUIRE_FALSE(ReadBatchRequest(row.line, request, error));
      CHECK(error.kind == row.kind);
      CHECK(error.message == row.message);
    }
  }
}

TEST_CASE("broken JSON is refused at the byte that breaks it") {
  BatchRequest request;
  BatchRequestError error;
  REQUIRE_FALSE(ReadBatchRequest(R"({"format" "i"})", request, error));
  CHECK(error.position == 12);  // the string at 10..12 ends there
  REQUIRE_FALSE(ReadBatchRequest("x", request, error));
  CHECK(error.position == 0);
}

}  // namespace
}  // namespace pep3118
