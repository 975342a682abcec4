// SPDX-License-Identifier: MIT
// The subcommands: arguments and streams in, exit code out.  Only the product goes to `out`.
#ifndef PEP3118_TOOLS_CLI_COMMANDS_H_
#define PEP3118_TOOLS_CLI_COMMANDS_H_

#include <istream>
#include <ostream>

#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {

struct Streams {
  std::istream& in;
  std::ostream& out;
};

ExitCode RunHeader(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunEmit(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunLayout(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunCanon(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunAst(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunDiff(const Arguments& arguments, Streams streams, Reporter& reporter);
ExitCode RunTargets(const Arguments& arguments, Streams streams, Reporter& reporter);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_COMMANDS_H_
