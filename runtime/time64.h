// NumPy's datetime64 and timedelta64: ticks, to and from std::chrono.
//
//   datetime64<time_unit::nanosecond> t;      // M8[ns]
//   if (auto time = t.value()) use(*time);    // a std::chrono::time_point of system_clock
//   t = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
//
// NaT ("not a time") is the least number of ticks, as in NumPy.  It never becomes a time: value()
// has none.  It is not equal to anything, itself included, and neither less nor greater, so that
// sorting needs an order of its own.  std::chrono's time of the least number of ticks becomes NaT.
//
// A value is made from std::chrono's type of the same tick alone.  Another one is converted first,
// by the rules of std::chrono: to a finer tick by itself where the call says the type,
// `datetime64<...>(sys_days)`, to a coarser one with time_point_cast or duration_cast.  As there, what
// the finer tick cannot hold overflows.
//
// datetime64 counts from 1970-01-01T00:00:00 without leap seconds.  So does system_clock: by the
// standard from C++20 on, and before that in every library that there is (libstdc++, libc++, MSVC's).
#ifndef PEP3118_RUNTIME_TIME64_H_
#define PEP3118_RUNTIME_TIME64_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>

#include "pep3118/runtime/time_unit.h"

namespace pep3118 {

// What stands for std::chrono's type where there is none.
struct no_fixed_length;

namespace bits {

constexpr std::intmax_t seconds_of(time_unit unit) {
  return unit == time_unit::week     ? 604800
         : unit == time_unit::day    ? 86400
         : unit == time_unit::hour   ? 3600
         : unit == time_unit::minute ? 60
                                     : 1;
}
constexpr std::intmax_t parts_of_second(time_unit unit) {
  std::intmax_t parts = 1;
  for (int i = static_cast<int>(time_unit::second); i < static_cast<int>(unit); ++i) parts *= 1000;
  return parts;
}

template <time_kind Kind, time_unit Unit, int Count, bool HasLength = HasFixedLength(Unit)>
struct time_value {
  using type = no_fixed_length;
};
template <time_unit Unit, int Count>
struct time_value<time_kind::timedelta64, Unit, Count, true> {
  using type = std::chrono::duration<
      std::int64_t, typename std::ratio<Count * seconds_of(Unit), parts_of_second(Unit)>::type>;
};
template <time_unit Unit, int Count>
struct time_value<time_kind::datetime64, Unit, Count, true> {
  using type =
      std::chrono::time_point<std::chrono::system_clock,
                              typename time_value<time_kind::timedelta64, Unit, Count>::type>;
};

}  // namespace bits

// Stored is what holds the ticks: std::int64_t, or little<>, big<> or unaligned<> of it.
template <time_kind Kind, time_unit Unit, int Count, class Stored>
class time64 {
  static_assert(Count > 0 && sizeof(Stored) == 8, "a tick is one or more of a unit, in 8 bytes");

 public:
  // std::chrono's type: of a datetime64 a time_point<system_clock, D>, of a timedelta64 D, which is
  // duration<std::int64_t, the ratio of a tick>.
  using value_type = typename bits::time_value<Kind, Unit, Count>::type;
  static constexpr time_kind kind = Kind;
  static constexpr time_unit unit = Unit;
  static constexpr int count = Count;

  time64() = default;
  constexpr time64(value_type value) : ticks_(ticks_of(value)) {}
  // The same in other storage.
  template <class Other>
  constexpr time64(const time64<Kind, Unit, Count, Other>& other) : ticks_(other.ticks()) {}

  static constexpr time64 from_ticks(std::int64_t ticks) { return time64(ticks, 0); }
  static constexpr time64 nat() { return from_ticks(INT64_MIN); }

  constexpr std::int64_t ticks() const { return ticks_; }
  constexpr bool is_nat() const { return ticks() == INT64_MIN; }

  // std::optional<value_type>: nothing for NaT.
  constexpr auto value() const {
    static_assert(HasFixedLength(Unit),
                  "years, months and generic ticks have no fixed length: use ticks()");
    if constexpr (HasFixedLength(Unit)) {
      using duration = typename bits::time_value<time_kind::timedelta64, Unit, Count>::type;
      return is_nat() ? std::optional<value_type>()
                      : std::optional<value_type>(value_type(duration(ticks())));
    }
  }

 private:
  constexpr time64(std::int64_t ticks, int) : ticks_(ticks) {}

  template <class Rep, class Period>
  static constexpr std::int64_t ticks_of(const std::chrono::duration<Rep, Period>& length) {
    return length.count();
  }
  template <class Clock, class Duration>
  static constexpr std::int64_t ticks_of(const std::chrono::time_point<Clock, Duration>& time) {
    return time.time_since_epoch().count();
  }

  Stored ticks_;
};

template <time_unit Unit, int Count = 1, class Stored = std::int64_t>
using datetime64 = time64<time_kind::datetime64, Unit, Count, Stored>;
template <time_unit Unit, int Count = 1, class Stored = std::int64_t>
using timedelta64 = time64<time_kind::timedelta64, Unit, Count, Stored>;

// clang-format off
#define PEP3118_COMPARE_TIMES(op)                                         \
  template <time_kind Kind, time_unit Unit, int Count, class A, class B>  \
  constexpr bool operator op(const time64<Kind, Unit, Count, A>& a,       \
                             const time64<Kind, Unit, Count, B>& b) {     \
    return !a.is_nat() && !b.is_nat() && a.ticks() op b.ticks();          \
  }
// clang-format on
PEP3118_COMPARE_TIMES(==)
PEP3118_COMPARE_TIMES(<)
PEP3118_COMPARE_TIMES(>)
PEP3118_COMPARE_TIMES(<=)
PEP3118_COMPARE_TIMES(>=)
#undef PEP3118_COMPARE_TIMES
template <time_kind Kind, time_unit Unit, int Count, class A, class B>
constexpr bool operator!=(const time64<Kind, Unit, Count, A>& a,
                          const time64<Kind, Unit, Count, B>& b) {
  return !(a == b);
}

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_TIME64_H_
