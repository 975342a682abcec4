// SPDX-License-Identifier: MIT
#include "pep3118/layout/lint.h"

#include <fstream>
#include <string>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/parser/parse.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

struct Linted {
  ast::Format format;
  Layout layout;
  std::vector<Note> notes;
};

Linted LintOf(std::string_view text, Dialect dialect = Dialect::kPep3118,
              const char* target = "x86_64-linux-gnu",
              std::optional<std::int64_t> itemsize = std::nullopt) {
  LayoutOptions options;
  options.target = FindTarget(target);
  options.dialect = dialect;
  options.itemsize = itemsize;
  INFO(text);
  Result<ast::Format> format = ParseFormat(text);
  REQUIRE(format);
  Result<Layout> layout = ComputeLayout(*format, options);
  REQUIRE(layout);
  std::vector<Note> notes = Lint(*format, *layout);
  return {*std::move(format), *std::move(layout), std::move(notes)};
}

// "size-varies-by-target@2 native-in-exchange@2": kinds and the byte of the first place.
std::string Kinds(const std::vector<Note>& notes) {
  std::string text;
  for (const Note& note : notes) {
    if (!text.empty()) text += ' ';
    text += NoteName(note.kind);
    text += '@' + std::to_string(note.span.begin);
  }
  return text;
}

TEST_CASE("Advice by format") {
  const struct {
    const char* format;
    const char* kinds;
  } rows[] = {
      // Fixed sizes and orders, or units of one byte.
      {"", ""},
      {"T{<i:x:<d:y:}", ""},
      {"T{>i:x:d:y:3s:z:}", ""},
      {"T{=h:x:=q:y:=Zd:z:}", ""},
      {"T{b:a:B:b:c:c:?:d:5s:e:6p:f:4x:g:2x}", ""},
      {"<l", ""},
      {"!L", ""},
      // Sizes.
      {"l", "size-varies-by-target@0 native-in-exchange@0"},
      {"T{<i:a:@L:b:}", "size-varies-by-target@7 native-in-exchange@7"},
      {"^n", "size-varies-by-target@0 native-in-exchange@0"},
      {"N", "size-varies-by-target@0 native-in-exchange@0"},
      {"<P", "size-varies-by-target@0"},
      {"P", "size-varies-by-target@0 native-in-exchange@0"},
      {"O", "size-varies-by-target@0 native-in-exchange@0"},
      {"<z", "size-varies-by-target@0"},
      {"&<i", "size-varies-by-target@0 native-in-exchange@0"},
      {"<X{}", "size-varies-by-target@0"},
      {"=g", "size-varies-by-target@0 long-double-encoding@0"},
      {"=Zg", "size-varies-by-target@0 long-double-encoding@0"},
      // Native.
      {"i", "native-in-exchange@0"},
      {"T{<i:a:b:c:^h:d:}", "native-in-exchange@11"},
      {"3w", "native-in-exchange@0"},
      // Tails.
      {"T{@i:a:c:b:}", "native-in-exchange@2 hidden-tail@0"},
      {"T{@i:a:c:b:3x}", "native-in-exchange@2"},
      {"T{@i:a:c:b:xxx}", "native-in-exchange@2"},
      {"T{@i:a:c:b:2xx}", "native-in-exchange@2"},
      {"T{@i:a:c:b:(1,3)x}", "native-in-exchange@2"},
      {"T{@i:a:c:b:2x}", "native-in-exchange@2 hidden-tail@0"},
      {"@i:a:c:b:", "native-in-exchange@0"},
      {"T{@i:a:c:b:}:r:", "native-in-exchange@2 hidden-tail@0"},
      {"T{i:k:(2)T{i:a:c:b:}:r:}", "native-in-exchange@2 hidden-tail@6"},
      {"&T{i:a:c:b:}", "size-varies-by-target@0 native-in-exchange@0"},
      // u.
      {"<3u", "ctypes-wchar@0"},
      // Names.
      {"T{b:a:b:b:}", ""},
      {"T{b:a:b:b:c:a:}", "duplicate-name@10"},
      {"T{b:a:T{b:a:}:b:}", ""},
      {"T{b:a:T{b:c:b:c:}:b:}", "duplicate-name@12"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) { CHECK(Kinds(LintOf(row.format).notes) == row.kinds); }
  }
}

