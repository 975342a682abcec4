// SPDX-License-Identifier: MIT
// Any bytes as text that can be printed.
#ifndef PEP3118_BASE_ESCAPE_H_
#define PEP3118_BASE_ESCAPE_H_

#include <string>
#include <string_view>

namespace pep3118 {

// `text` as printable ASCII: other bytes as \xNN, tab, newline and backslash as \t \n \\.
std::string Escape(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_BASE_ESCAPE_H_
