// SPDX-License-Identifier: MIT
// Text of a format for terminals and comments.
#ifndef PEP3118_CODEGEN_TEXT_PRINTABLE_TEXT_H_
#define PEP3118_CODEGEN_TEXT_PRINTABLE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pep3118 {

// One line of printable ASCII, without a backslash at its end; cut with `...` after `limit`
// characters.
std::string PrintableText(std::string_view text, std::size_t limit);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_PRINTABLE_TEXT_H_
