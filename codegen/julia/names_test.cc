// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/names.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("names that are no plain identifiers are written as symbols") {
  for (const char* plain : {"x", "x1", "_x", "Int32", "padding0_", "record_1", "PEP3118", "Base"}) {
    INFO(plain);
    CHECK(IsPlainJuliaName(plain));
    CHECK(JuliaFieldName(plain) == plain);
    CHECK(JuliaSymbol(plain) == std::string(":") + plain);
  }
  const struct {
    const char* name;
    const char* literal;
  } rows[] = {
      {"", R"("")"},
      {"_", R"("_")"},
      {"__", R"("__")"},
      {"1x", R"("1x")"},
      {"end", R"("end")"},
      {"where", R"("where")"},
      {"a b", R"("a b")"},
      {"a.b", R"("a.b")"},
      {"x::T", R"("x::T")"},
      {"a\nend\nrun()", R"~("a\u000aend\u000arun()")~"},
      {"$(f())", R"~("\$(f())")~"},
      {"\"))\n", R"~("\"))\u000a")~"},
      {"\xce\xbc", R"("\u03bc")"},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK_FALSE(IsPlainJuliaName(row.name));
    CHECK(JuliaFieldName(row.name) == std::string("$(Symbol(") + row.literal + "))");
    CHECK(JuliaSymbol(row.name) == std::string("Symbol(") + row.literal + ")");
  }
}

TEST_CASE("every field keeps its name but for repeated ones") {
  using Names = std::vector<std::string>;
  const struct {
    std::vector<std::string_view> given;
    Names fields;
    Names padding;
  } rows[] = {
      {{"a", "b"}, {"a", "b"}, {"padding0_", "padding1_"}},
      {{"a", "a", "a"}, {"a", "a_2", "a_3"}, {"padding0_", "padding1_"}},
      {{"a", "a", "a_2"}, {"a", "a_3", "a_2"}, {"padding0_", "padding1_"}},
      {{"padding0_", "padding2_"}, {"padding0_", "padding2_"}, {"padding1_", "padding3_"}},
      {{"padding0", "padding0", "", ""},
       {"padding0", "padding0_2", "", "_2"},
       {"padding0_", "padding1_"}},
  };
  for (const auto& row : rows) {
    const JuliaNames names = JuliaNamesFor(row.given, 2);
    CHECK(names.fields == row.fields);
    CHECK(names.padding == row.padding);
  }
}

TEST_CASE("a user's name for a type is an identifier that the text does not need") {
  for (const char* name : {"Point", "point_2", "P"}) CHECK(IsUsableJuliaName(name));
  for (const char* name : {"", "_x", "1a", "end", "type", "a.b", "a b", "Pt!", "P\xc3\xb6", "Base",
                           "PEP3118", "Float64", "record_0", "a\nb"}) {
    INFO(name);
    CHECK_FALSE(IsUsableJuliaName(name));
  }
  CHECK(IsUsableJuliaName(std::string(255, 'a')));
  CHECK_FALSE(IsUsableJuliaName(std::string(256, 'a')));
}

}  // namespace
}  // namespace pep3118
