// SPDX-License-Identifier: MIT
// UTF-8 text inside a string literal, as Julia and Python both read it.
#ifndef PEP3118_CODEGEN_TEXT_ESCAPED_TEXT_H_
#define PEP3118_CODEGEN_TEXT_ESCAPED_TEXT_H_

#include <string>
#include <string_view>

namespace pep3118 {

// `text` as plain ASCII, without quotes.  Each of `special` gets a backslash; every character that
// is not printable ASCII becomes `\uXXXX` or `\UXXXXXXXX`, always with all digits, so that none of
// the next characters is read as one; a byte that is not UTF-8 becomes `byte_escape` and its two
// digits.
std::string EscapedText(std::string_view text, std::string_view special,
                        std::string_view byte_escape);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_ESCAPED_TEXT_H_
