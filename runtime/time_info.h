// What a record's traits say about those of its fields that are times.
//
//   for (const pep3118::time_info& time : traits::times) use(time.offset, time.unit, time.count);
//   if (const pep3118::time_info* time = pep3118::TimeOf<Record>(1)) use(*time);  // of fields[1]
#ifndef PEP3118_RUNTIME_TIME_INFO_H_
#define PEP3118_RUNTIME_TIME_INFO_H_

#include <cstddef>

#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/time_unit.h"

namespace pep3118 {

// A record with times in it, at any depth, has record_traits<Record>::times: an array of these in
// order of offset.  The format says no more of them than `q`.
struct time_info {
  std::size_t offset;  // bytes from the start of the record; of the first element of an array
  time_kind kind;
  time_unit unit;
  int count;          // of which a tick is that many
  const char* epoch;  // "1970-01-01T00:00:00"; nullptr of a timedelta64
};

namespace bits {

template <class Traits>
constexpr auto find_time(std::size_t offset, int) -> decltype(&Traits::times[0]) {
  for (const time_info& time : Traits::times)
    if (time.offset == offset) return &time;
  return nullptr;
}
template <class Traits>
constexpr const time_info* find_time(std::size_t, long) {
  return nullptr;
}

constexpr bool is_number(const field_info& field) {
  for (std::size_t i = 0; i < field.ndim; ++i)
    if (field.shape[i] == 0) return false;  // no bytes: its offset is the next field's
  return field.code[0] != 'T';
}

}  // namespace bits

// Of record_traits<Record>::fields[field], in any record; nullptr where that is not a time, or is a
// record or has no bytes.
template <class Record>
constexpr const time_info* TimeOf(std::size_t field) {
  const field_info& info = record_traits<Record>::fields[field];
  return bits::is_number(info) ? bits::find_time<record_traits<Record>>(info.offset, 0) : nullptr;
}

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_TIME_INFO_H_
