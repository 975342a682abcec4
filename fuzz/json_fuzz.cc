// SPDX-License-Identifier: MIT
// Any format as JSON, read back by a parser that is not ours: the same numbers and names, in both
// styles; refusals and trees too.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/codegen/json.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/parse.h"

namespace pep3118::fuzz {
namespace {

using Json = nlohmann::json;

// One line, or several: the same value.
template <class Append>
Json Read(std::string_view format, Append append) {
  std::string line;
  std::string lines;
  append(JsonStyle::kLine, line);
  append(JsonStyle::kIndent, lines);
  Require(line.find('\n') == std::string::npos, "a line is a line", line);
  Json value = Json::parse(line, nullptr, false);
  Require(!value.is_discarded(), "the output is JSON", line, format);
  Require(Json::parse(lines, nullptr, false) == value, "both styles say the same", line, lines);
  return value;
}

bool Has(const Json& value, const char* key, std::string_view text) {
  return value.contains(key) && value[key].is_string() &&
         value[key].get_ref<const std::string&>() == text;
}
bool Has(const Json& value, const char* key, std::int64_t number) {
  return value.contains(key) && value[key].is_number_integer() && value[key] == number;
}

void RequireField(const Json& value, const Layout& layout, const Field& field,
                  std::string_view text) {
  const bool is_item = &field == &layout.item();
  Require(is_item || (Has(value, "name", layout.Name(field)) && Has(value, "offset", field.offset)),
          "the field's name and offset", text);
  Require(Has(value, "kind", KindName(field.kind)) && Has(value, "itemsize", field.itemsize) &&
              Has(value, "alignment", std::int64_t{field.alignment}),
          "the field's kind, itemsize and alignment", text);
  const std::span<const std::int64_t> shape = layout.Shape(field);
  Require(value["shape"] == Json(std::vector<std::int64_t>(shape.begin(), shape.end())),
          "the field's shape", text);
  if (field.kind != TypeKind::kRecord) {
    Require(Has(value, "byteorder", ByteOrderName(field.byte_order)), "the field's byte order",
            text);
    return;
  }
  std::size_t count = 0;
  for (const Field& member : layout.Fields(field)) {
    Require(count < value["fields"].size(), "every field is listed", text);
    RequireField(value["fields"][count++], layout, member, text);
  }
  Require(count == value["fields"].size(), "no other field is listed", text);
}

void RequireRefusal(const Diagnostic& error, std::string_view text) {
  const Json value =
      Read(text, [&](JsonStyle style, std::string& out) { AppendErrorJson(error, style, out); });
  const Json& object = value["error"];
  Require(Has(object, "kind", ErrorName(error.kind)) && Has(object, "message", Message(error)) &&
              Has(object, "position", std::int64_t{error.span.begin}) &&
              Has(object, "length", std::int64_t{error.span.size()}),
          "the refusal as it is", text);
}

void RequireTree(const ast::Format& format) {
  const Json value = Read(
      format.text, [&](JsonStyle style, std::string& out) { AppendAstJson(format, style, out); });
  std::size_t elements = 0;
  for ([[maybe_unused]] const std::uint32_t index : ast::Children(format)) ++elements;
  Require(value["elements"].size() == elements, "every element is listed", format.text);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/json.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  const LayoutOptions options = input.Options();
  const std::string_view text = input.Rest();
  const Result<ast::Format> format = ParseFormat(text);
  if (!format) {
    RequireRefusal(format.error(), text);
    return 0;
  }
  RequireTree(*format);
  const Result<Layout> layout = ComputeLayout(*format, options);
  if (!layout) {
    RequireRefusal(layout.error(), text);
    return 0;
  }
  const Json value = Read(text, [&](JsonStyle style, std::string& out) {
    AppendLayoutJson(*layout, text, style, out);
  });
  Require(Has(value, "format", text) && Has(value, "canonical", CanonicalText(*layout)) &&
              Has(value, "layout_id", LayoutId(*layout)) &&
              Has(value, "target", layout->target().name) &&
              Has(value, "dialect", DialectName(layout->dialect())) &&
              Has(value, "itemsize", layout->itemsize()) &&
              Has(value, "alignment", layout->alignment()) &&
              value["notes"].size() == layout->notes().size(),
          "the layout as it is", text);
  RequireField(value["type"], *layout, layout->item(), text);
  return 0;
}
