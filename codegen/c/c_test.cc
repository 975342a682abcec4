// SPDX-License-Identifier: MIT
// Which text is written and which layouts are refused.  That compilers take the text and find every
// byte where it should be is checked by emitted_c_test.py.
#include <string>

#include "pep3118/codegen/emit.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

Result<std::string, EmitError> C(const Layout& layout, const std::string& name = {}) {
  const NamedLayout named[] = {{name, &layout}};
  return Emit(*FindLanguage("c"), named);
}

// The declarations of the last struct, without comments and blanks at the end.
std::string Members(const std::string& text) {
  std::string members;
  std::size_t at = text.find('\n', text.rfind("typedef struct record_")) + 1;
  for (std::size_t end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1) {
    const std::string line = text.substr(at, end - at);
    if (line[0] == '}') break;
    members += (members.empty() ? "" : " ") + line.substr(2, line.find(';') - 1);
  }
  return members;
}

TEST_CASE("each kind of field has its C type") {
  const struct {
    const char* format;
    const char* members;
    const char* target = kLinux;
  } rows[] = {
      {"T{i:x:d:y:}", "int32_t x; unsigned char padding0_[4]; double y;"},
      {"T{B:b:?:t:c:c:5s:s:6p:p:}",
       "uint8_t b; unsigned char t; char c; char s[5]; unsigned char p[6];"},
      {"T{=b:x:i:y:}", "int8_t x; pep3118_little_int32 y;"},
      {"T{>i:x:e:h:H:s:d:d:}",
       "pep3118_big_int32 x; pep3118_big_half h; pep3118_big_uint16 s; pep3118_big_double d;"},
      {"T{e:h:f:f:Zf:a:>Zd:b:Ze:z:>Ze:y:}",
       "pep3118_half h; unsigned char padding0_[2]; float f; pep3118_complex_float a; "
       "pep3118_big_complex_double b; pep3118_big_complex_half z; pep3118_big_complex_half y;"},
      {"T{3w:w:>3w:b:}", "uint32_t w[3]; pep3118_big_uint32 b[3];"},
      {"T{P:p:O:o:^b:b:P:q:7x}",
       "void* p; void* o; int8_t b; pep3118_unaligned_pointer q; unsigned char padding0_[7];"},
      {"T{g:x:^b:b:g:y:15x}",
       "long double x; int8_t b; pep3118_unaligned_long_double y; unsigned char padding0_[15];"},
      {"T{i:x:4x:gap:}", "int32_t x; unsigned char gap[4];"},
      {"T{(2,3)d:m:(4)5s:s:4x}", "double m[2][3]; char s[4][5]; unsigned char padding0_[4];"},
      {"T{(0)i:none:i:x:}", "int32_t x;"},
      {"T{i:class:i:restrict:i:a b:i:x:i:x:}",
       "int32_t class_; int32_t restrict_; int32_t a_b; int32_t x; int32_t x_2;"},
      {"T{i:x:<i:y:}", "int32_t x; pep3118_little_int32 y;", "s390x-linux-gnu"},
      {"T{i:x:d:y:}", "int32_t x; double y;", "i686-linux-gnu"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.target) {
      const auto text = C(LayoutOn(row.target, row.format));
      REQUIRE(text);
      CHECK(Members(*text) == row.members);
    }
  }
}

TEST_CASE("what the target does is checked where a value depends on it") {
  const auto has = [](const char* target, const char* format, const char* words) {
    return C(LayoutOn(target, format)).value_or("").find(words) != std::string::npos;
  };
  CHECK(has(kLinux, "T{i:x:}", "__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__"));
  CHECK(has("s390x-linux-gnu", "i", "__BYTE_ORDER__ != __ORDER_BIG_ENDIAN__"));
  CHECK_FALSE(has(kLinux, "T{>i:x:5s:s:}", "__BYTE_ORDER__"));
  CHECK(has(kLinux, "g", "LDBL_MANT_DIG == 64"));
  CHECK(has("aarch64-linux-gnu", "Zg", "LDBL_MANT_DIG == 113"));
}

TEST_CASE("what C cannot hold is refused") {
  const struct {
    const char* format;
    const char* name;
    const char* message;
  } rows[] = {
      {"T{}", "", "an item of no bytes has no C type"},
      {"(0)i", "", "an item of no bytes has no C type"},
      {"i", "register", "`register` cannot be the name of a C type"},
      {"i", "record_x", "`record_x` cannot be the name of a C type"},
      {"i", "x; int y", "`x; int y` cannot be the name of a C type"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.name) {
      const auto text = C(LayoutOn(kLinux, row.format), row.name);
      REQUIRE_FALSE(text);
      CHECK(text.error().diagnostic.kind == ErrorKind::kNotInLanguage);
      CHECK(Message(text.error().diagnostic).find(row.message) == 0);
      CHECK_FALSE(Hint(text.error().diagnostic).empty());
    }
  }
  const auto large = C(LayoutOn(kLinux, "2305843009213693952s"));
  REQUIRE_FALSE(large);
  CHECK(large.error().diagnostic.kind == ErrorKind::kSizeOverflow);
  CHECK(C(LayoutOn(kLinux, "2305843009213693951s")));
}

}  // namespace
}  // namespace pep3118
