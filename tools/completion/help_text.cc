// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "pep3118/tools/completion/shell_texts.h"

namespace pep3118 {
namespace {

constexpr std::size_t kColumn = 30;  // where the descriptions begin

void AppendRow(std::string left, const std::string& about, std::string& text) {
  left.resize(std::max(kColumn, left.size() + 1), ' ');
  text += left + about + "\n";
}

}  // namespace

std::string HelpText(const CommandText& command) {
  const bool takes_formats = !command.formats.empty();
  std::string text = command.about + "\nUsage: pep3118c " + command.name + " [OPTIONS]" +
                     (takes_formats ? " [FORMAT...]" : "") + "\n";
  if (takes_formats) {
    text += "\nPositionals:\n";
    AppendRow("  FORMAT ...", command.formats, text);
  }
  text += "\nOptions:\n";
  for (const OptionText& option : command.options) {
    std::string left = "  ";
    for (const std::string& flag : option.flags) left += (left.size() > 2 ? "," : "") + flag;
    if (!option.type.empty()) left += " " + option.type;
    AppendRow(std::move(left), option.about, text);
  }
  return text + "\nExamples:\n" + command.examples + "\n";
}

}  // namespace pep3118
