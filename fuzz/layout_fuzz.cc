// SPDX-License-Identifier: MIT
// Any format, target and itemsize under every dialect: a refusal, or a layout with all that
// layout.h promises and a canonical text that means the same.  By the letter of PEP 3118, the places
// are those of a second and simpler algorithm.
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/reference.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/parse.h"

namespace pep3118::fuzz {

const char* const kSeeds = "fuzz/seeds/layout.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  LayoutOptions options = input.Options();
  const std::string_view text = input.Rest();
  const Target& target = options.TargetOrHost();
  const Result<ast::Format> format = ParseFormat(text);
  if (format && !target.aix_power_rule) {
    RequireReference(*format, target,
                     ComputeLayout(*format, {.target = &target, .dialect = Dialect::kPep3118}));
  }
  std::string checked;  // most dialects agree
  for (const Dialect dialect : Dialects()) {
    options.dialect = dialect;
    const Result<Layout> layout = ComputeLayout(text, options);
    if (!layout) {
      RequireGoodRefusal(layout.error(), text);
      continue;
    }
    RequireGoodLayout(*layout);
    RequireAsAsked(*layout, options);
    std::string described = Describe(*layout);
    if (described == checked) continue;
    RequireCanonical(*layout);
    checked = std::move(described);
  }
  return 0;
}
