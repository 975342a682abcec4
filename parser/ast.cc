// SPDX-License-Identifier: MIT
#include "pep3118/parser/ast.h"

#include <algorithm>
#include <array>

namespace pep3118::ast {
namespace {

bool SameItem(const Format& a, const Element& x, const Format& b, const Element& y) {
  if (x.item.index() != y.item.index()) return false;
  if (const auto* scalar = std::get_if<Scalar>(&x.item)) {
    return *scalar == std::get<Scalar>(y.item);
  }
  if (const auto* record = std::get_if<Record>(&x.item)) {
    return record->end == std::get<Record>(y.item).end;
  }
  if (const auto* pointer = std::get_if<Pointer>(&x.item)) {
    return pointer->end == std::get<Pointer>(y.item).end;
  }
  return FunctionText(a, x) == FunctionText(b, y);
}

bool SameElement(const Format& a, const Element& x, const Format& b, const Element& y) {
  return x.count == y.count && x.mark == y.mark && x.mode == y.mode &&
         x.mode_after == y.mode_after && Name(a, x) == Name(b, y) &&
         std::ranges::equal(DimsOf(a, x), DimsOf(b, y)) && SameItem(a, x, b, y);
}

}  // namespace

std::string_view CodeText(Code code) {
  // In the order of Code.
  static constexpr std::array<std::string_view, static_cast<std::size_t>(Code::kCount_)> kTexts = {
      "x", "c", "b", "B",  "?",  "h",  "H",  "i", "I", "l", "L", "q", "Q", "n", "N", "e",
      "f", "d", "g", "Ze", "Zf", "Zd", "Zg", "s", "p", "u", "w", "t", "P", "O", "z", "Z"};
  return kTexts[static_cast<std::size_t>(code)];
}

std::string_view FunctionText(const Format& format, const Element& element) {
  const std::string_view text =
      std::string_view(format.text).substr(element.span.begin, element.span.size());
  const std::size_t begin = text.find('X');  // no prefix holds an X
  std::size_t end = begin + 1;
  std::size_t open = 0;
  do {
    if (text[end] == '{') ++open;
    if (text[end] == '}') --open;
    ++end;
  } while (open > 0);
  return text.substr(begin, end - begin);
}

bool operator==(const Format& a, const Format& b) {
  return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(),
                    [&](const Element& x, const Element& y) { return SameElement(a, x, b, y); });
}

}  // namespace pep3118::ast
