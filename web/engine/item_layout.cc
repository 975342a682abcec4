// SPDX-License-Identifier: MIT
#include "pep3118/web/engine/item_layout.h"

#include <iterator>
#include <utility>

#include "pep3118/codegen/cpp/name_lint.h"
#include "pep3118/dtype/dtype.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/lint.h"
#include "pep3118/parser/parse.h"

namespace pep3118::web {

std::string_view KeyOf(TextKind kind) { return kind == TextKind::kDtype ? "dtype" : "format"; }

Result<Layout> LayoutOf(const Item& item) {
  return item.kind == TextKind::kDtype ? LayoutOfDtype(item.text, item.options)
                                       : ComputeLayout(item.text, item.options);
}

std::vector<Note> AdviceOn(const Item& item, const Layout& layout) {
  std::vector<Note> names = LintNames(layout);
  if (item.kind == TextKind::kDtype) return names;
  const Result<ast::Format> parsed = ParseFormat(item.text);
  // Refused only where one dialect alone reads it (`<` alone is struct's empty format).
  if (!parsed) return {};
  std::vector<Note> notes = Lint(*parsed, layout);
  std::move(names.begin(), names.end(), std::back_inserter(notes));
  return notes;
}

}  // namespace pep3118::web
