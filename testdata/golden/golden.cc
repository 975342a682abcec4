// SPDX-License-Identifier: MIT
#include "pep3118/testdata/golden/golden.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/header.h"
#include "pep3118/layout/target.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/inputs/manifest.h"

namespace pep3118 {
namespace {

LayoutOptions OptionsOf(const ManifestEntry& entry) {
  LayoutOptions options;
  options.target = entry.target != nullptr ? entry.target : FindTarget("x86_64-linux-gnu");
  options.itemsize = entry.itemsize;
  options.dialect = entry.dialect.value_or(Dialect::kAuto);
  options.strict = entry.strict;
  return options;
}

}  // namespace

std::vector<std::string> GoldenCases(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    if (entry.path().extension() == ".pep3118") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string GoldenText(const std::string& directory, const std::string& name,
                       const GoldenForm& form) {
  const TargetSet targets;
  std::vector<ManifestEntry> entries;
  if (const auto error =
          ReadManifest(ReadFile(directory + "/" + name + ".pep3118"), targets, entries)) {
    return error->message;
  }
  std::deque<Layout> layouts;
  std::vector<NamedLayout> named;
  for (const ManifestEntry& entry : entries) {
    Result<Layout> layout = LayoutOf({entry.kind, entry.text}, OptionsOf(entry));
    if (!layout) return Render(layout.error(), entry.text);
    layouts.push_back(*std::move(layout));
    named.push_back({entry.name, &layouts.back()});
  }
  HeaderOptions options;
  options.name_space = "golden_" + name;
  Result<std::string, HeaderError> text = form.language == nullptr
                                              ? EmitHeader(named, options)
                                              : Emit(*FindLanguage(form.language), named);
  if (text) return *std::move(text);
  const Diagnostic& refusal = text.error().diagnostic;
  return refusal.kind == ErrorKind::kNotInLanguage ? "" : Message(refusal);
}

}  // namespace pep3118
