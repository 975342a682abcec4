// SPDX-License-Identifier: MIT
// The command line: which subcommand, which options, which formats.
//
// CLI11 reads the options; it never sees the text of a format, so that none of its own syntax
// (`[a,b]`, `{}`, `++`, the name of another subcommand) can change one.
#ifndef PEP3118_TOOLS_CLI_CLI_H_
#define PEP3118_TOOLS_CLI_CLI_H_

#include <istream>
#include <ostream>
#include <span>
#include <string>

namespace pep3118 {

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_has_color = false;  // what --color auto means
};

// Runs one command (`args` without the program's name) and returns its exit code (arguments.h).
// Flushes `out`: an answer that could not be written is exit code 3.
int RunTool(std::span<const std::string> args, const Console& console);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_CLI_H_
