// SPDX-License-Identifier: MIT
// datetime64 and timedelta64: what is a value and what is not.  Ticks are those that NumPy prints for
// the dates beside them; testdata/times_live_test.py compares with NumPy at large.
#include "pep3118/runtime/time64.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <ratio>
#include <string_view>
#include <type_traits>

#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/time_info.h"
#include "pep3118/runtime/unaligned.h"
#include "pep3118/testdata/catch.h"

namespace time_test {

using pep3118::big;
using pep3118::datetime64;
using pep3118::time_unit;
using pep3118::timedelta64;
using pep3118::unaligned;

struct Event {
  std::int32_t id;
  datetime64<time_unit::nanosecond> at;
  timedelta64<time_unit::second, 25, big<std::int64_t>> lengths[2];
  unaligned<datetime64<time_unit::month>> month;
};
struct Log {
  char level;
  Event events[3];
  datetime64<time_unit::day> day;
};
struct Plain {
  std::int64_t x;
};

}  // namespace time_test

PEP3118_RECORD(time_test::Event, id, at, lengths, month);
PEP3118_RECORD(time_test::Log, level, events, day);
PEP3118_RECORD(time_test::Plain, x);

namespace pep3118 {
namespace {

using std::chrono::duration;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::system_clock;
using std::chrono::time_point;

using Ns = datetime64<time_unit::nanosecond>;
using Seconds = datetime64<time_unit::second>;
using BigSeconds = datetime64<time_unit::second, 1, big<std::int64_t>>;
using Years = datetime64<time_unit::year>;
using Any = timedelta64<time_unit::generic>;

template <class T, std::size_t Alignment>
constexpr bool kFits =
    sizeof(T) == 8 && alignof(T) == Alignment && std::is_trivially_copyable_v<T> &&
    std::is_standard_layout_v<T> && std::is_trivially_default_constructible_v<T>;
static_assert(kFits<Ns, alignof(std::int64_t)> && kFits<Any, alignof(std::int64_t)>);
static_assert(kFits<BigSeconds, 1> &&
              kFits<datetime64<time_unit::day, 7, little<std::int64_t>>, 1>);
static_assert(kFits<timedelta64<time_unit::day, 7, unaligned<std::int64_t>>, 1>);

// std::chrono's types.
template <class T, std::intmax_t num, std::intmax_t den>
constexpr bool kTick =
    std::is_same_v<typename T::value_type, duration<std::int64_t, std::ratio<num, den>>>;
static_assert(kTick<timedelta64<time_unit::week>, 604800, 1>);
static_assert(kTick<timedelta64<time_unit::day>, 86400, 1>);
static_assert(kTick<timedelta64<time_unit::hour>, 3600, 1>);
static_assert(kTick<timedelta64<time_unit::minute>, 60, 1>);
static_assert(kTick<timedelta64<time_unit::second, 25>, 25, 1>);
static_assert(kTick<timedelta64<time_unit::millisecond>, 1, 1000>);
static_assert(kTick<timedelta64<time_unit::nanosecond, 1000>, 1, 1000000>);
static_assert(kTick<timedelta64<time_unit::picosecond>, 1, 1000000000000>);
static_assert(kTick<timedelta64<time_unit::attosecond>, 1, 1000000000000000000>);
static_assert(
    std::is_same_v<Ns::value_type, time_point<system_clock, duration<std::int64_t, std::nano>>>);

// Nothing is narrowed, rescaled or taken for a time by itself.
template <class To, class From>
constexpr bool kMakes = std::is_constructible_v<To, From>;
using SecondsPoint = time_point<system_clock, duration<std::int64_t>>;
using HoursPoint = time_point<system_clock, hours>;
static_assert(std::is_convertible_v<SecondsPoint, Seconds>);
static_assert(std::is_convertible_v<SecondsPoint, BigSeconds>);
static_assert(!kMakes<datetime64<time_unit::day>, HoursPoint>);
static_assert(kMakes<Seconds, HoursPoint> && !std::is_convertible_v<HoursPoint, Seconds>);
static_assert(!kMakes<Seconds, Ns::value_type> && !kMakes<Seconds, std::int64_t>);
static_assert(!kMakes<Seconds, seconds> && !kMakes<timedelta64<time_unit::second>, SecondsPoint>);
static_assert(!kMakes<Years, SecondsPoint> && !kMakes<Any, seconds>);
static_assert(!kMakes<Seconds, Ns> && !kMakes<Seconds, timedelta64<time_unit::second>>);
static_assert(!kMakes<Seconds, datetime64<time_unit::second, 2>>);
static_assert(kMakes<Seconds, BigSeconds> && kMakes<BigSeconds, Seconds>);
static_assert(!std::is_convertible_v<Seconds, std::int64_t>);
static_assert(!std::is_convertible_v<Seconds, SecondsPoint>);

// In constant expressions.
static_assert(BigSeconds::from_ticks(-2).value()->time_since_epoch() == seconds(-2));
static_assert(Ns::nat().is_nat() && !Ns::nat().value());
static_assert(Years::from_ticks(-1).ticks() == -1 && Any::nat().is_nat());

TEST_CASE("ticks are those of NumPy in every byte order") {
  const unsigned char bytes[] = {0, 0, 0, 0, 0x3b, 0x9a, 0xca, 0};  // 10^9, 2001-09-09T01:46:40
  BigSeconds stored;
  std::memcpy(static_cast<void*>(&stored), bytes, sizeof stored);
  CHECK(stored.ticks() == 1000000000);
  CHECK(system_clock::to_time_t(time_point<system_clock, seconds>(*stored.value())) == 1000000000);
  const BigSeconds made = SecondsPoint(seconds(1000000000));
  CHECK(std::memcmp(&made, bytes, sizeof bytes) == 0);
  const Seconds native = stored;
  CHECK(native == stored);
}

TEST_CASE("a finer tick is std::chrono's conversion, a coarser one its cast") {
  CHECK(datetime64<time_unit::millisecond>(SecondsPoint(seconds(-3))).ticks() == -3000);
  CHECK(timedelta64<time_unit::minute, 2>(hours(1)).ticks() == 30);
  const auto value = timedelta64<time_unit::second, 25>::from_ticks(3).value();
  REQUIRE(value);
  CHECK(milliseconds(*value) == milliseconds(75000));
}

TEST_CASE("NaT is no time, and equal to nothing") {
  const Ns nat = Ns::nat();
  const Ns least = Ns::from_ticks(INT64_MIN + 1);
  const BigSeconds big_nat = BigSeconds::nat();
  CHECK(nat.ticks() == INT64_MIN);
  CHECK(nat.is_nat());
  CHECK(big_nat.is_nat());
  CHECK_FALSE(nat.value());
  CHECK_FALSE(big_nat.value());
  REQUIRE(least.value());
  CHECK(least.value()->time_since_epoch() == nanoseconds(INT64_MIN + 1));
  // As in NumPy.
  CHECK_FALSE(nat == nat);
  CHECK(nat != nat);
  CHECK(nat != least);
  CHECK_FALSE(nat < least);
  CHECK_FALSE(nat <= nat);
  CHECK_FALSE(nat > least);
  CHECK_FALSE(nat >= nat);
  CHECK_FALSE(least > nat);
  CHECK(Ns(Ns::value_type(nanoseconds(INT64_MIN))).is_nat());
}

TEST_CASE("values of one tick compare, in any storage") {
  const Seconds one = Seconds::from_ticks(1);
  const BigSeconds two = BigSeconds::from_ticks(2);
  CHECK(one < two);
  CHECK(one <= two);
  CHECK(two > one);
  CHECK(two >= one);
  CHECK(one != two);
  CHECK(two == Seconds::from_ticks(2));
  CHECK_FALSE(two == one);
}

TEST_CASE("the traits of a listed struct say its times") {
  using time_test::Event;
  using time_test::Log;
  if (offsetof(Event, at) == 8) {  // some 32-bit machines have it at 4
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    CHECK(FormatOf<Event>() == std::string_view("T{i:id:4xq:at:(2)=q:lengths:=q:month:}"));
#else
    CHECK(FormatOf<Event>() == std::string_view("T{i:id:4xq:at:(2)!q:lengths:=q:month:}"));
#endif
  }
  const auto& times = record_traits<Log>::times;
  REQUIRE(std::size(times) == 4);
  CHECK(times[0].offset == offsetof(Log, events) + offsetof(Event, at));
  CHECK(times[1].offset == offsetof(Log, events) + offsetof(Event, lengths));
  CHECK(times[1].kind == time_kind::timedelta64);
  CHECK(times[1].count == 25);
  CHECK(times[1].epoch == nullptr);
  CHECK(times[2].unit == time_unit::month);
  CHECK(times[3].offset == offsetof(Log, day));
  CHECK(times[3].epoch == std::string_view("1970-01-01T00:00:00"));
  CHECK(TimeOf<Event>(0) == nullptr);
  CHECK(TimeOf<Event>(1)->unit == time_unit::nanosecond);
  CHECK(TimeOf<Log>(1) == nullptr);  // a record
  CHECK(TimeOf<Log>(2) == &times[3]);
  CHECK(TimeOf<time_test::Plain>(0) == nullptr);
  CHECK(TimeUnitName(TimeOf<Event>(2)->unit) == std::string_view("s"));
}

}  // namespace
}  // namespace pep3118
