// SPDX-License-Identifier: MIT
// What each accepted spelling means: format, its tree, and where the meaning is
// settled.
#include "pep3118/parser/parse.h"

#include <string>
#include <string_view>

#include "pep3118/parser/dump.h"
#include "pep3118/parser/print.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Row {
  std::string_view format;
  std::string_view tree;
  std::string_view source;
};

template <std::size_t kSize>
void CheckRows(const Row (&rows)[kSize]) {
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.format << "   (" << row.source << ")") {
      const Result<ast::Format> format = ParseFormat(row.format);
      if (!format) FAIL(Render(format.error(), row.format));
      CHECK(Dump(*format) == row.tree);

      const std::string printed = PrintFormat(*format);
      const Result<ast::Format> again = ParseFormat(printed);
      REQUIRE(again);
      CHECK(*again == *format);
      CHECK(PrintFormat(*again) == printed);
    }
  }
}

TEST_CASE("every code is read under every mode that keeps its name") {
  constexpr std::string_view kCodes = "xcbB?hHiIlLqQnNefdgspuwtPOz";
  for (char code : kCodes) {
    for (char mark : std::string_view("@=<>!^")) {
      const std::string format{mark, code};
      const Result<ast::Format> parsed = ParseFormat(format);
      REQUIRE(parsed);
      CHECK(Dump(*parsed) == std::string{mark == '!' ? '>' : mark, code});
      CHECK(parsed->elements[0].mark == mark);
    }
  }
}

TEST_CASE("codes of more than one letter") {
  const Row rows[] = {
      {"Ze", "@Ze", "nanobind"},
      {"Zf", "@Zf", "PEP 3118"},
      {"Zd", "@Zd", "PEP 3118"},
      {"Zg", "@Zg", "PEP 3118"},
      {"F", "@Zf", "CPython 3.14"},
      {"D", "@Zd", "CPython 3.14"},
      {"G", "@Zg", "CPython 3.14"},
      {"<Z", "<Z", "ctypes c_wchar_p"},
      {">Z", ">Z", "ctypes c_wchar_p, big-endian"},
      {"!Z", ">Z", "! means >"},
      {"T{<Z:a:<z:b:}", "@T{<Z'a' <z'b'}<", "ctypes c_wchar_p, c_char_p"},
      {"<Z i", "<Z <i", "a space ends the code"},
      {"<Z3i", "<Z <*3i", "a digit ends the code"},
      {"<Zd", "<Zd", "a part makes it complex"},
  };
  CheckRows(rows);
}

TEST_CASE("prefixes and repetition") {
  const Row rows[] = {
      {"(2,3)<i", "<(2,3)i", "NumPy, ctypes"},
      {"<(2,3)i", "<(2,3)i", "PEP 3118; Cython takes it"},
      {"<3i", "<*3i", "struct"},
      {"3i", "@*3i", "struct"},
      {"(2)3i", "@(2)*3i", "NumPy: shape (2,) of (3,)"},
      {"(2)3s", "@(2)*3s", "two strings of three bytes"},
      {"(3)(2)i", "@(3,2)i", "NumPy, array of arrays"},
      {"(3)(2)(4,5)i", "@(3,2,4,5)i", "NumPy, array of arrays"},
      {"(3)<(2)i", "<(3,2)i", "order between the lists"},
      {"(2, 3)i", "@(2,3)i", "pybind11"},
      {"( 2 , 3 )i", "@(2,3)i", "NumPy strips spaces"},
      {"(3,)i", "@(3)i", "Cython"},
      {"(3 , )i", "@(3)i", "Cython"},
      {"3 i", "@*3i", "NumPy strips spaces"},
      {"0i", "@*0i", "struct: aligns only"},
      {"(0)i", "@(0)i", "NumPy: zero-length axis"},
      {"007i", "@*7i", "leading zeros"},
      {"0x10i", "@*0x @*10i", "struct.calcsize gives 40"},
      {"1e3x", "@*1e @*3x", "struct.calcsize gives 5"},
      {"9223372036854775807x", "@*9223372036854775807x", "struct: 2^63-1"},
      {"T{(2)3i:v:}", "@T{@(2)*3i'v'}@", "dims, then count, in a record"},
      {"3x:a:", "@*3x'a'", "NumPy: void field V3"},
      {"2T{ii}", "@*2T{@i @i}@", "Cython's tests"},
      {"(3)<T{i}", "<(3)T{<i}<", "a mark on a record"},
      {"unsigned int", "@u @n @s @i @g @n @e @d @i @n @t", "codes, not words"},
  };
  CheckRows(rows);
}

