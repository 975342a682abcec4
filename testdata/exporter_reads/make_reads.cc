// SPDX-License-Identifier: MIT
// Captured records -> a header with their structs and a test that reads the captured bytes through
// them.  The expectations are the exporters' own: NumPy's and ctypes' idea of each value.
//
//   make_reads exporters.json reads.h reads_test.cc
//
// Records whose format does not describe them (packed ctypes structures, bit fields, ...) are
// refused by the layout engine, and so are those that rest on an assumption; both are left out, and
// the test fails when fewer than 40 remain.
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "pep3118/codegen/cpp/identifiers.h"
#include "pep3118/codegen/header.h"
#include "pep3118/codegen/text/writer.h"
#include "pep3118/layout/compute.h"

namespace pep3118 {
namespace {

using nlohmann::json;

constexpr char kPrologue[] = R"(// Made by make_reads from exporters.json.
#include <cstring>

#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/exporter_reads/reader.h"
#include "pep3118/testdata/exporter_reads/reads.h"

)";

// "0x22, 0xb7, " from "22b7".
std::string ByteList(const std::string& hex) {
  std::string text;
  for (std::size_t i = 0; i < hex.size(); i += 2) text += "0x" + hex.substr(i, 2) + ", ";
  return text;
}

// The member expressions of all elements at a path like "flag/n", row-major: `item.flag[0].n`, ...
// Empty when the layout has no such path.
std::vector<std::string> Expressions(const Layout& layout, std::string path) {
  std::vector<std::string> texts = {"item"};
  const Field* record = &layout.item();
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string name = path.substr(0, slash);
    std::vector<std::string_view> names;
    std::vector<const Field*> fields;
    for (const Field& field : layout.Fields(*record)) {
      names.push_back(layout.Name(field));
      fields.push_back(&field);
    }
    std::size_t found = 0;
    while (found < names.size() && names[found] != name) ++found;
    if (found == names.size()) return {};
    for (std::string& text : texts) text += "." + MemberIdentifiers(names)[found];
    for (std::int64_t dimension : layout.Shape(*fields[found])) {
      std::vector<std::string> elements;
      for (const std::string& text : texts)
        for (std::int64_t i = 0; i < dimension; ++i)
          elements.push_back(text + "[" + std::to_string(i) + "]");
      texts = std::move(elements);
    }
    if (slash == std::string::npos) return texts;
    record = fields[found];
    path.erase(0, slash + 1);
  }
}

// The values in a nest of lists, in order; the two parts of a complex number stay together.
void Flatten(const json& value, bool complex, std::vector<json>& leaves) {
  const bool leaf = !value.is_array() || (complex && value.size() == 2 && value[0].is_string());
  if (leaf) {
    leaves.push_back(value);
    return;
  }
  for (const json& inner : value) Flatten(inner, complex, leaves);
}

class RecordTest {
 public:
  RecordTest(const json& record, const Layout& layout, Writer& out)
      : record_(record), layout_(layout), out_(out) {}

  void Write(const std::string& type) {
    out_.Print(
        "TEST_CASE(\"$type$\") {\n"
        "  [[maybe_unused]] const auto item = pep3118::ReadItem<captured::$type$>({$bytes$});\n",
        {{"type", type}, {"bytes", ByteList(record_["sample"]["hex"])}});
    for (const auto& [path, value] : record_["sample"]["values"].items()) Check(path, value);
    out_.Print("}\n\n");
  }

 private:
  std::string KindOf(const std::string& path) const {
    for (const json& field : record_["fields"])
      if (field["path"] == path) return field["kind"];
    return {};
  }

  // As many values as elements, each with its check; otherwise a check that fails.
  void Check(const std::string& path, const json& value) {
    const std::vector<std::string> members = Expressions(layout_, path);
    std::vector<json> leaves;
    Flatten(value, KindOf(path) == "complex", leaves);
    out_.Print("  CHECK($values$ == $members$);\n", {{"values", std::to_string(leaves.size())},
                                                     {"members", std::to_string(members.size())}});
    for (std::size_t i = 0; i < members.size() && i < leaves.size(); ++i)
      Leaf(members[i], leaves[i]);
  }

