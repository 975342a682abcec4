// SPDX-License-Identifier: MIT
// Padding model pep against measured answers: NumPy 1.24's importer and struct.calcsize on x86-64 Linux.
#include "pep3118/layout/placement/placement.h"

#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

LayoutOptions On(const char* target) {
  LayoutOptions options;
  options.target = FindTarget(target);
  options.dialect = Dialect::kPep3118;
  return options;
}

// "a:0 n:8[2] n/x:8 16": name, absolute offset, shape; then the itemsize.
void Places(const Layout& layout, const Field& record, const std::string& path, std::int64_t start,
            std::string& out) {
  for (const Field& field : layout.Fields(record)) {
    const std::string name = path + std::string(layout.Name(field));
    out += name + ':' + std::to_string(start + field.offset);
    for (std::int64_t dim : layout.Shape(field)) out += '[' + std::to_string(dim) + ']';
    out += ' ';
    Places(layout, field, name + '/', start + field.offset, out);
  }
}

std::string Places(const Layout& layout) {
  std::string out;
  Places(layout, layout.item(), "", 0, out);
  return out + std::to_string(layout.itemsize());
}

TEST_CASE("Placement in model pep") {
  const struct {
    const char* format;
    const char* places;
    const char* rule;
  } rows[] = {
      {"T{d:a:c:b:}", "a:0 b:8 16", "trailing padding inside braces"},
      {"T{<i:x:d:y:}", "x:0 y:4 12", "one mark governs both"},
      {"cT{cd}", "f0:0 f1:8 f1/f0:8 f1/f1:16 24", "a record is aligned to its widest member"},
      {"T{ci}c", "f0:0 f0/f0:0 f0/f1:4 f1:8 9", "no padding at an unbraced top level"},
      {"T{b:a:T{<i:x:}:n:d:z:}", "a:0 n:1 n/x:1 z:5 13", "a mark outlives the brace"},
      {"<cT{c@d}", "f0:0 f1:8 f1/f0:8 f1/f1:16 24", "the mode after the record places it"},
      {"T{b:a:T{d:x:<i:y:}:n:b:z:}", "a:0 n:1 n/x:1 n/y:9 z:13 14", "the same, unaligned"},
      {"T{d:a:<b:b:}", "a:0 b:8 9", "no tail when the last mode does not align"},
      {"cxi", "f0:0 f1:4 8", "pads, then alignment"},
      {"c3xi", "f0:0 f1:4 8", "pads, then alignment"},
      {"cxxxi", "f0:0 f1:4 8", "pads, then alignment"},
      {"c4xi", "f0:0 f1:8 12", "pads, then alignment"},
      {"ixi", "f0:0 f1:8 12", "pads, then alignment"},
      {"c0i", "f0:0 f1:4[0] 4", "a count of zero aligns"},
      {"dc0d", "f0:0 f1:8 f2:16[0] 16", "a count of zero aligns"},
      {"c0dc", "f0:0 f1:8[0] f2:8 9", "a count of zero aligns"},
      {"<c0i", "f0:0 f1:1[0] 1", "but not in standard modes"},
      {"c(0)i", "f0:0 f1:4[0] 4", "a dimension of zero too"},
      {"c0T{d}", "f0:0 f1:8[0] f1/f0:8 8", "a record zero times too"},
      {"T{c<i}ci", "f0:0 f0/f0:0 f0/f1:1 f1:5 f2:6 10", "all later members unaligned"},
      {"@T{^i}xi", "f0:0 f0/f0:0 f1:5 9", "`^` outlives the brace too"},
      {"T{c:a:4xd:b:}", "a:0 b:8 16", "named fields around pads"},
      {"T{c:a:3x:gap:i:b:}", "a:0 gap:1 b:4 8", "a named pad is a field of its bytes"},
      {"T{c:a:(2)3x:gap:}", "a:0 gap:1[2] 7", "and can be an array"},
      {"T{(2,3)2i:a:}", "a:0[2][3][2] 48", "a count is the last dimension"},
      {"T{1i:a:(1)i:b:}", "a:0 b:4[1] 8", "a count of 1 is none, a dimension of 1 is"},
      {"T{10s:a:10c:b:(10)c:c:}", "a:0 b:10[10] c:20[10] 30", "one string, ten characters"},
      {"T{5p:a:c:b:}", "a:0 b:5 6", "a Pascal string has the bytes of its count"},
      {"T{c:a:3w:b:2u:c:}", "a:0 b:4 c:16 20", "strings align like one unit"},
      {"T{0s:a:0w:b:i:c:}", "a:0 b:0 c:0 4", "empty strings"},
      {"(2)T{d:a:c:b:}", "a:0 b:8 32", "the stride of an array has the tail"},
      {"T{(2)T{d:a:c:b:}:r:c:z:}", "r:0[2] r/a:0 r/b:8 z:32 40", "inside a record as well"},
      {"T{&<i:p:d:x:}", "p:0 x:8 16", "a mark in a pointer's target stays there"},
      {"T{c:c:&T{d}:p:X{}:f:O:o:}", "c:0 p:8 f:16 o:24 32", "pointers of all kinds"},
      {"T{<c:c:P:p:O:o:&i:q:g:g:}", "c:0 p:1 o:9 q:17 g:25 41", "pointers in standard modes"},
      {"i:n:", "n:0 4", "a named element is a record of one"},
      {"T{i}:n:", "n:0 n/f0:0 4", "so is a named record"},
      {"xxxx", "4", "pads alone make no field"},
      {"", "0", "nothing"},
      {"T{}", "0", "an empty record"},
      {"T{i:a:T{}:e:i:b:}", "a:0 e:4 b:4 8", "an empty record inside"},
      {"T{cT{}T{d}}", "f0:0 f1:1 f2:8 f2/f0:8 16", "has no alignment"},
      {"T{T{T{>h:x:d:y:}:a:=d:b:>i:c:}:r:}", "r:0 r/a:0 r/a/x:0 r/a/y:2 r/b:10 r/c:18 22",
       "NumPy's own exporter relies on scope"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << ": " << row.rule) {
      const Result<Layout> layout = ComputeLayout(row.format, On("x86_64-linux-gnu"));
      REQUIRE(layout);
      CHECK(Places(*layout) == row.places);
      CHECK(BrokenInvariant(*layout) == "");
    }
  }
}

