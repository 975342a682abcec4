// SPDX-License-Identifier: MIT
// Pairs of formats with what differs between them, worked out by hand; and laws over every format
// of the corpora.
#include "pep3118/layout/compare.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

// "bytes itemsize n@0 n@0; types missing b@4 -; ..."
std::string DifferencesText(const Comparison& comparison, const Layout& a, const Layout& b) {
  const auto side = [](const Layout& layout, std::uint32_t index, std::int64_t offset) {
    if (index == Difference::kNoField) return std::string("-");
    const std::string name(layout.Name(layout.all()[index]));
    return (index == 0 ? "item" : name) + "@" + std::to_string(offset);
  };
  std::string text;
  for (const Difference& difference : comparison.differences) {
    if (!text.empty()) text += "; ";
    text += LevelName(difference.level);
    text += ' ';
    text += AspectName(difference.aspect);
    text += ' ' + side(a, difference.a, difference.offset_a);
    text += ' ' + side(b, difference.b, difference.offset_b);
  }
  return text;
}

// The letters of the verdicts that hold: "btn" when the layouts are one.
std::string Verdicts(const Comparison& comparison) {
  return std::string(comparison.same_bytes ? "b" : "") + (comparison.same_types ? "t" : "") +
         (comparison.same_names ? "n" : "");
}

struct Pair {
  const char* what;
  const char* a;
  const char* b;
  const char* verdicts;
  const char* differences;
};

