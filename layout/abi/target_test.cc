// SPDX-License-Identifier: MIT
#include "pep3118/layout/target.h"

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"

namespace pep3118 {
namespace {

LayoutOptions On(const Target& target) {
  LayoutOptions options;
  options.target = &target;
  return options;
}

std::string FormatName(FloatFormat format) {
  switch (format) {
    case FloatFormat::kBinary32:
      return "binary32";
    case FloatFormat::kBinary64:
      return "binary64";
    case FloatFormat::kBinary128:
      return "binary128";
    case FloatFormat::kX87:
      return "x87-80";
    case FloatFormat::kDoubleDouble:
      return "ibm-double-double";
    case FloatFormat::kNone:
    case FloatFormat::kBinary16:
      break;
  }
  return "";
}

// Through the public functions: what `code` is as a whole format, and after one char.
void CheckCode(const Target& target, const std::string& code, int size, int align) {
  const std::string text = code == "&" ? "&i" : code;
  const Result<Layout> alone = ComputeLayout(text, On(target));
  REQUIRE(alone);
  CHECK(alone->itemsize() == size);
  if (code == "x") return;  // a pad is not a member
  const Result<Layout> member = ComputeLayout("T{c:c:" + text + ":x:}", On(target));
  REQUIRE(member);
  CHECK(member->all()[2].offset == align);
  CHECK(member->all()[2].natural);
}

TEST_CASE("Every target row equals the measurement") {
  const std::vector<corpus::TargetTruth> truth = corpus::ReadTargets();
  REQUIRE(truth.size() == 74);
  REQUIRE(Targets().size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const corpus::TargetTruth& row = truth[i];
    const Target& target = Targets()[i];
    INFO(row.name);
    CHECK(target.name == row.name);
    CHECK(FindTarget(row.name) == &target);
    CHECK(ByteOrderName(target.byte_order) == row.endian);
    CHECK(FormatName(target.double_format) == row.double_format);
    CHECK(FormatName(target.long_double_format) == row.long_double_format);
    CHECK(target.pointer_bytes * 8 == row.pointer_bits);
    CHECK(target.wchar_bytes == row.wchar_bytes);
    CHECK(target.char32_bytes == row.char32_bytes);
    CHECK(target.char_signed == row.char_signed);
    CHECK(target.aix_power_rule == (row.record_rule == "aix-power"));
    CHECK(row.codes.size() == 30);
    for (const auto& [code, value] : row.codes) {
      INFO(code);
      CheckCode(target, code, value.first, value.second);
    }
    std::string why;
    CHECK(IsValidTarget(target, &why));
    CHECK(why.empty());
  }
}

// "8/4"
std::string Cell(const SizeAlign& value) {
  return std::to_string(value.size) + '/' + std::to_string(value.align);
}

TEST_CASE("docs/targets.md shows the table") {
  std::ifstream in("docs/targets.md");
  REQUIRE(in);
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "<!-- table: begin -->") inside = true;
    if (line == "<!-- table: end -->") inside = false;
    if (inside && line.rfind("| `", 0) == 0) {
      lines.push_back(line);
    }
  }
  REQUIRE(lines.size() == Targets().size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Target& target = Targets()[i];
    std::string row = "| `" + target.name + "` | " + std::string(ByteOrderName(target.byte_order));
    for (const ast::Code code :
         {ast::Code::kBool, ast::Code::kShort, ast::Code::kInt, ast::Code::kLong,
          ast::Code::kLongLong, ast::Code::kSsize, ast::Code::kVoidPointer, ast::Code::kFloat,
          ast::Code::kDouble, ast::Code::kLongDouble, ast::Code::kUcs4}) {
      row += " | " + Cell(target.Native(code));
    }
    row += " | " + FormatName(target.double_format) + " | " +
           FormatName(target.long_double_format) + " | " + std::to_string(target.wchar_bytes) +
           " | " + (target.char_signed ? "signed" : "unsigned") + " | " +
           (target.aix_power_rule ? "aix-power" : "natural") + " |";
    CHECK(lines[i] == row);
  }
}

