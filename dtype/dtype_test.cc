// SPDX-License-Identifier: MIT
// Sizes and offsets are those that NumPy 1.24 gives these texts; numpy_live_test.py asks the NumPy
// that is installed about thousands more.
#include "pep3118/dtype/dtype.h"

#include <string>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

Layout Read(const std::string& text, const LayoutOptions& options = {}) {
  Result<Layout> layout = LayoutOfDtype(text, options);
  INFO(text);
  if (!layout) FAIL(Render(layout.error(), text));
  CHECK(BrokenInvariant(*layout) == "");
  return *std::move(layout);
}

// What NumPy prints of them.
TEST_CASE("a unit of time is divided as NumPy does it") {
  const struct {
    const char* divided;
    const char* unit;
  } rows[] = {
      {"M8[2D/4]", "M8[12h]"},          {"M8[Y/2]", "M8[6M]"},        {"M8[Y/13]", "M8[4W]"},
      {"M8[Y/73]", "M8[5D]"},           {"m8[M/30]", "m8[D]"},        {"m8[W/604800]", "m8[s]"},
      {"m8[3s/8]", "m8[375ms]"},        {"m8[as/1]", "m8[as]"},       {"M8[fs/1000]", "M8[as]"},
      {"m8[h/7200000]", "refused"},     {"m8[as/2]", "refused"},      {"m8[fs/1000000]", "refused"},
      {"m8[2147483647D/2]", "refused"}, {"m8[generic/2]", "refused"}, {"m8[s/0]", "refused"},
  };
  for (const auto& row : rows) {
    INFO(row.divided);
    const Result<Layout> divided = LayoutOfDtype(row.divided);
    const Result<Layout> unit = LayoutOfDtype(row.unit);
    REQUIRE(bool(divided) == bool(unit));
    if (divided) CHECK(divided->item().time == unit->item().time);
  }
}

TEST_CASE("every way to write a dtype is the layout that NumPy gives it") {
  const struct {
    const char* text;
    const char* canonical;
  } rows[] = {
      // one type
      {"<f4", "f"},
      {">f8", "!d"},
      {"|V5", "5x"},
      {"S10", "10s"},
      {"a3", "3s"},
      {"<U10", "10w"},
      {"c", "s"},
      {"?", "?"},
      {"b1", "?"},
      {"b", "b"},
      {"f2", "e"},
      {"c16", "Zd"},
      {"O4", "O"},
      {"float32", "f"},
      {"int", "q"},
      {"intc", "i"},
      {"np.float64", "d"},
      {"numpy.uint8", "B"},
      {"<class 'numpy.int16'>", "h"},
      {"dtype('int64')", "q"},
      {"'<i4'", "i"},
      {"('<i4', (2, 3))", "(2,3)i"},
      {"('S', 5)", "5s"},
      {"(np.void, 8)", "8x"},
      {"('i4', [2])", "(2)i"},
      // comma strings
      {"i4,(2,3)f8,S5", "T{=i:f0:(2,3)=d:f1:@5s:f2:}"},
      {"'2<M8[D],>M8[us]'", "T{(2)q:f0:!q:f1:}"},
      {"2i4", "(2)i"},
      {"(1,)f8", "(1)d"},
      {"3S,>(2,)i2", "T{3s:f0:(2)!h:f1:}"},
      // lists
      {"[('x', '<f4'), ('y', '<f8')]", "T{f:x:=d:y:}"},
      {"dtype([('x', '<f4'), ('y', '<f8')], align=True)", "T{f:x:4xd:y:}"},
      {"np.dtype([('x', 'u1'), ('y', [('a', 'u1'), ('b', 'f8')])], True)",
       "T{B:x:7xT{B:a:7xd:b:}:y:}"},
      // a dtype in an aligned one is not aligned by it
      {"dtype([('x', 'u1'), ('y', dtype('u1,f8'))], align=True)", "T{B:x:T{B:f0:=d:f1:}:y:}"},
      {"[(('title', 'x'), '<i2', (2,)), ('', 'u1'), ('s', 'S', 3)]", "T{(2)h:x:B:f1:3s:s:}"},
      {"[('v', ('<i4', (2,)), (3,))]", "T{(3,2)i:v:}"},
      {"[('x', 'i4'),]", "T{i:x:}"},
      {"[]", "T{}"},
      {"(numpy.record, [('x', '<f4'), ('y', '<f8')])", "T{f:x:=d:y:}"},
      // dicts
      {"{'names': ['x', 'y'], 'formats': ['<f4', '<f8'], 'offsets': [0, 8], 'itemsize': 24}",
       "T{f:x:4xd:y:8x}"},
      {"{'names': ['x', 'y'], 'formats': ['<f4', '<f8'], 'aligned': True}", "T{f:x:4xd:y:}"},
      {"{'names': ['x', 'y'], 'formats': ['<f4', '<f8'], 'offsets': [8, 0]}", "T{=d:y:@f:x:}"},
      {"{'names': ['x'], 'formats': ['u1'], 'titles': [None], 'offsets': [2]}", "T{2xB:x:}"},
      {"{'y': ('f8', 8), 'x': ('i4', 0, 'title')}", "T{i:x:4xd:y:}"},
      {"{'names': [], 'formats': [], 'offsets': [], 'itemsize': 8}", "T{8x}"},
  };
  const LayoutOptions options{.target = FindTarget("x86_64-linux-gnu")};
  for (const auto& row : rows) {
    INFO(row.text);
    const Layout layout = Read(row.text, options);
    CHECK(CanonicalText(layout) == row.canonical);
  }
}

