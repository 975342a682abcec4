// SPDX-License-Identifier: MIT
// Named dialects, itemsize and strict.
#include "pep3118/layout/compute.h"

#include <optional>
#include <string>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr std::int64_t kNone = -999;  // no itemsize is given

LayoutOptions With(Dialect dialect, std::int64_t itemsize = kNone,
                   const char* target = "x86_64-linux-gnu") {
  LayoutOptions options;
  options.target = FindTarget(target);
  options.dialect = dialect;
  if (itemsize != kNone) options.itemsize = itemsize;
  return options;
}

// Sources: format-reference facts measured on NumPy 1.24, ctypes of CPython 3.11, Cython 0.29.
TEST_CASE("What a dialect makes of a format") {
  const struct {
    Dialect dialect;
    const char* format;
    std::int64_t itemsize;
    const char* canonical;  // nullptr: refused
  } rows[] = {
      {Dialect::kPep3118, "T{i:x:d:y:}", 16, "T{i:x:4xd:y:}"},
      {Dialect::kPep3118, "T{i:x:d:y:}", 24, nullptr},
      {Dialect::kPep3118, "dc", kNone, "T{=d:f0:@c:f1:}"},

      // NumPy leaves the tail to the itemsize, and marks no unaligned object.
      {Dialect::kNumpy, "T{d:a:c:b:}", 16, "T{d:a:c:b:7x}"},
      {Dialect::kNumpy, "T{d:a:c:b:}", 9, "T{=d:a:@c:b:}"},
      {Dialect::kNumpy, "T{d:a:c:b:}", 8, nullptr},
      {Dialect::kNumpy, "T{b:a:O:o:}", 9, "T{b:a:^O:o:}"},
      {Dialect::kNumpy, "T{i:a:T{i:x:d:y:}:n:}", 16, "T{i:a:T{i:x:=d:y:}:n:}"},
      {Dialect::kNumpy, "T{(2)T{d:d:b:a:}:t:xxxxxxxxxxxxxxb:b:}", 33,
       "T{(2)T{=d:d:@b:a:7x}:t:b:b:}"},

      // ctypes: the itemsize separates an aligned struct without padding from a packed one.
      {Dialect::kCtypes, "T{<c:a:<d:b:<h:c:}", 24, "T{c:a:7xd:b:h:c:6x}"},
      {Dialect::kCtypes, "T{<c:a:<d:b:<h:c:}", 11, "T{c:a:=d:b:=h:c:}"},
      {Dialect::kCtypes, "T{<c:a:<d:b:<h:c:}", 12, nullptr},
      {Dialect::kCtypes, "T{<Q:n:<i:id:4x}", 16, "T{Q:n:i:id:4x}"},
      {Dialect::kCtypes, "T{>i:x:>d:y:}", 16, "T{!i:x:4x!d:y:}"},
      {Dialect::kCtypes, "T{(4)<u:s:<i:n:}", 20, "T{(4)w:s:i:n:}"},
      {Dialect::kCtypes, "T{&<i:p:<d:x:}", 16, "T{P:p:d:x:}"},
      {Dialect::kCtypes, "<g", 16, "g"},
      {Dialect::kCtypes, "<P", 8, "P"},
      {Dialect::kCtypes, "B", 24, "24x"},
      {Dialect::kCtypes, "B", 1, "B"},
      {Dialect::kCtypes, "T{i:x:d:y:}", 16, "T{i:x:4xd:y:}"},

      // Cython: `^` on each member of a packed struct, never switched back.
      {Dialect::kCython, "T{c:k:T{^c:z:^d:d:}:p:i:t:}", 16, "T{c:k:T{c:z:=d:d:}:p:2x@i:t:}"},
      {Dialect::kCython, "T{^c:a:^T{d:x:c:y:}:n:}", 17, "T{c:a:T{=d:x:@c:y:7x}:n:}"},

      // ndtypes: pads between a code and its name, marks for one element.
      {Dialect::kNdtypes, "T{=Bxxx:a:=i:b:}", 8, "T{B:a:3x=i:b:}"},
      {Dialect::kNdtypes, "T{=h:a:3x:gap:}", 5, "T{=h:a:@3x:gap:}"},
      {Dialect::kNdtypes, "T{=hx3x:gap:}", 6, "T{=h:f0:1x@3x:gap:}"},
      {Dialect::kNdtypes, "T{i:a:x:gap:}", 5, "T{=i:a:@1x:gap:}"},

      {Dialect::kPythonCall, "T{b:n: 1x h:hdr: 4x P:f0:}", 16, "T{b:n:1xh:hdr:4xP:f0:}"},
      {Dialect::kPythonCall, "H:v: 2x I:id:", 8, "T{H:v:2xI:id:}"},
      // pybind11: `^` before every record; one whose fields are where a compiler puts them is aligned.
      {Dialect::kPybind11, "^T{?:v:3xI:n:}", 8, "T{?:v:3xI:n:}"},
      {Dialect::kPybind11, "^T{(2, 3)i:m:}", 24, "T{(2,3)i:m:}"},
      {Dialect::kPybind11, "^T{?:v:I:n:}", 5, "T{?:v:=I:n:}"},
      {Dialect::kPybind11, "^T{I:n:?:v:}", 5, "T{=I:n:@?:v:}"},
      {Dialect::kPybind11, "^T{I:n:?:v:3x}", 8, "T{I:n:?:v:3x}"},
      {Dialect::kPybind11, "^T{i:i:^T{d:d:b:b:7x}:r:}", 20, "T{=i:i:T{=d:d:@b:b:7x}:r:}"},
      {Dialect::kPybind11, "^T{i:i:4x^T{d:d:b:b:7x}:r:}", 24, "T{i:i:4xT{d:d:b:b:7x}:r:}"},
      {Dialect::kPybind11, "^T{>i:i:}", 4, "T{!i:i:}"},
      {Dialect::kPybind11, "^i", 4, "=i"},
      {Dialect::kStruct, "<ci", 5, "T{c:f0:=i:f1:}"},
      {Dialect::kStruct, "@ i", 4, "i"},
      {Dialect::kStruct, "@", 0, "T{}"},
      {Dialect::kStruct, "< \t", 0, "T{}"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ' ' << row.format << ' ' << row.itemsize) {
      const Result<Layout> layout = ComputeLayout(row.format, With(row.dialect, row.itemsize));
      REQUIRE(static_cast<bool>(layout) == (row.canonical != nullptr));
      if (layout) {
        CHECK(CanonicalText(*layout) == row.canonical);
        CHECK(BrokenInvariant(*layout) == "");
        CHECK(layout->dialect() == row.dialect);
        if (row.itemsize != kNone) CHECK(layout->itemsize() == row.itemsize);
      } else {
        CHECK(layout.error().kind == ErrorKind::kItemsizeMismatch);
        REQUIRE(layout.error().arguments.size() == 3);
        CHECK(layout.error().arguments[1] == std::to_string(row.itemsize));
      }
    }
  }
}

