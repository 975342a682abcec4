// SPDX-License-Identifier: MIT
// `--response FILE`: arguments from a file, for command lines longer than a system allows.  Not
// `@FILE`, as elsewhere: a format may begin with `@`, and none is ever taken for a file name.
#ifndef PEP3118_TOOLS_IO_RESPONSE_H_
#define PEP3118_TOOLS_IO_RESPONSE_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pep3118 {

struct ResponseError {
  bool wrong_usage;     // the command line, otherwise the file
  std::string file;     // empty when none was named
  std::string message;  // what is wrong
};

// Appends `args` to `expanded`, with the lines of the file in place of each `--response FILE` or
// `--response=FILE`.  Every line is one argument, as it is: no quotes, no escapes, no comments, and
// no file in the file.  Nothing after `--` is taken for an option, wherever that is.  The paths
// of the files go to `files`.
std::optional<ResponseError> ExpandResponses(std::span<const std::string> args,
                                             std::vector<std::string>& expanded,
                                             std::vector<std::string>& files);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_IO_RESPONSE_H_