TEST_CASE("the byte order stays in force until the next one") {
  const Row rows[] = {
      {"T{<i:x:<d:y:}", "@T{<i'x' <d'y'}<", "ctypes"},
      {"T{<i:x:d:y:}", "@T{<i'x' <d'y'}<", "NumPy: one < governs both"},
      {"T{b:a:T{<i:x:}:n:d:z:}", "@T{@b'a' @T{<i'x'}<'n' <d'z'}<", "NumPy: it outlives }"},
      {"T{c<i}ci", "@T{@c <i}< <c <i", "NumPy importer"},
      {"@T{^i}xi", "@T{^i}^ ^x ^i", "NumPy importer"},
      {"<cT{c@d}", "<c <T{<c @d}@", "NumPy importer"},
      {"T{T{>h:x:d:y:}:a:=d:b:>i:c:}", "@T{@T{>h'x' >d'y'}>'a' =d'b' >i'c'}>", "NumPy exporter"},
      {"^T{^T{b:a:}:r:i:s:}", "^T{^T{^b'a'}^'r' ^i's'}^", "pybind11"},
      {"!HH", ">H >H", "struct: network order"},
      {"T{&<i:p:<d:x:}", "@T{@&<i'p' <d'x'}<", "ctypes: local to the target"},
      {"T{&<i:p:d:x:}", "@T{@&<i'p' @d'x'}@", "local to the target"},
      {"<&d i", "<&<d <i", "the pointer's own mark stays"},
      {"&T{<i}i", "@&@T{<i}< @i", "local to the target, records too"},
      {"&&<d:p:i:q:", "@&@&<d'p' @i'q'", "nested pointers"},
  };
  CheckRows(rows);
}

TEST_CASE("pointers and functions") {
  const Row rows[] = {
      {"&<i", "@&<i", "ctypes POINTER(c_int)"},
      {"&&<d", "@&@&<d", "ctypes POINTER(POINTER(c_double))"},
      {"&(3)<i", "@&<(3)i", "ctypes, pointer to an array"},
      {"& <i", "@&<i", "space between tokens"},
      {"(3)&<i:p:", "@(3)&<i'p'", "ctypes, array of pointers"},
      {"2&i", "@*2&@i", "n pointers"},
      {"&T{<i:a:}:p:", "@&@T{<i'a'}<'p'", "the name is the pointer's"},
      {"&B", "@&@B", "ctypes, incomplete struct"},
      {"X{}", "@X{}", "ctypes function pointer"},
      {"X{}:f:", "@X{}'f'", "ctypes function pointer"},
      {"&X{}", "@&@X{}", "ctypes, pointer to one"},
      {"X{i->{d}}i", "@X{i->{d}} @i", "PEP 3118: opaque signature"},
      {"2X{T{i:x:}->d}", "@*2X{T{i:x:}->d}", "PEP 3118: opaque signature"},
      {"X{ i -> d }:f:", "@X{ i -> d }'f'", "PEP 3118: opaque signature"},
  };
  CheckRows(rows);
}

TEST_CASE("names are opaque") {
  const Row rows[] = {
      {"i:x:", "@i'x'", "PEP 3118"},
      {"T{i}:pos:", "@T{@i}@'pos'", "names of records"},
      {"(3)i:v:", "@(3)i'v'", "names of arrays"},
      {"i: a :", "@i' a '", "no trimming"},
      {"i :x:", "@i'x'", "space before a name"},
      {"i::", "@i", "empty: no name"},
      {"T{i::d::}", "@T{@i @d}@", "empty: no name"},
      {"i:a}{<>#(T{&:", "@i'a}{<>#(T{&'", "any character but : and NUL"},
      {"i:a\nb:", "@i'a\nb'", "newlines: NumPy, ctypes"},
      {"i:1st:d:class:", "@i'1st' @d'class'", "digits, keywords"},
      {"i:\xc3\xa9t\xc3\xa9:", "@i'\xc3\xa9t\xc3\xa9'", "UTF-8"},
      {"i:\xf4\x8f\xbf\xbf\xee\x80\x80\xed\x9f\xbf:",
       "@i'\xf4\x8f\xbf\xbf\xee\x80\x80\xed\x9f\xbf'", "edges of UTF-8"},
      {"T{i:x:i:x:}", "@T{@i'x' @i'x'}@", "duplicates are kept: ctypes"},
      {"T{=B:a:=Bxxx:b:}", "@T{=B'a' =B =x =x =x'b'}=", "ndtypes: layout gives the name back"},
  };
  CheckRows(rows);
}

TEST_CASE("spaces may be between any two tokens") {
  const Row rows[] = {
      {" \t\n\r\v\fi", "@i", "struct: all six"},
      {"i d\n", "@i @d", "struct"},
      {"T { i :x: } :r: ", "@T{@i'x'}@'r'", "NumPy strips spaces"},
      {"T < i >", "@T{@i}@", "angle spelling"},
      {"< i", "<i", "NumPy strips spaces"},
      {"(2) < 3 i", "<(2)*3i", "all prefixes"},
      {"i:x: d:y:", "@i'x' @d'y'", "PythonCall"},
      {"", "", "empty: size 0"},
      {"  ", "", "empty: size 0"},
      {"T{}", "@T{}@", "empty record"},
  };
  CheckRows(rows);
}

