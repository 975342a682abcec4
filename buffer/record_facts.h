// SPDX-License-Identifier: MIT
// What the compiler knows of a struct, for functions that are not templates.  Private to buffer/.
#ifndef PEP3118_BUFFER_RECORD_FACTS_H_
#define PEP3118_BUFFER_RECORD_FACTS_H_

#include <cstddef>
#include <memory>
#include <type_traits>

#include "pep3118/layout/layout.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/time_info.h"

namespace pep3118::internal {

// The name that PEP3118_RECORD was given; a generated struct has only its layout's.
template <class Record, class = void>
struct record_name {
  static constexpr const char* value = nullptr;
};
template <class Record>
struct record_name<Record, std::void_t<decltype(record_detail::members<Record>::record_name)>> {
  static constexpr const char* value = record_detail::members<Record>::record_name;
};

struct RecordFacts {
  const char* name;  // in C++; nullptr when it has none worth saying
  const char* format;
  std::size_t itemsize;
  std::size_t alignment;
  const field_info* fields;
  std::size_t field_count;
  // What the format does not say: which numbers are times.
  const time_info* times;
  std::size_t time_count;
};

// The times in a Record, which may be a plain time64.
template <class Record>
constexpr const time_info* TimesOfRecord() {
  if constexpr (record_detail::times_in<Record>::count == 0) {
    return nullptr;
  } else if constexpr (record_detail::is_record<Record>::value) {
    return record_traits<Record>::times;
  } else {
    return record_detail::kTimes<1, record_detail::entry<Record, 0>>.items;
  }
}

template <class Record>
constexpr RecordFacts FactsOfRecord() {
  if constexpr (record_detail::is_record<Record>::value) {
    using traits = record_traits<Record>;
    static_assert(sizeof(Record) == traits::itemsize);
    const field_info* fields = nullptr;
    if constexpr (traits::field_count > 0) fields = traits::fields;
    return {record_name<Record>::value,
            traits::format,
            sizeof(Record),
            alignof(Record),
            fields,
            traits::field_count,
            TimesOfRecord<Record>(),
            record_detail::times_in<Record>::count};
  } else if constexpr (record_detail::code_of<Record>::value.text != nullptr) {
    return {nullptr,
            record_detail::kElementText<Record>.chars,
            sizeof(Record),
            alignof(Record),
            nullptr,
            0,
            TimesOfRecord<Record>(),
            record_detail::times_in<Record>::count};
  } else {
    static_assert(record_detail::code_of<Record>::value.text != nullptr,
                  "not a record: generate it, or list its members with PEP3118_RECORD");
    return {};
  }
}

// The layout of a struct; nothing when its format is that of another machine.  That of its format, as a
// buffer has it: times are numbers there.
std::shared_ptr<const Layout> LayoutOfRecord(const RecordFacts& facts);
// The same with its times.
std::shared_ptr<const Layout> TimedLayoutOfRecord(const RecordFacts& facts);

TimeType TimeOfInfo(const time_info& info);

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_RECORD_FACTS_H_
