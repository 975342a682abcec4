// SPDX-License-Identifier: MIT
// A Format in one line, for tests:  mode, dims, *count, item, 'name', and after a record the mode
// that it leaves behind.
//
//   T{<i:x:(2)d:y:}   ->   @T{<i'x' <(2)d'y'}<
#ifndef PEP3118_PARSER_DUMP_H_
#define PEP3118_PARSER_DUMP_H_

#include <string>

#include "pep3118/parser/ast.h"

namespace pep3118 {

inline std::string DumpElement(const ast::Format& format, std::uint32_t index) {
  const ast::Element& element = format.elements[index];
  std::string out(1, static_cast<char>(element.mode));
  const auto dims = ast::DimsOf(format, element);
  for (std::size_t i = 0; i < dims.size(); ++i) {
    out += (i == 0 ? "(" : ",") + std::to_string(dims[i]);
  }
  if (!dims.empty()) out += ")";
  if (element.count != ast::kNoCount) out += "*" + std::to_string(element.count);
  if (const auto* scalar = std::get_if<ast::Scalar>(&element.item)) {
    out += ast::CodeText(scalar->code);
  } else if (std::holds_alternative<ast::Record>(element.item)) {
    out += "T{";
    for (std::uint32_t child : ast::Children(format, index)) {
      if (out.back() != '{') out += ' ';
      out += DumpElement(format, child);
    }
    out += "}";
    out += static_cast<char>(element.mode_after);
  } else if (std::holds_alternative<ast::Pointer>(element.item)) {
    out += "&" + DumpElement(format, index + 1);
  } else {
    out += ast::FunctionText(format, element);
  }
  if (!element.name.empty()) out += "'" + std::string(ast::Name(format, element)) + "'";
  return out;
}

inline std::string Dump(const ast::Format& format) {
  std::string out;
  for (std::uint32_t index : ast::Children(format)) {
    out += (out.empty() ? "" : " ") + DumpElement(format, index);
  }
  return out;
}

}  // namespace pep3118

#endif  // PEP3118_PARSER_DUMP_H_
