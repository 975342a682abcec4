// SPDX-License-Identifier: MIT
// `pep3118c emit`: a language and formats in, one source text out.
#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/codegen/emit.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/output.h"
#include "pep3118/tools/cli/requests.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMostMembers = 16'384;  // EmitOptions::max_fields
constexpr char kProduct[] = "source";

// The arguments without the language, which is the first FORMAT.
std::optional<ExitCode> TakeLanguage(Arguments& arguments, Reporter& reporter,
                                     const Language*& language) {
  const std::string hint = "there are " + LanguageNames();
  auto& inputs = arguments.inputs;
  const auto first = std::ranges::find(inputs, DescriptionKind::kFormat, &Input::kind);
  if (first == inputs.end()) return WrongUsage(reporter, "a language is needed", hint);
  language = FindLanguage(first->text);
  if (language == nullptr) {
    return WrongUsage(reporter, "unknown language " + Quoted(first->text), hint);
  }
  inputs.erase(first);
  return std::nullopt;
}

std::optional<ExitCode> CheckUsage(const Arguments& arguments, const Language& language,
                                   Reporter& reporter) {
  if (auto exit = CheckRequests(arguments, kProduct, reporter)) return exit;
  if (arguments.name && !language.is_usable_name(*arguments.name)) {
    return WrongUsage(reporter, "--name " + Quoted(*arguments.name) + " cannot be the name of a " +
                                    std::string(language.title) + " type");
  }
  return CheckOutputs(arguments, reporter);
}

// The text, empty when something was refused (it is reported then).  All layouts are computed, so
// that every refusal is reported.
std::string Compile(const std::vector<Request>& requests, const Language& language,
                    const EmitOptions& options, bool lint, Reporter& reporter) {
  std::deque<Layout> layouts;
  std::vector<NamedLayout> named;
  for (const Request& request : requests) {
    Result<Layout> layout = LayoutOf(request.description, request.options);
    if (!layout) {
      reporter.Refusal(layout.error(), request.description.text, request.place);
      continue;
    }
    for (const Note& note : layout->notes()) reporter.Remark(note, request.place);
    for (const Note& note : AdviceIf(lint, request.description, *layout)) {
      reporter.Remark(note, request.place);
    }
    layouts.push_back(*std::move(layout));
    named.push_back({request.name, &layouts.back()});
  }
  if (named.size() < requests.size()) return {};
  Result<std::string, EmitError> text = Emit(language, named, options);
  if (text) return *std::move(text);
  const EmitError& error = text.error();
  if (error.kind == HeaderErrorKind::kTooLong) {
    reporter.Report(
        {.kind = "output-too-long",
         .message = "the text would be longer than " + std::to_string(options.bytes) + " bytes"});
    return {};
  }
  const Request& request = requests[error.index];
  reporter.Refusal(error.diagnostic, request.description.text, request.place);
  return {};
}

}  // namespace

ExitCode RunEmit(const Arguments& arguments, Streams streams, Reporter& reporter) {
  Arguments rest = arguments;
  const Language* language = nullptr;
  if (auto exit = TakeLanguage(rest, reporter, language)) return *exit;
  if (auto exit = CheckUsage(rest, *language, reporter)) return *exit;
  Settings settings;
  if (auto exit = ResolveSettings(arguments, reporter, settings)) return *exit;
  EmitOptions options;
  options.bytes = kOutputBytes;
  if (settings.max_fields) options.max_fields = *settings.max_fields;
  if (options.max_fields > kMostMembers) {
    return WrongUsage(reporter,
                      "--max-members is at most " + std::to_string(kMostMembers) + " for source");
  }
  if (arguments.print_outputs) {
    PrintOutputs(arguments, streams);
    return kExitDone;
  }
  std::vector<Request> requests;
  if (auto exit = ReadRequests(rest, streams.in, settings, kProduct, reporter, requests)) {
    return *exit;
  }
  const std::string text = Compile(requests, *language, options, arguments.lint, reporter);
  return text.empty() ? kExitRefused
                      : Deliver(arguments, FilesOf(requests), text, streams, reporter);
}

}  // namespace pep3118
