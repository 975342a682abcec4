// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/cli.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/codegen/version.h"
#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/parse_arguments.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/cli/subcommands.h"
#include "pep3118/tools/completion/shell_texts.h"
#include "pep3118/tools/io/response.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

ExitCode Generate(std::span<const std::string> kind, std::ostream& out, Reporter& reporter) {
  const std::string name = kind.size() == 1 ? kind.front() : std::string();
  if (name == "bash") {
    out << BashCompletion(DescribeTool());
  } else if (name == "zsh") {
    out << ZshCompletion(DescribeTool());
  } else if (name == "man") {
    out << ManPage(DescribeTool());
  } else {
    return WrongUsage(reporter, "--generate takes bash, zsh or man", "see `pep3118c --help`");
  }
  return kExitDone;
}

// True when unset or one of `words`.
bool IsOneOf(const std::optional<std::string>& value, std::initializer_list<const char*> words) {
  if (!value) return true;
  for (const char* word : words) {
    if (*value == word) return true;
  }
  return false;
}

Reporter::Style StyleOf(const Arguments& arguments, bool err_has_color) {
  if (arguments.error_format == "json") return Reporter::Style::kJson;
  if (arguments.color == "always") return Reporter::Style::kColor;
  if (arguments.color == "never") return Reporter::Style::kText;
  return err_has_color ? Reporter::Style::kColor : Reporter::Style::kText;
}

ExitCode RunSubcommand(const Subcommand& subcommand, std::span<const std::string> args,
                       std::vector<std::string> response_files, const Console& console) {
  Arguments arguments;
  arguments.response_files = std::move(response_files);
  std::string wrong;
  if (ParseArguments(subcommand, args, arguments, wrong) == Parsed::kHelp) {
    console.out << HelpText(Describe(subcommand));
    return kExitDone;
  }
  Reporter reporter(console.err, StyleOf(arguments, console.err_has_color));
  if (wrong.empty() && !IsOneOf(arguments.color, {"auto", "always", "never"})) {
    wrong = "--color is auto, always or never";
  }
  if (wrong.empty() && !IsOneOf(arguments.error_format, {"text", "json"})) {
    wrong = "--error-format is text or json";
  }
  if (!wrong.empty()) {
    return WrongUsage(reporter, wrong,
                      std::string("see `pep3118c ") + subcommand.name +
                          " --help`; write `--` before a format that begins with `-`");
  }
  return subcommand.run(arguments, {console.in, console.out}, reporter);
}

ExitCode Dispatch(std::span<const std::string> given, const Console& console) {
  Reporter reporter(console.err,
                    console.err_has_color ? Reporter::Style::kColor : Reporter::Style::kText);
  std::vector<std::string> args;
  std::vector<std::string> files;
  if (const auto error = ExpandResponses(given, args, files)) {
    return error->wrong_usage ? WrongUsage(reporter, error->message, "see `pep3118c --help`")
                              : FileError(reporter, "cannot-read", error->file, error->message);
  }
  if (args.empty()) return WrongUsage(reporter, "a subcommand is needed", "see `pep3118c --help`");
  const std::string& first = args.front();
  if (first == "--help" || first == "-h") {
    console.out << Overview();
    return kExitDone;
  }
  if (first == "--version") {
    console.out << "pep3118c " << kVersion << '\n';
    return kExitDone;
  }
  const std::span<const std::string> rest = std::span(args).subspan(1);
  if (first == "--generate") return Generate(rest, console.out, reporter);
  for (const Subcommand& subcommand : Subcommands()) {
    if (first == subcommand.name) {
      return RunSubcommand(subcommand, rest, std::move(files), console);
    }
  }
  return WrongUsage(reporter, "unknown subcommand " + Quoted(first),
                    "a subcommand comes first; see `pep3118c --help`");
}

}  // namespace

int RunTool(std::span<const std::string> args, const Console& console) {
  const ExitCode exit = Dispatch(args, console);
  console.out.flush();
  if (console.out) return exit;
  Reporter reporter(console.err, Reporter::Style::kText);
  return FileError(reporter, "cannot-write", "standard output", "not everything was written");
}

}  // namespace pep3118
