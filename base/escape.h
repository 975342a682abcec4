// SPDX-License-Identifier: MIT
// Any bytes as text that can be printed.
#ifndef PEP3118_BASE_ESCAPE_H_
#define PEP3118_BASE_ESCAPE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pep3118 {

// `text` as printable ASCII: other bytes as \xNN, tab, newline and backslash as \t \n \\.
std::string Escape(std::string_view text);

// The same of the first `limit` bytes, with `...` where there are more.
std::string EscapeCut(std::string_view text, std::size_t limit);

}  // namespace pep3118

#endif  // PEP3118_BASE_ESCAPE_H_