TEST_CASE("A refusal for the itemsize names both numbers") {
  const Result<Layout> layout = ComputeLayout("T{<i:x:d:y:}", With(Dialect::kPep3118, 16));
  REQUIRE_FALSE(layout);
  CHECK(layout.error().kind == ErrorKind::kItemsizeMismatch);
  CHECK(layout.error().span == Span{0, 12});
  CHECK(Message(layout.error()) == "format describes 12 bytes, itemsize is 16");
  for (const std::int64_t itemsize : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, INT64_MAX}) {
    for (const Dialect dialect : Dialects()) {
      INFO(DialectName(dialect) << ' ' << itemsize);
      const Result<Layout> answer =
          ComputeLayout("T{<i:x:<d:y:}", With(dialect, itemsize, "i686-linux-gnu"));
      CHECK_FALSE(answer);
    }
  }
}

// What bit fields of CPython 3.14 look like, whose padding is counted from the itemsize.
TEST_CASE("A negative itemsize is refused by every dialect alike") {
  for (const std::int64_t itemsize : {INT64_MIN, INT64_MIN + 1, std::int64_t{-1}}) {
    for (const Dialect dialect : Dialects()) {
      INFO(DialectName(dialect) << ' ' << itemsize);
      const Result<Layout> answer = ComputeLayout("T{>i:a:4x>d:b:>q:c:}", With(dialect, itemsize));
      REQUIRE_FALSE(answer);
      // Neither writes such a record, of whatever size.
      if (dialect == Dialect::kStruct || dialect == Dialect::kCtypes311) {
        CHECK(answer.error().kind == ErrorKind::kNotInDialect);
        continue;
      }
      REQUIRE(answer.error().kind == ErrorKind::kItemsizeMismatch);
      CHECK(Message(answer.error()) ==
            "format describes 24 bytes, itemsize is " + std::to_string(itemsize));
      CHECK(Hint(answer.error()) == "pass the size of one element, also where there is none");
    }
  }
}