// Measured with the compilers of each target.
TEST_CASE("Placement on other targets") {
  const struct {
    const char* target;
    const char* format;
    const char* places;
  } rows[] = {
      {"i686-linux-gnu", "T{c:a:d:b:}", "a:0 b:4 12"},
      {"i686-linux-gnu", "T{c:a:g:b:}", "a:0 b:4 16"},
      {"i686-pc-windows-msvc", "T{c:a:d:b:}", "a:0 b:8 16"},
      {"x86_64-pc-windows-msvc", "T{c:a:l:b:n:c:}", "a:0 b:4 c:8 16"},
      {"m68k-linux-gnu", "T{c:a:d:b:}", "a:0 b:2 10"},
      {"m68k-linux-gnu", "T{c:a:g:b:}", "a:0 b:2 14"},
      {"avr", "T{c:a:i:b:d:c:}", "a:0 b:1 c:3 7"},
      {"powerpc64-ibm-aix", "T{c:a:d:b:}", "a:0 b:4 12"},
      {"powerpc64-ibm-aix", "T{d:a:c:b:}", "a:0 b:8 16"},
      {"powerpc64-ibm-aix", "T{c:a:T{d:x:}:b:}", "a:0 b:4 b/x:4 12"},
      {"powerpc64-ibm-aix", "T{(2)d:a:c:b:}", "a:0[2] b:16 24"},
      {"powerpc64-ibm-aix", "T{T{d:x:}:a:c:b:}", "a:0 a/x:0 b:8 16"},
      {"powerpc64-ibm-aix", "T{Zd:a:c:b:}", "a:0 b:16 24"},
      {"powerpc64-ibm-aix", "^T{d:a:c:b:}", "a:0 b:8 9"},
      {"powerpc64-ibm-aix", "dc", "f0:0 f1:8 9"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, On(row.target));
      REQUIRE(layout);
      CHECK(Places(*layout) == row.places);
      CHECK(BrokenInvariant(*layout) == "");
    }
  }
}

