// SPDX-License-Identifier: MIT
// Any text as a manifest: an error with a place in the text, or entries that can be laid out.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pep3118/codegen/header.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/inputs/manifest.h"
#include "pep3118/tools/inputs/target_file.h"

namespace pep3118::fuzz {
namespace {

// Empty where there is no such line; counts from 1.
std::string_view LineOf(std::string_view text, std::size_t line) {
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    Require(end != std::string_view::npos, "the line is in the text");
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

void RequireGoodError(const ManifestError& error, std::string_view text) {
  Require(!error.message.empty() && IsPrintable(error.message, false),
          "a message is one printable line", error.message);
  if (error.line == 0) return;  // the manifest as a whole
  const std::string_view line = LineOf(text, error.line);
  Require(error.column <= line.size() + 1, "the place is in the line", line, error.message);
  Require(error.column + error.length <= line.size() + 2, "what is wrong is in the line", line,
          error.message);
}

void RequireGoodEntry(const ManifestEntry& entry, std::string_view text) {
  Require(IsUsableIdentifier(entry.name), "a name is a C++ identifier", entry.name);
  const std::string_view line = LineOf(text, entry.line);
  Require(entry.column >= 1 && line.substr(entry.column - 1).starts_with(entry.text),
          "an entry's text is where it says", line, entry.text);
  if (entry.is_file) return;
  LayoutOptions options{.target = entry.target, .itemsize = entry.itemsize};
  options.dialect = entry.dialect.value_or(Dialect::kAuto);
  options.strict = entry.strict;
  const Result<Layout> layout = LayoutOf(ItemDescription{entry.kind, entry.text}, options);
  if (!layout) {
    RequireGoodRefusal(layout.error(), entry.text);
    return;
  }
  RequireGoodLayout(*layout);
  RequireAsAsked(*layout, options);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/manifest.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  const std::string_view text = Input(data, size).Rest();
  const TargetSet targets;
  std::vector<ManifestEntry> entries;
  if (const std::optional<ManifestError> error = ReadManifest(text, targets, entries)) {
    RequireGoodError(*error, text);
    return 0;
  }
  for (const ManifestEntry& entry : entries) RequireGoodEntry(entry, text);
  std::ranges::sort(entries, {}, &ManifestEntry::name);
  Require(std::ranges::adjacent_find(entries, {}, &ManifestEntry::name) == entries.end(),
          "names differ", text);
  return 0;
}
