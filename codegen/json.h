// SPDX-License-Identifier: MIT
// AST, layout and refusals as JSON (docs/json.md has every key).  Valid UTF-8, keys in a fixed
// order.
#ifndef PEP3118_CODEGEN_JSON_H_
#define PEP3118_CODEGEN_JSON_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/text_limit.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class JsonStyle {
  kLine,    // no line breaks: one object per line of a batch
  kIndent,  // two spaces a level
};

// Each appends one object to `out`, without a final newline; incomplete where `out` becomes longer
// than `limit` bytes.  `advice`: notes besides the layout's own (layout/lint.h), listed after them.
// `source`: what the text is that the layout comes from, "format" or "dtype".
void AppendLayoutJson(const Layout& layout, std::string_view format, JsonStyle style,
                      std::string& out, std::span<const Note> advice = {},
                      std::size_t limit = kNoTextLimit, std::string_view source = "format");
void AppendAstJson(const ast::Format& format, JsonStyle style, std::string& out,
                   std::size_t limit = kNoTextLimit);
// {"error": {"kind": ..., "message": ..., "position": ..., "length": ...}}
void AppendErrorJson(const Diagnostic& diagnostic, JsonStyle style, std::string& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JSON_H_
