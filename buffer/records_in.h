// SPDX-License-Identifier: MIT
// Bytes that hold records and nothing else, without a copy: a mapped file, a message, a packet.
//
//   Result<View<const my::Trade, 1>, RecordsError> trades = RecordsIn<my::Trade>(bytes);
//   if (!trades) return Log(trades.error().message);
//   for (const my::Trade& trade : *trades) ...
#ifndef PEP3118_BUFFER_RECORDS_IN_H_
#define PEP3118_BUFFER_RECORDS_IN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

#include "pep3118/base/result.h"
#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/view.h"

namespace pep3118 {

enum class RecordsErrorKind : std::uint8_t {
  kRemainder,    // the last record is not complete
  kBaseAddress,  // not aligned for the record
};
struct RecordsError {
  RecordsErrorKind kind = RecordsErrorKind::kRemainder;
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

namespace internal {

// Whether `size` bytes at `data` are records of these facts; else the error.
std::optional<RecordsError> CheckRecords(const void* data, std::size_t size,
                                         const RecordFacts& facts);

template <class View, class Byte>
Result<View, RecordsError> RecordsOf(std::span<Byte> bytes) {
  using Item = typename View::element_type;
  constexpr RecordFacts facts = FactsOfRecord<std::remove_const_t<Item>>();
  if (std::optional<RecordsError> error = CheckRecords(bytes.data(), bytes.size(), facts)) {
    return *std::move(error);
  }
  using Raw = std::conditional_t<std::is_const_v<Byte>, const unsigned char, unsigned char>;
  const auto count = static_cast<std::ptrdiff_t>(bytes.size() / sizeof(Item));
  return ViewAccess::Make<View>(reinterpret_cast<Raw*>(bytes.data()), {count},
                                {static_cast<std::ptrdiff_t>(sizeof(Item))});
}

}  // namespace internal

// All of `bytes` as records, which must outlive the view: their number is a multiple of the
// record's size, and their address of its alignment (that of a packed record, or of one with
// unaligned<T> members, is 1).  Record is as for Bind.  What the bytes mean is the caller's word:
// nothing in them is looked at.  Thread-safe.
template <class Record>
Result<View<const Record, 1>, RecordsError> RecordsIn(std::span<const std::byte> bytes) {
  return internal::RecordsOf<View<const Record, 1>>(bytes);
}

// The same for bytes that may be written.
template <class Record>
Result<View<Record, 1>, RecordsError> WritableRecordsIn(std::span<std::byte> bytes) {
  return internal::RecordsOf<View<Record, 1>>(bytes);
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_RECORDS_IN_H_
