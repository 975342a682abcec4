// SPDX-License-Identifier: MIT
// `pep3118c header`: formats in, one C++ header out.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/codegen/header.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/output.h"
#include "pep3118/tools/cli/requests.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMostHeaderMembers = 16'384;  // HeaderOptions::members

constexpr char kProduct[] = "a header";

std::optional<ExitCode> CheckUsage(const Arguments& arguments, Reporter& reporter) {
  const auto wrong = [&](std::string message) { return WrongUsage(reporter, std::move(message)); };
  if (auto exit = CheckRequests(arguments, kProduct, reporter)) return exit;
  if (arguments.name && !IsUsableIdentifier(*arguments.name)) {
    return wrong("--name " + Quoted(*arguments.name) + " cannot be the name of a C++ type");
  }
  if (arguments.name_space && !arguments.name_space->empty() &&
      !IsUsableNamespace(*arguments.name_space)) {
    return wrong("--namespace " + Quoted(*arguments.name_space) + " cannot be a C++ namespace");
  }
  return CheckOutputs(arguments, reporter);
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
  reporter.Refusal(error.diagnostic, request.description.text, request.place);
}

// The header's text, empty when something was refused (it is reported then).  All layouts are
// computed, so that every refusal is reported; none is kept.
std::string Compile(const std::vector<Request>& requests, const HeaderOptions& options, bool lint,
                    Reporter& reporter) {
  HeaderBuilder builder(options);
  std::optional<HeaderError> error;
  bool refused = false;
  for (const Request& request : requests) {
    const Result<Layout> layout = LayoutOf(request.description, request.options);
    if (!layout) {
      reporter.Refusal(layout.error(), request.description.text, request.place);
      refused = true;
      continue;
    }
    for (const Note& note : layout->notes()) reporter.Remark(note, request.place);
    for (const Note& note : AdviceIf(lint, request.description, *layout)) {
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
    PrintOutputs(arguments, streams);
    return kExitDone;
  }

  std::vector<Request> requests;
  if (auto exit = ReadRequests(arguments, streams.in, settings, kProduct, reporter, requests)) {
    return *exit;
  }
  const std::string text = Compile(requests, options, arguments.lint, reporter);
  return text.empty() ? kExitRefused
                      : Deliver(arguments, FilesOf(requests), text, streams, reporter);
}

}  // namespace pep3118
