// SPDX-License-Identifier: MIT
// Targets by name: the built-in rows and those of a user's --target-file.
//
// The file is JSON, one object or a list of them (docs/targets.md):
//
//   {"name": "my-board", "base": "arm-none-eabi", "endian": "big", "pointer_bits": 32,
//    "codes": {"d": {"size": 8, "align": 4}}, "float_formats": {"g": "binary64"},
//    "wchar_bytes": 2, "char32_bytes": 4, "char_signed": false, "record_rule": "natural"}
//
// `base` is another row, which supplies what is left out.  Unsigned codes, complex numbers, `e` and
// `u` (from `h`), and pointers (from `P`) follow their kin unless the file gives them.
#ifndef PEP3118_TOOLS_INPUTS_TARGET_FILE_H_
#define PEP3118_TOOLS_INPUTS_TARGET_FILE_H_

#include <deque>
#include <string>
#include <string_view>

#include "pep3118/layout/target.h"

namespace pep3118 {

class TargetSet {
 public:
  // A row of the file or a built-in one, or nullptr.  Valid as long as the set.
  const Target* Find(std::string_view name) const;

  // The rows of the file, in its order.
  const std::deque<Target>& own() const { return own_; }

  // Adds the rows of a file's text.  False with a sentence in `message` when it is not such a file;
  // a row may not take the name of another.
  bool Read(std::string_view json, std::string& message);

 private:
  std::deque<Target> own_;  // addresses stay
};

}  // namespace pep3118

#endif  // PEP3118_TOOLS_INPUTS_TARGET_FILE_H_
