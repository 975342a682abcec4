// SPDX-License-Identifier: MIT
// What is refused, why and where.  NumPy 1.24 refuses it too, or the row says why not.
#include <string>
#include <string_view>

#include "pep3118/dtype/dtype.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

using enum ErrorKind;

// `at`: the marked part of `text` is between two `~`.
struct Row {
  const char* marked;
  ErrorKind kind;
};

// On x86-64 unless another target is asked for: NumPy reads the host's own byte order, written before
// a name such as `float32`, as no order.
void Check(const Row& row, LayoutOptions options = {}) {
  if (options.target == nullptr) options.target = FindTarget("x86_64-linux-gnu");
  std::string text(row.marked);
  const std::size_t begin = text.find('~');
  text.erase(begin, 1);
  const std::size_t end = text.find('~');
  text.erase(end, 1);
  INFO(text);
  const Result<Layout> layout = LayoutOfDtype(text, options);
  REQUIRE_FALSE(layout);
  INFO(Render(layout.error(), text));
  CHECK(ErrorName(layout.error().kind) == ErrorName(row.kind));
  CHECK(layout.error().span.begin == begin);
  CHECK(layout.error().span.end == end);
}

TEST_CASE("what is not a literal") {
  const Row rows[] = {
      {"~[~('x', 'f4')", kDtypeSyntax},
      {"[(~'~x, f4)]", kDtypeSyntax},
      {"[('x', 'f4')]~]~", kDtypeSyntax},
      {"[('x' ~'~f4')]", kDtypeSyntax},
      {"[('x', b~'~f4')]", kDtypeSyntax},
      {"[('x', ~f(3)~)]", kBadDtype},
      {"{'names'~}~", kDtypeSyntax},
      {"[('x', '~\\N~{DASH}')]", kDtypeSyntax},
      {"[('~\\ud800~', 'f4')]", kDtypeSyntax},
      {"[('x', 'f4', ~0~x10)]", kDtypeSyntax},
      {"[('x', 'f4', ~007~)]", kDtypeSyntax},
      {"[('x', 'f4', ~99999999999999999999~)]", kCountOverflow},
      {"[('~\xff~', 'f4')]", kInvalidUtf8},
      {"'f4'~;~ import os", kDtypeSyntax},
  };
  for (const Row& row : rows) Check(row);
}

TEST_CASE("what is not a type") {
  const Row rows[] = {
      {"~f3~", kUnknownDtype},
      {"~flaot32~", kUnknownDtype},
      {"~np.flaot32~", kUnknownDtype},
      {"~=int8~", kUnknownDtype},
      {"~b2~", kUnknownDtype},
      {"~f12~", kUnknownDtype},
      {"~M8[q]~", kUnknownDtype},
      {"~M8[-1s]~", kUnknownDtype},
      {"~M8[2147483648s]~", kUnknownDtype},
      {"~M8[s]x~", kUnknownDtype},
      {"~M8[0s]~", kUnknownDtype},   // NumPy takes ticks of no length
      {"~M8[s/7]~", kUnknownDtype},  // no smaller unit has a seventh of it
      {"~S2147483648~", kUnknownDtype},
      {"~>O2~", kUnknownDtype},
      {"i4,~f3~", kUnknownDtype},
      {"i4,>~float32~", kUnknownDtype},
      {"[('x', '~f3~')]", kUnknownDtype},
      {"[('x', 'i4,~f3~')]", kUnknownDtype},
      {"[('x', ~'\\x663'~)]", kUnknownDtype},
      {"~~", kUnknownDtype},
      {"[('x', ~''~)]", kUnknownDtype},
      {"[('x', ~None~)]", kUnknownDtype},  // NumPy takes a double
      {"i4,~,~f8", kDtypeSyntax},
      {"i4~,~", kBadDtype},  // one type to NumPy 1, a record to NumPy 2
      {"~(2,3)~", kDtypeSyntax},
      {"2~(~3)i4", kDtypeSyntax},
      {"~<2>~i4", kRepeatedByteOrder},
      {"~01~i4", kDtypeSyntax},
  };
  for (const Row& row : rows) Check(row);
}

