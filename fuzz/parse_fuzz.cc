// SPDX-License-Identifier: MIT
// Any text as a format: a refusal with a place in the text, or a tree that is in the text and
// survives being printed.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/limits.h"
#include "pep3118/parser/parse.h"
#include "pep3118/parser/print.h"

namespace pep3118::fuzz {
namespace {

void RequireElement(const ast::Format& format, std::uint32_t index, std::uint32_t end,
                    Span around) {
  const ast::Element& element = format.elements[index];
  const std::string_view text = format.text;
  Require(element.span.begin < element.span.end && element.span.begin >= around.begin &&
              element.span.end <= around.end,
          "an element is inside the one around it", text);
  Require(element.name.begin <= element.name.end &&
              (element.name.empty() ||
               (element.name.begin > element.span.begin && element.name.end < element.span.end)),
          "a name is inside its element", text);
  Require(element.dims.begin + std::size_t{element.dims.size} <= format.dims.size() &&
              element.dims.size <= ParseLimits{}.dimensions,
          "dimensions are in the list", text);
  Require(element.count >= ast::kNoCount, "a count is not negative", text);
  for (const std::int64_t dim : ast::DimsOf(format, element)) {
    Require(dim >= 0, "a dimension is not negative", text);
  }
  const std::uint32_t inner_end = ast::EndOf(element, index);
  Require(inner_end > index && inner_end <= end, "an element ends inside the one around it", text);
  const bool is_pointer = std::holds_alternative<ast::Pointer>(element.item);
  Require(!is_pointer || inner_end > index + 1, "a pointer has a target", text);
  if (!is_pointer && !std::holds_alternative<ast::Record>(element.item)) return;
  for (const std::uint32_t inner : ast::Children(format, index)) {
    RequireElement(format, inner, inner_end, element.span);
  }
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/parse.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  const std::string_view text = Input(data, size).Rest();
  const Result<ast::Format> format = ParseFormat(text);
  if (!format) {
    RequireGoodRefusal(format.error(), text);
    return 0;
  }
  Require(format->text == text, "the tree has its text");
  const auto end = static_cast<std::uint32_t>(format->elements.size());
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  for (const std::uint32_t index : ast::Children(*format)) {
    RequireElement(*format, index, end, whole);
  }
  const std::string printed = PrintFormat(*format);
  const Result<ast::Format> again = ParseFormat(printed);
  Require(again.has_value(), "a printed tree is a format", text, printed);
  Require(*again == *format, "a printed tree parses to the same tree", text, printed);
  Require(PrintFormat(*again) == printed, "printing again changes nothing", text, printed);
  return 0;
}
