// SPDX-License-Identifier: MIT
// Reads every byte of every item of a described buffer.
#ifndef PEP3118_BUFFER_TESTING_READ_ITEMS_H_
#define PEP3118_BUFFER_TESTING_READ_ITEMS_H_

#include <cstdint>
#include <optional>

#include "pep3118/buffer/description.h"

namespace pep3118::tools {

// The sum of all bytes of all items, each byte of memory counted as often as items hold it when the
// array is small, and once when it is large or broadcast: an array of 2^80 items in 4 bytes of
// memory takes the time of 4 bytes.  Work is bounded by the memory that the items span.
// Nothing when an indirect array has more items than anybody would follow (2^22).
std::optional<std::uint64_t> SumItems(const Description& array);

}  // namespace pep3118::tools

#endif  // PEP3118_BUFFER_TESTING_READ_ITEMS_H_