TEST_CASE("`u` is a wchar_t only where ctypes writes it and wchar_t has 4 bytes") {
  const struct {
    Dialect dialect;
    const char* target;
    std::int64_t size;
  } rows[] = {{Dialect::kCtypes, "x86_64-linux-gnu", 4},
              {Dialect::kCtypes, "x86_64-pc-windows-msvc", 2},
              {Dialect::kPep3118, "x86_64-linux-gnu", 2}};
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ' ' << row.target) {
      const Result<Layout> layout = ComputeLayout("<u", With(row.dialect, kNone, row.target));
      REQUIRE(layout);
      CHECK(layout->itemsize() == row.size);
    }
  }
}

TEST_CASE("Padding at the end of what is not a record makes one") {
  const Result<Layout> layout = ComputeLayout("(2)i", With(Dialect::kNumpy, 12));
  REQUIRE(layout);
  CHECK(CanonicalText(*layout) == "T{(2)i:f0:4x}");
  CHECK(BrokenInvariant(*layout) == "");
}

TEST_CASE("An assumption is named, and strict refuses it") {
  const struct {
    Dialect dialect;
    const char* format;
    std::int64_t itemsize;
    const char* note;  // nullptr: nothing is assumed
  } rows[] = {
      {Dialect::kPep3118, "T{i:x:d:y:}", kNone, nullptr},
      {Dialect::kStruct, "dc", kNone, nullptr},
      {Dialect::kNumpy, "T{d:a:c:b:}", kNone, "assumed-trailing-padding"},
      {Dialect::kNumpy, "T{d:a:i:b:}", 16, nullptr},
      {Dialect::kCtypes, "T{<c:a:<d:b:}", kNone, "assumed-exporter"},
      {Dialect::kCtypes, "T{<c:a:<d:b:}", 16, "assumed-exporter"},
      {Dialect::kCtypes312, "T{<c:a:7x<d:b:}", 16, nullptr},
      {Dialect::kCtypes, "T{<d:a:<d:b:}", kNone, nullptr},
      {Dialect::kCtypes, "T{<i:a:B:b:}", 5, "assumed-exporter"},
      {Dialect::kCtypes, "T{<q:a:&B:b:}", kNone, nullptr},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(DialectName(row.dialect) << ' ' << row.format << ' ' << row.itemsize) {
      LayoutOptions options = With(row.dialect, row.itemsize);
      const Result<Layout> layout = ComputeLayout(row.format, options);
      REQUIRE(layout);
      if (row.note == nullptr) {
        CHECK(layout->notes().empty());
      } else {
        REQUIRE_FALSE(layout->notes().empty());
        CHECK(NoteName(layout->notes().front().kind) == row.note);
      }
      options.strict = true;
      const Result<Layout> strict = ComputeLayout(row.format, options);
      CHECK(static_cast<bool>(strict) == (row.note == nullptr));
      if (!strict) CHECK(strict.error().kind == ErrorKind::kAssumptionRefused);
    }
  }
}

// What CPython's struct refuses, with the place that it never names.
TEST_CASE("What dialect struct does not know") {
  const struct {
    const char* format;
    ErrorKind kind;
    Span span;
  } rows[] = {
      {"^i", ErrorKind::kNotInDialect, {0, 1}},
      {" @i", ErrorKind::kNotInDialect, {1, 2}},
      {"i<i", ErrorKind::kNotInDialect, {1, 2}},
      {"=i<i", ErrorKind::kNotInDialect, {2, 3}},
      {"i3 i", ErrorKind::kNotInDialect, {2, 3}},
      {"<3 i", ErrorKind::kNotInDialect, {2, 3}},
      {"i(3)i", ErrorKind::kNotInDialect, {1, 5}},
      {"iT{i}", ErrorKind::kNotInDialect, {1, 5}},
      {"i&i", ErrorKind::kNotInDialect, {1, 3}},
      {"iX{}", ErrorKind::kNotInDialect, {1, 4}},
      {"i:a:", ErrorKind::kNotInDialect, {2, 3}},
      {"ig", ErrorKind::kNotInDialect, {1, 2}},
      {"iZg", ErrorKind::kNotInDialect, {1, 3}},
      {"iG", ErrorKind::kNotInDialect, {1, 2}},
      {"iO", ErrorKind::kNotInDialect, {1, 2}},
      {"iu", ErrorKind::kNotInDialect, {1, 2}},
      {"iw", ErrorKind::kNotInDialect, {1, 2}},
      {"i3t", ErrorKind::kNotInDialect, {1, 3}},
      {"iz", ErrorKind::kNotInDialect, {1, 2}},
      {"=in", ErrorKind::kIllegalInMode, {2, 3}},
      {">iP", ErrorKind::kIllegalInMode, {2, 3}},
      {"1152921504606846976q", ErrorKind::kSizeOverflow, {0, 20}},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format) {
      const Result<Layout> layout = ComputeLayout(row.format, With(Dialect::kStruct));
      REQUIRE_FALSE(layout);
      CHECK(layout.error().kind == row.kind);
      CHECK(layout.error().span == row.span);
    }
  }
}

