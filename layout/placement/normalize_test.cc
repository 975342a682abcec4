// SPDX-License-Identifier: MIT
// Which fields keep the alignment of their C type, and what that makes of the records around them.
#include "pep3118/layout/placement/normalize.h"

#include <string>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

// "x:4 r:4(a:4 b:1!)": the alignment of every field, `!` where it is not natural.
std::string Alignments(const Layout& layout, const Field& record) {
  std::string out;
  for (const Field& field : layout.Fields(record)) {
    if (!out.empty()) out += ' ';
    out += std::string(layout.Name(field)) + ':' + std::to_string(field.alignment);
    if (!field.natural) out += '!';
    if (field.kind == TypeKind::kRecord) out += '(' + Alignments(layout, field) + ')';
  }
  return out;
}

TEST_CASE("A field keeps its alignment where a compiler can grant it") {
  const struct {
    const char* target;
    const char* format;
    const char* alignments;
    const char* why;
  } rows[] = {
      {"x86_64-linux-gnu", "T{i:x:d:y:}", "x:4 y:8", "the C struct"},
      {"x86_64-linux-gnu", "T{=i:x:d:y:}", "x:1! y:1!", "marks without alignment"},
      {"x86_64-linux-gnu", "T{c:x:>i:y:}", "x:1 y:1!", "another byte order"},
      {"x86_64-linux-gnu", "T{d:x:c:y:^c:z:}", "x:1! y:1 z:1", "size 10 is not a multiple of 8"},
      {"x86_64-linux-gnu", "T{d:x:i:y:^i:z:}", "x:8 y:4 z:1!", "size 16 is"},
      {"x86_64-linux-gnu", "T{i:x:h:y:^h:z:}", "x:4 y:2 z:1!", "size 8"},
      {"x86_64-linux-gnu", "T{i:x:h:y:^c:z:}", "x:1! y:1! z:1", "size 7"},
      {"x86_64-linux-gnu", "T{d:x:h:y:^h:z:}", "x:1! y:2 z:1!", "size 12 is enough for h"},
      {"x86_64-linux-gnu", "T{b:a:T{d:d:<b:b:}:r:}", "a:1 r:1(d:1! b:1)", "an inner size of 9"},
      {"x86_64-linux-gnu", "T{b:a:T{d:d:^d:b:}:r:}", "a:1 r:1(d:1! b:1!)", "r is at offset 1"},
      {"x86_64-linux-gnu", "T{=i:a:T{@d:d:^i:b:i:c:}:r:i:e:}", "a:1! r:1(d:1! b:1! c:1!) e:1!",
       "r is at offset 4"},
      {"x86_64-linux-gnu", "T{=i:a:T{@i:d:h:h:^h:b:}:r:i:e:}", "a:1! r:4(d:4 h:2 b:1!) e:1!",
       "4 is enough for i"},
      {"x86_64-linux-gnu", "T{=h:a:T{@i:d:T{h:h:^h:g:}:s:}:r:}", "a:1! r:2(d:1! s:2(h:2 g:1!))",
       "relaxed to what fits"},
      {"x86_64-linux-gnu", "T{T{d:d:}:r:^c:c:}", "r:1(d:1!) c:1", "the outer size is 9"},
      {"x86_64-linux-gnu", "T{T{T{d:d:}:s:}:r:^i:c:}", "r:1(s:1(d:1!)) c:1!", "12 is too"},
      {"x86_64-linux-gnu", "T{(2)T{d:d:^i:e:}:r:}", "r:1(d:1! e:1!)", "a stride of 12"},
      {"x86_64-linux-gnu", "T{i:a:(0)T{d:d:}:r:}", "a:4 r:1(d:1!)", "no bytes, no alignment"},
      {"x86_64-linux-gnu", "T{i:a:0d:r:}", "a:4 r:1!", "no bytes, no alignment"},
      {"x86_64-linux-gnu", "dc", "f0:1! f1:1", "an unbraced top level of 9 bytes"},
      {"x86_64-linux-gnu", "T{5s:s:3w:w:}", "s:1 w:4", "strings align like one unit"},
      {"avr", "T{=h:a:<i:b:d:c:>h:e:}", "a:1 b:1 c:1! e:1!", "everything is natural at 1"},
      {"m68k-linux-gnu", "T{c:a:d:b:}", "a:1 b:2", "2 is all a double asks for there"},
      {"powerpc64-ibm-aix", "T{d:a:^i:b:}", "a:1! b:1!",
       "beginning with a plain double the record would be 16"},
      {"powerpc64-ibm-aix", "T{i:a:d:b:}", "a:4 b:4", "but it does not begin with one"},
      {"powerpc64-ibm-aix", "T{T{d:x:}:a:^i:b:}", "a:1(x:1!) b:1!", "through the first record"},
      {"powerpc64-ibm-aix", "T{f:a:^d:b:}", "a:4 b:1!", "a float does not count"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.target << ' ' << row.format << ": " << row.why) {
      LayoutOptions options;
      options.target = FindTarget(row.target);
      options.dialect = Dialect::kPep3118;
      const Result<Layout> layout = ComputeLayout(row.format, options);
      REQUIRE(layout);
      CHECK(Alignments(*layout, layout->item()) == row.alignments);
      CHECK(BrokenInvariant(*layout) == "");
    }
  }
}

TEST_CASE("The check of the invariants can fail") {
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  const Result<Layout> sound = ComputeLayout("T{i:a:T{d:x:}:b:}", options);
  REQUIRE(sound);
  CHECK(BrokenInvariant(*sound) == "");
  // Before normalisation the record of `dc` promises an alignment that its size cannot keep.
  const Result<Layout> odd = ComputeLayout("dc", options);
  REQUIRE(odd);
  Layout damaged = *odd;
  const_cast<Field&>(damaged.all()[1]).alignment = 8;
  CHECK(BrokenInvariant(damaged) != "");
}

}  // namespace
}  // namespace pep3118
