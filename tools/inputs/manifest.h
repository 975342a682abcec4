// SPDX-License-Identifier: MIT
// A manifest: named formats, one a line, for `header -f` and the build rule.
//
//   # whole-line comments and blank lines are skipped
//   Point = T{<i:x:d:y:}
//   Padded [itemsize=16 dialect=numpy target=i386-linux-gnu strict] = T{<i:x:d:y:}
//   Event [dtype] = [('t', '<M8[ns]'), ('value', '<f4')]
//   Sample [npy] = samples.npy
//   Cloud [fields] = cloud.json
//   Pair [fields] = {"itemsize": 8, "fields": [{"name": "x", "type": "<f4", "offset": 0}]}
//
// The format is the rest of the line without the blanks around it; so is a dtype, a file's name, or a
// list of fields that begins with `{` or `[`.
#ifndef PEP3118_TOOLS_INPUTS_MANIFEST_H_
#define PEP3118_TOOLS_INPUTS_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/inputs/target_file.h"

namespace pep3118 {

struct ManifestEntry {
  std::string name;
  DescriptionKind kind = DescriptionKind::kFormat;
  std::string text;      // the format, or what replaces it
  bool is_file = false;  // `text` is the name of a file with it
  std::optional<std::int64_t> itemsize;
  std::optional<Dialect> dialect;
  const Target* target = nullptr;  // nullptr where the line names none
  bool strict = false;
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // of the text, in bytes from 1
};

struct ManifestError {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // in bytes from 1
  std::size_t length = 1;  // bytes that are wrong, from column
  std::string message;     // printable ASCII
  std::string excerpt;     // the line
};

// The entries in the order of the text, or the first error.  Names are usable C++ identifiers and
// differ.  Targets are looked up in `targets`, which must outlive the entries.
std::optional<ManifestError> ReadManifest(std::string_view text, const TargetSet& targets,
                                          std::vector<ManifestEntry>& entries);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_INPUTS_MANIFEST_H_