TEST_CASE("angle-bracket records") {
  const Row rows[] = {
      {"T<<i:x:d:y:>", "@T{<i'x' <d'y'}<", "< in force"},
      {"T<i:x:d:y:>", "@T{@i'x' @d'y'}@", "native"},
      {"T<>", "@T{}@", "empty"},
      {"T<>:e:", "@T{}@'e'", "empty, named"},
      {"T<>i:x:d:y:>", "@T{>i'x' >d'y'}>", "big-endian"},
      {"T<<i:x:>d:y:>", "@T{<i'x' >d'y'}>", "mixed"},
      {"T<<i:a:T<<d:x:d:y:>:pos:h:z:>", "@T{<i'a' <T{<d'x' <d'y'}<'pos' <h'z'}<", "nested, named"},
      {"T<T<i>>", "@T{@T{@i}@}@", "nested"},
      {"T{T<i:a:>:n:>d:b:}", "@T{@T{@i'a'}@'n' >d'b'}>", "angle in brace"},
      {"T<T<i:a:>d:b:>>", "@T{@T{@i'a' >d'b'}>}>", "the inner record holds d"},
      {"T<T{>i}>", "@T{@T{>i}>}>", "brace in angle"},
      {"T<T{i}>d>", "@T{@T{@i}@ >d}>", "brace in angle; a mark follows"},
      {"T<i> ", "@T{@i}@", "spaces before the end"},
      {"T<T<i> >", "@T{@T{@i}@}@", "spaces before a closer"},
      {"T<!i>", "@T{>i}>", "! is never a bracket"},
      {"T<i:>:>", "@T{@i'>'}@", "names are opaque"},
      {"T<&>i>", "@T{@&>i}@", "a mark in a pointer target"},
      {"T<(2)>i>", "@T{>(2)i}>", "a mark after dimensions"},
      {"T<&i>", "@T{@&@i}@", "the target ends before the closer"},
      {"T<X{>}>", "@T{@X{>}}@", "signatures are opaque"},
  };
  CheckRows(rows);
}

TEST_CASE("spans are bytes of the text, prefixes to name") {
  const Result<ast::Format> format = ParseFormat(" T{ (2) <3i :ab: & d}:r: X{}");
  REQUIRE(format);
  const auto text = [&](std::size_t i) {
    const Span span = format->elements[i].span;
    return format->text.substr(span.begin, span.size());
  };
  CHECK(text(0) == "T{ (2) <3i :ab: & d}:r:");
  CHECK(text(1) == "(2) <3i :ab:");
  CHECK(text(2) == "& d");
  CHECK(text(3) == "d");
  CHECK(text(4) == "X{}");
  CHECK(ast::Name(*format, format->elements[1]) == "ab");
}

TEST_CASE("nesting counts what one limit bounds") {
  const struct {
    const char* text;
    std::size_t nesting;
  } rows[] = {{"i", 0},           {"T{}", 1}, {"T{i}T{i}", 1},      {"T{T{i}T<T<i>>}", 3},
              {"T{&T{i}:p:}", 3}, {"X{}", 1}, {"T{X{a{b}}:f:}", 3}, {"&&i", 2}};
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(ParseFormat(row.text)->nesting == row.nesting);
    ParseLimits limits;
    limits.nesting = row.nesting;
    CHECK(ParseFormat(row.text, limits));
    if (row.nesting == 0) continue;
    --limits.nesting;
    CHECK_FALSE(ParseFormat(row.text, limits));
  }
}

TEST_CASE("a Format can be filled again and again") {
  ast::Format format;
  Diagnostic error;
  for (std::string_view text : {"T{i:x:d:y:}", "(2,3)<d", "", "i"}) {
    REQUIRE(ParseFormatInto(text, {}, format, error));
    CHECK(format == *ParseFormat(text));
  }
  CHECK_FALSE(ParseFormatInto("T{(2)i:x:", {}, format, error));
  CHECK(error.kind == ErrorKind::kUnclosedRecord);
  REQUIRE(ParseFormatInto("d", {}, format, error));
  CHECK(Dump(format) == "@d");
}

TEST_CASE("equality looks at meaning, not at spelling") {
  const auto same = [](std::string_view a, std::string_view b) {
    return *ParseFormat(a) == *ParseFormat(b);
  };
  CHECK(same("T{i:x:}", " T < i :x: >"));
  CHECK(same("(3)(2)i", "(3,2)i"));
  CHECK(same("F", "Zf"));
  CHECK_FALSE(same("i", "1i"));
  CHECK_FALSE(same("i", "@i"));
  CHECK_FALSE(same(">i", "!i"));
  CHECK_FALSE(same("i:a:", "i:b:"));
  CHECK_FALSE(same("(2)i", "(3)i"));
  CHECK_FALSE(same("T{i}d", "T{id}"));
  CHECK_FALSE(same("&i", "P"));
  CHECK_FALSE(same("X{}", "X{i}"));
  CHECK_FALSE(same("i", "ii"));
}

}  // namespace
}  // namespace pep3118
