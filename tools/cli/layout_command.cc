// SPDX-License-Identifier: MIT
// `pep3118c layout` and `canon`: where every byte of a format is.
#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "pep3118/codegen/json.h"
#include "pep3118/codegen/svg.h"
#include "pep3118/codegen/table.h"
#include "pep3118/dtype/npy_header.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/tools/batch/batch.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

// The most fields of all layouts of one answer: what a layout takes in memory for each is more than
// the answer may have.
constexpr std::size_t kMostFields = kOutputBytes / 64;

ExitCode Print(std::string_view text, const ItemDescription& description, Streams streams,
               Reporter& reporter) {
  if (text.size() > kOutputBytes) return AnswerTooLong(reporter, description);
  streams.out << text;
  return kExitDone;
}

// The layouts of what is described, for every chosen target; empty when refused (it is reported then).
std::deque<Layout> Compute(const ItemDescription& description, const Settings& settings, bool lint,
                           Reporter& reporter) {
  std::deque<Layout> layouts;
  std::size_t fields = 0;
  LayoutOptions options = settings.options;
  for (const Target* target : settings.chosen) {
    options.target = target;
    Result<Layout> layout = LayoutOf(description, options);
    if (!layout) {
      // Several targets: say which of them refuses.
      const bool several = settings.chosen.size() > 1;
      reporter.Refusal(layout.error(), description.text,
                       several ? FilePosition{.file = target->name} : PlaceOf(description));
      return {};
    }
    layouts.push_back(std::move(*layout));
    fields += layouts.back().all().size();
    if (fields <= kMostFields) continue;
    AnswerTooLong(reporter, description);
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
    for (const Note& note : AdviceIf(lint, description, layout)) say(note);
  }
  return layouts;
}

// What a `.npy` file says besides the layout of its items.
std::optional<NpyHeader> HeaderOf(const ItemDescription& description, const Target& target) {
  if (description.kind != DescriptionKind::kNpy) return std::nullopt;
  LayoutOptions options;
  options.target = &target;
  Result<NpyHeader> header = ReadNpyHeader(description.text, options);
  if (!header) return std::nullopt;
  return *std::move(header);
}

FileArray ArrayOf(const NpyHeader& header) {
  return {.shape = header.shape,
          .fortran_order = header.fortran_order,
          .data_offset = static_cast<std::int64_t>(header.data_offset),
          .data_bytes = static_cast<std::int64_t>(header.data_bytes)};
}

ExitCode PrintJson(const std::deque<Layout>& layouts, const ItemDescription& description, bool lint,
                   Streams streams, Reporter& reporter) {
  std::string text;
  for (const Layout& layout : layouts) {
    const std::optional<NpyHeader> header = HeaderOf(description, layout.target());
    const FileArray array = header ? ArrayOf(*header) : FileArray{};
    const JsonSource source{.key = DescriptionKey(description.kind),
                            .text = ShownText(description),
                            .array = header ? &array : nullptr};
    AppendLayoutJson(layout, source, JsonStyle::kIndent, text, AdviceIf(lint, description, layout),
                     kOutputBytes);
    if (text.size() > kOutputBytes) break;
    text += '\n';
  }
  return Print(text, description, streams, reporter);
}

// A table or a picture of all layouts.
ExitCode PrintTable(const std::deque<Layout>& layouts, const ItemDescription& description, bool svg,
                    Streams streams, Reporter& reporter) {
  std::vector<const Layout*> pointers;
  pointers.reserve(layouts.size());
  for (const Layout& layout : layouts) pointers.push_back(&layout);
  if (svg) return Print(LayoutSvg(pointers, kOutputBytes), description, streams, reporter);
  std::string text = LayoutTable(pointers, kOutputBytes);
  if (const auto header = HeaderOf(description, layouts.front().target())) {
    text += ArrayText(ArrayOf(*header));
  }
  return Print(text, description, streams, reporter);
}

}  // namespace

ExitCode RunLayout(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (arguments.svg && (arguments.json || arguments.batch)) {
    return WrongUsage(reporter, "--svg does not go with --json or --batch");
  }
  if (arguments.batch) {
    if (!arguments.inputs.empty()) {
      return WrongUsage(reporter, "--batch reads its formats from standard input");
    }
    if (arguments.itemsize) return WrongUsage(reporter, "--itemsize goes with one FORMAT");
    if (arguments.targets.size() > 1) {
      return WrongUsage(reporter, "--batch takes one --target; lines may name their own");
    }
  } else if (auto exit = CheckOneInput(arguments, reporter)) {
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
  const auto description = ReadInput(arguments.inputs.front(), streams.in, reporter);
  if (!description) return kExitFile;
  const std::deque<Layout> layouts = Compute(*description, settings, arguments.lint, reporter);
  if (layouts.empty()) return kExitRefused;
  return arguments.json ? PrintJson(layouts, *description, arguments.lint, streams, reporter)
                        : PrintTable(layouts, *description, arguments.svg, streams, reporter);
}

ExitCode RunCanon(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (auto exit = CheckOneInput(arguments, reporter)) return *exit;
  if (arguments.targets.size() > 1) {
    return WrongUsage(reporter, "canonical text is for one --target");
  }
  Settings settings;
  if (auto exit = ResolveSettings(arguments, reporter, settings)) return *exit;
  const auto description = ReadInput(arguments.inputs.front(), streams.in, reporter);
  if (!description) return kExitFile;
  const std::deque<Layout> layouts = Compute(*description, settings, arguments.lint, reporter);
  if (layouts.empty()) return kExitRefused;
  return Print(CanonicalText(layouts.front()) + "\n", *description, streams, reporter);
}

}  // namespace pep3118