TEST_CASE("Kinds, byte orders, alignments") {
  const struct {
    const char* format;
    const char* line;  // of Describe
  } rows[] = {
      {"c", "char c none 1/1 natural"},
      {"?", "bool ? none 1/1 natural"},
      {">b", "int b none 1/1 natural"},
      {"h", "int h little 2/2 natural"},
      {"=h", "int h little 2/1"},
      {"<h", "int h little 2/1"},
      {">h", "int h big 2/1"},
      {"!h", "int h big 2/1"},
      {"^h", "int h little 2/1"},
      {"l", "int q little 8/8 natural"},
      {"e", "float e little 2/2 natural"},
      {"g", "float g little 16/16 natural"},
      {"<g", "float g little 16/1"},
      {">g", "opaque x none 16/1 natural"},
      {">Zg", "opaque x none 32/1 natural"},
      {"Zd", "complex Zd little 16/8 natural"},
      {"F", "complex Zf little 8/4 natural"},
      {"5s", "bytes s none 5/1 natural"},
      {"5p", "pascal p none 5/1 natural"},
      {"3u", "ucs2 u little 6/2 natural"},
      {">3w", "ucs4 w big 12/1"},
      {"P", "pointer P little 8/8 natural"},
      {"&<d", "pointer P little 8/8 natural"},
      {"<z", "pointer P little 8/1"},
      {"<Z", "pointer P little 8/1"},
      {">P", "pointer P big 8/1"},
      {"O", "object O little 8/8 natural"},
      {">O", "object O little 8/1"},  // NumPy never marks it, so the mark is another field's
      {"X{}", "function x little 8/8 natural"},
      {"7x", "opaque x none 7/1 natural"},
      {"0i", "int i little 4/1 [0]"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, On("x86_64-linux-gnu"));
      REQUIRE(layout);
      const std::string lines = Describe(*layout);
      const std::size_t at = lines.find('\n') + 1;
      CHECK(lines.substr(at) == " @0 " + std::string(row.line) + " ..1\n");
    }
  }
}

// NumPy: the smallest unused number, in order, per record.
TEST_CASE("Names of unnamed fields") {
  const struct {
    const char* format;
    std::vector<std::string> names;
  } rows[] = {
      {"iii", {"f0", "f1", "f2"}},
      {"T{i:f0:i}", {"f0", "f1"}},
      {"T{ii:f0:}", {"f1", "f0"}},
      {"T{iiii:f1:i:f0:i}", {"f2", "f3", "f4", "f1", "f0", "f5"}},
      {"T{i:f00:i:f01:ii}", {"f00", "f01", "f0", "f1"}},
      {"T{i:f18446744073709551616:i}", {"f18446744073709551616", "f0"}},
      {"T{x:f0:i}", {"f0", "f1"}},
      {"ixi", {"f0", "f1"}},
      {"iT{ii:f1:}", {"f0", "f1", "f0", "f1"}},
      {"T{i::i:a:}", {"f0", "a"}},
      {"T{i:a:i:a:}", {"a", "a"}},
      {"T{i: a :i:\xc3\xa9:}", {" a ", "\xc3\xa9"}},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, On("x86_64-linux-gnu"));
      REQUIRE(layout);
      std::vector<std::string> names;
      for (const Field& field : layout->all().subspan(1)) names.emplace_back(layout->Name(field));
      CHECK(names == row.names);
    }
  }
}