TEST_CASE("a layout of a dtype is that of its canonical text, but for times") {
  for (const char* text :
       {"dtype({'names': ['f1', 'd', 'z'], 'formats': [('<i8', (3,)), ('>f8', (1,)), 'S7'], "
        "'offsets': [15, 39, 8], 'itemsize': 80})",
        "[('a', '>U3'), ('b', 'V7', (2,)), ('c', 'O'), ('d', '<c16', (0, 2)), ('e', '>f16')]",
        "|V3", "S0", "('>i4', (2, 2))",
        "dtype([('a', 'u1'), ('b', 'g'), ('c', 'f2')], align=True)"}) {
    LayoutOptions options{.target = FindTarget("x86_64-linux-gnu")};  // which has f16
    const Layout layout = Read(text, options);
    options.dialect = Dialect::kPep3118;
    const Result<Layout> again = ComputeLayout(CanonicalText(layout), options);
    REQUIRE(again);
    INFO(text);
    CHECK(Describe(*again) == Describe(layout));
    CHECK(LayoutId(*again) == LayoutId(layout));
  }
}

TEST_CASE("times keep their unit") {
  const struct {
    const char* text;
    const char* time;
  } rows[] = {
      {"M8[ns]", "datetime64[ns]"},         {"<m8[25s]", "timedelta64[25s]"},
      {"datetime64", "datetime64"},         {"m", "timedelta64"},
      {"timedelta64[D]", "timedelta64[D]"}, {"M8[generic]", "datetime64"},
      {"M8[\xce\xbcs]", "datetime64[us]"},
  };
  for (const auto& row : rows) CHECK(TimeText(Read(row.text).item().time) == row.time);
  CHECK(LayoutId(Read("M8[ns]")) != LayoutId(Read("M8[us]")));
  CHECK(LayoutId(Read("i8")) == LayoutId(*ComputeLayout("q")));
}

TEST_CASE("names are Python's strings, and the declared order is kept") {
  const Layout layout =
      Read(R"({'names': ['b\'\n', '\u00e9'], 'formats': ['u1', 'u1'], 'offsets': [1, 0]})");
  CHECK(layout.Name(layout.all()[1]) == "\xc3\xa9");
  CHECK(layout.Name(layout.all()[2]) == "b'\n");
  CHECK(layout.all()[1].declared == 1);
  CHECK(layout.all()[2].declared == 0);
}

// NumPy on these machines: a double has alignment 4, a pointer 4 bytes, a long 4.
TEST_CASE("types and alignments are the target's") {
  const Target* i686 = FindTarget("i686-linux-gnu");
  const Target* big = FindTarget("s390x-linux-gnu");
  REQUIRE(i686 != nullptr);
  REQUIRE(big != nullptr);
  const char* aligned = "dtype([('a', 'u1'), ('b', 'f8'), ('c', 'M8[s]'), ('p', 'O')], align=True)";
  CHECK(Read(aligned, {.target = i686}).itemsize() == 24);
  CHECK(Read(aligned, {.target = big}).itemsize() == 32);
  CHECK(Read("int", {.target = i686}).itemsize() == 4);
  CHECK(Read("float96", {.target = i686}).itemsize() == 12);
  CHECK(Read("i4", {.target = big}).item().byte_order == ByteOrder::kBig);
  CHECK(Read("<i4", {.target = big}).item().byte_order == ByteOrder::kLittle);
}

}  // namespace
}  // namespace pep3118
