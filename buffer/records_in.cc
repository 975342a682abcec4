// SPDX-License-Identifier: MIT
#include "pep3118/buffer/records_in.h"

namespace pep3118::internal {
namespace {

std::string Counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

std::optional<RecordsError> CheckRecords(const void* data, std::size_t size,
                                         const RecordFacts& facts) {
  if (const std::size_t remainder = size % facts.itemsize; remainder != 0) {
    return RecordsError{RecordsErrorKind::kRemainder, Counted(remainder, "byte") + " after " +
                                                          Counted(size / facts.itemsize, "record") +
                                                          " of " + Counted(facts.itemsize, "byte")};
  }
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(data) % facts.alignment;
  if (size != 0 && beyond != 0) {
    return RecordsError{RecordsErrorKind::kBaseAddress,
                        "the bytes begin " + Counted(beyond, "byte") + " beyond a multiple of " +
                            std::to_string(facts.alignment) +
                            " (unaligned<T> members need no alignment)"};
  }
  return std::nullopt;
}

}  // namespace pep3118::internal
