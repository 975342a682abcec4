// SPDX-License-Identifier: MIT
// All 819 records of one to three fields over nine codes, against the compiler's own offsetof.
#include <array>
#include <cstddef>
#include <string>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

template <class A>
struct Record1 {
  A x;
};
template <class A, class B>
struct Record2 {
  A x;
  B y;
};
template <class A, class B, class C>
struct Record3 {
  A x;
  B y;
  C z;
};

struct Case {
  const char* format;
  std::size_t size, align, fields;
  std::array<std::size_t, 3> offsets, sizes;
};

template <class... T>
struct Pack {};  // keeps the commas of a template argument list out of the macros

template <class A>
constexpr Case Make(const char* format, Pack<A>) {
  using R = Record1<A>;
  return {format, sizeof(R), alignof(R), 1, {offsetof(R, x), 0, 0}, {sizeof(A), 0, 0}};
}
template <class A, class B>
constexpr Case Make(const char* format, Pack<A, B>) {
  using R = Record2<A, B>;
  return {format,
          sizeof(R),
          alignof(R),
          2,
          {offsetof(R, x), offsetof(R, y), 0},
          {sizeof(A), sizeof(B), 0}};
}
template <class A, class B, class C>
constexpr Case Make(const char* format, Pack<A, B, C>) {
  using R = Record3<A, B, C>;
  return {format,
          sizeof(R),
          alignof(R),
          3,
          {offsetof(R, x), offsetof(R, y), offsetof(R, z)},
          {sizeof(A), sizeof(B), sizeof(C)}};
}

#define RECORD1(format, A) Make(format, Pack<A>{}),
#define RECORD2(format, A, B) Make(format, Pack<A, B>{}),
#define RECORD3(format, A, B, C) Make(format, Pack<A, B, C>{}),
constexpr Case kCases[] = {
#include "small_records.inc"
};
#undef RECORD1
#undef RECORD2
#undef RECORD3

static_assert(std::size(kCases) == 9 + 81 + 729);

TEST_CASE("Every small record has the compiler's layout") {
  for (const Case& row : kCases) {
    INFO(row.format);
    const Result<Layout> layout = ComputeLayout(row.format, LayoutOptions{});
    REQUIRE(layout);
    CHECK(layout->itemsize() == static_cast<std::int64_t>(row.size));
    CHECK(layout->alignment() == static_cast<std::int64_t>(row.align));
    std::size_t i = 0;
    for (const Field& field : layout->Fields(layout->item())) {
      REQUIRE(i < row.fields);
      CHECK(field.offset == static_cast<std::int64_t>(row.offsets[i]));
      CHECK(field.itemsize == static_cast<std::int64_t>(row.sizes[i]));
      CHECK(field.natural);
      ++i;
    }
    CHECK(i == row.fields);
  }
}

}  // namespace
}  // namespace pep3118
