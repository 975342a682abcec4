// SPDX-License-Identifier: MIT
// Short questions about one element of a format.  Private to the dialects.
#ifndef PEP3118_LAYOUT_DIALECTS_ELEMENTS_H_
#define PEP3118_LAYOUT_DIALECTS_ELEMENTS_H_

#include <cstdint>
#include <variant>

#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// The code of a scalar, nullptr for anything else.
inline const ast::Code* CodeOf(const ast::Element& element) {
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  return scalar == nullptr ? nullptr : &scalar->code;
}

// Padding, or a void when it has a name.
inline bool IsPad(const ast::Element& element) {
  const ast::Code* code = CodeOf(element);
  return code != nullptr && *code == ast::Code::kPad;
}

inline bool IsRecord(const ast::Element& element) {
  return std::holds_alternative<ast::Record>(element.item);
}

// The whole format is one element, perhaps with others inside.
inline bool IsOneItem(const ast::Format& format) {
  return !format.elements.empty() && ast::EndOf(format.elements[0], 0) == format.elements.size();
}
inline bool IsOneRecord(const ast::Format& format) {
  return IsOneItem(format) && IsRecord(format.elements[0]);
}

inline Span Whole(const ast::Format& format) {
  return {0, static_cast<std::uint32_t>(format.text.size())};
}

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_ELEMENTS_H_
