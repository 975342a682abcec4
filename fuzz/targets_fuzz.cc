// SPDX-License-Identifier: MIT
// Any text as a file of targets: a message, or rows for which every layout keeps its promises.
#include <string>
#include <string_view>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/target.h"
#include "pep3118/tools/inputs/target_file.h"

namespace pep3118::fuzz {
namespace {

constexpr std::string_view kFormats[] = {
    "T{c:a:h:b:c:c:i:d:c:e:l:f:c:g:q:h:c:i:e:j:c:k:f:l:c:m:d:n:c:o:g:p:}",
    "T{c:a:n:b:c:c:P:d:c:e:O:f:c:g:Zg:h:c:i:3u:j:c:k:2w:l:c:m:?:n:5s:o:}",
    "T{d:a:c:b:T{g:c:c:d:}:e:(2,3)T{>q:f:@b:g:}:h:}",
};

}  // namespace

const char* const kSeeds = "fuzz/seeds/targets.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  const std::string_view text = Input(data, size).Rest();
  TargetSet targets;
  std::string message;
  if (!targets.Read(text, message)) {
    Require(!message.empty() && IsPrintable(message, false), "a message is one printable line",
            message);
    return 0;
  }
  for (const Target& target : targets.own()) {
    std::string why;
    Require(IsValidTarget(target, &why), "a row is a target", target.name, why);
    Require(targets.Find(target.name) == &target, "a row is found by its name", target.name);
    for (const std::string_view format : kFormats) {
      const LayoutOptions options{.target = &target, .dialect = Dialect::kPep3118};
      const Result<Layout> layout = ComputeLayout(format, options);
      if (!layout) {
        RequireGoodRefusal(layout.error(), format);
        continue;
      }
      RequireGoodLayout(*layout);
      RequireAsAsked(*layout, options);
      RequireCanonical(*layout);
    }
  }
  if (!targets.own().empty()) {
    Require(!targets.Read(text, message), "no two rows have one name", text);
  }
  return 0;
}
