// SPDX-License-Identifier: MIT
// Bytes made to hurt: the recorded corpus, and long runs of everything that means something.
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "pep3118/parser/parse.h"
#include "pep3118/parser/print.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using Json = nlohmann::json;

// Quadratic work on the longest input would take hours; linear work takes well below a second, and a
// few under sanitizers.  Time of the processor, so that a busy machine changes nothing.  An emulated one is
// slower by a factor that says nothing; tools/try_machine.sh sets the variable.
const double kLongestSeconds = std::getenv("PEP3118_EMULATED") != nullptr ? 1000 : 10;

bool IsPicture(const std::string& text) {
  for (char c : text) {
    if (c != '\n' && (c < ' ' || c > '~')) return false;
  }
  return text.size() <= 4096 && text.find("^ byte ") != std::string::npos;
}

// Accepted or refused in time, in order, and with a picture; true when accepted.
bool Survives(const std::string& text) {
  const std::clock_t start = std::clock();
  const Result<ast::Format> format = ParseFormat(text);
  if (format) {
    const Result<ast::Format> again = ParseFormat(PrintFormat(*format));
    CHECK((again && *again == *format));
  } else {
    const Span span = format.error().span;
    CHECK(span.begin <= text.size());
    CHECK(span.begin <= span.end);
    CHECK(IsPicture(Render(format.error(), text)));
  }
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < kLongestSeconds);
  return static_cast<bool>(format);
}

std::string Repeat(std::string_view text, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + text.size());
  while (out.size() < bytes) out += text;
  return out;
}

// The corpus writes bytes as \xNN, \n, \t, \r and \\.
std::string Unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'x':
        out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
        i += 2;
        break;
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      default:
        out += text[i];
    }
  }
  return out;
}

std::string BytesOf(const Json& entry) {
  if (entry.contains("format")) return Unescape(entry["format"].get<std::string>());
  std::string out;
  for (const Json& part : entry["parts"]) {
    if (part.is_array()) {
      const std::string text = Unescape(part[0].get<std::string>());
      for (int i = 0; i < part[1].get<int>(); ++i) out += text;
    } else {
      const std::string text = Unescape(part["seq"].get<std::string>());
      const std::size_t mark = text.find('#');
      for (int i = 0; i < part["count"].get<int>(); ++i) {
        out += text.substr(0, mark) + std::to_string(i) + text.substr(mark + 1);
      }
    }
  }
  return out;
}

TEST_CASE("the corpus of bad formats is answered as labelled") {
  // Refused for their size or their mode: not the parser's to say.
  const std::set<std::string> later = {
      "v-huge-count-004", "v-product-001", "v-product-002", "v-product-003", "v-product-004",
      "v-product-005",    "v-product-006", "v-blow-up-002", "v-mode-001",    "v-mode-002",
  };
  std::ifstream file("testdata/bad_formats.json");
  REQUIRE(file);
  const Json corpus = Json::parse(file);
  REQUIRE(corpus["cases"].size() == corpus["count"].get<std::size_t>());
  for (const Json& entry : corpus["cases"]) {
    const auto id = entry["id"].get<std::string>();
    const auto expected = entry["expect"].get<std::string>();
    INFO(id << ": " << entry["why"].get<std::string>());
    const bool accepted = Survives(BytesOf(entry));
    if (expected == "ok" || later.count(id) == 1) CHECK(accepted);
    if (expected == "error" && later.count(id) == 0) CHECK_FALSE(accepted);
  }
}

TEST_CASE("long runs of anything are answered in linear time") {
  constexpr std::size_t kBytes = 30'000;
  const std::string_view runs[] = {" ",    "\t",   "\n",          "(",   ")",    "{",     "}",
                                   "<",    ">",    ":",           "&",   "T",    "X",     "Z",
                                   "0",    "9",    "i",           "x",   "!",    ",",     "#",
                                   "T<",   "T{",   "(1)",         "1,",  "X{",   "X{}",   ":a",
                                   ":a:",  "i:",   "i::",         "> ",  "T ",   "& ",    "T{}",
                                   "T<>",  "<i",   ">i",          "&i",  "T{i}", "T<i>i", "t",
                                   "1 ",   "(",    "T{i:x:",      "Zd",  "1i",   "Z ",    "i ",
                                   "i:x:", "<Z ",  "T< ",         "T{&", "&(",   "\\",    "\"",
                                   "\xff", "\xc3", "\xed\xa0\x80"};
  for (std::string_view prefix : {"", "T<", "T{i:", "X{", "(1,", "&", "3"}) {
    for (std::string_view run : runs) {
      INFO(prefix << run << "...");
      Survives(std::string(prefix) + Repeat(run, kBytes));
    }
  }
}

TEST_CASE("every string of two bytes is answered") {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string text{static_cast<char>(a), static_cast<char>(b)};
      if (!Survives(text)) continue;
      CHECK(text.find('\0') == std::string::npos);
      CHECK(IsPicture("^ byte " + Escape(text)));
    }
  }
}

TEST_CASE("every prefix of a format is answered") {
  const std::string text =
      "T{ (2, 3) <3i :a b: T<>d:x:T{e}>:r: &&X{i->d}:f: 4x <Zd:\xc3\xa9: T<T<i>> }:p: (1)(2)s";
  CHECK(Survives(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    Survives(text.substr(0, i));
    Survives(text.substr(i));
    std::string changed = text;
    changed[i] = '\0';
    CHECK_FALSE(Survives(changed));
    changed[i] = '\xff';
    CHECK_FALSE(Survives(changed));
  }
}

}  // namespace
}  // namespace pep3118