TEST_CASE("Advice by dialect, target and itemsize") {
  // ctypes' wchar_t has the size of `u` on Windows.
  CHECK(Kinds(LintOf("<3u", Dialect::kPep3118, "x86_64-pc-windows-msvc").notes).empty());
  const Linted wide = LintOf("T{(3)<u:a:}", Dialect::kCtypes);
  REQUIRE(Kinds(wide.notes) == "ctypes-wchar@2");
  CHECK(wide.layout.itemsize() == 12);
  CHECK(wide.notes[0].message.find("4-byte") != std::string::npos);
  // Cython marks one element at a time.
  CHECK(Kinds(LintOf("T{^i:a:i:b:}", Dialect::kCython).notes) == "native-in-exchange@2");
  // Padding at the end that only the itemsize decides.
  CHECK(Kinds(LintOf("T{<i:a:<b:b:}", Dialect::kNumpy, "x86_64-linux-gnu", 8).notes) ==
        "hidden-tail@0");
}

TEST_CASE("The words") {
  const struct {
    const char* format;
    const char* message;
  } rows[] = {
      {"T{<i:a:@l:b:}", "a field has another size on other targets"},
      {"T{l:a:n:b:}", "2 fields have another size on other targets"},
      {"T{@i:a:c:b:}", "a record ends in 3 bytes of padding that its braces do not hold"},
      {"T{@h:a:c:b:}", "a record ends in 1 byte of padding that its braces do not hold"},
      {"T{<d:a:T{@h:a:c:b:}:b:T{i:a:c:b:}:c:}",
       "2 records end in padding that their braces do not hold, the first in 1 byte"},
      {"T{b:\x1b:b:\x1b:}", "a record has more than one field of a name, the first is `\\x1b`"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) {
      bool found = false;
      for (const Note& note : LintOf(row.format).notes) found |= note.message == row.message;
      CHECK(found);
    }
  }
}

// Canonical text marks what is not the target's own, and every hole is written, so nothing is left
// to advise where it comes from a format that fixes everything: every unit of several bytes has a
// standard size and is in one of the modes = < >, no two names are equal, and no `u`.  (On a
// target that aligns nothing, such as avr, such a field is the target's own and needs no mark.)
TEST_CASE("No advice on the canonical text of formats that fix everything") {
  const char* const members[] = {"<b", ">B", "?",  "<h",  ">i", "=q", "<e",      ">f", "=d",
                                 "Zd", "5s", "4p", "<3w", "x",  "<l", "(2,3)>H", "0s", "=Q"};
  int compared = 0;
  for (const char* target : {"x86_64-linux-gnu", "i686-linux-gnu", "s390x-linux-gnu"}) {
    for (const char* first : members) {
      for (const char* second : members) {
        for (const char* shape : {"", "(2)"}) {
          std::string text = std::string("T{=") + "h:k:" + shape + "T{" + first + ":a:" + second +
                             ":b:3x}:r:" + second + ":c:x}";
          // The mark `=` stays in force over what has none.
          const Linted linted = LintOf(text, Dialect::kPep3118, target);
          CHECK(Kinds(linted.notes).empty());
          const std::string canonical = CanonicalText(linted.layout);
          INFO(canonical);
          CHECK(Kinds(LintOf(canonical, Dialect::kPep3118, target).notes).empty());
          ++compared;
        }
      }
    }
  }
  CHECK(compared == 3 * 18 * 18 * 2);
}

TEST_CASE("A hundred thousand elements get a handful of notes") {
  std::string text = "T{";
  for (int i = 0; i < 20'000; ++i) text += "T{l:a:c:a:}u";
  text += '}';
  ParseLimits limits;
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  options.max_fields = 200'000;
  const Result<ast::Format> format = ParseFormat(text, limits);
  REQUIRE(format);
  const Result<Layout> layout = ComputeLayout(*format, options);
  REQUIRE(layout);
  CHECK(Kinds(Lint(*format, *layout)) ==
        "size-varies-by-target@4 native-in-exchange@4 hidden-tail@0 ctypes-wchar@13 "
        "duplicate-name@8");
}

TEST_CASE("docs/notes.md has an entry for every kind, in order, and no other") {
  std::ifstream file("docs/notes.md");
  REQUIRE(file);
  int next = 0;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("### ")) continue;
    REQUIRE(next < static_cast<int>(NoteKind::kCount_));
    CHECK(line.substr(4) == NoteName(static_cast<NoteKind>(next)));
    ++next;
  }
  CHECK(next == static_cast<int>(NoteKind::kCount_));
}

TEST_CASE("Strict refuses no advice: no kind of it begins with `assumed-`") {
  for (int kind = static_cast<int>(NoteKind::kSizeVariesByTarget);
       kind < static_cast<int>(NoteKind::kCount_); ++kind) {
    const std::string_view name = NoteName(static_cast<NoteKind>(kind));
    CHECK_FALSE(name.empty());
    CHECK_FALSE(name.starts_with("assumed-"));
  }
}

}  // namespace
}  // namespace pep3118