TEST_CASE("Refusals of the engine") {
  const struct {
    const char* target;
    const char* format;
    ErrorKind kind;
    Span span;
  } rows[] = {
      {"x86_64-linux-gnu", "T{i:a:=n:b:}", ErrorKind::kIllegalInMode, {6, 11}},
      {"x86_64-linux-gnu", "<N", ErrorKind::kIllegalInMode, {0, 2}},
      {"x86_64-linux-gnu", "!in", ErrorKind::kIllegalInMode, {2, 3}},
      {"x86_64-linux-gnu", "T{i:a:3t:b:}", ErrorKind::kBitField, {6, 11}},
      {"x86_64-linux-gnu", "int", ErrorKind::kNumpyDtype, {0, 3}},
      {"x86_64-linux-gnu", "unsigned int", ErrorKind::kCDeclaration, {0, 12}},
      {"x86_64-linux-gnu", "T{h:a:int:b:}", ErrorKind::kNumpyDtype, {6, 9}},
      {"x86_64-linux-gnu", "T{h:a:iint:b:}", ErrorKind::kBitField, {9, 13}},
      {"x86_64-linux-gnu", "T{c:a:9223372036854775807s:b:}", ErrorKind::kSizeOverflow, {6, 29}},
      {"x86_64-linux-gnu", "(4294967296,4294967296)b", ErrorKind::kSizeOverflow, {0, 24}},
      {"x86_64-linux-gnu", "(4294967296,4294967296)T{}", ErrorKind::kSizeOverflow, {0, 26}},
      {"x86_64-linux-gnu", "(4294967296)4294967296x", ErrorKind::kSizeOverflow, {0, 23}},
      {"x86_64-linux-gnu", "4611686018427387904u", ErrorKind::kSizeOverflow, {0, 20}},
      {"x86_64-linux-gnu", "9223372036854775807xi", ErrorKind::kSizeOverflow, {20, 21}},
      {"x86_64-linux-gnu", "cT{d:d:9223372036854775793x}", ErrorKind::kSizeOverflow, {1, 28}},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, On(row.target));
      REQUIRE_FALSE(layout);
      CHECK(layout.error().kind == row.kind);
      CHECK(layout.error().span == row.span);
    }
  }
}

// The largest object of a target: PTRDIFF_MAX bytes.
TEST_CASE("Sizes at the limit, one below and one above") {
  const struct {
    const char* target;
    const char* format;
    std::int64_t size;  // -1: refused
  } rows[] = {
      {"x86_64-linux-gnu", "9223372036854775806x", INT64_MAX - 1},
      {"x86_64-linux-gnu", "9223372036854775807x", INT64_MAX},
      {"x86_64-linux-gnu", "9223372036854775807xx", -1},
      {"x86_64-linux-gnu", "9223372036854775806xc", INT64_MAX},
      {"x86_64-linux-gnu", "9223372036854775807xc", -1},
      {"x86_64-linux-gnu", "9223372036854775803x=i", INT64_MAX},
      {"x86_64-linux-gnu", "9223372036854775804x=i", -1},
      {"x86_64-linux-gnu", "1152921504606846975q", INT64_MAX - 7},
      {"x86_64-linux-gnu", "1152921504606846976q", -1},
      // The tail, not the last field, is what does not fit.
      {"x86_64-linux-gnu", "T{d:a:9223372036854775792x}", INT64_MAX - 7},
      {"x86_64-linux-gnu", "T{d:a:9223372036854775793x}", -1},
      {"x86_64-linux-gnu", "T{9223372036854775800xd:a:}", -1},
      {"x86_64-linux-gnu", "T{9223372036854775801xd:a:}", -1},
      {"x86_64-linux-gnu", "(9223372036854775807,0,9223372036854775807)q", 0},
      {"i686-linux-gnu", "2147483646x", INT32_MAX - 1},
      {"i686-linux-gnu", "2147483647x", INT32_MAX},
      {"i686-linux-gnu", "2147483648x", -1},
      {"i686-linux-gnu", "2147483646xc", INT32_MAX},
      {"i686-linux-gnu", "2147483647xc", -1},
      {"i686-linux-gnu", "268435455q", INT32_MAX - 7},
      {"i686-linux-gnu", "268435456q", -1},
      {"i686-linux-gnu", "T{i:a:2147483640x}", INT32_MAX - 3},
      {"i686-linux-gnu", "T{i:a:2147483641x}", -1},
      {"i686-linux-gnu", "(65536,32768)c", -1},
      {"i686-linux-gnu", "(65536,32767)c", 65536LL * 32767},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, On(row.target));
      CHECK(static_cast<bool>(layout) == (row.size >= 0));
      if (layout) {
        CHECK(layout->itemsize() == row.size);
        CHECK(BrokenInvariant(*layout) == "");
      } else {
        CHECK(layout.error().kind == ErrorKind::kSizeOverflow);
      }
    }
  }
}

