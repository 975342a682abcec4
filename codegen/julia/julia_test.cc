// SPDX-License-Identifier: MIT
// Which text is written and which layouts are refused.  That Julia takes the text and finds every
// byte where it should be is checked by julia/emitted_test.py.
#include <string>

#include "pep3118/codegen/emit.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

Result<std::string, EmitError> Julia(const Layout& layout, const std::string& name = {}) {
  const NamedLayout named[] = {{name, &layout}};
  return Emit(*FindLanguage("julia"), named);
}

// The declarations of the first struct, without comments and blanks at the end.
std::string Members(const std::string& text) {
  std::string members;
  std::size_t at = text.find('\n', text.find("struct record_")) + 1;
  for (std::size_t end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1) {
    std::string line = text.substr(at, end - at);
    if (line.find("(values::NamedTuple)") != line.npos) break;
    line = line.substr(4, line.find("  # offset") - 4);
    line.resize(line.find_last_not_of(' ') + 1);
    members += (members.empty() ? "" : "; ") + line;
  }
  return members;
}

TEST_CASE("each kind of field has its type") {
  const struct {
    const char* format;
    const char* members;
    const char* target = kLinux;
  } rows[] = {
      {"T{i:x:d:y:}", "x::Int32; y::Float64"},
      {"T{d:x:b:y:}", "x::Float64; y::Int8"},
      {"T{=b:x:i:y:}", "x::Int8; y::PEP3118.LittleEndian{Int32, 4}"},
      {"T{>i:x:e:h:H:s:}",
       "x::PEP3118.BigEndian{Int32, 4}; h::PEP3118.BigEndian{Float16, 2}; "
       "s::PEP3118.BigEndian{UInt16, 2}"},
      {"T{i:x:8x<d:y:}",
       "x::Int32; padding0_::PEP3118.Padding{8}; y::PEP3118.LittleEndian{Float64, 8}"},
      {"T{Zf:a:Zd:b:=Zd:c:}",
       "a::ComplexF32; b::ComplexF64; c::PEP3118.LittleEndian{ComplexF64, 16}"},
      {"T{?:b:c:c:5s:s:6p:p:}",
       "b::PEP3118.Boolean; c::PEP3118.Char8; s::PEP3118.Bytes{5}; p::PEP3118.Pascal{6}"},
      {"T{3w:w:>3w:b:2u:u:}",
       "w::PEP3118.Ucs4{3, UInt32}; b::PEP3118.Ucs4{3, PEP3118.BigEndian{UInt32, 4}}; "
       "u::PEP3118.Ucs2{2, PEP3118.BigEndian{UInt16, 2}}"},
      {"T{P:p:O:o:^b:b:P:q:7x}",
       "p::Ptr{Cvoid}; o::Ptr{Cvoid}; b::Int8; q::PEP3118.Unaligned{Ptr{Cvoid}, 8}"},
      // Opaque{16} has alignment 1, so that the hole before it must be declared.
      {"T{i:x:g:y:}", "x::Int32; padding0_::PEP3118.Padding{12}; y::PEP3118.Opaque{16}"},
      {"T{i:x:4x:gap:}", "x::Int32; gap::PEP3118.Opaque{4}"},
      {"T{(2,3)d:m:}", "m::PEP3118.block(Float64, 2, 3)"},
      {"T{i:padding0_:4xd:y:3x}", "padding0_::Int32; y::Float64; padding1_::PEP3118.Padding{8}"},
      {"T{(0)i:none:i:x:}", "x::Int32"},
      {"T{i:end:}", "$(Symbol(\"end\"))::Int32"},
      // Julia on x86-64 would move an aligned Float64; 32-bit Linux has it at byte 4.
      {"T{i:x:d:y:}", "x::Int32; y::PEP3118.LittleEndian{Float64, 8}", "i686-linux-gnu"},
      {"T{i:x:<i:y:}", "x::Int32; y::PEP3118.LittleEndian{Int32, 4}", "s390x-linux-gnu"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.target) {
      const auto text = Julia(LayoutOn(row.target, row.format));
      REQUIRE(text);
      CHECK(Members(*text) == row.members);
    }
  }
}

