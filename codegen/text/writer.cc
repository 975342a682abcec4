// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/writer.h"

#include <algorithm>
#include <stdexcept>

namespace pep3118 {
namespace {

std::string_view ValueOf(std::string_view name, std::initializer_list<Writer::Variable> variables) {
  const auto found = std::find_if(variables.begin(), variables.end(),
                                  [&](const Writer::Variable& v) { return v.name == name; });
  if (found == variables.end())
    throw std::logic_error("template variable without a value: " + std::string(name));
  return found->value;
}

}  // namespace

void Writer::Print(std::string_view text, std::initializer_list<Variable> variables) {
  if (full()) return;
  while (!text.empty()) {
    if (text[0] != '\n' && (out_.empty() || out_.back() == '\n')) out_.append(indent_, ' ');
    // Not find_first_of, which searches the set anew for every character.
    const auto* const stop =
        std::find_if(text.begin(), text.end(), [](char c) { return c == '$' || c == '\n'; });
    const auto length = static_cast<std::size_t>(stop - text.begin());
    out_ += text.substr(0, length);
    text.remove_prefix(length);
    if (text.empty()) return;
    if (text[0] == '\n') {
      out_ += '\n';
      text.remove_prefix(1);
      continue;
    }
    const std::size_t end = text.find('$', 1);
    if (end == std::string_view::npos) throw std::logic_error("template with a lone dollar");
    out_ += end == 1 ? std::string_view("$") : ValueOf(text.substr(1, end - 1), variables);
    text.remove_prefix(end + 1);
  }
}

}  // namespace pep3118
