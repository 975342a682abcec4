// SPDX-License-Identifier: MIT
// The command line as data: what --help prints, for the texts that are made from it.
#ifndef PEP3118_TOOLS_COMPLETION_OPTION_TABLE_H_
#define PEP3118_TOOLS_COMPLETION_OPTION_TABLE_H_

#include <string>
#include <vector>

namespace pep3118 {

struct OptionText {
  std::vector<std::string> flags;  // as written: "-h", "--help"
  std::string type;                // what the value is called, "FILE"; empty when there is none
  std::vector<std::string> words;  // the values that there are; empty when that is open
  std::string about;
};

struct CommandText {
  std::string name;
  std::string about;
  std::string examples;  // lines
  std::string formats;   // what its FORMATs are; empty when it takes none
  std::vector<OptionText> options;
};

struct ToolText {
  std::string about;                // paragraphs
  std::vector<OptionText> options;  // those in place of a subcommand, or anywhere
  std::vector<CommandText> commands;
};

}  // namespace pep3118

#endif  // PEP3118_TOOLS_COMPLETION_OPTION_TABLE_H_
