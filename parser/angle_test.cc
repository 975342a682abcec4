// SPDX-License-Identifier: MIT
// The angle-bracket rule never guesses: whatever the parser accepts has no second reading.
//
// An independent reader is given for every `>` whether it closes or marks; all such choices
// are tried on all short strings over a small alphabet.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/parser/parse.h"
#include "pep3118/parser/print.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// Bit n: the n-th `>` outside names is a byte-order character.
using Marks = std::uint32_t;

// Reads the codes `i` and `d`, one-letter names, marks `<` and `>`, counts, `(2)`, `&`, spaces and
// both kinds of record.
class Reader {
 public:
  Reader(std::string_view text, Marks marks) : text_(text), marks_(marks) {}

  bool Accepts() { return Fields('\0'); }

 private:
  char Next() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool Marked() const { return (marks_ >> seen_ & 1) != 0; }

  bool Fields(char closer) {
    while (true) {
      const char next = Next();
      const bool closes = next == '\0' || next == '}' || (next == '>' && !Marked());
      if (closes) {
        if (next == '>') ++seen_;
        ++at_;
        return next == closer;
      }
      if (!Element() || !OptionalName()) return false;
    }
  }

  bool OptionalName() {
    if (Next() != ':') return true;
    const std::size_t colon = text_.find(':', at_ + 1);
    at_ = colon + 1;
    return colon != std::string_view::npos;
  }

  bool Element() {
    bool order = false;
    bool count = false;
    while (true) {
      const char next = Next();
      if (next == '<' || next == '>') {
        if (order || count || (next == '>' && !Marked())) return false;
        if (next == '>') ++seen_;
        order = true;
        ++at_;
      } else if (next == '3') {
        if (count) return false;
        count = true;
        while (at_ < text_.size() && text_[at_] == '3') ++at_;
      } else if (next == '(') {
        if (count) return false;
        at_ += 3;  // (2)
      } else {
        return Item(next);
      }
    }
  }

  bool Item(char next) {
    ++at_;
    if (next == 'i' || next == 'd') return true;
    if (next == '&') return Element();
    if (next != 'T') return false;
    const char bracket = Next();
    ++at_;
    if (bracket == '{') return Fields('}');
    if (bracket == '<') return Fields('>');
    return false;
  }

  std::string_view text_;
  Marks marks_;
  std::size_t at_ = 0;
  std::uint32_t seen_ = 0;  // `>`s passed
};

std::vector<Marks> Readings(const std::string& text) {
  std::uint32_t signs = 0;
  for (char c : text) signs += c == '>';
  std::vector<Marks> readings;
  for (Marks marks = 0; marks < Marks{1} << signs; ++marks) {
    if (Reader(text, marks).Accepts()) readings.push_back(marks);
  }
  return readings;
}

// How the parser read the `>`s.
Marks MarksOf(const ast::Format& format) {
  std::vector<bool> is_mark(format.text.size());
  for (const ast::Element& element : format.elements) {
    if (element.mark == '>') is_mark[format.text.find('>', element.span.begin)] = true;
  }
  Marks marks = 0;
  std::uint32_t seen = 0;
  for (std::size_t i = 0; i < format.text.size(); ++i) {
    if (format.text[i] == '>') marks |= static_cast<Marks>(is_mark[i]) << seen++;
  }
  return marks;
}

struct Tally {
  int accepted = 0;
  int refused_without_reading = 0;
  int refused_with_reading = 0;
};

// Everything that must hold for one string; false at the first thing that does not.
bool Holds(const std::string& text, Tally& tally) {
  const std::vector<Marks> readings = Readings(text);
  const Result<ast::Format> format = ParseFormat(text);
  if (!format) {
    ++(readings.empty() ? tally.refused_without_reading : tally.refused_with_reading);
    const bool about_angles =
        text.find("T<") != std::string::npos || text.find("T <") != std::string::npos;
    return readings.empty() || (about_angles && text.find('>') != std::string::npos);
  }
  ++tally.accepted;
  if (readings != std::vector<Marks>{MarksOf(*format)}) return false;
  const std::string printed = PrintFormat(*format);
  const Result<ast::Format> again = ParseFormat(printed);
  return again && *again == *format && PrintFormat(*again) == printed;
}

Tally CheckAll(const std::vector<std::string_view>& tokens, int length) {
  Tally tally;
  std::vector<std::string> texts{""};
  for (int i = 0; i < length; ++i) {
    std::vector<std::string> longer;
    longer.reserve(texts.size() * tokens.size());
    for (const std::string& text : texts) {
      for (std::string_view token : tokens) longer.push_back(text + std::string(token));
    }
    texts = std::move(longer);
    for (const std::string& text : texts) {
      if (!Holds(text, tally)) FAIL("does not hold for " << text);
    }
  }
  return tally;
}

TEST_CASE("accepted strings have exactly one reading") {
  SECTION("records of both kinds, marks and names") {
    const Tally tally = CheckAll({"T<", "T{", "}", ">", "i", "<", ":a:"}, 6);
    CHECK(tally.accepted > 1000);
    CHECK(tally.refused_without_reading > 100'000);
    CHECK(tally.refused_with_reading > 10);
  }
  SECTION("deeper angle records") {
    const Tally tally = CheckAll({"T<", ">", "i", ":a:"}, 8);
    CHECK(tally.accepted > 1000);
  }
  SECTION("prefixes and pointers inside angle records") {
    const Tally tally = CheckAll({"T<", ">", "d", "3", "(2)", "&", " "}, 6);
    CHECK(tally.accepted > 1000);
  }
}

TEST_CASE("what the rule refuses has the readings that the reference lists") {
  CHECK(Readings("T<T<ii>d>").size() == 1);
  CHECK(Readings("T<T<i:a:>d:b:>i:c:>").size() == 2);
  CHECK(Readings("T<i:a:>d:b:").size() == 1);
}

}  // namespace
}  // namespace pep3118
