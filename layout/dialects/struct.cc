// SPDX-License-Identifier: MIT
// What the struct module accepts (CPython 3.8 to 3.15, measured up to 3.13): one mark as the very
// first character, counts glued to their code, and a short list of codes.  Complex numbers are `F
// D` in 3.14 and `Zf Zd` since 3.15.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "pep3118/layout/dialects/dialects.h"
#include "pep3118/layout/placement/codes.h"

namespace pep3118::internal {
namespace {

using ast::Element;

bool Refuse(Span span, std::string what, Diagnostic& error) {
  error.kind = ErrorKind::kNotInDialect;
  error.span = span;
  error.arguments = {std::move(what), "struct"};
  return false;
}

bool IsStructCode(ast::Code code) {
  if (code == ast::Code::kComplexFloat || code == ast::Code::kComplexDouble) return true;
  static constexpr std::string_view kCodes = "xcbB?hHiIlLqQnNefdspP";
  const std::string_view text = ast::CodeText(code);
  return text.size() == 1 && kCodes.find(text) != std::string_view::npos;
}

// The code of an element without a name as it was written: `G` and `Zg` are one code.
std::string_view WrittenCode(std::string_view text, Span span) {
  const bool two_letters = span.size() > 1 && text[span.end - 2] == 'Z';
  const std::uint32_t size = two_letters ? 2 : 1;
  return text.substr(span.end - size, size);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

bool CheckElement(const ast::Format& format, const Element& element, Diagnostic& error) {
  const std::string_view text = format.text;
  const Span span = element.span;
  if (element.mark != '\0') {
    const auto at = static_cast<std::uint32_t>(text.find(element.mark, span.begin));
    if (element.mark == '^') return Refuse({at, at + 1}, "`^`", error);
    if (at != 0) {
      return Refuse({at, at + 1}, "a byte-order character that is not the first character", error);
    }
  }
  if (element.dims.size > 0) return Refuse(span, "an array `(...)`", error);
  if (!element.name.empty()) return Refuse(element.name, "a name", error);
  if (std::holds_alternative<ast::Record>(element.item)) return Refuse(span, "a record", error);
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  if (scalar == nullptr) return Refuse(span, "a pointer", error);
  if (!IsStructCode(scalar->code)) {
    return Refuse(span, Quoted(WrittenCode(text, span)), error);
  }
  if (scalar->code == ast::Code::kVoidPointer && element.mode != ast::Mode::kNative) {
    error.kind = ErrorKind::kIllegalInMode;
    error.span = span;
    error.arguments = {"P", std::string(1, static_cast<char>(element.mode))};
    return false;
  }
  if (element.count != ast::kNoCount) {
    // The character after the last digit must be the code.
    std::uint32_t i = span.begin;
    while (i < span.end && !IsDigit(text[i])) ++i;
    while (i < span.end && IsDigit(text[i])) ++i;
    if (i < span.end && IsSpace(text[i])) {
      return Refuse({i, i + 1}, "a space between a count and its code", error);
    }
  }
  return true;
}

// What array.array('u') exports, although the struct module does not know the code: there is a
// buffer, and so an itemsize.
bool IsUnicodeArray(const ast::Format& format) { return format.text == "w"; }

}  // namespace

bool IsEmptyForStruct(std::string_view text) {
  return !text.empty() && std::string_view("@=<>!").find(text[0]) != std::string_view::npos &&
         text.find_first_not_of(" \t\n\r\v\f", 1) == std::string_view::npos;
}

bool CheckStructDialect(const ast::Format& format, const LayoutOptions& options,
                        Diagnostic& error) {
  if (options.itemsize && IsUnicodeArray(format)) return true;
  for (const Element& element : format.elements) {
    if (!CheckElement(format, element, error)) return false;
  }
  return true;
}

}  // namespace pep3118::internal
