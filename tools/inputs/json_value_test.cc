// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/json_value.h"

#include <cstdint>
#include <string>

#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/failing_allocations.h"

namespace pep3118 {
namespace {

TEST_CASE("values are what they say") {
  JsonValue value;
  std::string message;
  REQUIRE(ParseJsonValue(R"({"n": 3, "s": "\u00e9", "l": [true, null, -1, 1.5], "n": 4, "o": {}})",
                         value, message));
  CHECK(value.keys.size() == 5);
  CHECK(value.Find("n")->number == 4);
  CHECK(value.Find("s")->text == "\xc3\xa9");
  CHECK(value.Find("l")->inside.size() == 4);
  CHECK(value.Find("l")->inside[0].boolean);
  CHECK(value.Find("l")->inside[2].kind == JsonValue::Kind::kOther);
  CHECK(value.Find("l")->inside[3].kind == JsonValue::Kind::kOther);
  CHECK(value.Find("o")->kind == JsonValue::Kind::kObject);
  CHECK(value.Find("p") == nullptr);
}

TEST_CASE("what is not JSON, or too deep, is refused") {
  const auto deep = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  JsonValue value;
  std::string message;
  CHECK(ParseJsonValue(deep(kMostJsonDepth), value, message));
  CHECK_FALSE(ParseJsonValue(deep(kMostJsonDepth + 1), value, message));
  CHECK(message == "nested more than 16 levels deep");
  CHECK_FALSE(ParseJsonValue(std::string(1'000'000, '['), value, message));
  for (const std::string& text : {std::string("{"), std::string("[1,]"), std::string("\xff")}) {
    CHECK_FALSE(ParseJsonValue(text, value, message));
    CHECK(message == "not valid JSON");
  }
  CHECK_FALSE(ParseJsonValue(std::string("1\0", 2), value, message));
  CHECK(message == "it holds a NUL byte");
}

TEST_CASE("every allocation may fail, and those that follow too") {
  const std::string text =
      R"({"a": {"b": {"size": 8, "a key that is long enough": [1, [2, []]]}}})";
  const std::int64_t before = live_allocations;
  std::int64_t n = 0;
  for (bool failed = true; failed; ++n) {
    failed = FailsAllocation(n, [&] {
      JsonValue value;
      std::string message;
      static_cast<void>(ParseJsonValue(text, value, message));
      allocations_left = allocations_left < 0 ? -1 : 0;  // what takes it apart has no memory
    });
    CHECK(live_allocations == before);
    if (n > 1000) break;
  }
  CHECK(n > 5);
}

}  // namespace
}  // namespace pep3118
