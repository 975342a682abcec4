// SPDX-License-Identifier: MIT
// Dialect auto, rule by rule.  Truth: the exporters named in the rows (NumPy 1.24 and 2.2, ctypes of
// CPython 3.8 to 3.14, Cython 0.29, measured; the offsets are those of the dtype or the structure).
#include "pep3118/layout/dialects/resolve.h"

#include <string>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

constexpr std::int64_t kNone = -1;  // no itemsize

Result<Layout> Auto(const char* format, std::int64_t itemsize, bool strict = false) {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  options.strict = strict;
  if (itemsize != kNone) options.itemsize = itemsize;
  return ComputeLayout(format, options);
}

ast::Format Parse(const char* text) {
  Result<ast::Format> format = ParseFormat(text);
  REQUIRE(format);
  return *std::move(format);
}

TEST_CASE("One reading fits, or all that fit agree: an answer without a note") {
  const struct {
    const char* rule;
    const char* format;
    std::int64_t itemsize;
    Dialect dialect;
    const char* canonical;
  } rows[] = {
      {"a byte is a byte", "B", 1, Dialect::kPep3118, "B"},

      {"ctypes 3.12, packed", "T{<c:a:<d:b:<h:c:}", 11, Dialect::kCtypes, "T{c:a:=d:b:=h:c:}"},
      {"ctypes 3.12, pads written", "T{<Q:n:<i:id:4x}", 16, Dialect::kCtypes, "T{Q:n:i:id:4x}"},
      {"ctypes 3.12, a packed pointer", "T{<c:a:&<i:p:}", 9, Dialect::kCtypes, "T{c:a:^P:p:}"},
      {"ctypes: u is a wchar_t", "T{<d:v1:<u:a:4x}", 16, Dialect::kCtypes, "T{d:v1:w:a:4x}"},
      {"ctypes: a lone wchar_t", "<u", 4, Dialect::kCtypes, "w"},
      {"by the letter: no integer is a bit field", "T{<d:v1:<u:a:}", 10, Dialect::kPep3118,
       "T{=d:v1:=u:a:}"},
      {"ctypes: pointers carry no mark", "T{&<i:p:X{}:f:}", 16, Dialect::kCtypes, "T{P:p:X{}:f:}"},
      {"ctypes: an incomplete type has no bytes", "B", 0, Dialect::kCtypes, "0x"},

      {"NumPy leaves the tail out", "T{d:d:b:a:}", 16, Dialect::kPep3118, "T{d:d:b:a:7x}"},
      {"NumPy, itemsize by hand", "T{i:a:b:b:}", 32, Dialect::kNumpy, "T{i:a:b:b:27x}"},
      {"NumPy, one byte that is a tail", "T{T{h:a:b:b:}:r:xb:c:}", 6, Dialect::kNumpy,
       "T{T{h:a:b:b:1x}:r:b:c:1x}"},
      {"NumPy pads a record from outside", "T{T{d:d:b:a:}:t:xxxxxxxb:b:}", 24, Dialect::kNumpy,
       "T{T{d:d:b:a:7x}:t:b:b:7x}"},
      {"NumPy aligns from the start of the item", "T{i:a:T{i:x:d:y:}:n:}", 16, Dialect::kNumpy,
       "T{i:a:T{i:x:=d:y:}:n:}"},
      {"NumPy does not mark objects", "T{b:a:O:o:}", 9, Dialect::kNumpy, "T{b:a:^O:o:}"},
      {"NumPy, no room for tails", "T{(2)T{d:d:b:a:}:t:b:c:}", 19, Dialect::kNumpy,
       "T{(2)T{=d:d:@b:a:}:t:b:c:}"},
      {"NumPy, an explicit order of its own machine", "T{<H:a:b:b:}", 4, Dialect::kNumpy,
       "T{=H:a:@b:b:1x}"},
      {"NumPy, an explicit order after a record", "T{T{l:k:i:j:}:t:xxxx<f:v:}", 24, Dialect::kNumpy,
       "T{T{q:k:i:j:4x}:t:=f:v:4x}"},
      {"NumPy, an explicit order among native bytes", "T{i:id:xxxx<d:x:d:y:d:z:B:flags:}", 40,
       Dialect::kNumpy, "T{i:id:4x=d:x:=d:y:=d:z:@B:flags:7x}"},
      {"np.void marks nothing", "T{i:id:d:x:}", 12, Dialect::kNumpy, "T{i:id:=d:x:}"},
      {"NumPy, an array of arrays", "T{(1)(3)f:x:B:b:}", 13, Dialect::kNumpy, "T{(1,3)=f:x:@B:b:}"},
      {"NumPy, a field without a name", "T{T{d:d:b:b:}::xxxxxxxb:a:}", 24, Dialect::kNumpy,
       "T{T{d:d:b:b:7x}:f0:b:a:7x}"},
      {"NumPy, a packed field without a name", "T{i::b:a:}", 5, Dialect::kNumpy, "T{=i:f0:@b:a:}"},
      {"a void without a name is a field", "T{4x::}", 4, Dialect::kPep3118, "T{4x:f0:}"},

      {"Cython: ^ does not outlive its record", "T{c:k:T{^c:z:^d:d:}:p:i:t:}", 16, Dialect::kCython,
       "T{c:k:T{c:z:=d:d:}:p:2x@i:t:}"},
      {"Cython: a packed record at the end", "T{c:a:i:b:T{^c:x:^i:y:}:sub:}", 16, Dialect::kCython,
       "T{c:a:3xi:b:T{c:x:=i:y:}:sub:3x}"},
      {"Cython: an aligned record inside a packed one", "T{^c:a:^T{c:x:i:y:}:sub:^c:b:^i:c:}", 14,
       Dialect::kCython, "T{c:a:T{c:x:3x=i:y:}:sub:@c:b:=i:c:}"},
      {"Cython: an aligned record first", "T{^T{i:a:c:b:}:f:^d:d:}", 16, Dialect::kCython,
       "T{T{i:a:c:b:3x}:f:=d:d:}"},
      {"Cython, without itemsize", "T{T{^H:m0:}:m0:d:m1:}", kNone, Dialect::kCython,
       "T{T{=H:m0:}:m0:6x@d:m1:}"},
      {"struct, without itemsize", "ib", kNone, Dialect::kPep3118, "T{=i:f0:@b:f1:}"},
      {"struct's pads, without itemsize", "i7x", kNone, Dialect::kPep3118, "T{=i:f0:7x}"},
      {"ndtypes: the name comes after the pads", "T{=Bxxx:a:=i:b:}", 8, Dialect::kNdtypes,
       "T{B:a:3x=i:b:}"},
      {"a void of NumPy keeps its name", "T{3x:a:=i:b:}", 7, Dialect::kPep3118, "T{3x:a:=i:b:}"},
      {"pybind11", "^T{?:v:3xI:n:}", 8, Dialect::kPep3118, "T{?:v:3x=I:n:}"},
      {"struct pads no end", "dc", 9, Dialect::kPep3118, "T{=d:f0:@c:f1:}"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.rule) {
      const Result<Layout> layout = Auto(row.format, row.itemsize, /*strict=*/true);
      REQUIRE(layout);
      if (row.itemsize != kNone) CHECK(layout->itemsize() == row.itemsize);
      CHECK(layout->dialect() == row.dialect);
      CHECK(CanonicalText(*layout) == row.canonical);
      CHECK(layout->notes().empty());
      CHECK(BrokenInvariant(*layout) == "");
    }
  }
}