// What a layout is called after must be readable again: braces around the whole, a count that is a
// dimension and pads for every hole can make more of a text than was written.
TEST_CASE("A layout that cannot be written within the limits is refused") {
  const auto repeated = [](const std::string& text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::string deep = repeated("T{", 100) + "b" + repeated("}", 100);
  const struct {
    const char* what;
    std::string format;
    std::optional<ErrorKind> kind;
  } rows[] = {
      {"64 dimensions", repeated("(1)", 63) + "2i", std::nullopt},
      {"65 dimensions", repeated("(1)", 64) + "2i", ErrorKind::kTooManyDimensions},
      {"65 dimensions of a field", "T{" + repeated("(1)", 64) + "2i:x:}",
       ErrorKind::kTooManyDimensions},
      {"a count of 1 is not a dimension", repeated("(1)", 64) + "1i", std::nullopt},
      {"a length is not a dimension", repeated("(1)", 64) + "2s", std::nullopt},
      {"100 levels", deep, std::nullopt},
      {"101 levels with the braces that were left out", "b" + deep, ErrorKind::kTooDeep},
      {"99 levels with the braces that were left out", "b" + deep.substr(2, deep.size() - 3),
       std::nullopt},
      {"pads of 18 digits", repeated("T{b999999999999x^b}", 1000), std::nullopt},
      {"holes that alignment makes", "T{" + repeated("T{bd}", 20'000) + "}", std::nullopt},
      {"holes and names that are too long", "T{" + repeated("T{bd}", 60'000) + "}",
       ErrorKind::kFormatTooLong},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.what) {
      // A machine of 32 bits has no item of that many bytes.
      const LayoutOptions options{.target = FindTarget("x86_64-linux-gnu")};
      const Result<Layout> layout = ComputeLayout(row.format, options);
      REQUIRE(static_cast<bool>(layout) == !row.kind.has_value());
      if (row.kind) {
        CHECK(layout.error().kind == *row.kind);
        CHECK(layout.error().span.end <= row.format.size());
        continue;
      }
      const std::string text = CanonicalText(*layout);
      const Result<Layout> again = ComputeLayout(text, options);
      REQUIRE(again);
      CHECK(CanonicalText(*again) == text);
    }
  }
  const ParseLimits few{.dimensions = 3};
  CHECK(ComputeLayout("(2,2)3i", {}, few));
  CHECK(ComputeLayout("(2,2,2)3i", {}, few).error().kind == ErrorKind::kTooManyDimensions);
}

TEST_CASE("Without a target the layout is the host's") {
  const LayoutOptions unknown{.target = FindTarget("typo")};
  REQUIRE(unknown.target == nullptr);
  for (const Dialect dialect : Dialects()) {
    DYNAMIC_SECTION(DialectName(dialect)) {
      LayoutOptions options = unknown;
      options.dialect = dialect;
      const Result<Layout> layout = ComputeLayout("ixd", options);
      options.target = &HostTarget();
      const Result<Layout> expected = ComputeLayout("ixd", options);
      REQUIRE(layout);
      REQUIRE(expected);
      CHECK(&layout->target() == &HostTarget());
      CHECK(layout->itemsize() == expected->itemsize());
    }
  }
}

TEST_CASE("Names of kinds, orders, dialects and notes") {
  CHECK(Dialects().size() == 11);
  for (const Dialect dialect : Dialects()) {
    const Dialect* found = FindDialect(DialectName(dialect));
    REQUIRE(found != nullptr);
    CHECK(*found == dialect);
  }
  CHECK(FindDialect("pep") == nullptr);
  CHECK(FindDialect("") == nullptr);
  CHECK(KindName(TypeKind::kUcs4) == "ucs4");
  CHECK(ByteOrderName(ByteOrder::kNone) == "none");
  for (std::size_t i = 0; i < static_cast<std::size_t>(NoteKind::kCount_); ++i) {
    INFO(i);
    CHECK(NoteName(static_cast<NoteKind>(i)) != "");
  }
}

}  // namespace
}  // namespace pep3118
