// SPDX-License-Identifier: MIT
// A message from a template: text in which `$` and one character mark the place of a value.
#ifndef PEP3118_BASE_FILL_TEMPLATE_H_
#define PEP3118_BASE_FILL_TEMPLATE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pep3118 {

// `words` with each `$c` replaced by what `append(c, out)` appends for the character c.  A `$` at
// the end is copied.
template <class Append>
std::string FillTemplate(std::string_view words, Append append) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '$' && i + 1 < words.size()) {
      append(words[++i], out);
    } else {
      out += words[i];
    }
  }
  return out;
}

}  // namespace pep3118

#endif  // PEP3118_BASE_FILL_TEMPLATE_H_