TEST_CASE("The likeliest of several is named as an assumption, which strict refuses") {
  const struct {
    const char* rule;
    const char* format;
    std::int64_t itemsize;
    NoteKind note;
    const char* canonical;
  } rows[] = {
      {"PEP 3118 explains the size, NumPy would need 14 bytes more", "T{T{d:d:b:a:}:t:b:b:}", 24,
       NoteKind::kAssumedExporter, "T{T{d:d:b:a:7x}:t:b:b:7x}"},
      {"ctypes leaves padding out, or a base structure", "T{<c:a:<d:b:<h:c:}", 24,
       NoteKind::kAssumedExporter, "T{c:a:7xd:b:h:c:6x}"},
      {"a base structure of 4 bytes has the same text", "T{<i:x:<d:d:}", 16,
       NoteKind::kAssumedExporter, "T{i:x:4xd:d:}"},
      {"bit fields before 3.12 have the same text", "T{<i:a:<i:b:<d:c:}", 16,
       NoteKind::kAssumedExporter, "T{i:a:i:b:d:c:}"},
      {"ctypes 3.12: the block is what the others leave", "T{<b:k:7xB:u:<h:z:6x}", 24,
       NoteKind::kAssumedExporter, "T{b:k:7x8x:u:=h:z:6x}"},
      {"ctypes 3.11: the block has the alignment that fits", "T{<b:k:B:u:<h:z:}", 24,
       NoteKind::kAssumedExporter, "T{b:k:7x8x:u:h:z:6x}"},
      {"ctypes 3.14: a wchar_t beside a bit field", "T{<B:f0:<I:v1:x<u:i:}", 8,
       NoteKind::kAssumedExporter, "T{B:f0:=I:v1:1x=u:i:}"},
      {"ctypes: a block after a double", "T{<d:y:B:v1:}", 16, NoteKind::kAssumedExporter,
       "T{d:y:8x:v1:}"},
      {"ctypes: a block of one byte, or a byte", "T{<b:k:B:u:<h:z:}", 4, NoteKind::kAssumedExporter,
       "T{b:k:B:u:=h:z:}"},
      {"only ctypes writes X{}, and its B is a block", "T{B:a:X{}:b:}", 16,
       NoteKind::kAssumedExporter, "T{8x:a:X{}:b:}"},
      {"a byte of NumPy after an explicit order, or a union", "T{<i:a:B:b:}", 5,
       NoteKind::kAssumedExporter, "T{=i:a:@B:b:}"},
      {"ctypes 3.14: a bit field's unused bytes are padding", "T{T{<I:a:3x}:i:4x<q:b:}", 16,
       NoteKind::kAssumedExporter, "T{T{=I:a:}:i:4x=q:b:}"},
      {"ctypes: of two members with one name", "T{<i:a:4x<d:a:}", 16, NoteKind::kAssumedExporter,
       "T{i:a:4xd:a:}"},
      {"PEP 3118, or an np.void scalar with padding at its end", "T{xxI:a:}", 8,
       NoteKind::kAssumedExporter, "T{4xI:a:}"},
      {"pads that only an np.void scalar has there", "T{xxI:a:}", 7, NoteKind::kAssumedExporter,
       "T{2x=I:a:1x}"},
      {"NumPy: the stride of no element", "T{b:a:xxxxxxx(0)T{d:d:b:b:}:t:d:e:}", 16,
       NoteKind::kAssumedElementStride, "T{b:a:7x(0)T{=d:d:@b:b:7x}:t:d:e:}"},
      {"NumPy: an array of arrays of records", "T{(1)(1)T{i:q:b:r:}:a:xxxb:b:}", 12,
       NoteKind::kAssumedElementStride, "T{(1,1)T{i:q:b:r:3x}:a:b:b:3x}"},
      {"NumPy: a gap that alignment cannot explain is tails",
       "T{(2)T{b:a:}:t:xxxxxxxxxxxxxxxxxb:b:}", 20, NoteKind::kAssumedElementStride,
       "T{(2)T{b:a:8x}:t:1xb:b:}"},
      {"fields without braces, padded by NumPy's importer", "ix", 8, NoteKind::kAssumedExporter,
       "T{i:f0:4x}"},
      {"the same with a count", "i7x", 12, NoteKind::kAssumedExporter, "T{i:f0:8x}"},
      {"the same without pads", "ib", 8, NoteKind::kAssumedExporter, "T{i:f0:b:f1:3x}"},
      {"NumPy with a tail, or ctypes with a base class", "T{>I:len:}", 8,
       NoteKind::kAssumedExporter, "T{!I:len:4x}"},
      {"NumPy: 14 bytes are two tails of 7", "T{(2)T{d:d:b:a:}:t:xxxxxxxxxxxxxxb:b:}", 40,
       NoteKind::kAssumedElementStride, "T{(2)T{d:d:b:a:7x}:t:b:b:7x}"},
      {"natural strides, but NumPy could mean packed records", "T{l:h:(3)T{(4)e:u:B:a:}:c:}", 40,
       NoteKind::kAssumedElementStride, "T{q:h:(3)T{(4)e:u:B:a:1x}:c:2x}"},
      {"no itemsize: the tail", "T{d:d:b:a:}", kNone, NoteKind::kAssumedTrailingPadding,
       "T{d:d:b:a:7x}"},
      {"no itemsize: NumPy aligns from the start of the item", "T{i:a:(2)T{i:x:d:y:}:n:}", kNone,
       NoteKind::kAssumedExporter, "T{i:a:4x(2)T{i:x:4xd:y:}:n:}"},
      {"no itemsize: ctypes", "T{<c:a:<d:b:}", kNone, NoteKind::kAssumedExporter, "T{c:a:=d:b:}"},
      {"no itemsize: NumPy's pad in ctypes' spelling", "T{x>I:len:}", kNone,
       NoteKind::kAssumedExporter, "T{1x!I:len:}"},
      {"no itemsize: a ctypes union", "T{<b:k:B:u:}", kNone, NoteKind::kAssumedExporter,
       "T{b:k:B:u:}"},
      {"no itemsize: only NumPy writes this", "T{T{d:d:b:a:}:t:xxxxxxxb:b:}", kNone,
       NoteKind::kAssumedTrailingPadding, nullptr},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.rule) {
      const Result<Layout> layout = Auto(row.format, row.itemsize);
      REQUIRE(layout);
      if (row.canonical != nullptr) CHECK(CanonicalText(*layout) == row.canonical);
      REQUIRE(layout->notes().size() == 1);
      CHECK(layout->notes()[0].kind == row.note);
      const Result<Layout> refused = Auto(row.format, row.itemsize, /*strict=*/true);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().kind == ErrorKind::kAssumptionRefused);
    }
  }
}

