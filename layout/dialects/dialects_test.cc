// SPDX-License-Identifier: MIT
// The named dialects, and the hint of an itemsize that no reading has.  Truth: the exporters named
// in the rows, measured (CPython 3.8 to 3.14 for ctypes, Cython 0.29, struct of CPython 3.14 and
// 3.15 by their documentation).
#include "pep3118/layout/dialects/dialects.h"

#include <string>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr std::int64_t kNone = -1;  // no itemsize

LayoutOptions OptionsOf(Dialect dialect, std::int64_t itemsize) {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  options.dialect = dialect;
  if (itemsize != kNone) options.itemsize = itemsize;
  return options;
}

TEST_CASE("A named dialect follows its exporter") {
  const struct {
    const char* rule;
    Dialect dialect;
    const char* format;
    std::int64_t itemsize;
    const char* canonical;
    bool noted;
  } rows[] = {
      {"3.11 aligns without padding", Dialect::kCtypes311, "T{<d:d:<c:c:}", 16, "T{d:d:c:c:7x}",
       false},
      {"3.11, without itemsize", Dialect::kCtypes311, "T{<c:c:<d:d:}", kNone, "T{c:c:7xd:d:}",
       false},
      {"3.11: a base structure has the same text", Dialect::kCtypes311, "T{<i:x:<d:d:}", 16,
       "T{i:x:4xd:d:}", true},
      {"3.11: bit fields have the same text", Dialect::kCtypes311, "T{<i:a:<i:b:<d:c:}", 16,
       "T{i:a:i:b:d:c:}", true},
      {"3.11: bit fields inside", Dialect::kCtypes311, "T{T{<i:a:<i:b:}:r:<d:c:}", 16,
       "T{T{i:a:i:b:}:r:d:c:}", true},
      {"3.11: no bit fields in a float", Dialect::kCtypes311, "T{<f:a:<f:b:<d:c:}", 16,
       "T{f:a:f:b:d:c:}", false},
      {"3.12 writes bit fields otherwise", Dialect::kCtypes312, "T{<i:a:<i:b:<d:c:}", 16,
       "T{i:a:i:b:d:c:}", false},
      {"3.12 writes every pad", Dialect::kCtypes312, "T{<c:c:7x<d:d:}", 16, "T{c:c:7xd:d:}", false},
      {"3.12, packed", Dialect::kCtypes312, "T{<c:c:<d:d:}", kNone, "T{c:c:=d:d:}", false},
      {"any: the likelier, noted", Dialect::kCtypes, "T{<c:c:<d:d:}", 16, "T{c:c:7xd:d:}", true},
      {"any: a block of any size", Dialect::kCtypes, "B", 18, "18x", true},
      {"any: blocks of one byte", Dialect::kCtypes, "T{(7)B:v:}", 7, "T{(7)1x:v:}", true},
      {"any: blocks of eight bytes", Dialect::kCtypes, "T{(7)B:v:}", 56, "T{(7)8x:v:}", true},

      {"np.void", Dialect::kNumpy, "T{i:id:d:x:}", 12, "T{i:id:=d:x:}", false},
      {"stride by alignment", Dialect::kNumpy, "T{(4)(3)T{b:a:xxxb:b:}:x:}", 96,
       "T{(4,3)T{b:a:3xb:b:3x}:x:}", true},
      {"NumPy's importer pads the top level", Dialect::kNumpy, "ib", 8, "T{i:f0:b:f1:3x}", false},

      {"a text of another keeps its mark", Dialect::kCython, "^ci", 5, "T{c:f0:=i:f1:}", false},
      {"and keeps it until the next", Dialect::kCython, "ci^ci@i", 20,
       "T{c:f0:3xi:f1:c:f2:=i:f3:3x@i:f4:}", false},
      {"its own text does not", Dialect::kCython, "T{c:k:T{^c:z:^d:d:}:p:i:t:}", 16,
       "T{c:k:T{c:z:=d:d:}:p:2x@i:t:}", false},

      {"a mark for each number", Dialect::kNdtypes, "T{=Bxxx:a:=i:b:}", 8, "T{B:a:3x=i:b:}", false},
      {"a text of another keeps its mark", Dialect::kNdtypes, "T{<b:a:Q:b:}", 9, "T{b:a:=Q:b:}",
       false},

      {"complex of CPython 3.14", Dialect::kStruct, "<D", kNone, "=Zd", false},
      {"the same in any mode", Dialect::kStruct, "cF", kNone, "T{c:f0:3xZf:f1:}", false},
      {"complex of CPython 3.15", Dialect::kStruct, "!2Zd", kNone, "(2)!Zd", false},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ": " << row.rule << ": " << row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, OptionsOf(row.dialect, row.itemsize));
      REQUIRE(layout);
      CHECK(layout->dialect() == row.dialect);
      CHECK(CanonicalText(*layout) == row.canonical);
      CHECK(layout->notes().empty() != row.noted);
      CHECK(BrokenInvariant(*layout) == "");
    }
  }
}

