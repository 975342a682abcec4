// SPDX-License-Identifier: MIT
#include "pep3118/tools/report/advice.h"

#include <iterator>
#include <utility>

#include "pep3118/codegen/cpp/name_lint.h"
#include "pep3118/layout/lint.h"

namespace pep3118 {

std::vector<Note> Advice(const ast::Format& format, const Layout& layout) {
  std::vector<Note> notes = Lint(format, layout);
  std::vector<Note> names = LintNames(layout);
  std::move(names.begin(), names.end(), std::back_inserter(notes));
  return notes;
}

}  // namespace pep3118
