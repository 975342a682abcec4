// SPDX-License-Identifier: MIT
// `pep3118c header`: formats in, one C++ header out.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/codegen/header.h"
#include "pep3118/layout/compute.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/manifest.h"
#include "pep3118/tools/io/files.h"
#include "pep3118/tools/io/make_word.h"
#include "pep3118/tools/report/advice.h"

namespace pep3118 {
namespace {

constexpr std::size_t kManifestBytes = std::size_t{64} << 20;
constexpr char kOneInput[] = "standard input holds one input, not two";
constexpr std::size_t kMostHeaderMembers = 16'384;  // HeaderOptions::members

// One format to be laid out, wherever it was written.
struct Request {
  std::string name;
  std::string format;
  LayoutOptions options;
  FilePosition place;
};

// A file that the run reads or writes, and the option that names it.
struct UsedFile {
  const char* option;
  std::string path;  // "-" is standard input
};

// No output may be an input or another output: what is read would be lost.
std::optional<ExitCode> CheckOutputs(const Arguments& arguments, Reporter& reporter) {
  std::vector<UsedFile> used;
  for (const std::string& path : arguments.manifests) used.push_back({"-f", path});
  for (const std::string& path : arguments.response_files) used.push_back({"--response", path});
  if (arguments.target_file) used.push_back({"--target-file", *arguments.target_file});
  for (const std::string& format : arguments.formats) {
    if (format == "-") used.push_back({"standard input", format});
  }
  std::vector<UsedFile> outputs;
  if (arguments.output) outputs.push_back({"-o", *arguments.output});
  if (arguments.depfile) outputs.push_back({"--depfile", *arguments.depfile});
  for (const UsedFile& output : outputs) {
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

// The rule of --depfile; nullopt, reported, when make has no spelling of a path.
std::optional<std::string> DepfileText(const Arguments& arguments, Reporter& reporter) {
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
  for (const std::string& input : inputs) {
    if (input == "-") continue;
    text += ' ';
    if (!append(input, MakeRole::kPrerequisite)) return std::nullopt;
  }
  return text + "\n";
}

std::optional<ExitCode> CheckUsage(const Arguments& arguments, Reporter& reporter) {
  const auto wrong = [&](std::string message) { return WrongUsage(reporter, std::move(message)); };
  const std::size_t formats = arguments.formats.size();
  if (formats == 0 && arguments.manifests.empty()) {
    return WrongUsage(reporter, "a format is needed", "give FORMAT, or -f FILE");
  }
  const bool one_format = formats == 1 && arguments.manifests.empty();
  if (arguments.name && !one_format) return wrong("--name goes with one FORMAT");
  if (arguments.itemsize && !one_format) return wrong("--itemsize goes with one FORMAT");
  if (arguments.targets.size() > 1) return wrong("a header is for one --target");
  if (arguments.check && !arguments.output) return wrong("--check needs -o");
  if (arguments.depfile && !arguments.output) return wrong("--depfile needs -o");
  if (arguments.print_outputs && !arguments.output) return wrong("--print-outputs needs -o");
  if (arguments.name && !IsUsableIdentifier(*arguments.name)) {
    return wrong("--name " + Quoted(*arguments.name) + " cannot be the name of a C++ type");
  }
  if (arguments.name_space && !arguments.name_space->empty() &&
      !IsUsableNamespace(*arguments.name_space)) {
    return wrong("--namespace " + Quoted(*arguments.name_space) + " cannot be a C++ namespace");
  }
  return CheckOutputs(arguments, reporter);
}

std::string Line(const FilePosition& place) {
  return place.file + ":" + std::to_string(place.line);
}

// Where each name was given first.
using Names = std::map<std::string, FilePosition>;

std::optional<ExitCode> ReadManifestFile(const std::string& path, std::istream& in,
                                         const Settings& settings, Reporter& reporter, Names& names,
                                         std::vector<Request>& requests) {
  std::string text;
  std::string reason = "it cannot be read";
  const bool from_stdin = path == "-";
  const std::string shown = from_stdin ? "standard input" : path;
  if (from_stdin ? !ReadStream(in, kManifestBytes, text)
                 : !ReadFile(path, kManifestBytes, text, reason)) {
    return FileError(reporter, "cannot-read", shown, reason);
  }
  if (text.size() > kManifestBytes) {
    return FileError(reporter, "cannot-read", shown,
                     "longer than " + std::to_string(kManifestBytes) + " bytes");
  }
  std::vector<ManifestEntry> entries;
  if (const auto error = ReadManifest(text, settings.targets, entries)) {
    reporter.Report({.kind = "bad-manifest",
                     .message = error->message,
                     .place = {shown, error->line, error->column},
                     .excerpt = error->excerpt,
                     .length = error->length});
    return kExitUsage;
  }
  for (ManifestEntry& entry : entries) {
    const FilePosition place{shown, entry.line, entry.column};
    const auto [first, is_new] = names.emplace(entry.name, place);
    if (!is_new) {
      reporter.Report(
          {.kind = "bad-manifest",
           .message = Quoted(entry.name) + " is already defined in " + Escape(Line(first->second)),
           .place = place});
      return kExitUsage;
    }
    LayoutOptions options = settings.options;
    options.itemsize = entry.itemsize;
    options.strict |= entry.strict;
    if (entry.dialect) options.dialect = *entry.dialect;
    if (entry.target != nullptr) options.target = entry.target;
    requests.push_back({std::move(entry.name), std::move(entry.format), options, place});
  }
  return std::nullopt;
}

std::optional<ExitCode> ReadManifests(const Arguments& arguments, std::istream& in,
                                      const Settings& settings, Reporter& reporter,
                                      std::vector<Request>& requests) {
  const auto& manifests = arguments.manifests;
  if (std::count(manifests.begin(), manifests.end(), "-") > 1) {
    return WrongUsage(reporter, kOneInput);
  }
  Names names;
  for (const std::string& path : manifests) {
    if (auto exit = ReadManifestFile(path, in, settings, reporter, names, requests)) return exit;
  }
  return std::nullopt;
}

std::optional<ExitCode> ReadArgumentFormats(const Arguments& arguments, std::istream& in,
                                            const Settings& settings, Reporter& reporter,
                                            std::vector<Request>& requests) {
  const auto& manifests = arguments.manifests;
  bool stdin_used = std::find(manifests.begin(), manifests.end(), "-") != manifests.end();
  for (const std::string& argument : arguments.formats) {
    if (argument == "-") {
      if (stdin_used) return WrongUsage(reporter, kOneInput);
      stdin_used = true;
    }
    auto format = ReadFormatArgument(argument, in, reporter);
    if (!format) return kExitFile;
    requests.push_back({arguments.name.value_or(std::string()), std::move(*format),
                        settings.options, FilePosition{}});
  }
  return std::nullopt;
}

void ReportHeaderError(const HeaderError& error, const std::vector<Request>& requests,
                       const HeaderOptions& options, Reporter& reporter) {
  if (error.kind == HeaderErrorKind::kTooLong) {
    reporter.Report(
        {.kind = "output-too-long",
         .message = "the header would be longer than " + std::to_string(options.bytes) + " bytes"});
    return;
  }
  const Request& request = requests[error.index];
  reporter.Refusal(error.diagnostic, request.format, request.place);
}

// The header's text, empty when something was refused (it is reported then).  All layouts are
// computed, so that every refusal is reported; none is kept.
std::string Compile(const std::vector<Request>& requests, const HeaderOptions& options, bool lint,
                    Reporter& reporter) {
  HeaderBuilder builder(options);
  std::optional<HeaderError> error;
  bool refused = false;
  for (const Request& request : requests) {
    const Result<Layout> layout = ComputeLayout(request.format, request.options);
    if (!layout) {
      reporter.Refusal(layout.error(), request.format, request.place);
      refused = true;
      continue;
    }
    for (const Note& note : layout->notes()) reporter.Remark(note, request.place);
    for (const Note& note : AdviceIf(lint, request.format, *layout)) {
      reporter.Remark(note, request.place);
    }
    if (!refused && !error) error = builder.Add({request.name, &*layout});
  }
  if (refused) return {};
  Result<std::string, HeaderError> text = builder.Text();
  if (text) return *std::move(text);
  ReportHeaderError(text.error(), requests, options, reporter);
  return {};
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

ExitCode Write(const Arguments& arguments, std::string_view text, Reporter& reporter) {
  std::string rule;
  if (arguments.depfile) {
    std::optional<std::string> depfile = DepfileText(arguments, reporter);
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

bool ForOneTarget(const std::vector<Request>& requests) {
  for (const Request& request : requests) {
    if (request.options.target != requests.front().options.target) return false;
  }
  return true;
}

}  // namespace

ExitCode RunHeader(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (auto exit = CheckUsage(arguments, reporter)) return *exit;
  Settings settings;
  if (auto exit = ResolveSettings(arguments, reporter, settings)) return *exit;
  HeaderOptions options;
  options.name_space = arguments.name_space.value_or(std::string());
  options.include_runtime = arguments.runtime;
  options.padding_members = !arguments.no_padding_members;
  options.bytes = kOutputBytes;
  if (settings.max_fields) options.max_fields = *settings.max_fields;
  if (options.max_fields > kMostHeaderMembers) {
    return WrongUsage(reporter, "--max-members is at most " + std::to_string(kMostHeaderMembers) +
                                    " for a header");
  }
  if (arguments.print_outputs) {
    streams.out << *arguments.output << '\n';
    if (arguments.depfile) streams.out << *arguments.depfile << '\n';
    return kExitDone;
  }

  std::vector<Request> requests;
  if (auto exit = ReadManifests(arguments, streams.in, settings, reporter, requests)) return *exit;
  if (auto exit = ReadArgumentFormats(arguments, streams.in, settings, reporter, requests)) {
    return *exit;
  }
  if (requests.empty()) return WrongUsage(reporter, "the manifest has no format");
  if (!ForOneTarget(requests)) {
    return WrongUsage(reporter, "a header is for one target, and the manifest names several");
  }

  const std::string text = Compile(requests, options, arguments.lint, reporter);
  if (text.empty()) return kExitRefused;
  if (arguments.check) return Check(*arguments.output, text, reporter);
  if (arguments.output) return Write(arguments, text, reporter);
  streams.out << text;
  return kExitDone;
}

}  // namespace pep3118
