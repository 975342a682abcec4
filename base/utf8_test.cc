// SPDX-License-Identifier: MIT
#include "pep3118/base/utf8.h"

#include <cstddef>
#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118::internal {
namespace {

TEST_CASE("Plain ASCII has no NUL and no byte above 0x7f, wherever it is") {
  for (std::size_t size = 0; size <= 20; ++size) {
    CHECK(IsPlainAscii(std::string(size, '\x01')));
    CHECK(IsPlainAscii(std::string(size, '\x7f')));
    for (std::size_t at = 0; at < size; ++at) {
      for (const char other : {'\0', '\x80', '\xff'}) {
        std::string text(size, 'a');
        text[at] = other;
        INFO(at << " of " << size << " bytes");
        CHECK_FALSE(IsPlainAscii(text));
      }
    }
  }
}

// Unicode 15, table 3-7: the first and the last of each row, and their neighbours outside.
TEST_CASE("A sequence is well-formed by Unicode's table") {
  const struct {
    const char* bytes;
    std::size_t length;
  } rows[] = {
      {"a", 1},
      {"\x7f", 1},
      {"\x80", 0},
      {"\xc1\xbf", 0},
      {"\xc2\x80", 2},
      {"\xdf\xbf", 2},
      {"\xdf\xc0", 0},
      {"\xe0\x9f\xbf", 0},
      {"\xe0\xa0\x80", 3},
      {"\xed\x9f\xbf", 3},
      {"\xed\xa0\x80", 0},
      {"\xef\xbf\xbf", 3},
      {"\xf0\x8f\xbf\xbf", 0},
      {"\xf0\x90\x80\x80", 4},
      {"\xf4\x8f\xbf\xbf", 4},
      {"\xf4\x90\x80\x80", 0},
      {"\xf5\x80\x80\x80", 0},
      {"\xe0\xa0", 0},
  };
  for (const auto& row : rows) {
    INFO(row.bytes);
    CHECK(Utf8SequenceLength(row.bytes) == row.length);
  }
}

}  // namespace
}  // namespace pep3118::internal
