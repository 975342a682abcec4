// SPDX-License-Identifier: MIT
// AST, layout and refusals as JSON (docs/json.md has every key).  Valid UTF-8, keys in a fixed
// order.
#ifndef PEP3118_CODEGEN_JSON_H_
#define PEP3118_CODEGEN_JSON_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/file_array.h"
#include "pep3118/codegen/text_limit.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

enum class JsonStyle {
  kLine,    // no line breaks: one object per line of a batch
  kIndent,  // two spaces a level
};

// What a layout comes from: the first key of its object and the value.
struct JsonSource {
  std::string_view key = "format";   // or "dtype", "npy", "field_list"
  std::string_view text = {};        // as given; the file's name
  const FileArray* array = nullptr;  // of a `.npy` file
};

// Each appends one object to `out`, without a final newline; incomplete where `out` becomes longer
// than `limit` bytes.  `advice`: notes besides the layout's own (layout/lint.h), listed after them.
void AppendLayoutJson(const Layout& layout, const JsonSource& source, JsonStyle style,
                      std::string& out, std::span<const Note> advice = {},
                      std::size_t limit = kNoTextLimit);
void AppendLayoutJson(const Layout& layout, std::string_view format, JsonStyle style,
                      std::string& out, std::span<const Note> advice = {},
                      std::size_t limit = kNoTextLimit);
void AppendAstJson(const ast::Format& format, JsonStyle style, std::string& out,
                   std::size_t limit = kNoTextLimit);
// {"error": {"kind": ..., "message": ..., "position": ..., "length": ...}}
void AppendErrorJson(const Diagnostic& diagnostic, JsonStyle style, std::string& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JSON_H_
