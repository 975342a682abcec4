// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/target_file.h"

#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using ast::Code;

constexpr char kWhole[] = R"({
  "name": "board", "endian": "big", "pointer_bits": 16,
  "codes": {"?": {"size": 1, "align": 1}, "h": {"size": 2, "align": 2},
            "i": {"size": 2, "align": 2}, "l": {"size": 4, "align": 2},
            "q": {"size": 8, "align": 2}, "n": {"size": 2, "align": 2},
            "f": {"size": 4, "align": 2}, "d": {"size": 8, "align": 2},
            "g": {"size": 8, "align": 2}, "w": {"size": 4, "align": 2},
            "P": {"size": 2, "align": 2}},
  "float_formats": {"d": "binary64", "g": "binary64"},
  "wchar_bytes": 2, "char32_bytes": 4, "char_signed": false})";

TEST_CASE("a whole row needs no base, and kin follow") {
  TargetSet targets;
  std::string message;
  const bool ok = targets.Read(kWhole, message);
  INFO(message);
  REQUIRE(ok);
  const Target* board = targets.Find("board");
  REQUIRE(board != nullptr);
  CHECK(board->byte_order == ByteOrder::kBig);
  CHECK(board->pointer_bytes == 2);
  CHECK(board->wchar_bytes == 2);
  CHECK_FALSE(board->char_signed);
  CHECK_FALSE(board->aix_power_rule);
  CHECK(board->Native(Code::kUInt) == SizeAlign{2, 2});
  CHECK(board->Native(Code::kULong) == SizeAlign{4, 2});
  CHECK(board->Native(Code::kComplexDouble) == SizeAlign{16, 2});
  CHECK(board->Native(Code::kObject) == SizeAlign{2, 2});
  CHECK(board->Native(Code::kHalf) == SizeAlign{2, 2});
  CHECK(board->Native(Code::kChar) == SizeAlign{1, 1});
}

TEST_CASE("a base supplies what is left out") {
  TargetSet targets;
  std::string message;
  REQUIRE(targets.Read(R"([{"name": "a", "base": "i686-linux-gnu",
                            "codes": {"d": {"size": 8, "align": 8}}},
                           {"name": "b", "base": "a", "record_rule": "aix-power"}])",
                       message));
  REQUIRE(targets.own().size() == 2);
  const Target* a = targets.Find("a");
  REQUIRE(a != nullptr);
  CHECK(a->Native(Code::kDouble) == SizeAlign{8, 8});
  CHECK(a->Native(Code::kComplexDouble) == SizeAlign{16, 8});
  CHECK(a->Native(Code::kLongLong) == SizeAlign{8, 4});  // the base's
  CHECK(a->pointer_bytes == 4);
  const Target* b = targets.Find("b");
  REQUIRE(b != nullptr);
  CHECK(b->Native(Code::kDouble) == SizeAlign{8, 8});
  CHECK(b->aix_power_rule);
  CHECK(targets.Find("x86_64-linux-gnu") == FindTarget("x86_64-linux-gnu"));
  CHECK(targets.Find("c") == nullptr);
}

TEST_CASE("a file that is not a target file is refused with a reason") {
  struct Row {
    std::string json;
    const char* message;
  };
  const Row rows[] = {
      {std::string("{}\0", 3), "it holds a NUL byte"},
      {"", "not valid JSON"},
      {"{", "not valid JSON"},
      {"[]", "the list of targets is empty"},
      {"1", "a target must be a JSON object"},
      {"{}", "a target needs a `name`"},
      {R"({"name": 1})", "a target needs a `name`"},
      {R"({"name": "a b"})", "target `a b`: a name has letters, digits, `_`, `-` and `.` only"},
      {R"({"name": "i686-linux-gnu"})",
       "target `i686-linux-gnu`: there is a target of that name already"},
      {R"({"name": "a", "bits": 1})", "target `a`: unknown key `bits`"},
      {R"({"name": "a", "base": "pdp11"})", "target `a`: `base` is not the name of a target"},
      {R"({"name": "a"})", "target `a`: `endian` is needed when there is no `base`"},
      {R"({"name": "a", "base": "i686-linux-gnu", "endian": "middle"})",
       "target `a`: `endian` is \"little\" or \"big\""},
      {R"({"name": "a", "base": "i686-linux-gnu", "pointer_bits": 24})",
       "target `a`: `pointer_bits` is 16, 32 or 64"},
      {R"({"name": "a", "base": "i686-linux-gnu", "codes": {"k": {"size": 1, "align": 1}}})",
       "target `a`: `codes` has the unknown code `k`"},
      {R"({"name": "a", "base": "i686-linux-gnu", "codes": {"d": {"size": 8}}})",
       "target `a`: code `d` needs {\"size\": BYTES, \"align\": BYTES}, each from 1 to 64"},
      {R"({"name": "a", "base": "i686-linux-gnu", "codes": {"d": {"size": 256, "align": 1}}})",
       "target `a`: code `d` needs {\"size\": BYTES, \"align\": BYTES}, each from 1 to 64"},
      {R"({"name": "a", "base": "i686-linux-gnu", "float_formats": {"d": "vax"}})",
       "target `a`: code `d` has an unknown float format"},
      {R"({"name": "a", "base": "i686-linux-gnu", "float_formats": {"e": "binary64"}})",
       "target `a`: `float_formats` is of `d` and `g`; `f` is binary32 everywhere"},
      {R"({"name": "a", "base": "i686-linux-gnu", "wchar_bytes": 3})",
       "target `a`: `wchar_bytes` is 1, 2 or 4"},
      {R"({"name": "a", "base": "i686-linux-gnu", "char_signed": 1})",
       "target `a`: `char_signed` is true or false"},
      {R"({"name": "a", "base": "i686-linux-gnu", "record_rule": "other"})",
       "target `a`: `record_rule` is \"natural\" or \"aix-power\""},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.json) {
      TargetSet targets;
      std::string message;
      REQUIRE_FALSE(targets.Read(row.json, message));
      CHECK(message == row.message);
    }
  }
}

TEST_CASE("a row that no layout can be computed for is refused") {
  const char* const rows[] = {
      R"({"name": "a", "base": "i686-linux-gnu", "codes": {"d": {"size": 8, "align": 3}}})",
      R"({"name": "a", "base": "i686-linux-gnu", "codes": {"i": {"size": 4, "align": 8}}})",
      R"({"name": "a", "base": "i686-linux-gnu", "pointer_bits": 64})",
      R"({"name": "a", "base": "i686-linux-gnu", "float_formats": {"d": "binary128"}})",
  };
  for (const char* row : rows) {
    DYNAMIC_SECTION(row) {
      TargetSet targets;
      std::string message;
      CHECK_FALSE(targets.Read(row, message));
      CHECK(message.starts_with("target `a`: "));
      CHECK(targets.own().empty());
    }
  }
}

}  // namespace
}  // namespace pep3118
