// SPDX-License-Identifier: MIT
// UTF-8 text as a Julia string literal of plain ASCII.
#ifndef PEP3118_CODEGEN_JULIA_LITERAL_H_
#define PEP3118_CODEGEN_JULIA_LITERAL_H_

#include <string>
#include <string_view>

namespace pep3118 {

// With its quotes.  `"`, `\` and `$` get a backslash; every character that is not printable ASCII
// becomes `\uXXXX` or `\UXXXXXXXX`, always with all digits, so that none of the next characters is
// read as one; a byte that is not UTF-8 becomes `\xXX`.
std::string JuliaLiteral(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JULIA_LITERAL_H_
