// SPDX-License-Identifier: MIT
// What a shell and a manual show of the command line, from the table that --help prints.
//
// Same table, same bytes.  None of these can fail.
#ifndef PEP3118_TOOLS_COMPLETION_SHELL_TEXTS_H_
#define PEP3118_TOOLS_COMPLETION_SHELL_TEXTS_H_

#include <string>

#include "pep3118/tools/completion/option_table.h"

namespace pep3118 {

// What `pep3118c COMMAND --help` prints.
std::string HelpText(const CommandText& command);

// A script that bash sources; needs nothing of the bash-completion package.
std::string BashCompletion(const ToolText& tool);

// A file `_pep3118c` for a folder of zsh's $fpath.
std::string ZshCompletion(const ToolText& tool);

// man(7) source of pep3118c(1).
std::string ManPage(const ToolText& tool);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_COMPLETION_SHELL_TEXTS_H_
