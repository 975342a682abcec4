// SPDX-License-Identifier: MIT
// What a file says of its array, besides the layout of an item.
#ifndef PEP3118_CODEGEN_FILE_ARRAY_H_
#define PEP3118_CODEGEN_FILE_ARRAY_H_

#include <cstdint>
#include <span>

namespace pep3118 {

struct FileArray {
  std::span<const std::int64_t> shape = {};  // counts; outlives this
  bool fortran_order = false;                // the first dimension varies fastest
  std::int64_t data_offset = 0;              // bytes before the data
  std::int64_t data_bytes = 0;               // of all items
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_FILE_ARRAY_H_
