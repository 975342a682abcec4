// SPDX-License-Identifier: MIT
// Which text is written and which layouts are refused.  That rustc takes the text and finds every
// byte where it should be is checked by emitted_rust_test.py.
#include <string>

#include "pep3118/codegen/emit.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

Result<std::string, EmitError> Rust(const Layout& layout, const std::string& name = {}) {
  const NamedLayout named[] = {{name, &layout}};
  return Emit(*FindLanguage("rust"), named);
}

// The members of the last struct.
std::string Members(const std::string& text) {
  std::string members;
  std::size_t at = text.find('\n', text.rfind("pub struct record_")) + 1;
  for (std::size_t end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1) {
    const std::string line = text.substr(at, end - at);
    if (line[0] == '}') break;
    members += (members.empty() ? "" : " ") + line.substr(8, line.find(", //") - 7);
  }
  return members;
}

TEST_CASE("each kind of field has its Rust type") {
  const struct {
    const char* format;
    const char* members;
    const char* target = kLinux;
  } rows[] = {
      {"T{i:x:d:y:}", "x: i32, padding0_: [u8; 4], y: f64,"},
      {"T{B:b:?:t:c:c:5s:s:6p:p:}", "b: u8, t: pep3118::Boolean, c: u8, s: [u8; 5], p: [u8; 6],"},
      {"T{=b:x:i:y:}", "x: i8, y: pep3118::LittleI32,"},
      {"T{>i:x:e:h:H:s:d:d:}",
       "x: pep3118::BigI32, h: pep3118::BigHalf, s: pep3118::BigU16, d: pep3118::BigF64,"},
      {"T{e:h:f:f:Zf:a:>Zd:b:}",
       "h: pep3118::Half, padding0_: [u8; 2], f: f32, a: pep3118::Complex<f32>, "
       "b: pep3118::Complex<pep3118::BigF64>,"},
      {"T{3w:w:>3w:b:}", "w: [u32; 3], b: [pep3118::BigU32; 3],"},
      {"T{P:p:^b:b:P:q:7x}",
       "p: *mut core::ffi::c_void, b: i8, q: pep3118::LittleU64, padding0_: [u8; 7],"},
      {"T{(2,3)d:m:(4)5s:s:4x}", "m: [[f64; 3]; 2], s: [[u8; 5]; 4], padding0_: [u8; 4],"},
      {"T{(0)i:none:i:type:}", "r#type: i32,"},
      {"T{i:x:d:y:}", "x: i32, y: f64,", "i686-linux-gnu"},
      {"T{i:x:<i:y:}", "x: i32, y: pep3118::LittleI32,", "s390x-linux-gnu"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.target) {
      const auto text = Rust(LayoutOn(row.target, row.format));
      REQUIRE(text);
      CHECK(Members(*text) == row.members);
    }
  }
}

TEST_CASE("bytes in place of a type that Rust has not do not lower the alignment") {
  const std::string text = *Rust(LayoutOn(kLinux, "T{g:x:}"));
  CHECK(text.find("#[repr(C, align(16))]") != text.npos);
  CHECK(Members(text) == "x: [u8; 16],");
}

TEST_CASE("values in the target's byte order are guarded") {
  const auto has = [](const char* target, const char* format, const char* words) {
    return Rust(LayoutOn(target, format)).value_or("").find(words) != std::string::npos;
  };
  CHECK(has(kLinux, "T{i:x:}", "cfg(not(target_endian = \"little\"))"));
  CHECK(has("s390x-linux-gnu", "i", "cfg(not(target_endian = \"big\"))"));
  CHECK_FALSE(has(kLinux, "T{>i:x:5s:s:}", "target_endian"));
}

TEST_CASE("what Rust cannot hold is refused") {
  const struct {
    const char* format;
    const char* name;
    const char* message;
  } rows[] = {
      {"T{}", "", "an item of no bytes has no Rust type"},
      {"(0)i", "", "an item of no bytes has no Rust type"},
      {"i", "fn", "`fn` cannot be the name of a Rust type"},
      {"i", "x = i32; type y", "`x = i32; type y` cannot be the name of a Rust type"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.name) {
      const auto text = Rust(LayoutOn(kLinux, row.format), row.name);
      REQUIRE_FALSE(text);
      CHECK(text.error().diagnostic.kind == ErrorKind::kNotInLanguage);
      CHECK(Message(text.error().diagnostic).find(row.message) == 0);
      CHECK_FALSE(Hint(text.error().diagnostic).empty());
    }
  }
  const auto large = Rust(LayoutOn(kLinux, "140737488355328s"));
  REQUIRE_FALSE(large);
  CHECK(large.error().diagnostic.kind == ErrorKind::kSizeOverflow);
  CHECK(Rust(LayoutOn(kLinux, "140737488355327s")));
}

}  // namespace
}  // namespace pep3118
