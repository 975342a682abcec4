// SPDX-License-Identifier: MIT
#include "pep3118/testdata/golden/golden.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "pep3118/codegen/header.h"
#include "pep3118/layout/compute.h"

namespace pep3118 {
namespace {

LayoutOptions OptionsOf(const std::string& words) {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    const std::size_t equals = word.find('=');
    const std::string key = word.substr(0, equals);
    const std::string value = word.substr(equals + 1);
    if (key == "target") options.target = FindTarget(value);
    if (key == "itemsize") options.itemsize = std::stoll(value);
    if (key == "dialect") options.dialect = *FindDialect(value);
  }
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

std::string GoldenHeader(const std::string& directory, const std::string& name) {
  std::deque<Layout> layouts;
  std::vector<NamedLayout> named;
  std::istringstream in(ReadFile(directory + "/" + name + ".pep3118"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t bracket = line.find(" [");
    const std::size_t equals = line.find(" = ");
    std::string options;
    if (bracket < equals) options = line.substr(bracket + 2, equals - bracket - 3);
    const std::string format = line.substr(equals + 3);
    Result<Layout> layout = ComputeLayout(format, OptionsOf(options));
    if (!layout) return Render(layout.error(), format);
    layouts.push_back(*std::move(layout));
    named.push_back({line.substr(0, std::min(bracket, equals)), &layouts.back()});
  }
  HeaderOptions options;
  options.name_space = "golden_" + name;
  Result<std::string, HeaderError> text = EmitHeader(named, options);
  return text ? *std::move(text) : Message(text.error().diagnostic);
}

}  // namespace pep3118
