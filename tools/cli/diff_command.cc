// SPDX-License-Identifier: MIT
// `pep3118c diff`: are two formats the same, and where not?
#include <optional>
#include <string>
#include <vector>

#include "pep3118/codegen/diff.h"
#include "pep3118/layout/compare.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

// More differences than fit the answer are refused before any text is made of them.
constexpr std::size_t kDifferenceBytes = 64;

// One of the two formats, with what its options say.
struct Side {
  Arguments arguments;
  Settings settings;
  ItemDescription description;
  std::optional<Layout> layout;
  std::vector<Note> advice;
};

std::optional<ExitCode> CheckUsage(const Arguments& arguments, Reporter& reporter) {
  if (arguments.inputs.size() != 2) {
    return WrongUsage(reporter, "two formats are needed",
                      "quote a format with spaces; write '' for the empty format");
  }
  if (arguments.inputs[0].text == "-" && arguments.inputs[1].text == "-") {
    return WrongUsage(reporter, "standard input holds one input, not two");
  }
  if (arguments.targets.size() > 1) {
    return WrongUsage(reporter, "--target is for both formats",
                      "give each its own with --target-a and --target-b");
  }
  const auto has_no_dialect = [&](const std::optional<std::string>& dialect, std::size_t side) {
    return dialect && arguments.inputs[side].kind != DescriptionKind::kFormat;
  };
  if (has_no_dialect(arguments.dialect_a, 0)) {
    return WrongUsage(reporter, "--dialect-a goes with a FORMAT");
  }
  if (has_no_dialect(arguments.dialect_b, 1)) {
    return WrongUsage(reporter, "--dialect-b goes with a FORMAT");
  }
  return CheckDialect(arguments, reporter);
}

std::optional<MatchLevel> LevelOf(const Arguments& arguments) {
  for (const MatchLevel level : {MatchLevel::kBytes, MatchLevel::kTypes, MatchLevel::kNames}) {
    if (arguments.level.value_or("names") == LevelName(level)) return level;
  }
  return std::nullopt;
}

// What holds for one side, in the place of what holds for both.
Arguments ArgumentsOf(Arguments arguments, const std::optional<std::string>& target,
                      const std::optional<std::string>& dialect,
                      const std::optional<std::string>& itemsize) {
  if (target) arguments.targets = {*target};
  if (dialect) arguments.dialect = dialect;
  if (itemsize) arguments.itemsize = itemsize;
  return arguments;
}

// Fills in the layout of `side`; the exit code when there is none (it is reported then).
std::optional<ExitCode> Compute(Side& side, const char* name, Reporter& reporter) {
  Result<Layout> layout = LayoutOf(side.description, side.settings.options);
  const FilePosition place{.file = name};
  if (!layout) {
    reporter.Refusal(layout.error(), side.description.text, place);
    return kExitRefused;
  }
  side.layout = *std::move(layout);
  side.advice = AdviceIf(side.arguments.lint, side.description, *side.layout);
  for (const Note& note : side.layout->notes()) reporter.Remark(note, place);
  for (const Note& note : side.advice) reporter.Remark(note, place);
  return std::nullopt;
}

DiffLabels LabelsOf(const Layout& a, const Layout& b) {
  DiffLabels labels;
  if (a.target().name != b.target().name) {
    labels.a += ": " + a.target().name;
    labels.b += ": " + b.target().name;
  } else if (a.dialect() != b.dialect()) {
    labels.a.append(": ").append(DialectName(a.dialect()));
    labels.b.append(": ").append(DialectName(b.dialect()));
  }
  return labels;
}

DiffSide JsonSide(const Side& side) {
  return {*side.layout, ShownText(side.description), side.advice,
          DescriptionKey(side.description.kind)};
}

bool Print(const Comparison& comparison, const Side& a, const Side& b, bool json,
           std::ostream& out) {
  if (comparison.differences.size() > kOutputBytes / kDifferenceBytes) return false;
  std::string text;
  if (json) {
    AppendDiffJson(comparison, JsonSide(a), JsonSide(b), JsonStyle::kIndent, text, kOutputBytes);
    text += '\n';
  } else {
    text = DiffText(comparison, *a.layout, *b.layout, LabelsOf(*a.layout, *b.layout), kOutputBytes);
  }
  if (text.size() > kOutputBytes) return false;
  out << text;
  return true;
}

}  // namespace

ExitCode RunDiff(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (auto exit = CheckUsage(arguments, reporter)) return *exit;
  const std::optional<MatchLevel> level = LevelOf(arguments);
  if (!level) return WrongUsage(reporter, "--level is bytes, types or names");

  Side a;
  a.arguments =
      ArgumentsOf(arguments, arguments.target_a, arguments.dialect_a, arguments.itemsize_a);
  Side b;
  b.arguments =
      ArgumentsOf(arguments, arguments.target_b, arguments.dialect_b, arguments.itemsize_b);
  for (Side* side : {&a, &b}) {
    if (auto exit = ResolveSettings(side->arguments, reporter, side->settings)) return *exit;
    auto description = ReadInput(arguments.inputs[side == &b], streams.in, reporter);
    if (!description) return kExitFile;
    side->description = *std::move(description);
  }
  // Both are tried, so that both refusals are reported.
  const std::optional<ExitCode> refused_a = Compute(a, "first format", reporter);
  const std::optional<ExitCode> refused_b = Compute(b, "second format", reporter);
  if (refused_a || refused_b) return kExitRefused;

  const Comparison comparison = Compare(*a.layout, *b.layout);
  if (!Print(comparison, a, b, arguments.json, streams.out)) {
    reporter.Report({.kind = "output-too-long",
                     .message = "the " + std::to_string(comparison.differences.size()) +
                                " differences would be longer than " +
                                std::to_string(kOutputBytes) + " bytes"});
    return kExitRefused;
  }
  return comparison.Same(*level) ? kExitDone : kExitRefused;
}

}  // namespace pep3118