TEST_CASE("what is not a record") {
  const Row rows[] = {
      {"[~'f4'~]", kBadDtype},
      {"[~('x',)~]", kBadDtype},
      {"[('x', 'f4'), (~'x'~, 'f8')]", kBadDtype},
      {"[(~1~, 'f4')]", kBadDtype},
      {"[(('t', ~''~), 'f4')]", kBadDtype},
      {"[(('x', ~'x'~), 'f4')]", kBadDtype},
      {"[('', 'f4'), (~'f0'~, 'f4')]", kBadDtype},
      {"[('x', 'f4', ~-1~)]", kNegativeDimension},
      {"[('x', 'f4', ~True~)]", kBadDtype},
      {"[('x', 'f4', ~1~)]", kBadDtype},  // NumPy takes it as no array, and warns
      {"i4,M8[s~/~2]", kDtypeSyntax},     // NumPy divides no unit in a list
      {"~()U~", kUnknownDtype},
      {"~()S~,i4", kUnknownDtype},
      {"~1i4~", kBadDtype},  // the same
      {"[('x', 'S', ~(3,)~)]", kBadDtype},
      {"~('i4', [('a', 'i2'), ('b', 'i2')])~", kBadDtype},  // NumPy lays one over the other
      {"dtype(~(numpy.record, [('x', 'f4')])~, align=True)", kBadDtype},  // NumPy packs it
      {"dtype('f4', ~foo=1~)", kBadDtype},
      {"~array('f4')~", kBadDtype},
      {"~{'names': ['x']}~", kBadDtype},
      {"{'names': ['x'], 'formats': ~[]~}", kBadDtype},
      {"{'names': ['x'], 'formats': ['f4'], ~'offset'~: [4]}", kBadDtype},  // NumPy skips it
      {"{'names': ['x'], 'formats': ['f4'], 'offsets': [~-4~]}", kBadDtype},
      {"{'names': ['x'], 'formats': ['f4'], 'itemsize': ~3~}", kBadDtype},
      {"{'names': ['x'], 'formats': ['f4'], 'itemsize': ~6~, 'aligned': True}", kBadDtype},
      {"{'names': ['x'], 'formats': ['f4'], 'offsets': [~2~], 'aligned': True}", kBadDtype},
      {"{'names': ['x'], 'formats': ['f4'], 'aligned': ~1~}", kBadDtype},
      {"{'names': ['x'], 'formats': ['V8'], 'offsets': [~9223372036854775800~]}", kSizeOverflow},
      // No layout holds these, though NumPy does.
      {"[(~'a:b'~, 'f4')]", kBadDtype},
      {"[(~'a\\x00b'~, 'f4')]", kBadDtype},
  };
  for (const Row& row : rows) Check(row);
}

TEST_CASE("fields that overlap are both named") {
  const std::string text =
      "{'names': ['a', 'far', 'b'], 'formats': ['f4', 'f4', 'f4'], 'offsets': [2, 8, 0]}";
  const Result<Layout> layout = LayoutOfDtype(text);
  REQUIRE_FALSE(layout);
  CHECK(layout.error().kind == kOverlappingFields);
  CHECK(Message(layout.error()) == "fields `b` and `a` overlap");
  CHECK(text.substr(layout.error().span.begin, layout.error().span.size()) == "'a'");
  Check({"{'a': ('f8', 0), ~'b'~: ('f4', 4)}", kOverlappingFields});
}

TEST_CASE("limits, and what depends on the target or an option") {
  std::string deep = "'f4'";
  for (int i = 0; i < 100; ++i) deep = "[('x', " + deep + ")]";
  CHECK(LayoutOfDtype(deep));
  const Result<Layout> deeper = LayoutOfDtype("[('x', " + deep + ")]");
  REQUIRE_FALSE(deeper);
  CHECK(deeper.error().kind == kTooDeep);

  const Result<Layout> long_text = LayoutOfDtype("f4", {}, {.format_bytes = 1});
  REQUIRE_FALSE(long_text);
  CHECK(long_text.error().kind == kFormatTooLong);

  Check({"~f4~", kItemsizeMismatch}, {.itemsize = 8});
  Check({"~[('x', 'f4'), ('y', 'f4')]~", kTooManyMembers}, {.max_fields = 1});
  // A long of 4 bytes to NumPy 1, a pointer's 8 to NumPy 2.
  Check({"~int~", kBadDtype}, {.target = FindTarget("x86_64-pc-windows-msvc")});
  Check({"~float128~", kUnknownDtype}, {.target = FindTarget("i686-linux-gnu")});
  std::string dims;
  for (int i = 0; i < 64; ++i) dims += "1,";
  CHECK(LayoutOfDtype("(" + dims + ")f4"));
  const Result<Layout> more = LayoutOfDtype("(1," + dims + ")f4");
  REQUIRE_FALSE(more);
  CHECK(more.error().kind == kTooManyDimensions);
}

TEST_CASE("no byte string crashes the reader") {
  const std::string seed =
      "dtype([(('t', 'x'), '<M8[25s]', (2, 3)), ('y', {'names': ['a'], 'formats': ['i4,S5'], "
      "'offsets': [4]})], align=True)";
  std::size_t taken = 0;
  for (std::size_t i = 0; i <= seed.size(); ++i) {
    taken += LayoutOfDtype(seed.substr(0, i)).has_value();
    for (const char c : std::string_view("\0'\"\\([{}]),:0>\xff", 16)) {
      std::string hurt = seed;
      hurt.insert(i, 1, c);
      const Result<Layout> layout = LayoutOfDtype(hurt);
      taken += layout.has_value();
      if (layout) continue;
      CHECK(layout.error().span.end <= hurt.size());
      CHECK(layout.error().span.begin <= layout.error().span.end);
    }
  }
  CHECK(taken > 5);
}

}  // namespace
}  // namespace pep3118
