// SPDX-License-Identifier: MIT
// A quick yes must never differ from the full answer.  Every format is held against the layouts
// that each dialect makes of it: where DescribesPlainly says yes to one of them, dialect auto must
// come to the same layout; so a shortcut that overlooks a reading is found by the reading itself.
#include "pep3118/layout/dialects/plain_match.h"

#include <algorithm>
#include <bit>
#include <random>
#include <string>

#include "pep3118/layout/compute.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

bool AgreesAt(MatchLevel level, const Comparison& comparison) {
  return comparison.same_bytes &&
         std::all_of(comparison.differences.begin(), comparison.differences.end(),
                     [&](const Difference& d) {
                       return d.aspect == DifferenceAspect::kAlignment || d.level > level;
                     });
}
bool Agrees(const Comparison& comparison) { return AgreesAt(MatchLevel::kNames, comparison); }

using internal::PlainAnswer;

PlainAnswer Answer(const ast::Format& format, const Layout& layout) {
  return internal::DescribesPlainly(format, layout, MatchLevel::kNames);
}

constexpr bool kLittle = std::endian::native == std::endian::little;

TEST_CASE("plain spellings of a layout are known, others are left to the full reading") {
  const struct {
    const char* format;
    std::int64_t itemsize;
    const char* of;  // canonical text of the layout it is asked about
    bool yes;
  } kCases[] = {
      {"T{i:x:d:y:}", 16, "T{i:x:4xd:y:}", true},
      {"T{<i:x:4x<d:y:}", 16, "T{i:x:4xd:y:}", true},
      {"T{<i:x:<d:y:}", 16, "T{i:x:4xd:y:}", false},  // ctypes 3.11 pads, no other exporter does
      {"T{=i:x:xxxx=d:y:}", 16, "T{i:x:4xd:y:}", true},
      {"T{ i:x: d:y: }", 16, "T{i:x:4xd:y:}", true},
      {"T<i:x:d:y:>", 16, "T{i:x:4xd:y:}", true},
      {"T{d:y:i:x:}", 16, "T{d:y:i:x:4x}", true},  // the tail is that of alignment
      {"T{=d:y:=i:x:}", 16, "T{d:y:i:x:4x}", false},
      {"T{i:x:f:y:}", 8, "T{i:x:i:y:}", false},
      {kLittle ? "T{i:x:>i:y:}" : "T{i:x:<i:y:}", 8, "T{i:x:i:y:}", false},
      {"T{i:x:i:z:}", 8, "T{i:x:i:y:}", false},
      {"T{i:x:}", 8, "T{i:x:i:y:}", false},
      {"T{i:x:i:y:i:z:}", 8, "T{i:x:i:y:}", false},
      {"T{(2)i:x:}", 8, "T{(2)i:x:}", true},
      {"T{2i:x:}", 8, "T{(2)i:x:}", true},
      {"T{(1)2i:x:}", 8, "T{(2)i:x:}", false},
      {"T{5s:x:3w:y:}", 20, "T{5s:x:3x3w:y:}", true},
      {"T{4s:x:}", 5, "T{5s:x:}", false},
      {"T{T{i:a:d:b:}:p:}", 16, "T{T{i:a:4xd:b:}:p:}", true},
      {"T{T{i:a:d:b:}:p:xxxx}", 20, "T{T{i:a:4xd:b:}:p:4x}", false},
      {"T{^i:x:}", 4, "T{i:x:}", false},
      {"T{i}", 4, "T{i:f0:}", false},
      {"i:x:", 4, "T{i:x:}", false},
      {"T{i:x:0d:y:}", 8, "T{i:x:4x(0)d:y:}", false},
  };
  for (const auto& c : kCases) {
    DYNAMIC_SECTION(c.format << " as " << c.of) {
      LayoutOptions options;
      options.dialect = Dialect::kPep3118;
      const Result<Layout> layout = ComputeLayout(c.of, options);
      const Result<ast::Format> format = ParseFormat(c.format);
      REQUIRE(layout);
      REQUIRE(format);
      const bool yes = Answer(*format, *layout) == PlainAnswer::kYes;
      // The cases are x86-64's; elsewhere a layout may be none of these, but not one more.
      if (FindTarget("x86_64-linux-gnu") == &HostTarget()) {
        CHECK(yes == c.yes);
      } else {
        CHECK((!yes || c.yes));
      }
    }
  }
}

TEST_CASE("a layout of other names, kinds or byte orders is a quick no") {
  const struct {
    const char* format;
    PlainAnswer names;  // at MatchLevel::kNames
    PlainAnswer types;
  } kCases[] = {
      {"T{i:x:d:z:}", PlainAnswer::kNo, PlainAnswer::kYes},
      {"T{d:y:i:x:}", PlainAnswer::kNo, PlainAnswer::kNo},  // reordered
      {"T{i:x:}", PlainAnswer::kNo, PlainAnswer::kNo},
      {"T{i:x:d:y:i:z:}", PlainAnswer::kNo, PlainAnswer::kNo},
      {"T{>i:x:4x>d:y:}", PlainAnswer::kNo, PlainAnswer::kNo},
      {"T{i:x:q:y:}", PlainAnswer::kNo, PlainAnswer::kNo},
      {"T{I:x:d:y:}", PlainAnswer::kNo, PlainAnswer::kNo},
      {"T{<i:x:<d:y:}", PlainAnswer::kUnknown, PlainAnswer::kUnknown},  // by the padding alone
      {"T{i:x:3B:y:}", PlainAnswer::kUnknown, PlainAnswer::kUnknown},   // may be a union
      {"T{i:x:O:z:}", PlainAnswer::kNo, PlainAnswer::kUnknown},
      {"T{i:x:4x:y:d:z:}", PlainAnswer::kUnknown, PlainAnswer::kUnknown},
      {"T{id}", PlainAnswer::kUnknown, PlainAnswer::kUnknown},
  };
  if (FindTarget("x86_64-linux-gnu") != &HostTarget()) return;
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  const Result<Layout> layout = ComputeLayout("T{i:x:4xd:y:}", options);
  REQUIRE(layout);
  for (const auto& c : kCases) {
    INFO(c.format);
    const Result<ast::Format> format = ParseFormat(c.format);
    REQUIRE(format);
    CHECK(internal::DescribesPlainly(*format, *layout, MatchLevel::kNames) == c.names);
    CHECK(internal::DescribesPlainly(*format, *layout, MatchLevel::kTypes) == c.types);
    CHECK(internal::DescribesPlainly(*format, *layout, MatchLevel::kBytes) != PlainAnswer::kNo);
  }
}

