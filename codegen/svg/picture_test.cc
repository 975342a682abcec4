// SPDX-License-Identifier: MIT
// Boxes counted by hand; that they are where exporters and compilers place fields is checked by
// svg_places_test.py.
#include "pep3118/codegen/svg/picture.h"

#include <string>

#include "pep3118/layout/layout.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

// "x@0-4" for each, with the depth as leading dots; holes are `-`, undrawn boxes `~`.
std::string Short(const std::vector<Box>& boxes) {
  std::string text;
  for (const Box& box : boxes) {
    text += text.empty() ? "" : " ";
    text += std::string(box.depth, '.');
    text += box.kind == Box::Kind::kHole ? "-" : box.kind == Box::Kind::kUndrawn ? "~" : "";
    text += box.kind == Box::Kind::kHole ? box.type : box.path;
    text += "@" + std::to_string(box.begin) + "-" + std::to_string(box.end);
    text += box.differs ? "!" : "";
  }
  return text;
}

TEST_CASE("each byte is in one box") {
  const struct {
    const char* format;
    const char* pieces;
    const char* groups;
  } rows[] = {
      {"T{b:c:d:x:h:e:}", "c@0-1 -hole@1-8 x@8-16 e@16-18 -tail@18-24", ""},
      {"T{b:a:T{h:x:i:y:}:r:}", "a@0-1 -hole@1-4 .r.x@4-6 .-hole@6-8 .r.y@8-12", "r@4-12"},
      {"T{(2)T{b:k:h:v:}:r:}",
       ".r[0].k@0-1 .-hole@1-2 .r[0].v@2-4 .r[1].k@4-5 .-hole@5-6 .r[1].v@6-8",
       "r[0]@0-4 r[1]@4-8"},
      {"T{(2,2)b:m:}", ".m[0][0]@0-1 .m[0][1]@1-2 .m[1][0]@2-3 .m[1][1]@3-4", "m@0-4"},
      {"(2)>h", ".[0]@0-2 .[1]@2-4", "@0-4"},
      {"i", "@0-4", ""},
      {"5s", "@0-5", ""},
      {"T{}", "", ""},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Layout layout = LayoutOn(kLinux, row.format);
      const Picture picture = PictureOf(layout, {});
      CHECK(Short(picture.pieces) == row.pieces);
      CHECK(Short(picture.groups) == row.groups);
    }
  }
}

TEST_CASE("of long arrays the first elements and the last are drawn") {
  const Layout layout = LayoutOn(kLinux, "T{(100)d:v:(1000000000)T{b:k:}:r:}");
  const Picture picture = PictureOf(layout, {});
  CHECK(Short(picture.pieces) ==
        ".v[0]@0-8 .v[1]@8-16 .~v@16-792 .v[99]@792-800 "
        ".r[0].k@800-801 .r[1].k@801-802 ~r@802-1000000799 .r[999999999].k@1000000799-1000000800");
  CHECK(picture.pieces[2].name == "[2] to [98]");
  CHECK(picture.pieces[2].type == "97 elements not drawn");
}

TEST_CASE("fields of no bytes are listed apart") {
  const Layout layout = LayoutOn(kLinux, "T{i:x:(0)d:none:0s:empty:i:y:}");
  const Picture picture = PictureOf(layout, {});
  CHECK(Short(picture.pieces) == "x@0-4 -hole@4-8 y@8-12 -tail@12-16");
  CHECK(Short(picture.empty) == "none@8-8 empty@8-8");
}

