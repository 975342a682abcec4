// SPDX-License-Identifier: MIT
// Format text to AST: the whole grammar of docs/format.md, every dialect's spelling.
//
// Thread-safe and pure.  Work and memory are linear in the length of the text, the stack is bounded
// by the nesting limit, and no byte string makes it throw, crash or read past the end.
#ifndef PEP3118_PARSER_PARSE_H_
#define PEP3118_PARSER_PARSE_H_

#include <string_view>

#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {

// The AST of `text`, which may hold any bytes; a NUL is an error, not an end.
Result<ast::Format> ParseFormat(std::string_view text, const ParseLimits& limits = {});

// The same into a Format whose storage is reused: allocates nothing once `format` has grown.
// Returns false and fills `error` when refused; `format` is then unspecified.
bool ParseFormatInto(std::string_view text, const ParseLimits& limits, ast::Format& format,
                     Diagnostic& error);

}  // namespace pep3118

#endif  // PEP3118_PARSER_PARSE_H_