// ---- random formats

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string Record(int depth) {
    std::string text = "T{";
    const int fields = 1 + Below(4);
    for (int i = 0; i < fields; ++i) {
      if (Below(4) == 0) text += Pads();
      text += Field(depth);
      text += ":" + std::string(1, static_cast<char>('a' + i)) + ":";
    }
    if (Below(4) == 0) text += Pads();
    return text + "}";
  }

  // One habit for a whole text, so that every exporter's spelling comes up.
  void ChooseHabit() { habit_ = Below(5); }

 private:
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  std::string Pads() {
    const int n = 1 + Below(8);
    return Below(2) == 0 ? std::to_string(n) + "x" : std::string(static_cast<std::size_t>(n), 'x');
  }

  std::string Field(int depth) {
    std::string text;
    if (Below(6) == 0) text += "(2)";
    if (depth > 0 && Below(4) == 0) return text + Record(depth - 1);
    switch (habit_) {
      case 0:
        break;
      case 1:
        text += '<';
        break;
      case 2:
        text += std::string(1, "<>"[Below(2)]);
        break;
      case 3:
        if (Below(3) == 0) text += std::string(1, "@=<>^"[Below(5)]);
        break;
      default:
        if (Below(3) == 0) text += std::string(1, "=@"[Below(2)]);
        break;
    }
    static constexpr const char* kCodes[] = {"b", "h", "i", "d", "q",  "?", "3s",
                                             "c", "f", "B", "w", "Zd", "u", "O"};
    return text + kCodes[Below(14)];
  }

  std::mt19937 random_;
  int habit_ = 0;
};

TEST_CASE("no reading of a format contradicts a quick yes") {
  constexpr int kFormats = 4'000;
  Writer writer(1);
  int yes = 0;
  int refused = 0;
  for (int n = 0; n < kFormats; ++n) {
    writer.ChooseHabit();
    const std::string text = writer.Record(2);
    const Result<ast::Format> format = ParseFormat(text);
    REQUIRE(format);
    for (const Dialect dialect : Dialects()) {
      for (const int tail : {0, 1, 4, 8}) {
        LayoutOptions options;
        options.dialect = dialect;
        Result<Layout> layout = ComputeLayout(*format, options);
        if (layout && tail > 0) {
          options.itemsize = layout->itemsize() + tail;
          layout = ComputeLayout(*format, options);
        }
        if (!layout || Answer(*format, *layout) != PlainAnswer::kYes) continue;
        ++yes;
        LayoutOptions automatic;
        automatic.itemsize = layout->itemsize();
        const Result<Layout> full = ComputeLayout(*format, automatic);
        INFO(text << " itemsize " << layout->itemsize() << " dialect " << DialectName(dialect));
        if (!full) ++refused;
        REQUIRE(full);
        REQUIRE(Agrees(Compare(*layout, *full)));
      }
    }
  }
  CHECK(yes > kFormats);  // it does say yes
  CHECK(refused == 0);
}

// One character of a text is another one.
std::string Changed(std::string text, std::mt19937& random) {
  static constexpr std::string_view kOthers = "abcdefghiIqQLHxB?<>=@^23";
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  text[2 + below(text.size() - 3)] = kOthers[below(kOthers.size())];
  return text;
}

TEST_CASE("no reading of a format contradicts a quick no") {
  constexpr int kFormats = 1'000;
  Writer writer(2);
  std::mt19937 random(3);
  int no = 0;
  int agreed = 0;
  for (int n = 0; n < kFormats; ++n) {
    writer.ChooseHabit();
    const std::string own = writer.Record(2);
    for (int change = 0; change < 4; ++change) {
      const std::string text = change == 0 ? own : Changed(own, random);
      const Result<ast::Format> format = ParseFormat(text);
      if (!format) continue;
      for (const Dialect dialect : Dialects()) {
        LayoutOptions options;
        options.dialect = dialect;
        const Result<Layout> layout = ComputeLayout(own, options);
        if (!layout) continue;
        LayoutOptions automatic;
        automatic.itemsize = layout->itemsize();
        const Result<Layout> full = ComputeLayout(*format, automatic);
        for (const MatchLevel level : {MatchLevel::kTypes, MatchLevel::kNames}) {
          const bool agrees = full && AgreesAt(level, Compare(*layout, *full));
          agreed += agrees;
          if (internal::DescribesPlainly(*format, *layout, level) != PlainAnswer::kNo) continue;
          ++no;
          INFO(text << " for " << own << " dialect " << DialectName(dialect));
          REQUIRE_FALSE(agrees);
        }
      }
    }
  }
  CHECK(no > kFormats);
  CHECK(agreed > kFormats);
}

}  // namespace
}  // namespace pep3118
