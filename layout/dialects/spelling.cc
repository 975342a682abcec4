// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/spelling.h"

#include <variant>

#include "pep3118/layout/dialects/elements.h"

namespace pep3118::internal {
namespace {

using ast::Code;
using ast::Element;

// All members of one record, or of the top level, have `^`, or none has a mark.
bool MarksAllOrNone(const ast::Format& format, ast::ChildRange members) {
  if (members.empty()) return true;
  const char mark = format.elements[*members.begin()].mark;
  if (mark != '\0' && mark != '^') return false;
  for (const std::uint32_t i : members) {
    if (format.elements[i].mark != mark) return false;
  }
  return true;
}

bool IsBarePad(const Element& element) {
  return IsPad(element) && element.count == ast::kNoCount && element.dims.size == 0;
}

}  // namespace

Likelihood CythonWrote(const ast::Format& format) {
  if (!IsOneRecord(format) || format.elements[0].mark != '\0') return Likelihood::kImpossible;
  bool packed = false;
  for (std::uint32_t i = 0; i < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    const bool is_record = IsRecord(element);
    if (!is_record && (CodeOf(element) == nullptr || IsPad(element)))
      return Likelihood::kImpossible;
    if (i > 0 && element.name.empty()) return Likelihood::kImpossible;
    if (is_record && !MarksAllOrNone(format, ast::Children(format, i))) {
      return Likelihood::kImpossible;
    }
    packed = packed || element.mark == '^';
  }
  return packed ? Likelihood::kCertain : Likelihood::kPossible;
}

bool MarksEveryNumber(const ast::Format& format) {
  for (const Element& element : format.elements) {
    const Code* code = CodeOf(element);
    if (code == nullptr || *code == Code::kPad || *code == Code::kBool || *code == Code::kChar ||
        *code == Code::kBytes) {
      continue;
    }
    if (element.mark != '=' && element.mark != '<' && element.mark != '>') return false;
  }
  return true;
}

bool HasNamesAfterPads(const ast::Format& format) {
  for (std::uint32_t i = 0; i + 1 < format.elements.size(); ++i) {
    const Element& element = format.elements[i];
    if (IsPad(element) || ast::IsNamed(format, element)) continue;
    std::uint32_t next = ast::EndOf(element, i);
    while (next < format.elements.size() && IsBarePad(format.elements[next])) {
      if (!format.elements[next].name.empty()) return true;
      ++next;
    }
  }
  return false;
}

bool IsLoneByte(const ast::Format& format) {
  if (format.elements.size() != 1) return false;
  const Element& element = format.elements[0];
  const Code* code = CodeOf(element);
  return code != nullptr && *code == Code::kUint8 && element.dims.size == 0 &&
         element.count == ast::kNoCount && element.name.empty() && element.mark == '\0';
}

}  // namespace pep3118::internal
