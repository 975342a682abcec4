// SPDX-License-Identifier: MIT
// What the command line said, before anything of it was looked up.
#ifndef PEP3118_TOOLS_CLI_ARGUMENTS_H_
#define PEP3118_TOOLS_CLI_ARGUMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "pep3118/tools/inputs/description.h"

namespace pep3118 {

// What a run tells the shell.
enum ExitCode : int {
  kExitDone = 0,
  kExitRefused = 1,  // a format was refused, or diff or --check found a difference
  kExitUsage = 2,    // the command line, a manifest or a target file is wrong
  kExitFile = 3,     // a file or stream could not be read or written
};

// A FORMAT, or the value of --dtype, --npy or --fields; verbatim.  "-" is standard input.
struct Input {
  DescriptionKind kind = DescriptionKind::kFormat;
  std::string text;
};

// The options of every subcommand in one place; each reads those that it offers.
struct Arguments {
  std::vector<Input> inputs;                // FORMATs and what is given in their place, in order
  std::vector<std::string> response_files;  // what the arguments themselves were read from

  // How a format becomes a layout.
  std::vector<std::string> targets;
  std::optional<std::string> target_file;
  std::optional<std::string> dialect;
  std::optional<std::string> itemsize;
  std::optional<std::string> max_members;
  bool strict = false;
  bool lint = false;  // report valid but error-prone constructs too

  // header
  std::vector<std::string> manifests;  // in order; "-" is standard input
  std::optional<std::string> output;
  std::optional<std::string> depfile;
  std::optional<std::string> name;
  std::optional<std::string> name_space;
  bool runtime = false;
  bool no_padding_members = false;
  bool check = false;
  bool print_outputs = false;

  // layout
  bool json = false;
  bool svg = false;
  bool batch = false;

  // diff: what holds for one side, before what holds for both
  std::optional<std::string> target_a;
  std::optional<std::string> target_b;
  std::optional<std::string> dialect_a;
  std::optional<std::string> dialect_b;
  std::optional<std::string> itemsize_a;
  std::optional<std::string> itemsize_b;
  std::optional<std::string> level;  // bytes, types, names

  // What goes to standard error.
  std::optional<std::string> color;         // auto, always, never
  std::optional<std::string> error_format;  // text, json
};

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_ARGUMENTS_H_
