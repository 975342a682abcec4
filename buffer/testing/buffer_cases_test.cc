// SPDX-License-Identifier: MIT
// testdata/bad_buffers.json as its labels say, and what no Py_buffer can hold.
#include "pep3118/buffer/testing/buffer_cases.h"

#include <fstream>
#include <iterator>
#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118::tools {
namespace {

struct Point {
  int x;
  double y;
};

TEST_CASE("hostile and boundary buffers become what their labels say") {
  std::ifstream file("testdata/bad_buffers.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto verdicts = JudgeBuffers(text);
  REQUIRE(verdicts);
  CHECK(verdicts->size() == 19);
  for (const BufferVerdict& verdict : *verdicts) {
    CAPTURE(verdict.id, verdict.reason);
    CHECK((verdict.expect == "ok" || verdict.expect == "error" || verdict.expect == "any-clean"));
    // Where a double is aligned to 4, 12 bytes are all that this format needs.
    const bool is_whole = verdict.id == "item-small" && sizeof(Point) == 12;
    if (verdict.expect != "any-clean") {
      CHECK(verdict.ok == (verdict.expect == "ok" || is_whole));
    }
  }
}

// A good case with some members replaced: the last of two equal keys counts.
std::string With(const std::string& members) {
  std::string text = R"({"cases": [{"id": "a", "format": "i", "itemsize": 4, "ndim": 1,
    "shape": [4], "strides": [4], "suboffsets": null, "len": 16, "memory_bytes": 16,
    "buf_offset": 0, "readonly": 0)";
  if (!members.empty()) text += ", " + members;
  return text + "}]}";
}

TEST_CASE("one case at a time") {
  struct Row {
    const char* members;
    const char* reason;  // empty: ok
  };
  const Row rows[] = {
      {"", ""},
      {R"("format": null)", ""},
      {R"("strides": null)", ""},
      {R"("suboffsets": [-1])", ""},
      {R"("ndim": 0, "shape": [], "strides": [], "len": 4)", ""},
      {R"("ndim": 0, "shape": null, "strides": null, "len": 4)", ""},
      {R"("shape": null, "strides": null, "format": null)", ""},
      {R"("shape": [4, 1])", "shape has not ndim entries"},
      {R"("shape": [])", "shape has not ndim entries"},
      {R"("ndim": 2)", "shape has not ndim entries"},
      {R"("ndim": -1, "shape": null, "strides": null)", "ndim is outside 0 to 64"},
      {R"("shape": [9223372036854775808])", "shape holds no Py_ssize_t"},
      {R"("shape": [4.0])", "shape holds no Py_ssize_t"},
      {R"("len": 1e30)", "len is not a Py_ssize_t"},
      {R"("itemsize": null)", "itemsize is not a Py_ssize_t"},
      {R"("format": "i\u0000d")", "format is not a C string"},
      {R"("format": 5)", "format is not a C string"},
      {R"("memory_bytes": -1)", "memory_bytes is outside 0 to 2^30"},
      {R"("buf_offset": -4)", "first byte at offset -4 of the memory, expected 0 or more"},
      {R"("buf_offset": 4)", "last item ends at offset 20 of the memory, expected 16 or less"},
      {R"("readonly": 1)", ""},
      {R"("readonly": 1, "category": "readonly")",
       "the buffer is read-only, expected a writable one"},
      {R"("readonly": 1, "category": "readonly", "id": "ro-read")", ""},
      {R"("readonly": 0, "category": "readonly")", ""},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.members) {
      const auto verdicts = JudgeBuffers(With(row.members));
      REQUIRE(verdicts);
      REQUIRE(verdicts->size() == 1);
      CHECK(verdicts->front().reason == row.reason);
      CHECK(verdicts->front().ok == std::string_view(row.reason).empty());
    }
  }
}

TEST_CASE("what is not a file of cases gives nothing") {
  for (const char* text : {"", "[]", "{", R"({"cases": 1})", R"({"cases": [1]})", "\xff"}) {
    CHECK_FALSE(JudgeBuffers(text));
  }
}

}  // namespace
}  // namespace pep3118::tools