TEST_CASE("Targets are found by their exact name") {
  CHECK(FindTarget("x86_64-linux-gnu") != nullptr);
  CHECK(FindTarget("x86_64-linux") == nullptr);
  CHECK(FindTarget("i386-linux-gnu") == FindTarget("i686-linux-gnu"));
  CHECK(FindTarget("") == nullptr);
  std::set<std::string> names;
  for (const Target& target : Targets()) names.insert(target.name);
  CHECK(names.size() == Targets().size());
}

TEST_CASE("The host is one of the targets and has this compiler's sizes") {
  const Target& host = HostTarget();
  CHECK(FindTarget(host.name) == &host);
  CHECK(host.Native(ast::Code::kLong).size == sizeof(long));
  CHECK(host.pointer_bytes == sizeof(void*));
}

TEST_CASE("The largest object of a target is its PTRDIFF_MAX") {
  CHECK(FindTarget("x86_64-linux-gnu")->MaxObjectBytes() == INT64_MAX);
  CHECK(FindTarget("i686-linux-gnu")->MaxObjectBytes() == INT32_MAX);
  CHECK(FindTarget("avr")->MaxObjectBytes() == INT16_MAX);
}

// docs/format.md: the sizes after = < >.
TEST_CASE("Standard sizes") {
  const struct {
    const char* codes;
    std::int64_t size;
  } rows[] = {{"xcbB?sp", 1}, {"hHeu", 2}, {"iIlLfw", 4}, {"qQd", 8}, {"nNgPOz", 0}};
  for (std::size_t i = 0; i < static_cast<std::size_t>(ast::Code::kCount_); ++i) {
    const auto code = static_cast<ast::Code>(i);
    const std::string text(ast::CodeText(code));
    for (const auto& row : rows) {
      if (text.size() == 1 && std::string(row.codes).find(text) != std::string::npos) {
        INFO(text);
        CHECK(StandardSize(code) == row.size);
      }
    }
  }
  CHECK(StandardSize(ast::Code::kComplexHalf) == 4);
  CHECK(StandardSize(ast::Code::kComplexFloat) == 8);
  CHECK(StandardSize(ast::Code::kComplexDouble) == 16);
  CHECK(StandardSize(ast::Code::kComplexLongDouble) == 0);
}

TEST_CASE("A row that no ABI can have is refused with a reason") {
  const struct {
    const char* what;
    void (*damage)(Target&);
    const char* why;
  } rows[] = {
      {"no name", [](Target& t) { t.name.clear(); }, "a target needs a name"},
      {"no byte order", [](Target& t) { t.byte_order = ByteOrder::kNone; },
       "endian must be little or big"},
      {"size 0",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kInt)] = {0, 1};
       },
       "the size of `i` must be 1 to 64 bytes"},
      {"alignment 3",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kInt)] = {3, 3};
       },
       "the alignment of `i` must be a power of two up to 64"},
      {"size 4, alignment 8",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kInt)] = {4, 8};
       },
       "the size of `i` must be a multiple of its alignment"},
      {"two-byte char",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kChar)] = {2, 1};
       },
       "`c` must be one byte"},
      {"integer of 16 bytes",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kLong)] = {16, 8};
       },
       "the size of `l` must be 1, 2, 4 or 8 bytes"},
      {"binary64 in 4 bytes",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kDouble)] = {4, 4};
       },
       "the float format of `d` does not fit its size"},
      {"complex of another size",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kComplexFloat)] = {16, 4};
       },
       "`Zf` must be twice the size of `f`"},
      {"pointer of 3 bytes", [](Target& t) { t.pointer_bytes = 3; },
       "a pointer must be 2, 4 or 8 bytes"},
      {"object larger than a pointer",
       [](Target& t) {
         t.native[static_cast<std::size_t>(ast::Code::kObject)] = {16, 8};
       },
       "all pointers must have the size and alignment of `P`"},
      {"wchar_t of 3 bytes", [](Target& t) { t.wchar_bytes = 3; }, "wchar_bytes must be 1, 2 or 4"},
      {"char32_t of 1 byte", [](Target& t) { t.char32_bytes = 1; }, "char32_bytes must be 2 or 4"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.what) {
      Target target = *FindTarget("x86_64-linux-gnu");
      row.damage(target);
      std::string why;
      CHECK_FALSE(IsValidTarget(target, &why));
      CHECK(why == row.why);
      CHECK_FALSE(IsValidTarget(target, nullptr));
    }
  }
}

}  // namespace
}  // namespace pep3118
