// SPDX-License-Identifier: MIT
// AST back to text, in one spelling: braces, no spaces, `(dims)`, mark, count, code, `:name:`. (One
// space stays where two codes would read as one: `<Z i`.)
#ifndef PEP3118_PARSER_PRINT_H_
#define PEP3118_PARSER_PRINT_H_

#include <string>

#include "pep3118/parser/ast.h"

namespace pep3118 {

// ParseFormat(PrintFormat(a)) equals `a`, and printing that again gives the same text.  This keeps
// what was written, marks and pads included; the canonical text of a layout is CanonicalText in
// layout/.
std::string PrintFormat(const ast::Format& format);

}  // namespace pep3118

#endif  // PEP3118_PARSER_PRINT_H_