TEST_CASE("values in the target's byte order are guarded") {
  const auto has = [](const char* target, const char* format, const char* words) {
    return Julia(LayoutOn(target, format)).value_or("").find(words) != std::string::npos;
  };
  CHECK(has(kLinux, "T{i:x:}", "ENDIAN_BOM == 0x04030201 ||"));
  CHECK(has("s390x-linux-gnu", "T{i:x:}", "ENDIAN_BOM == 0x01020304 ||"));
  CHECK(has("s390x-linux-gnu", "T{T{i:x:}:a:}", "ENDIAN_BOM == 0x01020304 ||"));
  CHECK(has("s390x-linux-gnu", "i", "ENDIAN_BOM == 0x01020304 ||"));
  CHECK_FALSE(has(kLinux, "T{>i:x:5s:s:}", "ENDIAN_BOM"));
}

TEST_CASE("what Julia cannot hold is refused") {
  const struct {
    const char* format;
    const char* name;
    const char* message;
  } rows[] = {
      {"T{}", "", "an item of no bytes has no Julia type"},
      {"(0)i", "", "an item of no bytes has no Julia type"},
      {"i", "end", "`end` cannot be the name of a Julia type"},
      {"i", "x = 1; y", "`x = 1; y` cannot be the name of a Julia type"},
      {"T{1025s:s:}", "", "more than 1024 numbers"},
      {"T{(1025)d:s:}", "", "more than 1024 numbers"},
      {"(1025)d", "", "more than 1024 numbers"},
      {"T{i:x:1024x}", "", "more than 1024 numbers"},
      {"T{(512)T{h:a:B:b:}:r:=B:c:}", "", "more than 1024 numbers"},
      {"T{(1000000,1000000,1000000)T{B:b:}:r:}", "", "more than 1024 numbers"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.name) {
      const auto text = Julia(LayoutOn(kLinux, row.format), row.name);
      REQUIRE_FALSE(text);
      CHECK(text.error().kind == HeaderErrorKind::kRefused);
      CHECK(text.error().diagnostic.kind == ErrorKind::kNotInLanguage);
      CHECK(Message(text.error().diagnostic).find(row.message) == 0);
      CHECK_FALSE(Hint(text.error().diagnostic).empty());
    }
  }
  for (const char* format : {"T{1024s:s:}", "(1024)d", "T{i:x:1020x}", "T{(512)T{B:a:B:b:}:r:}"})
    CHECK(Julia(LayoutOn(kLinux, format)));
}

TEST_CASE("a record is defined once and the item has the given name") {
  const Layout a = LayoutOn(kLinux, "T{T{i:x:}:a:T{i:x:}:b:}");
  const Layout b = LayoutOn(kLinux, "T{i:x:}");
  const Layout c = LayoutOn(kLinux, "(2,3)d");
  const NamedLayout named[] = {{"A", &a}, {"B", &b}, {"C", &c}};
  const std::string text = Emit(*FindLanguage("julia"), named).value_or("");
  const auto count = [&](std::string_view words) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(words, at)) != text.npos; ++at) ++found;
    return found;
  };
  CHECK(count("  struct record_") == 2);
  CHECK(count("const A = record_") == 1);
  CHECK(count("const B = record_") == 1);
  CHECK(count("const C = PEP3118.block(Float64, 2, 3)\nPEP3118.check_layout(C, 48)\n") == 1);
}

TEST_CASE("names reach the text only as ASCII") {
  const std::string text =
      Julia(LayoutOn(kLinux,
                     "T{i:\xe2\x80\xae\"))\nrun(`PWNED`)\n#= \\:i:gr\xc3\xb6\xc3\x9f"
                     "e:}"))
          .value_or("");
  for (char c : text)
    if (c != '\n' && (c < 0x20 || c > 0x7e)) FAIL("byte " << static_cast<int>(c));
  CHECK(text.find("\nrun") == text.npos);
}

}  // namespace
}  // namespace pep3118
