// What a tick of NumPy's datetime64 and timedelta64 is: kinds, units and their names.
#ifndef PEP3118_RUNTIME_TIME_UNIT_H_
#define PEP3118_RUNTIME_TIME_UNIT_H_

namespace pep3118 {

enum class time_kind : unsigned char {
  datetime64,   // since 1970-01-01T00:00:00, without leap seconds or a time zone
  timedelta64,  // a length
};

// Months and years have no fixed length: their ticks are counted on the calendar.  Of a generic one
// nothing is known.
enum class time_unit : unsigned char {
  generic,
  year,
  month,
  week,
  day,
  hour,
  minute,
  second,
  millisecond,
  microsecond,
  nanosecond,
  picosecond,
  femtosecond,
  attosecond,
};

// NumPy's: "generic", "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as".
constexpr const char* TimeUnitName(time_unit unit) {
  constexpr const char* kNames[] = {"generic", "Y",  "M",  "W",  "D",  "h",  "m",
                                    "s",       "ms", "us", "ns", "ps", "fs", "as"};
  return kNames[static_cast<unsigned char>(unit)];
}

constexpr bool HasFixedLength(time_unit unit) { return unit > time_unit::month; }

// A NumPy datetime64 or timedelta64 of `Count` of `Unit` a tick (time64.h).
template <time_kind Kind, time_unit Unit, int Count, class Stored>
class time64;

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_TIME_UNIT_H_
