// SPDX-License-Identifier: MIT
// Buffer descriptions in a JSON file, and what becomes of each.
//
// The file is an object with an array `cases`; each case is an object with the members of Py_buffer
// (format, itemsize, ndim, shape, strides, suboffsets, len, readonly; null is NULL), `id`,
// `category`, and the memory it is shown: memory_bytes zeros, the item at index 0 at byte
// buf_offset.  In the category `readonly` a writable array is asked for, unless the id says read.
#ifndef PEP3118_BUFFER_TESTING_BUFFER_CASES_H_
#define PEP3118_BUFFER_TESTING_BUFFER_CASES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118::tools {

struct BufferVerdict {
  std::string id;
  bool ok = false;     // described, proved and every item read
  std::string reason;  // why not
  std::string expect;  // the file's own label, if it has one
};

// The verdicts in the order of the file; nothing when `text` is not such a file.
std::optional<std::vector<BufferVerdict>> JudgeBuffers(std::string_view text);

}  // namespace pep3118::tools

#endif  // PEP3118_BUFFER_TESTING_BUFFER_CASES_H_
