// SPDX-License-Identifier: MIT
#include "pep3118/parser/diagnostic.h"

#include <set>
#include <string>
#include <string_view>

#include "pep3118/parser/errors.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using std::string_view_literals::operator""sv;

TEST_CASE("escaped text is printable ASCII") {
  CHECK(Escape("T{i:x:}") == "T{i:x:}");
  CHECK(Escape("a\tb\nc\\d") == "a\\tb\\nc\\\\d");
  CHECK(Escape("\0\r\x1b\x7f\xff\xc3\xa9"sv) == "\\x00\\x0d\\x1b\\x7f\\xff\\xc3\\xa9");
  CHECK(Escape("") == "");
}

struct Picture {
  std::string_view what;
  Span span;
  std::string_view format;
  std::string_view lines;  // between message and hint
};

TEST_CASE("the caret is under the span") {
  const std::string_view alphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const Picture pictures[] = {
      {"the shape that users see",
       {6, 7},
       "T{i:x:<}",
       "  T{i:x:<}\n"
       "        ^ byte 6\n"},
      {"empty format",
       {0, 0},
       "",
       "  \n"
       "  ^ byte 0\n"},
      {"span at the end",
       {2, 2},
       "T{",
       "  T{\n"
       "    ^ byte 2\n"},
      {"span beyond the end",
       {7, 9},
       "T{",
       "  T{\n"
       "    ^ byte 7\n"},
      {"bytes that are drawn wider",
       {2, 4},
       "\n\t\xff\r\\",
       "  \\n\\t\\xff\\x0d\\\\\n"
       "      ^^^^^^^^ byte 2\n"},
      {"forty bytes are drawn whole",
       {39, 40},
       alphabet.substr(0, 40),
       "  abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN\n"
       "                                         ^ byte 39\n"},
      {"forty-one are cut",
       {0, 1},
       alphabet.substr(0, 41),
       "  abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN...\n"
       "  ^ byte 0\n"},
      {"cut at both ends",
       {30, 32},
       alphabet,
       "  ...lmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY...\n"
       "                        ^^ byte 30\n"},
      {"cut at the beginning",
       {61, 62},
       alphabet,
       "  ...wxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\n"
       "                                            ^ byte 61\n"},
      {"span at the end of a long format",
       {62, 62},
       alphabet,
       "  ...wxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\n"
       "                                             ^ byte 62\n"},
      {"long span: its beginning",
       {11, 62},
       alphabet,
       "  ...bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO...\n"
       "               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ byte 11\n"},
      {"everything",
       {0, 62},
       alphabet,
       "  abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN...\n"
       "  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ byte 0\n"},
  };
  for (const Picture& picture : pictures) {
    DYNAMIC_SECTION(picture.what) {
      const Diagnostic diagnostic{ErrorKind::kDanglingByteOrder, picture.span, {}};
      CHECK(Render(diagnostic, picture.format) ==
            "error: byte-order character with nothing after it [dangling-byte-order]\n" +
                std::string(picture.lines) + "note: write it before the field it applies to\n");
    }
  }
}

TEST_CASE("a hint that is empty is left out") {
  const Diagnostic diagnostic{ErrorKind::kNoCppType, {0, 1}, {"`0i` has no bytes"}};
  CHECK(Hint(diagnostic).empty());
  CHECK(Render(diagnostic, "0i") == "error: `0i` has no bytes [no-cpp-type]\n  0i\n  ^ byte 0\n");
}

TEST_CASE("arguments are escaped and cut") {
  const auto message = [](std::string argument) {
    return Message({ErrorKind::kNonAscii, {}, {std::move(argument)}});
  };
  CHECK(message("\x1b[0m") == "`\\x1b[0m` outside a name");
  CHECK(message(std::string(200, 'a')) == "`" + std::string(200, 'a') + "` outside a name");
  CHECK(message(std::string(201, 'a')) == "`" + std::string(200, 'a') + "...` outside a name");
  CHECK(message("$0") == "`$0` outside a name");
  CHECK(Message({ErrorKind::kNonAscii, {}, {}}) == "`` outside a name");
}

TEST_CASE("messages and pictures have a largest size") {
  const std::string wild(100'000, '\xff');
  for (int i = 0; i < static_cast<int>(ErrorKind::kCount_); ++i) {
    const Diagnostic diagnostic{
        static_cast<ErrorKind>(i), {40, 99'999}, std::vector<std::string>(10, wild)};
    CHECK(Message(diagnostic).size() <= 1024);
    CHECK(Hint(diagnostic).size() <= 1024);
    CHECK(Render(diagnostic, wild).size() <= 4096);
  }
}

TEST_CASE("the words keep the house style") {
  std::set<std::string_view> names;
  for (int i = 0; i < static_cast<int>(ErrorKind::kCount_); ++i) {
    const ErrorText& text = TextOf(static_cast<ErrorKind>(i));
    INFO(text.name);
    CHECK(names.insert(text.name).second);
    CHECK(text.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
          std::string_view::npos);
    for (std::string_view words : {text.message, text.hint}) {
      CHECK(words == Escape(words));
      CHECK((words.empty() || words.back() != '.'));
    }
    // A capital letter only where a code, a mode or NUL is quoted.
    CHECK((text.message[0] < 'A' || text.message[0] > 'Z' || text.message.substr(0, 3) == "NUL"));
  }
}

}  // namespace
}  // namespace pep3118
