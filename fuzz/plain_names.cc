// SPDX-License-Identifier: MIT
#include "pep3118/fuzz/plain_names.h"

#include <map>
#include <string>
#include <string_view>

#include "pep3118/fuzz/require.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/parse.h"

namespace pep3118::fuzz {

Layout WithPlainNames(const Layout& layout) {
  const std::string canonical = CanonicalText(layout);
  const Result<ast::Format> format = ParseFormat(canonical);
  Require(format.has_value(), "canonical text is a format", canonical);
  // Names in the order of the text: a record's own comes after those of its fields.
  std::map<std::uint32_t, Span> names;
  for (const ast::Element& element : format->elements) {
    if (ast::IsNamed(*format, element)) {
      const std::uint32_t end = element.span.end - 1;
      names[end] = {end - element.name.size(), end};
    }
  }
  std::map<std::string_view, std::string> plain;
  std::string text;
  std::size_t done = 0;
  for (const auto& [end, span] : names) {
    const std::string_view name = std::string_view(canonical).substr(span.begin, span.size());
    std::string& to = plain[name];
    if (to.empty()) to = "member" + std::to_string(plain.size());
    text += canonical.substr(done, span.begin - done) + to;
    done = end;
  }
  text += canonical.substr(done);
  Result<Layout> renamed =
      ComputeLayout(text, {.target = &layout.target(), .dialect = Dialect::kPep3118});
  Require(renamed.has_value(), "other names have the same layout", canonical, text);
  return *std::move(renamed);
}

}  // namespace pep3118::fuzz