TEST_CASE("No reading fits, or nothing speaks for one of several: a refusal") {
  const struct {
    const char* rule;
    const char* format;
    std::int64_t itemsize;
    ErrorKind kind;
  } rows[] = {
      {"both numbers", "T{i:x:d:y:}", 10, ErrorKind::kItemsizeMismatch},
      {"a scalar has no tail", "i", 8, ErrorKind::kItemsizeMismatch},
      {"ctypes bit fields", "T{<i:a:<i:b:<h:c:}", 8, ErrorKind::kItemsizeMismatch},
      {"bit fields take less than their types", "T{<I:a:<I:b:<I:c:}", 4,
       ErrorKind::kItemsizeMismatch},
      {"ctypes 3.12 has written its pads: a base structure", "T{<c:x:x<i:y:}", 8,
       ErrorKind::kItemsizeMismatch},
      {"the same", "T{<c:x:3x<d:y:}", 16, ErrorKind::kItemsizeMismatch},
      {"the same with padding at the end", "T{<h:x:2x<d:y:<c:z:7x}", 24,
       ErrorKind::kItemsizeMismatch},
      {"a base structure without pads", "T{<i:x:}", 8, ErrorKind::kItemsizeMismatch},
      {"a base structure before a pointer", "T{7x&<P:z:<B:d:15x<g:lat:<q:count:8x}", 64,
       ErrorKind::kItemsizeMismatch},
      {"two ctypes unions inside", "T{<b:k:B:u:B:v:<h:z:}", 32, ErrorKind::kOpaqueMember},
      {"only B is ever a block", "b", 8, ErrorKind::kItemsizeMismatch},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.rule) {
      const Result<Layout> layout = Auto(row.format, row.itemsize);
      REQUIRE_FALSE(layout);
      CHECK(layout.error().kind == row.kind);
    }
  }
}

