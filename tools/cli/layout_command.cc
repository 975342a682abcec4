// SPDX-License-Identifier: MIT
// `pep3118c layout` and `canon`: where every byte of a format is.
#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "pep3118/codegen/json.h"
#include "pep3118/codegen/table.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/tools/batch/batch.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/io/files.h"
#include "pep3118/tools/report/advice.h"

namespace pep3118 {
namespace {

// The most fields of all layouts of one answer: what a layout takes in memory for each is more than
// the answer may have.
constexpr std::size_t kMostFields = kOutputBytes / 64;

ExitCode Print(std::string_view text, std::string_view format, Streams streams,
               Reporter& reporter) {
  if (text.size() > kOutputBytes) return AnswerTooLong(reporter, format);
  streams.out << text;
  return kExitDone;
}

std::optional<ExitCode> OneFormat(const Arguments& arguments, Reporter& reporter) {
  if (arguments.formats.size() == 1) return std::nullopt;
  if (arguments.formats.empty()) {
    return WrongUsage(reporter, "a format is needed", "write '' for the empty format");
  }
  return WrongUsage(reporter, "one format at a time",
                    "quote a format with spaces, or use --batch for many");
}

// The layouts of `format` for every chosen target; empty when refused (it is reported then).
std::deque<Layout> Compute(const std::string& format, const Settings& settings, bool lint,
                           Reporter& reporter) {
  std::deque<Layout> layouts;
  std::size_t fields = 0;
  LayoutOptions options = settings.options;
  for (const Target* target : settings.chosen) {
    options.target = target;
    Result<Layout> layout = ComputeLayout(format, options);
    if (!layout) {
      // Several targets: say which of them refuses.
      reporter.Refusal(layout.error(), format,
                       {.file = settings.chosen.size() > 1 ? target->name : std::string()});
      return {};
    }
    layouts.push_back(std::move(*layout));
    fields += layouts.back().all().size();
    if (fields <= kMostFields) continue;
    AnswerTooLong(reporter, format);
    return {};
  }
  // The same note for every target is one note.
  std::vector<std::string> said;
  const auto say = [&](const Note& note) {
    if (std::find(said.begin(), said.end(), note.message) != said.end()) return;
    said.push_back(note.message);
    reporter.Remark(note);
  };
  for (const Layout& layout : layouts) {
    for (const Note& note : layout.notes()) say(note);
    for (const Note& note : AdviceIf(lint, format, layout)) say(note);
  }
  return layouts;
}

ExitCode PrintJson(const std::deque<Layout>& layouts, const std::string& format, bool lint,
                   Streams streams, Reporter& reporter) {
  std::string text;
  for (const Layout& layout : layouts) {
    AppendLayoutJson(layout, format, JsonStyle::kIndent, text, AdviceIf(lint, format, layout),
                     kOutputBytes);
    if (text.size() > kOutputBytes) break;
    text += '\n';
  }
  return Print(text, format, streams, reporter);
}

ExitCode PrintTable(const std::deque<Layout>& layouts, const std::string& format, Streams streams,
                    Reporter& reporter) {
  std::vector<const Layout*> pointers;
  pointers.reserve(layouts.size());
  for (const Layout& layout : layouts) pointers.push_back(&layout);
  return Print(LayoutTable(pointers, kOutputBytes), format, streams, reporter);
}

}  // namespace

ExitCode RunLayout(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (arguments.batch) {
    if (!arguments.formats.empty()) {
      return WrongUsage(reporter, "--batch reads its formats from standard input");
    }
    if (arguments.itemsize) return WrongUsage(reporter, "--itemsize goes with one FORMAT");
    if (arguments.targets.size() > 1) {
      return WrongUsage(reporter, "--batch takes one --target; lines may name their own");
    }
  } else if (auto exit = OneFormat(arguments, reporter)) {
    return *exit;
  }
  Settings settings;
  if (auto exit = ResolveSettings(arguments, reporter, settings)) return *exit;
  if (arguments.batch) {
    const BatchOutcome outcome =
        RunBatch(settings.targets, settings.options, arguments.lint, streams.in, streams.out);
    if (outcome == BatchOutcome::kUnreadable) {
      return FileError(reporter, "cannot-read", "standard input", "it cannot be read");
    }
    return outcome == BatchOutcome::kRefused ? kExitRefused : kExitDone;
  }
  const auto format = ReadFormatArgument(arguments.formats.front(), streams.in, reporter);
  if (!format) return kExitFile;
  const std::deque<Layout> layouts = Compute(*format, settings, arguments.lint, reporter);
  if (layouts.empty()) return kExitRefused;
  return arguments.json ? PrintJson(layouts, *format, arguments.lint, streams, reporter)
                        : PrintTable(layouts, *format, streams, reporter);
}

ExitCode RunCanon(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (auto exit = OneFormat(arguments, reporter)) return *exit;
  if (arguments.targets.size() > 1) {
    return WrongUsage(reporter, "canonical text is for one --target");
  }
  Settings settings;
  if (auto exit = ResolveSettings(arguments, reporter, settings)) return *exit;
  const auto format = ReadFormatArgument(arguments.formats.front(), streams.in, reporter);
  if (!format) return kExitFile;
  const std::deque<Layout> layouts = Compute(*format, settings, arguments.lint, reporter);
  if (layouts.empty()) return kExitRefused;
  return Print(CanonicalText(layouts.front()) + "\n", *format, streams, reporter);
}

}  // namespace pep3118
