// SPDX-License-Identifier: MIT
#include "pep3118/tools/report/advice.h"

#include <iterator>
#include <utility>

#include "pep3118/codegen/cpp/name_lint.h"
#include "pep3118/layout/lint.h"
#include "pep3118/parser/parse.h"

namespace pep3118 {

std::vector<Note> Advice(const ast::Format& format, const Layout& layout) {
  std::vector<Note> notes = Lint(format, layout);
  std::vector<Note> names = LintNames(layout);
  std::move(names.begin(), names.end(), std::back_inserter(notes));
  return notes;
}

std::vector<Note> AdviceIf(bool lint, std::string_view format, const Layout& layout) {
  if (!lint) return {};
  const Result<ast::Format> parsed = ParseFormat(format);
  // Refused only where one dialect alone reads it (`<` alone is struct's empty format).
  return parsed ? Advice(*parsed, layout) : std::vector<Note>();
}

}  // namespace pep3118
