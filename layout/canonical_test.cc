// SPDX-License-Identifier: MIT
#include "pep3118/layout/canonical.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

TEST_CASE("Canonical text") {
  const struct {
    const char* target;
    const char* format;
    const char* canonical;
  } rows[] = {
      {kLinux, "T{i:x:d:y:}", "T{i:x:4xd:y:}"},
      {kLinux, "T<i:x:d:y:>", "T{i:x:4xd:y:}"},
      {kLinux, "id", "T{i:f0:4xd:f1:}"},
      {kLinux, "T{d:y:c:c:}", "T{d:y:c:c:7x}"},
      {kLinux, "T{cxi}", "T{c:f0:3xi:f1:}"},
      {kLinux, "", "T{}"},
      {kLinux, "T{}", "T{}"},
      {kLinux, "xxxx", "T{4x}"},
      {kLinux, "3x", "3x"},
      {kLinux, "x", "1x"},
      {kLinux, "T{x:gap:2x:b:}", "T{1x:gap:2x:b:}"},
      {kLinux, "i", "i"},
      {kLinux, "i:n:", "T{i:n:}"},
      {kLinux, "l", "q"},
      {kLinux, "n", "q"},
      {kLinux, "N", "Q"},
      {kLinux, "L", "Q"},
      {kLinux, "<l", "=i"},
      {kLinux, ">l", "!i"},
      {kLinux, "!c", "c"},
      {kLinux, "=g", "^g"},
      {kLinux, ">g", "16x"},
      {kLinux, "F", "Zf"},
      {kLinux, "Ze", "Ze"},
      {kLinux, "3i", "(3)i"},
      {kLinux, "1i", "i"},
      {kLinux, "(1)i", "(1)i"},
      {kLinux, "(2)3i", "(2,3)i"},
      {kLinux, "(2)3s", "(2)3s"},
      {kLinux, "s", "s"},
      {kLinux, "0s", "0s"},
      {kLinux, "0i", "(0)=i"},
      {kLinux, "(2,3)<3w", "(2,3)=3w"},
      {kLinux, "&<i", "P"},
      {kLinux, "&&T{i}", "P"},
      {kLinux, "<P", "^P"},
      {kLinux, ">P", "!P"},
      {kLinux, ">O", "^O"},
      {kLinux, "X{i->d}", "X{}"},
      {kLinux, "^X{}", "^X{}"},
      {kLinux, "(2)T{b:a:}", "(2)T{b:a:}"},
      // A mark stays in force, so the way back to `@` is written once.
      {kLinux, "T{=i:a:@c:b:c:c:}", "T{=i:a:@c:b:c:c:}"},
      {kLinux, "T{>i:a:<i:b:}", "T{!i:a:=i:b:}"},
      {kLinux, "T{T{>i:x:}:a:@i:b:}", "T{T{!i:x:}:a:@i:b:}"},
      {"s390x-linux-gnu", ">i", "=i"},
      {"s390x-linux-gnu", "<i", "<i"},
      {"i686-linux-gnu", "T{c:a:d:b:}", "T{c:a:3xd:b:}"},
      {"i686-linux-gnu", "l", "i"},
      {"avr", "T{i:a:<i:b:d:c:}", "T{h:a:l:b:=d:c:}"},
      {"avr", "@d", "f"},
      {"x86_64-pc-windows-msvc", "T{l:a:g:b:}", "T{i:a:4xd:b:}"},
      // `?` is an int there, and one byte in standard mode.
      {"powerpc-apple-darwin", "T{c:a:?:b:}", "T{c:a:3x?:b:}"},
      {"powerpc-apple-darwin", "=?", "=?"},
      {"powerpc-apple-darwin", "^?", "^?"},
      // A record that begins with a double is rounded up to 8 there; with one of alignment 1 it is
      // not.
      {"powerpc64-ibm-aix", "T{d:a:c:b:}", "T{d:a:c:b:7x}"},
      {"powerpc64-ibm-aix", "T{c:a:d:b:}", "T{c:a:3xd:b:}"},
      {"powerpc64-ibm-aix", "T{d:a:^i:b:}", "T{=d:a:=i:b:}"},
      {"powerpc64-ibm-aix", "T{T{d:a:}:r:^i:b:}", "T{T{=d:a:}:r:=i:b:}"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, OptionsOn(row.target));
      REQUIRE(layout);
      CHECK(CanonicalText(*layout) == row.canonical);
      if (layout->item().ndim == 0) {
        CHECK(ElementText(*layout, layout->item()) == row.canonical);
      }
    }
  }
}

