// SPDX-License-Identifier: MIT
// What a click would change, and that nothing is offered where the text does not say what is meant.
#include "pep3118/web/engine/fix.h"

#include <optional>
#include <string>
#include <string_view>

#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/web/engine/item_layout.h"

namespace pep3118::web {
namespace {

Item ItemOf(std::string_view text, TextKind kind = TextKind::kFormat) {
  Item item;
  item.text = text;
  item.kind = kind;
  item.options.target = FindTarget("x86_64-linux-gnu");
  return item;
}

std::optional<Fix> FixOf(const Item& item) {
  const Result<Layout> layout = LayoutOf(item);
  REQUIRE_FALSE(layout);
  return FindFix(item, layout.error());
}

TEST_CASE("one replacement makes a format of a text with one mistake") {
  struct Row {
    std::string text;
    const char* fixed;
  };
  const Row rows[] = {
      {"T{i:x:", "T{i:x:}"},
      {"T{i:a:T{d:b:", "T{i:a:T{d:b:}}"},
      {"T<i:a:", "T<i:a:>"},
      {"T{X{", "T{X{}}"},
      {"(2,3d", "(2,3)d"},
      {"i}", "i"},
      {"T{i:x:}}", "T{i:x:}"},
      {"T<i}", "T<i>"},
      {"+1i", "1i"},
      {"T{i:x:3<d:y:}", "T{i:x:<3d:y:}"},
      {"2(3)i", "(2,3)i"},
      {"T{i:x:<}", "T{i:x:}"},
      {"()i", "i"},
      {"i:abc", "i:abc:"},
      {"T{i:x:d:y}", "T{i:x:d:y:}"},
      {std::string("T{i:x:}\0\0", 9), "T{i:x:}"},
      {"'T{i:x:}'\n", "T{i:x:}"},
      {"T{f4:x:}", "T{f:x:}"},
      {"T{uint32_t:x:}", "T{I:x:}"},
      {"unsigned int", "I"},
      {"T{X:f:}", "T{X{}:f:}"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.fixed << " of " << row.text.size() << " bytes") {
      const std::optional<Fix> fix = FixOf(ItemOf(row.text));
      REQUIRE(fix);
      REQUIRE(fix->kind == FixKind::kReplace);
      std::string fixed = row.text;
      fixed.replace(fix->span.begin, fix->span.size(), fix->text);
      CHECK(fixed == row.fixed);
      CHECK(LayoutOf(ItemOf(fixed)));
    }
  }
}

TEST_CASE("a text of the other kind is read as that kind") {
  for (const char* dtype : {"<f4", "i4,f8", "float32", "M8[ns]", "[('x', '<f4')]"}) {
    DYNAMIC_SECTION(dtype) {
      const std::optional<Fix> fix = FixOf(ItemOf(dtype));
      REQUIRE(fix);
      CHECK(fix->kind == FixKind::kTextKind);
      CHECK(fix->text_kind == TextKind::kDtype);
    }
  }
  const std::optional<Fix> fix = FixOf(ItemOf("T{i:x:d:y:}", TextKind::kDtype));
  REQUIRE(fix);
  CHECK(fix->kind == FixKind::kTextKind);
  CHECK(fix->text_kind == TextKind::kFormat);
}

TEST_CASE("an itemsize that a dtype cannot have is the dtype's own, that of a format stays") {
  Item item = ItemOf("i4,f8", TextKind::kDtype);
  item.options.itemsize = 11;
  const std::optional<Fix> fix = FixOf(item);
  REQUIRE(fix);
  CHECK(fix->kind == FixKind::kItemsize);
  CHECK(fix->itemsize == 12);
  // ctypes writes a structure with bit fields so; 24 is right.
  Item bits = ItemOf("T{<I:version:<I:ihl:<I:length:&<d:next:(8)<c:name:}");
  bits.options.itemsize = 24;
  CHECK_FALSE(FixOf(bits));
}

TEST_CASE("a dialect that does not know the text is left out") {
  Item item = ItemOf("T{i:x:}");
  item.options.dialect = Dialect::kStruct;
  const std::optional<Fix> fix = FixOf(item);
  REQUIRE(fix);
  CHECK(fix->kind == FixKind::kDialect);
}

TEST_CASE("nothing is offered where several changes are as likely, or none helps") {
  for (const char* text : {"<>i", "1 0i", "k", "3", "T{i:x:d:y:}}}", "T<T<ii>d>", "=n", "&", "-1i",
                           "T{i:a::b:}", "T{t:x:}", "struct { int a; }", "'", "\"\"k"}) {
    DYNAMIC_SECTION(text) { CHECK_FALSE(FixOf(ItemOf(text))); }
  }
  const std::string longer = "T{" + std::string(70'000, 'i');
  CHECK_FALSE(FixOf(ItemOf(longer)));
}

}  // namespace
}  // namespace pep3118::web
