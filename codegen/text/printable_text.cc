// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/printable_text.h"

#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

std::string PrintableText(std::string_view text, std::size_t limit) {
  std::string out = Escape(text.substr(0, limit));
  if (out.size() > limit) out.resize(limit);
  if (out.size() < text.size() || text.size() > limit || out.ends_with('\\')) out += "...";
  return out;
}

}  // namespace pep3118
