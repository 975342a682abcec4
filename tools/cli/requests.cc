// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/requests.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "pep3118/tools/inputs/manifest.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

constexpr std::size_t kManifestBytes = std::size_t{64} << 20;
constexpr char kOneInput[] = "standard input holds one input, not two";

std::string Line(const FilePosition& place) {
  return place.file + ":" + std::to_string(place.line);
}

// Where each name was given first.
using Names = std::map<std::string, FilePosition>;

// The file that a line of a manifest names, as seen from the manifest's folder; from the working
// folder where the manifest is standard input.
std::string PathFrom(const std::string& manifest, const std::string& name) {
  if (name.starts_with('/')) return name;
  return manifest.substr(0, manifest.rfind('/') + 1) + name;  // all of it is cut without a `/`
}

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
    ItemDescription description{entry.kind, {}};
    if (!entry.is_file) {
      description.text = std::move(entry.text);
    } else if (!ReadDescriptionFile(PathFrom(path, entry.text), description, reason)) {
      reporter.Report(
          {.kind = "cannot-read", .message = Quoted(entry.text) + ": " + reason, .place = place});
      return kExitFile;
    }
    const FilePosition shown_place = entry.is_file ? PlaceOf(description) : place;
    requests.push_back({std::move(entry.name), std::move(description), options, shown_place});
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

std::optional<ExitCode> ReadInputs(const Arguments& arguments, std::istream& in,
                                   const Settings& settings, Reporter& reporter,
                                   std::vector<Request>& requests) {
  const auto& manifests = arguments.manifests;
  bool stdin_used = std::find(manifests.begin(), manifests.end(), "-") != manifests.end();
  for (const Input& input : arguments.inputs) {
    if (input.text == "-") {
      if (stdin_used) return WrongUsage(reporter, kOneInput);
      stdin_used = true;
    }
    auto description = ReadInput(input, in, reporter);
    if (!description) return kExitFile;
    const FilePosition place = PlaceOf(*description);
    requests.push_back(
        {arguments.name.value_or(std::string()), *std::move(description), settings.options, place});
  }
  return std::nullopt;
}

bool ForOneTarget(const std::vector<Request>& requests) {
  for (const Request& request : requests) {
    if (request.options.target != requests.front().options.target) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> FilesOf(const std::vector<Request>& requests) {
  std::set<std::string> files;
  for (const Request& request : requests) {
    if (!request.description.file.empty()) files.insert(request.description.file);
  }
  return {files.begin(), files.end()};
}

std::optional<ExitCode> CheckRequests(const Arguments& arguments, const char* product,
                                      Reporter& reporter) {
  const auto wrong = [&](std::string message) { return WrongUsage(reporter, std::move(message)); };
  const std::size_t inputs = arguments.inputs.size();
  if (inputs == 0 && arguments.manifests.empty()) {
    return WrongUsage(reporter, "a format is needed", "give FORMAT, or -f FILE");
  }
  if (arguments.manifests.empty()) {
    if (auto exit = CheckDialect(arguments, reporter)) return exit;
  }
  const bool one_format = inputs == 1 && arguments.manifests.empty();
  if (arguments.name && !one_format) return wrong("--name goes with one FORMAT");
  if (arguments.itemsize && !one_format) return wrong("--itemsize goes with one FORMAT");
  if (arguments.targets.size() > 1) return wrong(std::string(product) + " is for one --target");
  return std::nullopt;
}

std::optional<ExitCode> ReadRequests(const Arguments& arguments, std::istream& in,
                                     const Settings& settings, const char* product,
                                     Reporter& reporter, std::vector<Request>& requests) {
  if (auto exit = ReadManifests(arguments, in, settings, reporter, requests)) return exit;
  if (auto exit = ReadInputs(arguments, in, settings, reporter, requests)) return exit;
  if (requests.empty()) return WrongUsage(reporter, "the manifest has no format");
  if (ForOneTarget(requests)) return std::nullopt;
  return WrongUsage(reporter,
                    std::string(product) + " is for one target, and the manifest names several");
}

}  // namespace pep3118
