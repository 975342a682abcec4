// SPDX-License-Identifier: MIT
// `pep3118c ast`.
#include <string>

#include "pep3118/codegen/json.h"
#include "pep3118/parser/parse.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
ExitCode RunAst(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (arguments.formats.size() != 1) {
    return WrongUsage(reporter, "one format is needed", "quote a format with spaces");
  }
  const auto format = ReadFormatArgument(arguments.formats.front(), streams.in, reporter);
  if (!format) return kExitFile;
  const Result<ast::Format> parsed = ParseFormat(*format);
  if (!parsed) {
    reporter.Refusal(parsed.error(), *format);
    return kExitRefused;
  }
  std::string text;
  AppendAstJson(*parsed, JsonStyle::kIndent, text, kOutputBytes);
  text += '\n';
  if (text.size() > kOutputBytes) return AnswerTooLong(reporter, *format);
  streams.out << text;
  return kExitDone;
}

}  // namespace pep3118
