// SPDX-License-Identifier: MIT
// Which text is written and which layouts are refused.  That NumPy takes the text and finds every
// byte where it should be is checked by python/pep3118/emit_numpy_test.py.
#include <string>

#include "pep3118/codegen/emit.h"
#include "pep3118/dtype/dtype.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/layout_on.h"

namespace pep3118 {
namespace {

Result<std::string, EmitError> Numpy(const Layout& layout, const std::string& name = "Item") {
  const NamedLayout named[] = {{name, &layout}};
  return Emit(*FindLanguage("numpy"), named);
}

// What is inside the brackets after `key`.
std::string Part(const std::string& text, const std::string& key) {
  const std::size_t at = text.rfind("\"" + key + "\": [") + key.size() + 5;
  return text.substr(at, text.find("],\n", at) - at);
}

TEST_CASE("each kind of field has its dtype") {
  const struct {
    const char* format;
    const char* formats;
    const char* offsets;
    const char* target = kLinux;
  } rows[] = {
      {"T{i:x:d:y:}", R"("<i4", "<f8")", "0, 8"},
      {"T{b:x:B:y:?:z:}", R"("i1", "u1", "?")", "0, 1, 2"},
      {"T{>i:x:e:h:H:s:}", R"(">i4", ">f2", ">u2")", "0, 4, 6"},
      {"T{Zf:a:>Zd:b:}", R"("<c8", ">c16")", "0, 8"},
      {"T{c:c:5s:s:6p:p:3w:w:>3w:b:2u:u:}", R"("S1", "S5", "V6", "<U3", ">U3", "V4")",
       "0, 1, 6, 12, 24, 36"},
      {"T{P:p:O:o:&i:q:X{}:f:}", R"("<u8", "O", "<u8", "<u8")", "0, 8, 16, 24"},
      {"T{i:x:g:y:Zg:z:=b:b:^g:u:}", R"("<i4", "<f16", "<c32", "i1", "<f16")", "0, 16, 32, 64, 65"},
      {"T{i:x:4x:gap:}", R"("<i4", "V4")", "0, 4"},
      {"T{(2,3)d:m:(4)5s:s:}", R"(("<f8", (2, 3)), ("S5", (4,)))", "0, 48"},
      {"T{(0)i:none:i:x:0s:e:}", R"(("<i4", (0,)), "<i4", "S0")", "0, 0, 4"},
      {"T{i:x:g:y:P:p:}", R"("<i4", "<f12", "<u4")", "0, 4, 16", "i686-linux-gnu"},
      {"T{i:x:d:y:O:o:}", R"(">i4", ">f8", "O")", "0, 8, 16", "s390x-linux-gnu"},
      {"T{d:d:g:g:}", R"("<f8", "<f8")", "0, 8", kWindows},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.target) {
      const auto text = Numpy(LayoutOn(row.target, row.format));
      REQUIRE(text);
      CHECK(Part(*text, "formats") == row.formats);
      CHECK(Part(*text, "offsets") == row.offsets);
    }
  }
}

TEST_CASE("fields are in the order of the dtype that they come from") {
  const auto layout = LayoutOfDtype(
      "{'names': ['b', 'a'], 'formats': ['<i4', {'names': ['d', 'c'], 'formats': ['u1', 'u1'], "
      "'offsets': [1, 0]}], 'offsets': [8, 0]}");
  REQUIRE(layout);
  // The same bytes, listed as they lie.
  const auto sorted = LayoutOfDtype(
      "{'names': ['a', 'b'], 'formats': [{'names': ['c', 'd'], 'formats': ['u1', 'u1'], "
      "'offsets': [0, 1]}, '<i4'], 'offsets': [0, 8]}");
  REQUIRE(sorted);
  const NamedLayout named[] = {{"Listed", &*layout}, {"Sorted", &*sorted}};
  const auto text = Emit(*FindLanguage("numpy"), named);
  REQUIRE(text);
  for (const char* part :
       {"[\"b\", \"a\"]", "[8, 0]", "[\"d\", \"c\"]", "[1, 0]", "[\"a\", \"b\"]", "[0, 8]"}) {
    INFO(part);
    CHECK(text->find(part) != std::string::npos);
  }
}

TEST_CASE("an item that is no record is one dtype") {
  CHECK(Numpy(LayoutOn(kLinux, "(2,3)>d"))->ends_with("\nItem = np.dtype((\">f8\", (2, 3)))\n"));
  CHECK(Numpy(LayoutOn(kLinux, "i"))->ends_with("\nItem = np.dtype(\"<i4\")\n"));
  const std::string records = *Numpy(LayoutOn(kLinux, "(2)T{i:x:}"));
  CHECK(records.find("\nItem = np.dtype((record_") != records.npos);
}

TEST_CASE("what depends on the machine is checked first") {
  const auto has = [](const char* target, const char* format, const char* words) {
    return Numpy(LayoutOn(target, format)).value_or("").find(words) != std::string::npos;
  };
  CHECK(has(kLinux, "g", "if np.dtype(\"g\").itemsize != 16 or np.finfo(\"g\").nmant != 63:"));
  CHECK(has("i686-linux-gnu", "Zg",
            "if np.dtype(\"g\").itemsize != 12 or np.finfo(\"g\").nmant != 63:"));
  CHECK(has("aarch64-linux-gnu", "g",
            "if np.dtype(\"g\").itemsize != 16 or np.finfo(\"g\").nmant != 112:"));
  CHECK(
      has("s390x-linux-gnu", "O", "if np.dtype(\"O\").itemsize != 8 or sys.byteorder != \"big\":"));
  CHECK_FALSE(has("s390x-linux-gnu", "T{i:x:d:y:P:p:}", "raise"));
}

TEST_CASE("what NumPy cannot hold is refused") {
  const struct {
    const char* format;
    const char* name;
    const char* message;
  } rows[] = {
      {"i", "def", "`def` cannot be the name of a dtype in Python"},
      {"i", "np", "`np` cannot be the name of a dtype in Python"},
      {"i", "x = 1\ny", "`x = 1"},
      {"T{Ze:x:}", "A", "NumPy has no type for complex of 4 bytes, little-endian"},
      {"T{i:x:i:x:}", "A", "NumPy's records have no two fields of one name"},
      {"T{(3)0s:x:}", "A", "NumPy has no subarrays of empty strings"},
      {"T{2147483648s:x:}", "A", "NumPy's dtypes hold at most 2147483647"},
      {"2147483648s", "A", "NumPy's dtypes hold at most 2147483647"},
      {"T{(0,2147483648)i:x:}", "A", "NumPy's dtypes hold at most 2147483647"},
      {"(536870912)i", "A", "NumPy's dtypes hold at most 2147483647"},
      {"T{=i:x:2147483644x}", "A", "NumPy's dtypes hold at most 2147483647"},
      {"(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)i", "A",
       "NumPy's subarrays have at most 32 dimensions"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << " " << row.name) {
      const auto text = Numpy(LayoutOn(kLinux, row.format), row.name);
      REQUIRE_FALSE(text);
      CHECK(text.error().kind == HeaderErrorKind::kRefused);
      CHECK(text.error().diagnostic.kind == ErrorKind::kNotInLanguage);
      CHECK(Message(text.error().diagnostic).find(row.message) == 0);
      CHECK_FALSE(Hint(text.error().diagnostic).empty());
    }
  }
  for (const char* format : {"T{=i:x:2147483643x}", "2147483647s", "(536870911)i", "T{}", "(0)i"})
    CHECK(Numpy(LayoutOn(kLinux, format)));
}

TEST_CASE("a record is defined once and the item has the given name") {
  const Layout a = LayoutOn(kLinux, "T{T{i:x:}:a:(2)T{i:x:}:b:}");
  const Layout b = LayoutOn(kLinux, "T{i:x:}");
  const NamedLayout named[] = {{"A", &a}, {"B", &b}, {"", &b}};
  const std::string text = Emit(*FindLanguage("numpy"), named).value_or("");
  const auto count = [&](std::string_view words) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(words, at)) != text.npos; ++at) ++found;
    return found;
  };
  CHECK(count(" = np.dtype({") == 2);
  CHECK(count("\nA = record_") == 1);
  CHECK(count("\nB = record_") == 1);
}

TEST_CASE("names reach the text only as ASCII in a literal") {
  const std::string text =
      Numpy(LayoutOn(kLinux,
                     "T{i:\xe2\x80\xae\"])\nimport os\n#\\:i:gr\xc3\xb6\xc3\x9f"
                     "e:}"))
          .value_or("");
  for (char c : text)
    if (c != '\n' && (c < 0x20 || c > 0x7e)) FAIL("byte " << static_cast<int>(c));
  CHECK(text.find("\nimport os") == text.npos);
  CHECK(Part(text, "names") == R"("\u202e\"])\u000aimport os\u000a#\\", "gr\u00f6\u00dfe")");
}

}  // namespace
}  // namespace pep3118
