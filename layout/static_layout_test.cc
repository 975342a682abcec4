// SPDX-License-Identifier: MIT
// The reader of canonical text at compile time, against layouts.
#include "pep3118/layout/static_layout.h"

#include <string>
#include <vector>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"

namespace pep3118::internal {
namespace {

std::vector<StaticNode> NodesOf(const std::string& text) {
  std::vector<StaticNode> nodes(StaticReader(text).Run());
  StaticReader(text, nodes.data()).Run();
  return nodes;
}

void CheckNodes(const Layout& layout) {
  const std::string text = CanonicalText(layout);
  const std::vector<StaticNode> nodes = NodesOf(text);
  INFO(text);
  REQUIRE(nodes.size() == layout.all().size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Field& field = layout.all()[i];
    const StaticNode& node = nodes[i];
    INFO(i);
    CHECK(node.name == layout.Name(field));
    CHECK(node.offset == static_cast<std::size_t>(field.offset));
    CHECK(node.itemsize == static_cast<std::size_t>(field.itemsize));
    CHECK(node.count == static_cast<std::size_t>(layout.Count(field)));
    CHECK(node.end == field.end);
    CHECK((node.code == "T") == (field.kind == TypeKind::kRecord));
    CHECK(node.shape.empty() == (field.ndim == 0));
    if (field.byte_order != ByteOrder::kNone && field.kind != TypeKind::kRecord) {
      const bool foreign = field.byte_order != layout.target().byte_order;
      CHECK((node.mark == '!' || node.mark == '<') == foreign);
    }
  }
}

TEST_CASE("Static nodes are the fields of the layout, for every recorded format") {
  int checked = 0;
  for (const corpus::Record& record : corpus::ReadExporters().records) {
    LayoutOptions options;
    options.itemsize = record.itemsize;
    const Result<Layout> layout = ComputeLayout(record.format, options);
    if (!layout) continue;
    CheckNodes(*layout);
    ++checked;
  }
  CHECK(checked > 200);
}

TEST_CASE("Static nodes of every kind") {
  for (const char* format :
       {"d", "(2,3)5s", "T{}", "T{4x:a:2xX{}:f:P:p:^g:g:}", "T{Zf:a:!Ze:b:^Zg:c:}", "3x", "x",
        "T{(2)T{!h:a:(3)T{3p:b:}:c:}:d:3u:e:0s:f:(0)i:g:}", "T{5x:a:5xc:b:i::}"}) {
    LayoutOptions options;
    options.dialect = Dialect::kPep3118;
    const Result<Layout> layout = ComputeLayout(format, options);
    REQUIRE(layout);
    CheckNodes(*layout);
  }
}

}  // namespace
}  // namespace pep3118::internal
