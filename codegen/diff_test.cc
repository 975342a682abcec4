// SPDX-License-Identifier: MIT
// Comparisons as whole texts, worked out by hand.
#include "pep3118/codegen/diff.h"

#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

Layout OnLinux(std::string_view format) { return LayoutOn(kLinux, format); }

std::string Text(const Layout& a, const Layout& b, const DiffLabels& labels = {}) {
  return "\n" + DiffText(Compare(a, b), a, b, labels);
}

TEST_CASE("the same") {
  CHECK(Text(OnLinux("T{i:x:d:y:}"), OnLinux("T{i:x:4xd:y:}")) == R"(
same bytes: yes
same types: yes
same names: yes
)");
}

TEST_CASE("a long on Windows") {
  CHECK(Text(OnLinux("T{l:n:d:x:}"), LayoutOn(kWindows, "T{l:n:d:x:}"), {"Linux", "Windows"}) == R"(
same bytes: no
same types: no
same names: yes
breaks  differs    field  offset  Linux      offset  Windows
bytes   itemsize   n           0  8 (int64)       0  4 (int32)
types   alignment  n           0  8               0  4
)");
}

TEST_CASE("every aspect, in nested records and arrays") {
  CHECK(Text(OnLinux("T{=i:a:(2)T{=h:x:3s:s:x}:v:=i:gone:=d:z:}"),
             OnLinux("T{>i:a:(2)T{=h:x:(3)c:s:x}:v:4x=f:w:=i:new:}")) == R"(
same bytes: no
same types: no
same names: no
breaks  differs    field  offset  expected        offset  found
bytes   byteorder  a           0  little               0  big
bytes   type       v[].s       6  char[3] string       6  char[3]
bytes   itemsize   v[].s       6  3 (char[3])          6  1 (char[3])
bytes   shape      v[].s       6  one element          6  [3]
bytes   missing    gone       16  int32                -  -
bytes   type       z          20  double              20  float
bytes   itemsize   z          20  8 (double)          20  4 (float)
names   name       z          20  z                   20  w
bytes   extra      new         -  -                   24  int32
)");
}

TEST_CASE("names are escaped and cut") {
  const std::string text = Text(OnLinux("T{T{i:\xe2\x80\xae:}:\x1b[31m:}"),
                                OnLinux("T{T{i:" + std::string(300, 'n') + ":}:\x1b[31m:}"));
  CHECK(text.find("\"\\x1b[31m\".\\xe2\\x80\\xae") != std::string::npos);
  CHECK(text.find(std::string(200, 'n') + "...") != std::string::npos);
  CHECK(text.find(std::string(201, 'n')) == std::string::npos);
  for (char c : text) CHECK(((c >= ' ' && c <= '~') || c == '\n'));
}

// Paths of 64 KiB names, 60 deep, for 1000 fields would be gigabytes.
TEST_CASE("deep paths of long names stay short") {
  std::string a;
  for (int i = 0; i < 60; ++i) a += "T{";
  std::string b = a;
  for (int i = 0; i < 1000; ++i) (a += "b:") += std::to_string(i) + ":";
  for (int i = 0; i < 1000; ++i) (b += "B:") += std::to_string(i) + ":";
  for (int i = 0; i < 60; ++i) {
    const std::string close = i == 59 ? "}" : "}:" + std::string(10'000, 'n') + ":";
    a += close;
    b += close;
  }
  CHECK(Text(OnLinux(a), OnLinux(b)).size() < 1'000'000);
}

TEST_CASE("as JSON, in one line") {
  const Layout a = OnLinux("T{=i:x:}");
  const Layout b = OnLinux("T{=i:y:=h:z:}");
  const std::vector<Note> advice = {{NoteKind::kHiddenTail, {}, "words"}};
  std::string text;
  AppendDiffJson(Compare(a, b), {a, "T{=i:x:}", {}}, {b, "T{=i:y:=h:z:}", advice}, JsonStyle::kLine,
                 text);
  CHECK(text ==
        R"({"same_bytes": false, "same_types": false, "same_names": false, )"
        R"("expected": {"format": "T{=i:x:}", "canonical": "T{=i:x:}", "layout_id": ")" +
            LayoutId(a) +
            R"(", "target": "x86_64-linux-gnu", "dialect": "pep3118", "itemsize": 4, )"
            R"("alignment": 1, "notes": []}, )"
            R"("found": {"format": "T{=i:y:=h:z:}", "canonical": "T{=i:y:=h:z:}", "layout_id": ")" +
            LayoutId(b) +
            R"(", "target": "x86_64-linux-gnu", "dialect": "pep3118", "itemsize": 6, )"
            R"("alignment": 1, "notes": [{"kind": "hidden-tail", "message": "words"}]}, )"
            R"("differences": [)"
            R"_({"breaks": "bytes", "differs": "itemsize", "path": "(item)", )_"
            R"("expected": {"offset": 0, "itemsize": 4}, "found": {"offset": 0, "itemsize": 6}}, )"
            R"({"breaks": "names", "differs": "name", "path": "x", )"
            R"("expected": {"offset": 0, "name": "x"}, "found": {"offset": 0, "name": "y"}}, )"
            R"({"breaks": "bytes", "differs": "extra", "path": "z", )"
            R"("expected": null, "found": {"offset": 4, "type": "int16"}}]})");
}

TEST_CASE("differences stop where they are longer than the limit") {
  const Result<Layout> a = ComputeLayout(std::string(2000, 'b'));
  const Result<Layout> b = ComputeLayout(std::string(2000, 'B'));
  REQUIRE((a && b));
  const Comparison comparison = Compare(*a, *b);
  REQUIRE(comparison.differences.size() >= 2000);
  const std::string whole = DiffText(comparison, *a, *b);
  std::string json;
  AppendDiffJson(comparison, {*a, "b", {}}, {*b, "B", {}}, JsonStyle::kIndent, json);
  for (const std::size_t part : {std::size_t{4}, std::size_t{2}, std::size_t{1}}) {
    DYNAMIC_SECTION(part) {
      const std::size_t limit = whole.size() / part - 1;
      const std::string text = DiffText(comparison, *a, *b, {}, limit);
      CHECK(text.size() > limit);
      CHECK(text.size() <= limit + 200);
      const std::size_t json_limit = json.size() / part - 1;
      std::string cut;
      AppendDiffJson(comparison, {*a, "b", {}}, {*b, "B", {}}, JsonStyle::kIndent, cut, json_limit);
      CHECK(cut.size() > json_limit);
      CHECK(cut.size() <= json_limit + 200);
      CHECK(json.starts_with(cut));
    }
  }
}

}  // namespace
}  // namespace pep3118
