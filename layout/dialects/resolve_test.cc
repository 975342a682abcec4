// Dialect auto, rule by rule.  Truth: the exporters named in the rows (NumPy 1.24, ctypes of
// CPython 3.11, Cython 0.29, measured; the offsets are those of the dtype or the structure).
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
      {"a lone byte is a block", "B", 12, Dialect::kPep3118, "12x"},
      {"a byte is a byte", "B", 1, Dialect::kPep3118, "B"},

      {"ctypes 3.11 aligns without padding", "T{<c:a:<d:b:<h:c:}", 24, Dialect::kCtypes,
       "T{c:a:7xd:b:h:c:6x}"},
      {"ctypes 3.12, packed", "T{<c:a:<d:b:<h:c:}", 11, Dialect::kCtypes, "T{c:a:=d:b:=h:c:}"},
      {"ctypes 3.12, pads written", "T{<Q:n:<i:id:4x}", 16, Dialect::kCtypes, "T{Q:n:i:id:4x}"},
      {"ctypes: u is a wchar_t", "T{<u:a:<d:v1:}", 16, Dialect::kCtypes, "T{w:a:4xd:v1:}"},
      {"ctypes: a lone wchar_t", "<u", 4, Dialect::kCtypes, "w"},
      {"ctypes: pointers carry no mark", "T{&<i:p:X{}:f:}", 16, Dialect::kCtypes, "T{P:p:X{}:f:}"},
      {"ctypes: every byte is accounted for", "T{<b:k:B:u:<h:z:}", 4, Dialect::kPep3118,
       "T{b:k:B:u:=h:z:}"},

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

      {"Cython: ^ does not outlive its record", "T{c:k:T{^c:z:^d:d:}:p:i:t:}", 16, Dialect::kCython,
       "T{c:k:T{c:z:=d:d:}:p:2x@i:t:}"},
      {"ndtypes: the name stands after the pads", "T{=Bxxx:a:=i:b:}", 8, Dialect::kNdtypes,
       "T{B:a:3x=i:b:}"},
      {"a void of NumPy keeps its name", "T{3x:a:=i:b:}", 7, Dialect::kPep3118, "T{3x:a:=i:b:}"},
      {"pybind11", "^T{?:v:3xI:n:}", 8, Dialect::kPep3118, "T{?:v:3x=I:n:}"},
      {"struct pads no end", "dc", 9, Dialect::kPep3118, "T{=d:f0:@c:f1:}"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.rule) {
      const Result<Layout> layout = Auto(row.format, row.itemsize, /*strict=*/true);
      REQUIRE(layout);
      CHECK(layout->itemsize() == row.itemsize);
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
      {"both numbers", "T{i:x:d:y:}", 12, ErrorKind::kItemsizeMismatch},
      {"a scalar has no tail", "i", 8, ErrorKind::kItemsizeMismatch},
      {"ctypes bit fields", "T{<i:a:<i:b:<h:c:}", 8, ErrorKind::kItemsizeMismatch},
      {"a ctypes union inside", "T{<b:k:B:u:<h:z:}", 24, ErrorKind::kOpaqueMember},
      {"two strides are open",
       "T{(2)T{d:d:b:a:}:t:xxxxxxxxxxxxxx(2)T{d:d:b:a:}:u:xxxxxxxxxxxxxxb:b:}", 72,
       ErrorKind::kAmbiguousLayout},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.rule) {
      const Result<Layout> layout = Auto(row.format, row.itemsize);
      REQUIRE_FALSE(layout);
      CHECK(layout.error().kind == row.kind);
    }
  }
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
      {"T{<i:a:}", Likelihood::kImpossible, "never the host's own order"},
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
      CHECK(internal::NumpyWrote(Parse(row.format), target) == row.likelihood);
    }
  }
}

}  // namespace
}  // namespace pep3118
