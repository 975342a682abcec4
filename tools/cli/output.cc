// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/output.h"

#include <string>
#include <utility>
#include <vector>

#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/io/files.h"
#include "pep3118/tools/io/make_word.h"

namespace pep3118 {
namespace {

// A file that the run reads or writes, and the option that names it.
struct UsedFile {
  const char* option;
  std::string path;  // "-" is standard input
};

// The rule of --depfile; nullopt, reported, when make has no spelling of a path.
std::optional<std::string> DepfileText(const Arguments& arguments,
                                       const std::vector<std::string>& files, Reporter& reporter) {
  std::string text;
  const auto append = [&](const std::string& path, MakeRole role) {
    const std::optional<std::string> word = MakeWord(path, role);
    if (word) text += *word;
    if (!word) WrongUsage(reporter, "--depfile: a Makefile cannot name " + Quoted(path));
    return word.has_value();
  };
  if (!append(*arguments.output, MakeRole::kTarget)) return std::nullopt;
  text += ':';
  std::vector<std::string> inputs = arguments.manifests;
  if (arguments.target_file) inputs.push_back(*arguments.target_file);
  inputs.insert(inputs.end(), files.begin(), files.end());
  for (const std::string& input : inputs) {
    if (input == "-") continue;
    text += ' ';
    if (!append(input, MakeRole::kPrerequisite)) return std::nullopt;
  }
  return text + "\n";
}

ExitCode Check(const std::string& path, std::string_view text, Reporter& reporter) {
  std::string reason;
  const std::optional<bool> same = FileHolds(path, text, reason);
  if (!same) return FileError(reporter, "cannot-read", path, reason);
  if (*same) return kExitDone;
  reporter.Report({.kind = "stale-output",
                   .message = "the file is not what this command writes",
                   .hint = "run it without --check",
                   .place = {.file = path}});
  return kExitRefused;
}

ExitCode Write(const Arguments& arguments, const std::vector<std::string>& files,
               std::string_view text, Reporter& reporter) {
  std::string rule;
  if (arguments.depfile) {
    std::optional<std::string> depfile = DepfileText(arguments, files, reporter);
    if (!depfile) return kExitUsage;
    rule = std::move(*depfile);
  }
  std::string reason;
  if (WriteFile(*arguments.output, text, reason) == WriteOutcome::kFailed) {
    return FileError(reporter, "cannot-write", *arguments.output, reason);
  }
  if (arguments.depfile && WriteFile(*arguments.depfile, rule, reason) == WriteOutcome::kFailed) {
    return FileError(reporter, "cannot-write", *arguments.depfile, reason);
  }
  return kExitDone;
}

const char* OptionOf(DescriptionKind kind) {
  return kind == DescriptionKind::kNpy ? "--npy" : "--fields";
}

std::vector<UsedFile> OutputsOf(const Arguments& arguments) {
  std::vector<UsedFile> outputs;
  if (arguments.output) outputs.push_back({"-o", *arguments.output});
  if (arguments.depfile) outputs.push_back({"--depfile", *arguments.depfile});
  return outputs;
}

// Refuses outputs that are one of `used` or each other.
std::optional<ExitCode> RefuseClash(const Arguments& arguments, std::vector<UsedFile> used,
                                    Reporter& reporter) {
  for (const UsedFile& output : OutputsOf(arguments)) {
    for (const UsedFile& other : used) {
      const bool same =
          other.path == "-" ? IsStandardInput(output.path) : SameFile(other.path, output.path);
      if (!same) continue;
      return WrongUsage(reporter, std::string(output.option) + " " + Quoted(output.path) +
                                      " is also the file of " + other.option);
    }
    used.push_back(output);
  }
  return std::nullopt;
}

}  // namespace

std::optional<ExitCode> CheckOutputs(const Arguments& arguments, Reporter& reporter) {
  const auto wrong = [&](std::string message) { return WrongUsage(reporter, std::move(message)); };
  if (arguments.check && !arguments.output) return wrong("--check needs -o");
  if (arguments.depfile && !arguments.output) return wrong("--depfile needs -o");
  if (arguments.print_outputs && !arguments.output) return wrong("--print-outputs needs -o");
  std::vector<UsedFile> used;
  for (const std::string& path : arguments.manifests) used.push_back({"-f", path});
  for (const std::string& path : arguments.response_files) used.push_back({"--response", path});
  if (arguments.target_file) used.push_back({"--target-file", *arguments.target_file});
  for (const Input& input : arguments.inputs) {
    if (input.text == "-") {
      used.push_back({"standard input", input.text});
    } else if (IsFile(input.kind)) {
      used.push_back({OptionOf(input.kind), input.text});
    }
  }
  return RefuseClash(arguments, std::move(used), reporter);
}

void PrintOutputs(const Arguments& arguments, Streams streams) {
  streams.out << *arguments.output << '\n';
  if (arguments.depfile) streams.out << *arguments.depfile << '\n';
}

ExitCode Deliver(const Arguments& arguments, const std::vector<std::string>& files,
                 std::string_view text, Streams streams, Reporter& reporter) {
  std::vector<UsedFile> read;
  read.reserve(files.size());
  for (const std::string& file : files) read.push_back({"an input", file});
  if (auto exit = RefuseClash(arguments, std::move(read), reporter)) return *exit;
  if (arguments.check) return Check(*arguments.output, text, reporter);
  if (arguments.output) return Write(arguments, files, text, reporter);
  streams.out << text;
  return kExitDone;
}

}  // namespace pep3118
