// SPDX-License-Identifier: MIT
// The words of a command line to Arguments, by the table of subcommands.h.
#ifndef PEP3118_TOOLS_CLI_PARSE_ARGUMENTS_H_
#define PEP3118_TOOLS_CLI_PARSE_ARGUMENTS_H_

#include <span>
#include <string>

#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/subcommands.h"

namespace pep3118 {

enum class Parsed { kRun, kHelp, kWrong };

// Fills `arguments` from what follows the subcommand's name; on kWrong `message` says what is
// wrong, and `arguments` holds what was understood.  An option's value and a FORMAT are taken as
// they are, whatever bytes they hold.
Parsed ParseArguments(const Subcommand& subcommand, std::span<const std::string> args,
                      Arguments& arguments, std::string& message);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_PARSE_ARGUMENTS_H_
