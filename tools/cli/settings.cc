// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/settings.h"

#include <algorithm>
#include <cstdint>

#include "pep3118/tools/inputs/numbers.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

constexpr std::size_t kTargetFileBytes = std::size_t{1} << 20;
constexpr std::int64_t kMostMembers = 1'000'000;  // no format has more elements

std::string DialectNames() {
  std::string names;
  for (const Dialect dialect : Dialects()) {
    if (!names.empty()) names += ", ";
    names += DialectName(dialect);
  }
  return names;
}

std::optional<ExitCode> ChooseTargets(const Arguments& arguments, Reporter& reporter,
                                      Settings& settings) {
  for (const std::string& name : arguments.targets) {
    const Target* target = settings.targets.Find(name);
    if (target == nullptr) {
      return WrongUsage(reporter, "unknown target " + Quoted(name),
                        "`pep3118c targets` lists those there are");
    }
    settings.chosen.push_back(target);
  }
  if (!settings.chosen.empty()) return std::nullopt;
  const auto& own = settings.targets.own();
  if (own.size() > 1) {
    return WrongUsage(reporter, "the target file has several targets",
                      "choose one with --target " + Escape(own.front().name));
  }
  settings.chosen.push_back(own.empty() ? &HostTarget() : &own.front());
  return std::nullopt;
}

}  // namespace

ExitCode AnswerTooLong(Reporter& reporter, const ItemDescription& description) {
  reporter.Report({.kind = "output-too-long",
                   .message = "the answer to the " + std::to_string(description.text.size()) +
                              " bytes from byte 0 would be longer than " +
                              std::to_string(kOutputBytes) + " bytes",
                   .place = PlaceOf(description)});
  return kExitRefused;
}

ExitCode WrongUsage(Reporter& reporter, std::string message, std::string hint) {
  reporter.Report({.kind = "bad-usage", .message = std::move(message), .hint = std::move(hint)});
  return kExitUsage;
}

ExitCode FileError(Reporter& reporter, std::string_view kind, const std::string& path,
                   const std::string& reason) {
  reporter.Report({.kind = kind, .message = reason, .place = {.file = path}});
  return kExitFile;
}

std::optional<ExitCode> ReadTargetFile(const Arguments& arguments, Reporter& reporter,
                                       TargetSet& targets) {
  if (!arguments.target_file) return std::nullopt;
  const std::string& path = *arguments.target_file;
  std::string text;
  std::string reason;
  if (!ReadFile(path, kTargetFileBytes, text, reason)) {
    return FileError(reporter, "cannot-read", path, reason);
  }
  if (text.size() > kTargetFileBytes)
    reason = "longer than " + std::to_string(kTargetFileBytes) + " bytes";
  if (!reason.empty() || !targets.Read(text, reason)) {
    reporter.Report({.kind = "bad-target-file", .message = reason, .place = {.file = path}});
    return kExitUsage;
  }
  return std::nullopt;
}

std::optional<ExitCode> ResolveSettings(const Arguments& arguments, Reporter& reporter,
                                        Settings& settings) {
  if (auto exit = ReadTargetFile(arguments, reporter, settings.targets)) return exit;
  if (auto exit = ChooseTargets(arguments, reporter, settings)) return exit;
  settings.options.target = settings.chosen.front();
  settings.options.strict = arguments.strict;

  if (arguments.dialect) {
    const Dialect* dialect = FindDialect(*arguments.dialect);
    if (dialect == nullptr) {
      return WrongUsage(reporter, "unknown dialect " + Quoted(*arguments.dialect),
                        "there are " + DialectNames());
    }
    settings.options.dialect = *dialect;
  }
  if (arguments.itemsize) {
    settings.options.itemsize = ParseNumber(*arguments.itemsize, INT64_MAX);
    if (!settings.options.itemsize) {
      return WrongUsage(reporter,
                        "--itemsize needs a number of bytes, not " + Quoted(*arguments.itemsize));
    }
  }
  if (arguments.max_members) {
    const auto members = ParseNumber(*arguments.max_members, kMostMembers);
    if (!members || *members == 0) {
      return WrongUsage(reporter, "--max-members needs a number from 1 to 1000000, not " +
                                      Quoted(*arguments.max_members));
    }
    settings.max_fields = static_cast<std::size_t>(*members);
    settings.options.max_fields = *settings.max_fields;
  }
  return std::nullopt;
}

std::optional<ExitCode> CheckOneInput(const Arguments& arguments, Reporter& reporter) {
  if (arguments.inputs.empty()) {
    return WrongUsage(reporter, "a format is needed", "write '' for the empty format");
  }
  if (arguments.inputs.size() > 1) {
    return WrongUsage(reporter, "one format at a time",
                      "quote a format with spaces, or use layout --batch for many");
  }
  return CheckDialect(arguments, reporter);
}

std::optional<ExitCode> CheckDialect(const Arguments& arguments, Reporter& reporter) {
  const auto is_format = [](const Input& input) { return input.kind == DescriptionKind::kFormat; };
  if (!arguments.dialect || arguments.inputs.empty() ||
      std::ranges::any_of(arguments.inputs, is_format)) {
    return std::nullopt;
  }
  return WrongUsage(reporter, "--dialect goes with a FORMAT");
}

std::optional<ItemDescription> ReadInput(const Input& input, std::istream& in, Reporter& reporter) {
  ItemDescription description{input.kind, {}};
  if (input.text == "-") {
    if (ReadDescriptionStream(in, description)) return description;
    FileError(reporter, "cannot-read", "standard input", "it cannot be read");
    return std::nullopt;
  }
  if (!IsFile(input.kind)) {
    description.text = input.text;
    return description;
  }
  std::string reason;
  if (ReadDescriptionFile(input.text, description, reason)) return description;
  FileError(reporter, "cannot-read", input.text, reason);
  return std::nullopt;
}

FilePosition PlaceOf(const ItemDescription& description) { return {.file = description.file}; }

}  // namespace pep3118
