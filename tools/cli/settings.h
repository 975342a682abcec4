// SPDX-License-Identifier: MIT
// Arguments looked up: names of targets and dialects become rows and values, numbers are read.
#ifndef PEP3118_TOOLS_CLI_SETTINGS_H_
#define PEP3118_TOOLS_CLI_SETTINGS_H_

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/inputs/target_file.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {

struct Settings {
  TargetSet targets;                      // all that may be named
  std::vector<const Target*> chosen;      // by --target, in order; one at least
  LayoutOptions options;                  // with the first chosen target
  std::optional<std::size_t> max_fields;  // --max-members
};

// The exit code when something in `arguments` is wrong (it is reported then), or nothing.
// `settings` must stay where it is: chosen targets point into it.
std::optional<ExitCode> ResolveSettings(const Arguments& arguments, Reporter& reporter,
                                        Settings& settings);

// Adds the rows of --target-file, if there is one; the exit code as above.
std::optional<ExitCode> ReadTargetFile(const Arguments& arguments, Reporter& reporter,
                                       TargetSet& targets);

// The exit code when there is not one input (it is reported then), or --dialect is for something
// other than a format.
std::optional<ExitCode> CheckOneInput(const Arguments& arguments, Reporter& reporter);
std::optional<ExitCode> CheckDialect(const Arguments& arguments, Reporter& reporter);

// What an input says: its text, its file, or standard input for `-`.  Nothing when that cannot be
// read; it is reported then.
std::optional<ItemDescription> ReadInput(const Input& input, std::istream& in, Reporter& reporter);

// Where messages say that a description is.
FilePosition PlaceOf(const ItemDescription& description);

// Refuses `description`, the answer to which would not fit kOutputBytes.
ExitCode AnswerTooLong(Reporter& reporter, const ItemDescription& description);

// Reports wrong usage and returns its exit code.
ExitCode WrongUsage(Reporter& reporter, std::string message, std::string hint = {});

// Reports a file that cannot be read or written and returns that exit code.
ExitCode FileError(Reporter& reporter, std::string_view kind, const std::string& path,
                   const std::string& reason);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_SETTINGS_H_