TEST_CASE("What differs between two formats") {
  const Pair rows[] = {
      {"two spellings", "T{i:x:d:y:}", "T<i:x:4xd:y:>", "btn", ""},
      {"renamed", "T{i:a:d:b:}", "T{i:a:d:c:}", "bt", "names name b@8 c@8"},
      {"byte order", "T{=i:a:}", "T{>i:a:}", "n", "bytes byteorder a@0 a@0"},
      {"kind", "T{i:a:}", "T{f:a:}", "n", "bytes type a@0 a@0"},
      {"sign", "T{i:a:}", "T{I:a:}", "n", "bytes type a@0 a@0"},
      {"size", "T{=h:a:}", "T{=i:a:}", "n", "bytes itemsize item@0 item@0; bytes itemsize a@0 a@0"},
      {"moved", "T{=i:a:2x=h:b:2x}", "T{=i:a:=h:b:4x}", "n", "bytes offset b@6 b@4"},
      {"missing", "T{=i:a:=i:b:}", "T{=i:a:4x}", "", "bytes missing b@4 -"},
      {"extra", "T{=i:a:4x}", "T{=i:a:=i:b:}", "", "bytes extra - b@4"},
      {"a tail", "T{=i:a:}", "T{=i:a:4x}", "n", "bytes itemsize item@0 item@0"},
      {"swapped names", "T{=i:a:=i:b:}", "T{=i:b:=i:a:}", "bt",
       "names offset a@0 a@4; names offset b@4 b@0"},
      {"reordered", "T{=i:a:=f:b:}", "T{=f:b:=i:a:}", "",
       "bytes offset a@0 a@4; bytes offset b@4 b@0"},
      {"alignment alone", "T{i:a:}", "T{=i:a:}", "bn",
       "types alignment item@0 item@0; types alignment a@0 a@0"},
      {"array or fields", "T{i:a:i:b:}", "T{(2)i:v:}", "b",
       "types shape a@0 v@0; names name a@0 v@0; types missing b@4 -"},
      {"records of one kind", "(2)T{i:a:i:b:}", "(4)i", "b",
       "types type item@0 item@0; types itemsize item@0 item@0; types shape item@0 item@0"},
      {"array of records or fields", "T{(2)T{=i:x:=f:y:}:v:}", "T{(3)T{=i:x:=f:y:}:v:}", "n",
       "bytes itemsize item@0 item@0; bytes shape v@0 v@0"},
      {"dimensions", "(2,3)i", "(3,2)i", "bn", "types shape item@0 item@0"},
      {"one element or none of its kind", "(1)i", "i", "bn", "types shape item@0 item@0"},
      {"braces around one", "i", "T{i:a:}", "b", "types type item@0 item@0"},
      {"nested tail", "T{T{=i:a:4x}:r:}", "T{T{=i:a:}:r:4x}", "bn", "types itemsize r@0 r@0"},
      {"nested tail of several", "T{(2)T{=i:a:4x}:r:}", "T{(2)T{=i:a:}:r:8x}", "n",
       "bytes itemsize r@0 r@0"},
      {"inside a nested record", "T{=i:n:T{=i:a:}:r:}", "T{=i:n:T{=f:a:}:r:}", "n",
       "bytes type a@4 a@4"},
      {"padding around in another place", "T{4x=i:a:}", "T{=i:a:4x}", "n", "bytes offset a@4 a@0"},
      {"named padding", "T{4x:gap:}", "T{4x}", "", "bytes missing gap@0 -"},
      {"string or characters", "T{5s:a:}", "T{(5)c:a:}", "n",
       "bytes type a@0 a@0; bytes itemsize a@0 a@0; bytes shape a@0 a@0"},
      {"duplicates correspond in order", "T{=i:a:=i:a:}", "T{=i:a:=f:a:}", "n",
       "bytes type a@4 a@4"},
      {"one duplicate less", "T{=i:a:=i:a:}", "T{=i:a:4x}", "", "bytes missing a@4 -"},
      {"no bytes: dimensions that overflow", "T{(0,9223372036854775807)d:a:b:b:}",
       "T{(9223372036854775807,2,0)d:a:b:b:}", "bn", "types shape a@0 a@0"},
      {"complex and its parts", "T{Zf:z:i:n:}", "T{T{f:re:f:im:}:z:i:n:}", "b",
       "types type z@0 z@0"},
      {"an array of complex and its parts", "T{(2)Zd:z:}", "T{(4)d:z:}", "bn",
       "types type z@0 z@0; types itemsize z@0 z@0; types shape z@0 z@0"},
      {"complex of another byte order", "T{=Zf:z:}", "T{>f:re:>f:im:}", "",
       "bytes missing z@0 -; bytes extra - re@0; bytes extra - im@4"},
      {"no bytes: kind", "T{(0)=d:a:b:b:}", "T{(0)=i:a:b:b:}", "bn",
       "types type a@0 a@0; types itemsize a@0 a@0"},
      {"no bytes: missing", "T{(0)=d:a:b:b:}", "T{b:b:}", "b", "types missing a@0 -"},
      {"no bytes: extra", "T{b:b:}", "T{b:b:T{}:a:}", "b", "types extra - a@1"},
      {"no bytes: moved", "T{(0)=d:a:b:b:}", "T{b:b:(0)=d:a:}", "b", "types offset a@0 a@1"},
      {"no bytes: another order", "T{(0)=d:a:(0)=i:b:}", "T{(0)=i:b:(0)=d:a:}", "b",
       "types order b@0 b@0"},
      {"no bytes: swapped names", "T{(0)=i:a:(0)=i:b:}", "T{(0)=i:b:(0)=i:a:}", "bt",
       "names order b@0 b@0"},
      {"no bytes: inside", "T{(0)T{=i:x:}:a:}", "T{(0)T{=f:y:}:a:}", "b",
       "types missing x@0 -; types extra - y@0"},
      {"no meaning: records of holes", "T{(2)T{}:r:8x}", "T{(2)T{4x}:r:}", "bn",
       "types itemsize r@0 r@0"},
      {"empty", "", "T{}", "btn", ""},
      {"empty and not", "", "i", "n",
       "bytes itemsize item@0 item@0; bytes type item@0 item@0; "
       "types alignment item@0 item@0"},
  };
  for (const Pair& row : rows) {
    DYNAMIC_SECTION(row.what << ": " << row.a << " and " << row.b) {
      const Layout a = LayoutOn(kLinux, row.a);
      const Layout b = LayoutOn(kLinux, row.b);
      const Comparison comparison = Compare(a, b);
      CHECK(Verdicts(comparison) == row.verdicts);
      CHECK(DifferencesText(comparison, a, b) == row.differences);
    }
  }
}

TEST_CASE("What differs between two targets") {
  const struct {
    const char* target;
    const char* format;
    const char* verdicts;
    const char* differences;
  } rows[] = {
      {kWindows, "T{i:x:d:y:}", "btn", ""},
      // LP64 and LLP64; the double is at 8 in both.
      {kWindows, "T{l:n:d:x:}", "n", "bytes itemsize n@0 n@0; types alignment n@0 n@0"},
      {"i686-linux-gnu", "T{c:c:d:x:}", "n",
       "bytes itemsize item@0 item@0; types alignment item@0 item@0; bytes offset x@8 x@4; "
       "types alignment x@8 x@4"},
      {"i686-linux-gnu", "T{T{d:d:c:c:}:r:i:n:}", "n",
       "bytes itemsize item@0 item@0; types alignment item@0 item@0; types itemsize r@0 r@0; "
       "types alignment r@0 r@0; types alignment d@0 d@0; bytes offset n@16 n@12"},
      // 16 bytes at a multiple of 16 on all of them, read in three ways.
      {"aarch64-linux-gnu", "g", "n", "bytes type item@0 item@0"},
      {"powerpc64le-linux-gnu", "g", "n", "bytes type item@0 item@0"},
      {"s390x-linux-gnu", "T{i:x:}", "n", "bytes byteorder x@0 x@0"},
      {"s390x-linux-gnu", "T{b:x:}", "btn", ""},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " on " << row.target) {
      const Layout a = LayoutOn(kLinux, row.format);
      const Layout b = LayoutOn(row.target, row.format);
      const Comparison comparison = Compare(a, b);
      CHECK(Verdicts(comparison) == row.verdicts);
      CHECK(DifferencesText(comparison, a, b) == row.differences);
    }
  }
}