// Every format of every corpus, and more that no exporter wrote.
std::vector<std::string> AllFormats() {
  std::set<std::string> formats = {"T{b:a:T{d:x:c:y:}:n:d:z:}", "T{c:c:(3)T{h:h:c:c:}:v:d:d:}",
                                   "T{T{=d:d:}:a:T{d:d:}:b:}",  "(2,3)T{i:a:T{<h:b:}:c:}",
                                   "T{(0)T{d:d:}:e:d:d:}",      "T{0s:e:i:i:0w:z:}",
                                   "T{>g:a:&<i:p:X{}:f:O:o:}",  "^T{d:d:T{d:d:}:r:}",
                                   "T{i:f1:ici:f0:}",           "T{T{T{c:c:}:t:d:d:}:t:>d:d:}",
                                   "T{<q:n:<d:c:49x}",          "T{<h:a:<q:b:}"};
  const corpus::Exporters exporters = corpus::ReadExporters();
  for (const corpus::Record& record : exporters.records) formats.insert(record.format);
  for (const corpus::Record& record : exporters.numpy_imports) formats.insert(record.format);
  for (const corpus::StructCase& one : exporters.structs) formats.insert(one.format);
  for (const corpus::AbiCase& one : corpus::ReadAbiSample()) formats.insert(one.format);
  return {formats.begin(), formats.end()};
}

bool IsCtypes(Dialect dialect) {
  return dialect == Dialect::kCtypes || dialect == Dialect::kCtypes311 ||
         dialect == Dialect::kCtypes312;
}

// On a big-endian target the one mark for little-endian is also how ctypes spells its own; and a
// record of bytes alone is spelled as one of unions.
bool IsSpelledAsCtypes(const std::string& text) {
  return text.find('<') != std::string::npos ||
         (text.starts_with("T{") && text.find('B') != std::string::npos);
}

// The stride of an array without elements, and whether a byte beside ctypes' marks is a union, are
// noted whatever the itemsize is.
bool HasUnsaid(const std::string& text) {
  return text.find("(0)T") != std::string::npos ||
         (text.find('<') != std::string::npos && text.find('B') != std::string::npos);
}

TEST_CASE("Canonical text is a fixed point and says the same in every dialect") {
  const std::vector<std::string> formats = AllFormats();
  REQUIRE(formats.size() > 700);
  const char* const targets[] = {kLinux,  "i686-linux-gnu",    "s390x-linux-gnu",
                                 "avr",   "powerpc64-ibm-aix", "powerpc-apple-darwin",
                                 "msp430"};
  for (const char* target : targets) {
    int compared = 0;
    for (const std::string& format : formats) {
      const Result<Layout> layout = ComputeLayout(format, OptionsOn(target));
      if (!layout) continue;  // too large for the target, or not PEP 3118
      INFO(format << " on " << target);
      REQUIRE(BrokenInvariant(*layout) == "");
      const std::string text = CanonicalText(*layout);
      INFO(text);
      for (const bool with_itemsize : {true, false}) {
        for (const Dialect dialect : Dialects()) {
          if (IsCtypes(dialect) && IsSpelledAsCtypes(text)) continue;
          LayoutOptions options = OptionsOn(target, dialect);
          if (with_itemsize) options.itemsize = layout->itemsize();
          const Result<Layout> again = ComputeLayout(text, options);
          if (dialect == Dialect::kStruct && !again) continue;  // it has no records
          INFO(DialectName(dialect) << (with_itemsize ? "" : " without itemsize"));
          REQUIRE(again);
          CHECK(Describe(*again) == Describe(*layout));
          CHECK(CanonicalText(*again) == text);
          CHECK(LayoutId(*again) == LayoutId(*layout));
          if (with_itemsize && !HasUnsaid(text)) CHECK(again->notes().empty());
        }
      }
      ++compared;
    }
    CHECK(compared > 650);
  }
}

bool HasBytes(const std::string& text) { return text.find('B') != std::string::npos; }

// Where every field is, whatever it holds.
std::string PlacesOf(const Layout& layout) {
  std::string places = std::to_string(layout.itemsize());
  for (const Field& field : layout.all()) {
    places += ' ' + std::to_string(field.offset) + '/' + std::to_string(field.itemsize);
    for (const std::int64_t dim : layout.Shape(field)) places += '[' + std::to_string(dim) + ']';
    places += std::string(layout.Name(field)) + ".." + std::to_string(field.end);
  }
  return places;
}