TEST_CASE("A named dialect refuses what its exporter cannot mean") {
  const struct {
    const char* rule;
    Dialect dialect;
    const char* format;
    std::int64_t itemsize;
    ErrorKind kind;
    const char* message;  // part of it
  } rows[] = {
      {"3.11 writes no pads", Dialect::kCtypes311, "T{<c:c:7x<d:d:}", 16, ErrorKind::kNotInDialect,
       "padding"},
      {"3.12 hides no padding", Dialect::kCtypes312, "T{<c:c:<d:d:}", 16,
       ErrorKind::kItemsizeMismatch, "describes 9 bytes"},
      {"c_ubyte is always <B", Dialect::kCtypes, "T{(7)B:vel:}", kNone, ErrorKind::kOpaqueMember,
       "union"},
      {"marks all members or none", Dialect::kCython, "=ciii", 16, ErrorKind::kItemsizeMismatch,
       "describes 13 bytes"},
      {"the code as it was written", Dialect::kStruct, "G", kNone, ErrorKind::kNotInDialect, "`G`"},
      {"the same in two letters", Dialect::kStruct, "i2Zg", kNone, ErrorKind::kNotInDialect,
       "`Zg`"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ": " << row.rule) {
      const Result<Layout> layout = ComputeLayout(row.format, OptionsOf(row.dialect, row.itemsize));
      REQUIRE_FALSE(layout);
      CHECK(layout.error().kind == row.kind);
      INFO(Message(layout.error()));
      CHECK(Message(layout.error()).find(row.message) != std::string::npos);
    }
  }
}

// Sizes near the largest object, as whole items and in arrays without elements.
TEST_CASE("No sum of sizes wraps") {
  const char* const formats[] = {"T{(0)T{9223372036854775800x:a:d:b:}:t:b:c:}",
                                 "T{(0)T{d:d:9223372036854775790s:b:}:t:b:c:}",
                                 "T{<b:a:(0)T{<i:c:(9223372036854775800)<b:b:}:t:<i:d:}",
                                 "T{<b:a:(9223372036854775800)B:b:}",
                                 "T{(9223372036854775807)B:b:X{}:c:}",
                                 "T{(0)T{<I:a:3x}:r:(1152921504606846975)T{<I:a:3x}:s:<b:c:x}"};
  for (const char* format : formats) {
    for (const Dialect dialect : Dialects()) {
      for (const std::int64_t itemsize : {std::int64_t{2}, std::int64_t{16}, INT64_MAX / 4,
                                          INT64_MAX - 16, INT64_MAX - 7, INT64_MAX}) {
        INFO(format << " of " << itemsize << " by " << DialectName(dialect));
        const Result<Layout> layout = ComputeLayout(format, OptionsOf(dialect, itemsize));
        if (layout) CHECK(BrokenInvariant(*layout) == "");
      }
    }
  }
}

TEST_CASE("A mark alone is struct's empty format, and no other exporter's") {
  for (const char* text : {"@", "=", "<", ">", "!", "< "}) {
    ast::Format format;
    Diagnostic error;
    CHECK(ParseFormatInDialect(text, Dialect::kStruct, {}, format, error));
    CHECK(format.elements.empty());
    CHECK_FALSE(ParseFormatInDialect(text, Dialect::kAuto, {}, format, error));
  }
}

// The hint names what fits, or what the spelling says has gone wrong; never what was done already.
TEST_CASE("An itemsize that no reading has comes with its likely cause") {
  const struct {
    Dialect dialect;
    const char* format;
    std::int64_t itemsize;
    const char* hint;      // a part of it
    const char* not_said;  // nullptr when there is nothing
  } rows[] = {
      {Dialect::kPep3118, "T{i:x:d:y:}", 12, "with dialect numpy it has exactly this size",
       nullptr},
      {Dialect::kPep3118, "T{c:k:T{^c:z:^d:d:}:p:i:t:}", 16, "dialect cython", nullptr},
      {Dialect::kPep3118, "T{<c:c:<d:d:}", 16, "dialect ctypes or ctypes-3.11", "3.12"},
      {Dialect::kCtypes312, "T{<c:c:<d:d:}", 16, "dialect ctypes or ctypes-3.11", "3.12"},
      {Dialect::kAuto, "T{<I:a:<I:b:<I:c:}", 4, "bit fields", "dialect"},
      {Dialect::kAuto, "T{<c:x:x<i:y:}", 8, "base structure", "dialect"},
      {Dialect::kAuto, "T{<i:x:}", 8, "base structure", "dialect"},
      {Dialect::kCtypes, "T{<i:x:}", 8, "base structure", "dialect"},
      {Dialect::kAuto, "<l", 8, "write `<q`", nullptr},
      {Dialect::kAuto, "u", 4, "wchar_t", nullptr},
      {Dialect::kAuto, "<i", 0, "CPython 3.8", nullptr},
      {Dialect::kAuto, "i", 8, "the same buffer", nullptr},
      {Dialect::kAuto, "T{ b:x:T{b:y:i:z:}:r:}", 8, "dialect pythoncall or ndtypes", "numpy"},
      {Dialect::kAuto, "T{ i:x:d:y:}", 11, "the same buffer", "dialect"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ": " << row.format << " of " << row.itemsize) {
      const Result<Layout> layout = ComputeLayout(row.format, OptionsOf(row.dialect, row.itemsize));
      REQUIRE_FALSE(layout);
      REQUIRE(layout.error().kind == ErrorKind::kItemsizeMismatch);
      const std::string hint = Hint(layout.error());
      INFO(hint);
      CHECK(hint.find(row.hint) != std::string::npos);
      if (row.not_said != nullptr) CHECK(hint.find(row.not_said) == std::string::npos);
    }
  }
}

TEST_CASE("What the refusal of a member of unknown size advises works") {
  LayoutOptions options = OptionsOf(Dialect::kAuto, 24);
  options.strict = true;
  const Result<Layout> layout = ComputeLayout("T{<b:k:7x8x:u:<h:z:6x}", options);
  REQUIRE(layout);
  CHECK(CanonicalText(*layout) == "T{b:k:7x8x:u:=h:z:6x}");
}

}  // namespace
}  // namespace pep3118
