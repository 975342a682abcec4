// SPDX-License-Identifier: MIT
// What is drawn and how long it may be.  That the text is XML and where the boxes are is checked by
// svg_places_test.py.
#include "pep3118/codegen/svg.h"

#include <deque>
#include <string>
#include <vector>

#include "pep3118/codegen/emit.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

std::string Svg(std::string_view format, const std::vector<const char*>& targets = {kLinux}) {
  std::deque<Layout> layouts;
  std::vector<const Layout*> pointers;
  for (const char* target : targets) {
    layouts.push_back(LayoutOn(target, format));
    pointers.push_back(&layouts.back());
  }
  return LayoutSvg(pointers);
}

bool Has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

TEST_CASE("fields, holes and tails have their words") {
  const std::string text = Svg("T{b:c:d:x:T{>h:y:}:r:@(2,3)h:m:b:e:(0)i:z:}");
  for (const char* part :
       {">x86_64-linux-gnu</text>",
        ">itemsize 32, alignment 8, little-endian, holes 8 bytes</text>",
        "<title>c: int8, offset 0, 1 byte</title>", "<title>hole, offset 1, 7 bytes</title>",
        "<title>r.y: int16 big-endian, offset 16, 2 bytes</title>",
        "<title>m: int16[2][3], offset 18, 12 bytes</title>",
        "<title>m[1][2]: offset 28, 2 bytes</title>", ">no bytes at 32: z int32[0]</text>"})
    CHECK(Has(text, part));
}

TEST_CASE("what differs between targets is marked and explained") {
  CHECK(Has(Svg("T{b:c:l:x:}", {kLinux, "i686-linux-gnu"}), "&#x2260; offset, size or type"));
  CHECK_FALSE(Has(Svg("T{b:c:i:x:}", {kLinux, "i686-linux-gnu"}), "&#x2260;"));
  CHECK_FALSE(Has(Svg("T{b:c:l:x:}"), "&#x2260;"));
}

TEST_CASE("no layouts, no picture") { CHECK(LayoutSvg({}).empty()); }

TEST_CASE("the text does not grow with counts") {
  for (const char* format : {"4611686018427387000s", "(1000000000)T{b:k:(1000000)d:v:}",
                             "T{1000000000s:a:(1000,1000,1000)T{(1000)T{q:k:}:r:}:b:}"}) {
    CHECK(Svg(format).size() < 40'000);
  }
  CHECK(Svg(std::string(20'000, 'i')).size() < 400'000);
  CHECK(Svg(std::string(5'000, 'i'), std::vector<const char*>(50, kLinux)).size() < 4'000'000);
}

// The width of the first rectangle below a title.
std::string WidthBelow(const std::string& text, std::string_view title) {
  const std::size_t begin = text.find("width=", text.find(title));
  return text.substr(begin, text.find(' ', begin) - begin);
}

TEST_CASE("the end of the largest array is drawn like that of a small one") {
  CHECK(WidthBelow(Svg("2305843009213693951i"), "<title>[2305843009213693950]: ") ==
        WidthBelow(Svg("2051i"), "<title>[2050]: "));
}

TEST_CASE("a picture stops where it is longer than the limit") {
  const Layout layout = LayoutOn(kLinux, std::string(300, 'b'));
  const Layout* const pointers[] = {&layout, &layout};
  const std::string whole = LayoutSvg(pointers);
  for (const std::size_t limit : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
    const std::string text = LayoutSvg(pointers, limit);
    CHECK(text.size() > limit);
    CHECK(text.size() <= limit + 60'000);
  }
  CHECK(LayoutSvg(pointers, whole.size()) == whole);
}

TEST_CASE("any name is a heading, escaped") {
  const Layout layout = LayoutOn(kLinux, "i");
  const Language& svg = *FindLanguage("svg");
  for (const char* name : {"Point", "int", "a b", "</svg>", "--\xff"})
    CHECK(svg.is_usable_name(name));
  const NamedLayout named[] = {{"</svg>&\xff", &layout}};
  CHECK(Has(*Emit(svg, named), ">&lt;/svg&gt;&amp;\\xff</text>"));
  const NamedLayout unnamed[] = {{"", &layout}};
  CHECK(Has(*Emit(svg, unnamed), "aria-label=\"Bytes of x86_64-linux-gnu\""));
}

}  // namespace
}  // namespace pep3118
