// SPDX-License-Identifier: MIT
// The plain numbers against the compiler's where it has them; and by hand, for those that have not.
#include "pep3118/fuzz/wide.h"

#include <cstdint>
#include <iterator>

#include "pep3118/testdata/catch.h"

namespace pep3118::fuzz {
namespace {

constexpr std::int64_t kNumbers[] = {
    0,    1,          -1,         2,         3,          7,         -8,
    1000, 4294967295, 4294967296, INT64_MAX, -INT64_MAX, INT64_MIN, INT64_MAX / 3};

TEST_CASE("numbers of 128 bits counted by hand") {
  const PlainWide most = INT64_MAX;
  CHECK(most + 1 > most);
  CHECK(most + 1 == PlainWide(1) << 63);
  CHECK((most + 1) * 2 == PlainWide(UINT64_MAX) + 1);
  CHECK((PlainWide(1) << 100) / (PlainWide(1) << 40) == PlainWide(1) << 60);
  CHECK(PlainWide(-7) / 2 == -3);
  CHECK(-(PlainWide(1) << 100) < PlainWide(INT64_MIN));
}

#ifdef __SIZEOF_INT128__
TEST_CASE("plain numbers are the compiler's") {
  int compared = 0;
  for (const std::int64_t a : kNumbers) {
    for (const std::int64_t b : kNumbers) {
      for (const std::int64_t c : {1, -5, 1000003}) {
        // a * b + c has at most 127 bits.
        const Wide wide = Wide{a} * b + c;
        const PlainWide plain = PlainWide(a) * b + c;
        const auto same = [](PlainWide x, Wide y) {
          const auto low = static_cast<std::uint64_t>(y);
          const auto high = static_cast<std::int64_t>(y >> 64);
          return x == PlainWide(high) * (PlainWide(1) << 32) * (PlainWide(1) << 32) + low;
        };
        CAPTURE(a, b, c);
        CHECK(same(plain, wide));
        CHECK(same(-plain, -wide));
        CHECK((plain < PlainWide(a)) == (wide < Wide{a}));
        if (b != 0) CHECK(same(plain / b, wide / b));
        if (wide != 0) CHECK(same((PlainWide(1) << 100) / plain, (Wide{1} << 100) / wide));
        ++compared;
      }
    }
  }
  CHECK(compared == 3 * int(std::size(kNumbers)) * int(std::size(kNumbers)));
}
#endif

}  // namespace
}  // namespace pep3118::fuzz