// With its itemsize: each dialect leaves something else out of a text, which the itemsize settles.
void CheckSaidInEveryDialect(const Layout& layout, const std::string& text, LayoutOptions options) {
  options.itemsize = layout.itemsize();
  for (const Dialect dialect : Dialects()) {
    options.dialect = dialect;
    const Result<Layout> again = ComputeLayout(text, options);
    if (!again) continue;  // the dialect cannot write such a record
    INFO("read in " << DialectName(dialect));
    CHECK(PlacesOf(*again) == PlacesOf(layout));
    // To ctypes a `B` without a mark is a block of bytes.
    if (!IsCtypes(dialect) || !HasBytes(text)) CHECK(LayoutId(*again) == LayoutId(layout));
  }
}

TEST_CASE("Canonical text says again what any dialect has read") {
  const std::vector<std::string> formats = AllFormats();
  const char* const targets[] = {
      kLinux, "i686-linux-gnu",    "x86_64-pc-windows-msvc", "s390x-linux-gnu",
      "avr",  "powerpc64-ibm-aix", "powerpc-apple-darwin",   "msp430"};
  for (const char* target : targets) {
    std::set<std::string> seen;
    for (const Dialect source : Dialects()) {
      for (const std::string& format : formats) {
        const Result<Layout> layout = ComputeLayout(format, OptionsOn(target, source));
        if (!layout) continue;
        const std::string text = CanonicalText(*layout);
        const std::string id = LayoutId(*layout);
        if (!seen.insert(id + text).second) continue;
        INFO(format << " in " << DialectName(source) << " on " << target << ": " << text);
        const Result<Layout> again = ComputeLayout(text, OptionsOn(target));
        REQUIRE(again);
        CHECK(LayoutId(*again) == id);
        CHECK(CanonicalText(*again) == text);
        CheckSaidInEveryDialect(*layout, text, OptionsOn(target));
      }
    }
    CHECK(seen.size() > 600);
  }
}

TEST_CASE("Layout ids are equal exactly when layouts are") {
  std::map<std::string, std::string> by_description;
  std::map<std::string, std::string> by_id;
  int compared = 0;
  for (const std::string& format : AllFormats()) {
    const Result<Layout> layout = ComputeLayout(format, OptionsOn(kLinux));
    if (!layout) continue;
    INFO(format);
    const std::string description = Describe(*layout);
    const std::string id = LayoutId(*layout);
    CHECK(id.size() == 32);
    CHECK(by_description.try_emplace(description, id).first->second == id);
    CHECK(by_id.try_emplace(id, description).first->second == description);
    ++compared;
  }
  CHECK(compared > 650);
  CHECK(by_id.size() > 400);
}

TEST_CASE("Whatever makes two layouts differ makes their ids differ") {
  const char* const formats[] = {"T{i:x:}",
                                 "T{i:y:}",
                                 "T{I:x:}",
                                 "T{f:x:}",
                                 "T{=i:x:}",
                                 "T{!i:x:}",
                                 "T{(1)i:x:}",
                                 "T{i:x:4x}",
                                 "T{4xi:x:}",
                                 "T{(2)i:x:}",
                                 "T{i:x:i:y:}",
                                 "T{T{i:x:}:x:}",
                                 "i",
                                 "(1)i",
                                 "4s",
                                 "4p",
                                 "w",
                                 "2u",
                                 "4x",
                                 "T{4x}",
                                 "T{4x:x:}",
                                 "T{4s:x:}",
                                 "(2)T{i:x:}",
                                 "(1)T{i:x:}",
                                 "(2,3)i",
                                 "(3,2)i",
                                 "(6)i",
                                 "T{}",
                                 "T{T{}:x:}",
                                 "c",
                                 "b",
                                 "B",
                                 "?",
                                 "P",
                                 "O",
                                 "X{}",
                                 "T{i:x:T{i:y:}:z:}",
                                 "T{i:x:T{i:y:i:z:}:z:}",
                                 "T{i:x:T{i:y:}:z:i:z:}"};
  std::set<std::string> ids;
  for (const char* format : formats) {
    INFO(format);
    const Result<Layout> layout = ComputeLayout(format, OptionsOn(kLinux));
    REQUIRE(layout);
    CHECK(ids.insert(LayoutId(*layout)).second);
  }
}