TEST_CASE("Arrays that could be expanded are not") {
  const Layout a = LayoutOn(kLinux, "(1000000000)T{(1000000000)T{b:a:b:b:}:r:}");
  const Layout b = LayoutOn(kLinux, "(1000000000)T{(1000000000)T{b:a:B:b:}:r:}");
  CHECK(Compare(a, a).Same(MatchLevel::kNames));
  CHECK(DifferencesText(Compare(a, b), a, b) == "bytes type b@1 b@1");
  CHECK(Compare(a, LayoutOn(kLinux, "(2000000000000000000)b")).same_bytes);
}

// Quadratic work would take minutes here.
TEST_CASE("Records of 65536 fields, all names equal or none") {
  std::string duplicates = "T{";
  std::string forwards = "T{";
  std::string backwards = "T{";
  const std::string prefix(3, 'n');
  for (int i = 0; i < 65'536; ++i) {
    duplicates += "b:" + prefix + ":";
    forwards += "b:" + prefix + std::to_string(100'000 + i) + ":";
    backwards += "b:" + prefix + std::to_string(165'535 - i) + ":";
  }
  for (std::string* format : {&duplicates, &forwards, &backwards}) *format += '}';
  const Layout same = LayoutOn(kLinux, duplicates);
  const Layout up = LayoutOn(kLinux, forwards);
  const Layout down = LayoutOn(kLinux, backwards);
  CHECK(Compare(same, same).differences.empty());
  CHECK(Verdicts(Compare(up, down)) == "bt");
  CHECK(Compare(up, down).differences.size() == 65'536);
  CHECK(Compare(same, up).differences.size() == 65'536);  // by place: each one renamed
}

TEST_CASE("Agreeing at a level means agreeing at those before it") {
  Comparison only_names;
  only_names.same_bytes = only_names.same_names = true;
  CHECK(only_names.Same(MatchLevel::kBytes));
  CHECK_FALSE(only_names.Same(MatchLevel::kTypes));
  CHECK_FALSE(only_names.Same(MatchLevel::kNames));
}

// ---- laws

std::vector<Layout> Samples() {
  std::set<std::string> formats = {"",
                                   "T{}",
                                   "i",
                                   "(1)i",
                                   "(2)i",
                                   "(0)i",
                                   "T{(0)i:a:(0)d:b:}",
                                   "T{(0)d:b:(0)i:a:}",
                                   "T{i:a:i:a:}",
                                   "T{(2)T{}:r:8x}"};
  const corpus::Exporters exporters = corpus::ReadExporters();
  for (const corpus::Record& record : exporters.records) formats.insert(record.format);
  for (const corpus::Record& record : exporters.numpy_imports) formats.insert(record.format);
  for (const corpus::StructCase& one : exporters.structs) formats.insert(one.format);
  for (const corpus::AbiCase& one : corpus::ReadAbiSample()) formats.insert(one.format);
  std::vector<Layout> layouts;
  for (const char* target : {kLinux, kWindows, "i686-linux-gnu", "s390x-linux-gnu"}) {
    for (const std::string& format : formats) {
      LayoutOptions options;
      options.target = FindTarget(target);
      options.dialect = Dialect::kPep3118;
      Result<Layout> layout = ComputeLayout(format, options);
      if (layout) layouts.push_back(*std::move(layout));
    }
  }
  return layouts;
}

std::vector<Difference> Mirrored(std::vector<Difference> differences) {
  for (Difference& difference : differences) {
    std::swap(difference.a, difference.b);
    std::swap(difference.offset_a, difference.offset_b);
    if (difference.aspect == DifferenceAspect::kMissing) {
      difference.aspect = DifferenceAspect::kExtra;
    } else if (difference.aspect == DifferenceAspect::kExtra) {
      difference.aspect = DifferenceAspect::kMissing;
    }
  }
  return differences;
}

// Which of two fields out of order is reported depends on which layout comes first.
std::vector<std::tuple<MatchLevel, DifferenceAspect, std::uint32_t, std::uint32_t>> Sorted(
    const std::vector<Difference>& differences) {
  std::vector<std::tuple<MatchLevel, DifferenceAspect, std::uint32_t, std::uint32_t>> keys;
  for (const Difference& difference : differences) {
    if (difference.aspect == DifferenceAspect::kOrder) continue;
    keys.emplace_back(difference.level, difference.aspect, difference.a, difference.b);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

// The law that is broken, or nothing.
std::string BrokenLaw(const Layout& a, const Layout& b) {
  const Comparison forth = Compare(a, b);
  const Comparison back = Compare(b, a);
  if ((forth.same_types && forth.same_names) != (LayoutId(a) == LayoutId(b))) return "identity";
  if (Verdicts(forth) != Verdicts(back)) return "symmetric verdicts";
  if (Sorted(Mirrored(back.differences)) != Sorted(forth.differences)) return "symmetry";
  if (forth.same_types && !forth.same_bytes) return "types imply bytes";
  if (SameBytesAndNames(a, b) != (forth.same_bytes && forth.same_names)) return "the quick answer";
  for (MatchLevel level : {MatchLevel::kBytes, MatchLevel::kTypes, MatchLevel::kNames}) {
    const bool broken =
        std::any_of(forth.differences.begin(), forth.differences.end(),
                    [&](const Difference& difference) { return difference.level <= level; });
    if (broken == forth.Same(level)) return std::string(LevelName(level)) + " and differences";
  }
  return "";
}

void CheckLaws(const Layout& a, const Layout& b) {
  const std::string broken = BrokenLaw(a, b);
  if (broken.empty()) return;
  FAIL_CHECK(broken << ": " << CanonicalText(a) << " and " << CanonicalText(b));
}

TEST_CASE("A layout agrees with itself") {
  for (const Layout& layout : Samples()) {
    const Comparison comparison = Compare(layout, layout);
    CHECK(Verdicts(comparison) == "btn");
    CHECK(comparison.differences.empty());
  }
}

TEST_CASE("Verdicts, differences and layout ids agree, from either side") {
  const std::vector<Layout> layouts = Samples();
  REQUIRE(layouts.size() > 2000);
  // Each with its neighbours in the alphabet, which share a prefix, and with some far away.
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    for (const std::size_t step : {1u, 2u, 709u, 1433u}) {
      const Layout& a = layouts[i];
      const Layout& b = layouts[(i + step) % layouts.size()];
      CheckLaws(a, b);
    }
  }
}

TEST_CASE("a char is the one-byte integer that another exporter wrote for it") {
  const struct {
    const char* own;
    const char* other;
    const char* verdicts;  // of `own` with the chars of `other`, against `other`
  } kCases[] = {
      {"T{c:a:}", "T{b:a:}", "btn"},
      {"T{c:a:}", "T{B:a:}", "btn"},
      {"T{c:a:}", "T{c:a:}", "btn"},
      {"T{c:a:}", "T{?:a:}", "n"},
      {"T{c:a:b:b:c:c:}", "T{B:a:b:b:b:c:}", "btn"},
      {"T{b:a:}", "T{B:a:}", "n"},
      {"T{b:a:}", "T{c:a:}", "n"},
      {"T{c:a:c:b:}", "T{(2)b:v:}", "b"},
      {"T{(3)c:a:}", "T{(2)b:a:B:b:}", ""},
      {"T{i:n:T{c:a:h:h:}:r:}", "T{i:n:T{b:x:h:y:}:r:}", "bt"},
      {"c", "b", "btn"},
      {"T{i:a:c:b:3x}", "T{i:a:h:b:2x}", "n"},
      {"T{i:a:c:b:3x}", "T{i:a:x b:b:2x}", "n"},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.own << " " << c.other) {
      const Layout own = LayoutOn(kLinux, c.own);
      const Layout other = LayoutOn(kLinux, c.other);
      CHECK(Verdicts(Compare(WithCharsOf(own, other), other)) == c.verdicts);
    }
  }
}

// Every pair of small records: holes, tails, arrays, nothing at all, equal and other names.
TEST_CASE("The same of all small records") {
  const char* const members[] = {
      "=i:a:", "=i:b:",       "(2)=i:a:", "(0)=i:a:", "T{}:a:",        "4x", "4x:b:", "T{=i:a:}:b:",
      "=f:a:", "(2)T{4x}:a:", ">i:a:",    "(0)=f:a:", "(2)T{=h:a:}:b:"};
  std::vector<Layout> layouts;
  for (const char* first : members) {
    for (const char* second : members) {
      layouts.push_back(LayoutOn(kLinux, std::string("T{") + first + second + "}"));
    }
  }
  for (const Layout& a : layouts) {
    for (const Layout& b : layouts) {
      CheckLaws(a, b);
    }
  }
}

}  // namespace
}  // namespace pep3118