TEST_CASE("when there are too many boxes the rest is one") {
  const Layout fields = LayoutOn(kLinux, "T{b:a:b:b:b:c:h:d:b:e:}");
  CHECK(Short(PictureOf(fields, {.most = 2}).pieces) == "a@0-1 b@1-2 ~@2-8");
  CHECK(PictureOf(fields, {.most = 2}).pieces.back().name == "3 fields");
  const Layout nested = LayoutOn(kLinux, "T{T{b:a:b:b:}:r:T{b:a:}:s:b:t:}");
  CHECK(Short(PictureOf(nested, {.most = 2}).pieces) == ".r.a@0-1 .~r@1-2 ~@2-4");
  const Layout elements = LayoutOn(kLinux, "T{(3)b:v:b:t:}");
  CHECK(Short(PictureOf(elements, {.most = 2}).pieces) == ".v[0]@0-1 .~v@1-3 ~@3-4");
  const Layout empty = LayoutOn(kLinux, "T{0s:a:0s:b:0s:c:b:d:}");
  CHECK(PictureOf(empty, {.most = 2}).empty.size() == 2);
  CHECK(PictureOf(empty, {.most = 2}).more_empty == 1);
}

TEST_CASE("records inside of many records are drawn as bytes") {
  const Layout layout =
      LayoutOn(kLinux, "T{T{T{T{T{T{T{T{T{T{i:x:}:a:}:a:}:a:}:a:}:a:}:a:}:a:}:a:}:a:}");
  const Picture picture = PictureOf(layout, {});
  REQUIRE(picture.pieces.size() == 1);
  CHECK(picture.groups.size() == 8);
  CHECK(picture.pieces[0].type == "record, not drawn");
}

TEST_CASE("the number of boxes does not grow with the layout") {
  std::string many = "T{";
  for (int i = 0; i < 5000; ++i)
    many += "i:x" + std::to_string(i) + ":(0)i:y" + std::to_string(i) + ":";
  many += "}";
  for (const std::string& format :
       {many, "(4)T{i:p:(4)T{i:q:(4)" + many + ":r:}:s:}", "(5000)" + many}) {
    const Layout layout = LayoutOn(kLinux, format);
    const Picture picture = PictureOf(layout, {.most = 100});
    CHECK(picture.pieces.size() + picture.groups.size() + picture.empty.size() <= 120);
    std::int64_t end = 0;
    for (const Box& piece : picture.pieces) {
      CHECK(piece.begin == end);
      end = piece.end;
    }
    CHECK(end == layout.itemsize());
  }
}

TEST_CASE("what differs between targets is marked") {
  const char* const format = "T{b:a:d:x:l:n:b:e:T{h:k:}:r:}";
  const Layout layouts[] = {LayoutOn(kLinux, format), LayoutOn("i686-linux-gnu", format)};
  Picture pictures[] = {PictureOf(layouts[0], {}), PictureOf(layouts[1], {})};
  MarkDifferences(pictures);
  CHECK(Short(pictures[0].pieces) ==
        "a@0-1 -hole@1-8! x@8-16! n@16-24! e@24-25! -hole@25-26! .r.k@26-28! -tail@28-32!");
  CHECK(Short(pictures[1].pieces) ==
        "a@0-1 -hole@1-4! x@4-12! n@12-16! e@16-17! -hole@17-18! .r.k@18-20!");
  CHECK(Short(pictures[0].groups) == "r@26-28!");
}

TEST_CASE("the same places in another byte order differ") {
  const Layout layouts[] = {LayoutOn(kLinux, "T{b:a:i:x:>i:y:}"),
                            LayoutOn("s390x-linux-gnu", "T{b:a:i:x:>i:y:}")};
  const PictureOptions options = {.byte_orders = true};
  Picture pictures[] = {PictureOf(layouts[0], options), PictureOf(layouts[1], options)};
  MarkDifferences(pictures);
  CHECK(Short(pictures[0].pieces) == "a@0-1 -hole@1-4 x@4-8! y@8-12");
  CHECK(pictures[1].pieces[2].type == "int32 big-endian");
}

TEST_CASE("long names are cut between characters") {
  std::string name;
  for (int i = 0; i < 1000; ++i) name += "\xe6\x97\xa5";
  const Layout layout = LayoutOn(kLinux, "T{i:" + name + ":}");
  const std::string cut = PictureOf(layout, {}).pieces[0].name;
  CHECK(cut == name.substr(0, 399) + "...");
}

}  // namespace
}  // namespace pep3118
