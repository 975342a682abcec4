// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/names.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("every field has a name of its own by the rule") {
  using Names = std::vector<std::string>;
  const struct {
    std::vector<std::string_view> given;
    Names fields;
    Names padding;
  } rows[] = {
      {{"a", "_b", "__c", "D"}, {"a", "_b", "__c", "D"}, {"padding0_", "padding1_"}},
      {{"type", "class", "r#type"}, {"r#type", "class", "r_type"}, {"padding0_", "padding1_"}},
      {{"self", "crate", "self_"}, {"self_2", "crate_", "self_"}, {"padding0_", "padding1_"}},
      {{"_", "", "1x"}, {"v_", "v_2", "v1x"}, {"padding0_", "padding1_"}},
      {{"a b", "a_b", "a-b"}, {"a_b_2", "a_b", "a_b_3"}, {"padding0_", "padding1_"}},
      {{"x", "x", "x_2"}, {"x", "x_3", "x_2"}, {"padding0_", "padding1_"}},
      {{"gr\xc3\xb6"
        "n",
        "x: u8, PWNED"},
       {"gru00f6n", "x_u8_PWNED"},
       {"padding0_", "padding1_"}},
      {{"padding0_", "fn", "fn"}, {"padding0_", "r#fn", "fn_2"}, {"padding1_", "padding2_"}},
  };
  for (const auto& row : rows) {
    const RustNames names = RustNamesFor(row.given, 2);
    CHECK(names.fields == row.fields);
    CHECK(names.padding == row.padding);
  }
}

TEST_CASE("a user's name for a type is an identifier that Rust and the text leave free") {
  for (const char* name : {"Point", "point_2", "P", "class", "union", "Big"}) {
    INFO(name);
    CHECK(IsUsableRustName(name));
  }
  for (const char* name : {"", "_", "_x", "1a", "type", "Self", "gen", "i32", "core", "pep3118",
                           "a.b", "a b", "P\xc3\xb6", "record_0", "r#x", "a\nb"}) {
    INFO(name);
    CHECK_FALSE(IsUsableRustName(name));
  }
  CHECK(IsUsableRustName(std::string(255, 'a')));
  CHECK_FALSE(IsUsableRustName(std::string(256, 'a')));
}

}  // namespace
}  // namespace pep3118
