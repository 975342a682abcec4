// SPDX-License-Identifier: MIT
// That a parser of XML reads the text as it is meant: svg_places_test.py.
#include "pep3118/codegen/svg/xml_text.h"

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::string Xml(std::string_view text, std::size_t most = 100) { return ToXml(text, most).xml; }

TEST_CASE("what means something in XML is escaped") {
  CHECK(Xml("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c&#x27;");
  CHECK(Xml("]]>") == "]]&gt;");
  CHECK(Xml("--&amp;") == "--&amp;amp;");
}

TEST_CASE("what is not seen is written out") {
  CHECK(Xml(std::string_view("\0\n\t\x1b\x7f", 5)) == "\\x00\\x0a\\x09\\x1b\\x7f");
  CHECK(Xml("\xe2\x80\xae\xe2\x81\xa6") == "\\u202e\\u2066");
  CHECK(Xml("\xc2\x85\xc2\xa0\xc2\xad") == "\\x85\\xa0\\xad");
  CHECK(Xml("\xef\xbf\xbe\xef\xbb\xbf") == "\\ufffe\\ufeff");
  CHECK(Xml("\xf3\xa0\x81\x81\xf4\x8f\xbf\xbf") == "\\U000e0041\\U0010ffff");
}

TEST_CASE("bytes that are not UTF-8 are written out") {
  CHECK(Xml("\xff<\xc3") == "\\xff&lt;\\xc3");
  CHECK(Xml("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(Xml("\xc0\xbc") == "\\xc0\\xbc");           // an overlong `<`
}

TEST_CASE("other characters are references, wide ones of two cells") {
  const XmlText text = ToXml("\xc3\xb6\xe6\x97\xa5\xf0\x9f\x98\x80", 100);
  CHECK(text.xml == "&#x00f6;&#x65e5;&#x01f600;");
  CHECK(text.cells == 5);
  CHECK_FALSE(text.exact);
  CHECK(ToXml("abc", 3).exact);
}

TEST_CASE("long text is cut, characters and references stay whole") {
  const struct {
    const char* text;
    std::size_t most;
    const char* xml;
    std::size_t cells;
  } rows[] = {
      {"abc", 3, "abc", 3},
      {"abcd", 3, "ab&#x2026;", 3},
      {"a&&&&", 3, "a&amp;&#x2026;", 3},
      {"a\x1b", 4, "a&#x2026;", 2},
      {"\xe6\x97\xa5\xe6\x97\xa5", 3, "&#x65e5;&#x2026;", 3},
      {"\xe6\x97\xa5\xe6\x97\xa5", 2, "&#x2026;", 1},
      {"ab", 1, "&#x2026;", 1},
      {"ab", 0, "", 0},
      {"", 0, "", 0},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.text << " " << row.most) {
      const XmlText text = ToXml(row.text, row.most);
      CHECK(text.xml == row.xml);
      CHECK(text.cells == row.cells);
    }
  }
}

}  // namespace
}  // namespace pep3118
