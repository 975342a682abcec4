// SPDX-License-Identifier: MIT
// Tables as whole texts; offsets and holes counted by hand from the ABI's sizes and alignments.
#include "pep3118/codegen/table.h"

#include <deque>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::string TableOf(std::string_view format, const std::vector<const char*>& targets) {
  std::deque<Layout> layouts;
  std::vector<const Layout*> pointers;
  for (const char* target : targets) {
    LayoutOptions options;
    options.target = FindTarget(target);
    Result<Layout> layout = ComputeLayout(format, options);
    if (!layout) return Render(layout.error(), format);
    layouts.push_back(*std::move(layout));
    pointers.push_back(&layouts.back());
  }
  return "\n" + LayoutTable(pointers);
}

TEST_CASE("a record with holes, a nested record and a foreign order") {
  CHECK(TableOf("T{b:c:d:x:T{h:a:i:b:}:r:(2)>3w:n:@b:z:}", {"x86_64-linux-gnu"}) == R"(
x86_64-linux-gnu: T{b:c:7xd:x:T{h:a:2xi:b:}:r:(2)!3w:n:@b:z:7x}
offset  size  type                     name
     0     1  int8                     c
     1     7  -- 7 bytes hole --
     8     8  double                   x
    16     8  record                   r
    +0     2    int16                    a
    +2     2    -- 2 bytes hole --
    +4     4    int32                    b
    24    24  char32[2][3] big-endian  n
    48     1  int8                     z
    49     7  -- 7 bytes tail --
itemsize 56, alignment 8, holes 16 bytes
)");
}

TEST_CASE("an item that is not a record") {
  CHECK(TableOf("(2,3)d", {"x86_64-linux-gnu"}) == R"(
x86_64-linux-gnu: (2,3)d
offset  size  type          name
     0    48  double[2][3]
itemsize 48, alignment 8, holes 0 bytes
)");
}

TEST_CASE("two targets side by side, what differs is marked") {
  CHECK(TableOf("T{b:c:d:x:l:n:b:e:}", {"x86_64-linux-gnu", "i686-linux-gnu"}) == R"(
  x86_64-linux-gnu                  i686-linux-gnu
  offset  size  type                offset  size  type                name
       0     1  int8                     0     1  int8                c
*      1     7  -- 7 bytes hole --       1     3  -- 3 bytes hole --
*      8     8  double                   4     8  double              x
*     16     8  int64                   12     4  int32               n
*     24     1  int8                    16     1  int8                e
*     25     7  -- 7 bytes tail --      17     3  -- 3 bytes tail --
x86_64-linux-gnu: itemsize 32, alignment 8, holes 14 bytes
i686-linux-gnu: itemsize 20, alignment 4, holes 6 bytes
)");
}

TEST_CASE("names are printable ASCII") {
  CHECK(TableOf("T{b:\xe2\x80\xae\x1b:}", {"x86_64-linux-gnu"}).find("\\xe2\\x80\\xae\\x1b") !=
        std::string::npos);
}

TEST_CASE("a table stops where it is longer than the limit") {
  const Result<Layout> layout = ComputeLayout(std::string(3000, 'b'));
  REQUIRE(layout);
  const Layout* const pointers[] = {&*layout, &*layout};
  for (const std::size_t layouts : {std::size_t{1}, std::size_t{2}}) {
    DYNAMIC_SECTION(layouts) {
      const std::span<const Layout* const> shown(pointers, layouts);
      const std::string whole = LayoutTable(shown);
      for (const std::size_t limit : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
        const std::string text = LayoutTable(shown, limit);
        CHECK(text.size() > limit);
        CHECK(text.size() <= limit + 600);  // a line, or the totals
      }
      CHECK(LayoutTable(shown, whole.size()) == whole);
    }
  }
}

}  // namespace
}  // namespace pep3118