TEST_CASE("A block's size is a fact, and its note no assumption") {
  const Result<Layout> layout = Auto("B", 12, /*strict=*/true);
  REQUIRE(layout);
  CHECK(layout->dialect() == Dialect::kCtypes);
  CHECK(CanonicalText(*layout) == "12x");
  REQUIRE(layout->notes().size() == 1);
  CHECK(layout->notes()[0].kind == NoteKind::kOpaqueBlock);
}

TEST_CASE("An element of an array is not an np.void scalar") {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  options.itemsize = 12;
  CHECK(ComputeLayout("T{i:id:d:x:}", options));
  options.in_array = true;
  const Result<Layout> layout = ComputeLayout("T{i:id:d:x:}", options);
  REQUIRE_FALSE(layout);
  CHECK(layout.error().kind == ErrorKind::kItemsizeMismatch);
}

TEST_CASE("Two unsettled strides are answered only when each is explained") {
  const char* aligned = "T{(2)T{d:d:b:a:}:t:xxxxxxxxxxxxxx(2)T{d:d:b:a:}:u:xxxxxxxxxxxxxxb:b:}";
  const Result<Layout> layout = Auto(aligned, 72);
  REQUIRE(layout);
  CHECK(CanonicalText(*layout) == "T{(2)T{d:d:b:a:7x}:t:(2)T{d:d:b:a:7x}:u:b:b:7x}");
  CHECK(layout->notes().size() == 2);
  const char* by_hand = "T{(2)T{b:a:}:t:xxxxb:x:(2)T{b:a:}:u:xxxxb:b:}";
  const Result<Layout> refused = Auto(by_hand, 14);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kAmbiguousLayout);
}

