// SPDX-License-Identifier: MIT
// Structs against dtypes whose units are read off the text.
#include "pep3118/buffer/times_agree.h"

#include <cstdint>

#include "pep3118/dtype/dtype.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/time64.h"
#include "pep3118/testdata/catch.h"

namespace {

using pep3118::time_unit;

struct Inner {
  std::int64_t plain;
  pep3118::timedelta64<time_unit::second, 25> length;
};
struct Event {
  pep3118::datetime64<time_unit::nanosecond> at;
  Inner inner[2];
};

}  // namespace

PEP3118_RECORD(Inner, plain, length);
PEP3118_RECORD(Event, at, inner);

namespace pep3118 {
namespace {

template <class Record>
bool Agrees(const char* dtype) {
  const Result<Layout> layout = LayoutOfDtype(dtype);
  REQUIRE(layout);
  return TimesAgree<Record>(*layout);
}

TEST_CASE("units are compared where both sides have one") {
  using Seconds = datetime64<time_unit::second>;
  CHECK(Agrees<Seconds>("<M8[s]"));
  CHECK(Agrees<Seconds>("i8"));
  CHECK(Agrees<std::int64_t>("<M8[s]"));
  CHECK_FALSE(Agrees<Seconds>("<M8[ms]"));
  CHECK_FALSE(Agrees<Seconds>("<M8[2s]"));
  CHECK_FALSE(Agrees<Seconds>("<m8[s]"));
  CHECK_FALSE(Agrees<Seconds>("<M8"));
  CHECK_FALSE(Agrees<datetime64<time_unit::second, 1, big<std::int64_t>>>(">M8[m]"));
  CHECK(Agrees<Event>("[('at','M8[ns]'),('inner',[('plain','i8'),('length','m8[25s]')],2)]"));
  CHECK(Agrees<Event>("[('at','i8'),('inner',[('plain','M8[D]'),('length','i8')],2)]"));
  CHECK_FALSE(Agrees<Event>("[('at','M8[us]'),('inner',[('plain','i8'),('length','m8[25s]')],2)]"));
  CHECK_FALSE(Agrees<Event>("[('at','M8[ns]'),('inner',[('plain','i8'),('length','m8[s]')],2)]"));
}

}  // namespace
}  // namespace pep3118
