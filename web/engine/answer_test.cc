// SPDX-License-Identifier: MIT
// The boundary takes any bytes and answers each with one object.
#include "pep3118/web/engine/answer.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "pep3118/testdata/catch.h"

namespace pep3118::web {
namespace {

std::string RequestOf(std::initializer_list<std::string_view> words) {
  std::string bytes;
  for (const std::string_view word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes += static_cast<char>(word.size() >> shift & 0xff);
    }
    bytes += word;
  }
  return bytes;
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TEST_CASE("every operation answers") {
  struct Row {
    std::initializer_list<std::string_view> words;
    const char* part;
  };
  const Row rows[] = {
      {{"operation", "layout", "text", "T{i:x:d:y:}"}, "\"itemsize\": 16"},
      {{"operation", "layout", "text", "T{l:x:}", "target", "i686-linux-gnu"}, "\"itemsize\": 4"},
      {{"operation", "layout", "text", "i4,f8", "kind", "dtype"}, "\"dtype\": \"i4,f8\""},
      {{"operation", "layout", "text", "T{i:x:}", "lint", "true"}, "native-in-exchange"},
      {{"operation", "table", "text", "i", "targets", "i686-linux-gnu", "targets",
        "s390x-linux-gnu"},
       "s390x-linux-gnu: itemsize 4"},
      {{"operation", "picture", "text", "T{i:x:}"}, "{\"svg\": \"<svg "},
      {{"operation", "emit", "text", "T{i:x:}", "language", "rust", "name", "P"}, "P = "},
      {{"operation", "compare", "text", "i", "textB", "<i"}, "\"fits\": true, \"gate\": []}"},
      {{"operation", "compare", "text", "T{i:x:}", "textB", "T{f:x:}"},
       "\"fits\": false, \"gate\": [\"field x: expected `i` (int, 4 bytes, little-endian) at "
       "offset "
       "0, found `f` (float, 4 bytes, little-endian) at offset 0\"]}"},
      {{"operation", "names"}, "\"defaultTarget\": \"x86_64-linux-gnu\""},
      {{"operation", "layout", "text", "T{i:x:"}, "\"fix\": {\"start\": 6, \"end\": 6, \"text\": "},
      {{"operation", "compare", "text", "i", "textB", "k"}, "\"side\": \"b\""},
      {{"operation", "table", "text", "g", "itemsize", "12", "targets", "i686-linux-gnu", "targets",
        "x86_64-linux-gnu"},
       "\"target\": \"x86_64-linux-gnu\""},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.part) {
      const std::string answer = AnswerTo(RequestOf(row.words));
      CAPTURE(answer);
      CHECK(Contains(answer, row.part));
    }
  }
}

TEST_CASE("a request that is none says why") {
  struct Row {
    std::initializer_list<std::string_view> words;
    const char* message;
  };
  const Row rows[] = {
      {{}, "there is no such operation"},
      {{"operation", "erase"}, "there is no such operation"},
      {{"operation", "layout", "text", "i", "target", "vax"}, "unknown target `vax`"},
      {{"operation", "table", "text", "i", "targets", "vax"}, "unknown target `vax`"},
      {{"operation", "layout", "text", "i", "dialect", "\n"}, "unknown dialect `\\\\n`"},
      {{"operation", "layout", "text", "i", "kind", "npy"}, "`kind` is format or dtype"},
      {{"operation", "layout", "text", "i", "itemsize", "-1"}, "`itemsize` is a whole number"},
      {{"operation", "layout", "text", "i", "itemsize", "9223372036854775808"},
       "`itemsize` is a whole number"},
      {{"operation", "layout", "text", "i", "lint", "1"}, "`lint` is true or false"},
      {{"operation", "layout", "text", "i", "text", "d"}, "`text` is given twice"},
      {{"operation", "layout", "text", "i", "itemSize", "4"}, "unknown option `itemSize`"},
      {{"operation", "emit", "text", "i", "language", "ada"}, "there are the languages cpp, "},
      {{"operation", "emit", "text", "i", "language", "c", "name", "int"},
       "`int` cannot be the name of a C type"},
      {{"operation", "layout", "text"}, "the request is cut off"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.message) {
      const std::string answer = AnswerTo(RequestOf(row.words));
      CAPTURE(answer);
      CHECK(answer.starts_with("{\"error\": {\"kind\": \"bad-request\", \"message\": \""));
      CHECK(Contains(answer, row.message));
    }
  }
}

TEST_CASE("a request that is cut anywhere is refused, and none is read past its end") {
  const std::string whole = RequestOf({"operation", "layout", "text", "T{i:x:}"});
  for (std::size_t size = 1; size < whole.size(); ++size) {
    // In memory of its own, for the sanitizers.
    const std::string cut = whole.substr(0, size);
    CHECK(AnswerTo(cut).starts_with("{\""));
  }
  CHECK(Contains(AnswerTo(std::string(9, '\xff')), "cut off"));
}

}  // namespace
}  // namespace pep3118::web
