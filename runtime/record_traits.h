// What a generated header says about its records: format, layout id, field table.
//
//   using traits = pep3118::record_traits<my::Point>;
//   static_assert(traits::itemsize == 16);
//   for (const pep3118::field_info& field : traits::fields) use(field.name, field.offset);
//
// Everything is constexpr; nothing here has state, allocates or throws.
#ifndef PEP3118_RUNTIME_RECORD_TRAITS_H_
#define PEP3118_RUNTIME_RECORD_TRAITS_H_

#include <cstddef>

namespace pep3118 {

// One field as the format has it.
struct field_info {
  const char* name;                    // the format's own bytes, UTF-8
  std::size_t offset;                  // bytes from the start of the record
  std::size_t itemsize;                // bytes of one element
  const char* code;                    // canonical: "i", "!d", "5s"; of a record, its format
  std::size_t ndim = 0;                // dimensions of a subarray, 0 for a single element
  const std::size_t* shape = nullptr;  // ndim numbers, row-major
};

// Specialised by every generated record:
//   type         the record itself
//   format       char[]: canonical format, UTF-8, ends with NUL
//   layout_id    char[33]: 32 hexadecimal digits
//   itemsize     bytes, alignment bytes, field_count
//   fields       field_info[field_count] in order of offset, no-byte fields included; absent when
//                field_count is 0
template <class Record>
struct record_traits;

}  // namespace pep3118

#endif  // PEP3118_RUNTIME_RECORD_TRAITS_H_
