// SPDX-License-Identifier: MIT
// Where a run's text goes: standard output, or the file of -o with what --check, --depfile and
// --print-outputs add.
#ifndef PEP3118_TOOLS_CLI_OUTPUT_H_
#define PEP3118_TOOLS_CLI_OUTPUT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {

// The exit code when options about files contradict each other (it is reported then), or nothing.
// No output may be an input or another output: what is read would be lost.
std::optional<ExitCode> CheckOutputs(const Arguments& arguments, Reporter& reporter);

// Prints the files that the run would write, for --print-outputs.
void PrintOutputs(const Arguments& arguments, Streams streams);

// Writes the text where it belongs, or compares it with what is there.  `files`: what was read
// besides manifests and the target file; no output may be one of them.
ExitCode Deliver(const Arguments& arguments, const std::vector<std::string>& files,
                 std::string_view text, Streams streams, Reporter& reporter);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_OUTPUT_H_
