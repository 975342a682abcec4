// SPDX-License-Identifier: MIT
// `pep3118c ast`.
#include <optional>
#include <string>

#include "pep3118/codegen/json.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/parser/parse.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

// The format itself, or the one that says what another description does.
std::optional<std::string> FormatOf(const ItemDescription& description, Diagnostic& error) {
  if (description.kind == DescriptionKind::kFormat) return description.text;
  const Result<Layout> layout = LayoutOf(description, LayoutOptions{});
  if (layout) return CanonicalText(*layout);
  error = layout.error();
  return std::nullopt;
}

}  // namespace

ExitCode RunAst(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (arguments.inputs.size() != 1) {
    return WrongUsage(reporter, "one format is needed", "quote a format with spaces");
  }
  const auto description = ReadInput(arguments.inputs.front(), streams.in, reporter);
  if (!description) return kExitFile;
  Diagnostic error;
  const std::optional<std::string> format = FormatOf(*description, error);
  const Result<ast::Format> parsed = format ? ParseFormat(*format) : Result<ast::Format>(error);
  if (!parsed) {
    reporter.Refusal(parsed.error(), description->text, PlaceOf(*description));
    return kExitRefused;
  }
  std::string text;
  AppendAstJson(*parsed, JsonStyle::kIndent, text, kOutputBytes);
  text += '\n';
  if (text.size() > kOutputBytes) return AnswerTooLong(reporter, *description);
  streams.out << text;
  return kExitDone;
}

}  // namespace pep3118