TEST_CASE("Equal sizes with other float formats are other layouts") {
  const Result<Layout> x87 = ComputeLayout("g", OptionsOn(kLinux));
  const Result<Layout> quad = ComputeLayout("g", OptionsOn("aarch64-linux-gnu"));
  const Result<Layout> ibm = ComputeLayout("g", OptionsOn("powerpc64le-linux-gnu"));
  REQUIRE(x87);
  REQUIRE(quad);
  REQUIRE(ibm);
  CHECK(LayoutId(*x87) != LayoutId(*quad));
  CHECK(LayoutId(*quad) != LayoutId(*ibm));
  CHECK(LayoutId(*ibm) != LayoutId(*x87));
}

TEST_CASE("The same layout has the same id on every target") {
  const Result<Layout> here = ComputeLayout("T{i:x:d:y:}", OptionsOn(kLinux));
  const Result<Layout> there = ComputeLayout("T{i:x:d:y:}", OptionsOn("riscv32-linux-gnu"));
  REQUIRE(here);
  REQUIRE(there);
  CHECK(LayoutId(*here) == LayoutId(*there));
}

// Ids are stored and compared across releases: these must never change.  Computed apart from this
// code, by layout/layout_ids.py, which spells the serialisation out from canonical.cc's comment.
TEST_CASE("Pinned layout ids") {
  const struct {
    const char* target;
    const char* format;
    const char* id;
  } rows[] = {
      {"x86_64-linux-gnu", "i", "5e7b73213ba991ac38c344a92bd124dc"},
      {"x86_64-linux-gnu", "", "5dd0e8fceae4c787d4e80ed1db86875e"},
      {"x86_64-linux-gnu", "T{i:x:d:y:}", "ecf62939127fbdd6a1a2ea4a2b0855f5"},
      {"x86_64-linux-gnu", "(2,3)T{i:x:d:y:}", "c5856f4ef0de3ca941ca611c067459f6"},
      {"x86_64-linux-gnu", "T{<i:x:d:y:}", "475535f4e402f16bf3e73f3e8b1a2784"},
      {"x86_64-linux-gnu", "T{>i:x:d:y:}", "73f973785c7b68d19f7bebf67ebf1292"},
      {"x86_64-linux-gnu", "T{b:a:T{i:x:d:y:}:p:}", "194fc7acca1e23949b997ff7f0da9d05"},
      {"x86_64-linux-gnu", "T{5s:s:(2)3w:w:6p:p:}", "074905f547bd534cdaa3a95dc3ebaccc"},
      {"x86_64-linux-gnu", "T{?:b:Zf:z:g:l:P:p:O:o:X{}:f:}", "3a577e007d5e2203c9a9f6f07152da7a"},
      {"x86_64-linux-gnu", "T{3x:gap:e:h:0i:none:}", "27c3cabf005cac92d96883b7243016f6"},
      {"m68k-linux-gnu", "T{c:c:d:d:}", "7485f38c7843239f2ee29df53c6eb2bc"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, OptionsOn(row.target));
      REQUIRE(layout);
      CHECK(LayoutId(*layout) == row.id);
    }
  }
}

TEST_CASE("A record inside a layout has the id of that record alone") {
  const Result<Layout> outer = ComputeLayout("T{c:c:(2,2)T{i:x:d:y:}:points:}", OptionsOn(kLinux));
  const Result<Layout> inner = ComputeLayout("T{i:x:d:y:}", OptionsOn(kLinux));
  REQUIRE(outer);
  REQUIRE(inner);
  const Field& points = outer->all()[2];
  REQUIRE(points.kind == TypeKind::kRecord);
  CHECK(RecordId(*outer, points) == LayoutId(*inner));
  CHECK(RecordId(*outer, outer->item()) == LayoutId(*outer));
  CHECK(ElementText(*outer, points) == CanonicalText(*inner));
  // Where its place takes the alignment away, it is another record.
  const Result<Layout> packed = ComputeLayout("T{=c:c:T{@i:x:d:y:}:p:^c:z:}", OptionsOn(kLinux));
  REQUIRE(packed);
  REQUIRE(packed->all()[2].kind == TypeKind::kRecord);
  CHECK(RecordId(*packed, packed->all()[2]) != LayoutId(*inner));
}

}  // namespace
}  // namespace pep3118