  void Leaf(const std::string& member, const json& value) {
    if (value.is_object()) {
      out_.Print("  CHECK(pep3118::HasBytes($member$, {$bytes$}));\n",
                 {{"member", member}, {"bytes", ByteList(value["hex"])}});
    } else if (value.is_array()) {
      out_.Print("  CHECK(pep3118::IsComplex($member$, $real$, $imag$));\n",
                 {{"member", member}, {"real", Text(value[0])}, {"imag", Text(value[1])}});
    } else if (value.is_string() && !IsNumber(value)) {
      out_.Print("  CHECK(pep3118::HasCharacters($member$, U$text$));\n",
                 {{"member", member}, {"text", json(value).dump(-1, ' ', false)}});
    } else {
      out_.Print(
          "  CHECK(pep3118::IsNumber($member$, $number$));\n",
          {{"member", member}, {"number", value.is_string() ? Text(value) : Integer(value)}});
    }
  }

  static bool IsNumber(const json& value) {
    const std::string text = value;
    return text.starts_with("0x1") || text.starts_with("-0x1") || text.starts_with("0x0") ||
           text.starts_with("-0x0") || text == "inf" || text == "-inf" || text == "nan";
  }

  static std::string Text(const json& value) {
    const std::string text = value;
    if (text.ends_with("inf")) return (text[0] == '-' ? "-" : "") + std::string("HUGE_VAL");
    return text == "nan" ? "NAN" : text;
  }

  static std::string Integer(const json& value) {
    if (value.is_boolean()) return value ? "true" : "false";
    if (value.is_number_unsigned()) return value.dump() + "u";
    return value == INT64_MIN ? "INT64_MIN" : value.dump();
  }

  const json& record_;
  const Layout& layout_;
  Writer& out_;
};

int Run(const char* corpus, const char* header, const char* test) {
  std::ifstream in(corpus);
  const json document = json::parse(in);
  std::deque<Layout> layouts;
  std::vector<NamedLayout> named;
  Writer out;
  out.Raw(kPrologue);
  for (const json& record : document["records"]) {
    const std::string exporter = record["exporter"];
    if (!record.contains("sample") || (exporter != "numpy" && exporter != "ctypes")) continue;
    LayoutOptions options;
    options.target = FindTarget("x86_64-linux-gnu");
    options.itemsize = record["itemsize"].get<std::int64_t>();
    options.strict = true;  // an answer that rests on an assumption may be wrong
    options.dialect = exporter == "numpy" ? Dialect::kNumpy : Dialect::kCtypes;
    Result<Layout> layout = ComputeLayout(record["format"].get<std::string>(), options);
    if (!layout || layout->item().kind != TypeKind::kRecord || layout->itemsize() == 0) {
      std::cerr << "left out: " << std::string(record["id"]) << "\n";
      continue;
    }
    layouts.push_back(*std::move(layout));
    named.push_back({IdentifierFor(std::string(record["id"])), &layouts.back()});
    RecordTest(record, layouts.back(), out).Write(named.back().name);
  }
  out.Print("static_assert($count$ >= 40, \"too few captured records have a layout\");\n",
            {{"count", std::to_string(named.size())}});
  HeaderOptions options;
  options.name_space = "captured";
  const Result<std::string, HeaderError> text = EmitHeader(named, options);
  if (!text) {
    std::cerr << Message(text.error().diagnostic) << "\n";
    return EXIT_FAILURE;
  }
  std::ofstream(header) << *text;
  std::ofstream(test) << out.text();
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace pep3118

int main(int argc, char** argv) {
  if (argc == 4) return pep3118::Run(argv[1], argv[2], argv[3]);
  std::cerr << "usage: make_reads exporters.json reads.h reads_test.cc\n";
  return 2;
}