TEST_CASE("NumPy's habits") {
  using internal::Likelihood;
  const struct {
    const char* format;
    Likelihood likelihood;
    const char* habit;
  } rows[] = {
      {"T{i:a:d:b:}", Likelihood::kPossible, "no padding, no marks"},
      {"T{i:a:xxxxd:b:}", Likelihood::kCertain, "a run of bare pads"},
      {"T{b:a:xh:b:}", Likelihood::kCertain, "a bare pad before a field"},
      {"T{=h:a:@i:b:}", Likelihood::kCertain, "back to native"},
      {"T{3w:a:}", Likelihood::kCertain, "a counted UCS-4 string"},
      {"T{>i:a:>i:b:}", Likelihood::kImpossible, "a mark only where it changes"},
      {"T{<i:a:}", Likelihood::kPossible, "an explicit order, be it the host's own"},
      {"T{!i:a:}", Likelihood::kImpossible, "never !"},
      {"T{(2)(3)i:a:}", Likelihood::kCertain, "an array of arrays"},
      {"T{(2, 3)i:a:}", Likelihood::kImpossible, "no space in dimensions"},
      {"T{i::b:a:}", Likelihood::kPossible, "the empty name"},
      {"T{i:)(:}", Likelihood::kPossible, "any name"},
      {"T{i:a:4x}", Likelihood::kImpossible, "no counted pad"},
      {"T{i:a:x}", Likelihood::kImpossible, "no pad at the end"},
      {"T{i:a: d:b:}", Likelihood::kImpossible, "no spaces"},
      {"T{^i:a:}", Likelihood::kImpossible, "^ only for long double"},
      {"T{^g:a:=i:b:}", Likelihood::kPossible, "^ for long double"},
      {"T{=b:a:}", Likelihood::kImpossible, "no mark on a byte"},
      {"T{ii}", Likelihood::kImpossible, "every field has a name"},
      {"T{3i:a:}", Likelihood::kImpossible, "arrays are dimensions"},
      {"T{s:a:}", Likelihood::kImpossible, "strings are counted"},
      {"T{c:a:}", Likelihood::kImpossible, "S1 is 1s"},
      {"T{x:a:}", Likelihood::kImpossible, "V1 is 1x"},
      {"T{=l:a:}", Likelihood::kImpossible, "l only where sizes are native"},
      {"i", Likelihood::kImpossible, "a record"},
      {"(2)T{i:a:}", Likelihood::kImpossible, "the shape is the buffer's"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.format << ": " << row.habit) {
      const Target& target = *FindTarget("x86_64-linux-gnu");
      CHECK(internal::NumpySpellingOf(Parse(row.format), target).likelihood == row.likelihood);
    }
  }
}

}  // namespace
}  // namespace pep3118
