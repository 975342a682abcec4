// SPDX-License-Identifier: MIT
// The command line as constant data: every subcommand and option once.  The parser of arguments,
// --help, the completion scripts and the manual page are made from this table.
#ifndef PEP3118_TOOLS_CLI_SUBCOMMANDS_H_
#define PEP3118_TOOLS_CLI_SUBCOMMANDS_H_

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/completion/option_table.h"

namespace pep3118 {

// One option.  Exactly one of the members says where its value goes.
struct OptionRow {
  const char* flag;   // "--name"
  const char* type;   // what the value is called; empty for a switch
  const char* about;  // one line
  std::optional<std::string> Arguments::*text = nullptr;
  std::vector<std::string> Arguments::*texts = nullptr;  // may be given several times
  bool Arguments::*set = nullptr;
  std::optional<DescriptionKind> input = {};  // it is an Input of that kind
};

struct Subcommand {
  const char* name;
  const char* about;
  const char* examples;  // lines
  const char* formats;   // what its FORMATs are; empty when it takes none
  std::array<std::span<const OptionRow>, 7> options;
  ExitCode (*run)(const Arguments&, Streams, Reporter&);
};

std::span<const Subcommand> Subcommands();

// The table's texts, for --help, completion scripts and the manual page.
CommandText Describe(const Subcommand& subcommand);
ToolText DescribeTool();

// What `pep3118c --help` prints.
std::string Overview();

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_SUBCOMMANDS_H_