TEST_CASE("Members at the limit and one above") {
  std::string at_limit = "T{";
  for (int i = 0; i < 65'536; ++i) at_limit += "c";
  const Result<Layout> most = ComputeLayout(at_limit + "}", On("x86_64-linux-gnu"));
  REQUIRE(most);
  CHECK(most->itemsize() == 65'536);
  CHECK(most->Name(most->all().back()) == "f65535");

  const Result<Layout> more = ComputeLayout(at_limit + "x=h}", On("x86_64-linux-gnu"));
  REQUIRE_FALSE(more);
  CHECK(more.error().kind == ErrorKind::kTooManyMembers);
  CHECK(more.error().span == Span{2 + 65'536 + 1, 2 + 65'536 + 3});

  LayoutOptions options = On("x86_64-linux-gnu");
  options.max_fields = 2;
  CHECK(ComputeLayout("T{T{cc}T{cc}}", options));
  CHECK(ComputeLayout("ccxxxxx", options));
  CHECK_FALSE(ComputeLayout("ccc", options));
  CHECK_FALSE(ComputeLayout("T{cT{ccc}}", options));
  options.max_fields = 0;
  CHECK(ComputeLayout("3i", options));  // an item is no field
  CHECK_FALSE(ComputeLayout("T{c}", options));
}

// A million elements; quadratic work would take hours.
TEST_CASE("Long formats are linear") {
  const std::string pads(999'999, 'x');
  const Result<Layout> padded = ComputeLayout(pads + "c", On("x86_64-linux-gnu"));
  REQUIRE(padded);
  CHECK(padded->itemsize() == 1'000'000);
  CHECK(padded->all().size() == 2);

  std::string named = "T{";
  for (int i = 65'535; i > 0; --i) named += "c:f" + std::to_string(i) + ":";
  const Result<Layout> names = ComputeLayout(named + "c}", On("x86_64-linux-gnu"));
  REQUIRE(names);
  CHECK(names->Name(names->all().back()) == "f0");
}

TEST_CASE("A count costs nothing") {
  const Result<Layout> layout =
      ComputeLayout("T{(1000000,1000000)T{(1000)i:a:}:r:}", On("x86_64-linux-gnu"));
  REQUIRE(layout);
  CHECK(layout->itemsize() == 4'000'000'000'000'000);
  CHECK(layout->all().size() == 3);
}

TEST_CASE("Spans lead back to the format") {
  const Result<Layout> layout = ComputeLayout("T{i:a: (2)T{<d:b:}:c:}", On("x86_64-linux-gnu"));
  REQUIRE(layout);
  CHECK(layout->item().span == Span{0, 22});
  CHECK(layout->all()[1].span == Span{2, 6});
  CHECK(layout->all()[2].span == Span{7, 21});
  CHECK(layout->all()[3].span == Span{12, 17});
}

}  // namespace
}  // namespace pep3118
