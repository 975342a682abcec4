// SPDX-License-Identifier: MIT
// Any text as a NumPy dtype: a refusal, or a layout with all that layout.h promises.
#include <string_view>

#include "pep3118/dtype/dtype.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"

namespace pep3118::fuzz {

const char* const kSeeds = "fuzz/seeds/dtype.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  const LayoutOptions options = input.Options();
  const std::string_view text = input.Rest();
  const Result<Layout> layout = LayoutOfDtype(text, options);
  RequireDescribed(layout, options, text);
  return 0;
}
