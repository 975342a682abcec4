// SPDX-License-Identifier: MIT
// What dialect auto answers, some exporter means: the dialect that it says it followed has the same
// answer, unless a note says what was assumed.
#include <algorithm>
#include <string>
#include <string_view>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/parse.h"

namespace pep3118::fuzz {
namespace {

bool IsNamedAnswer(const ast::Format& format, LayoutOptions options, const Layout& answer) {
  const std::string id = LayoutId(answer);
  return std::ranges::any_of(Dialects(), [&](Dialect dialect) {
    if (dialect == Dialect::kAuto) return false;
    options.dialect = dialect;
    const Result<Layout> named = ComputeLayout(format, options);
    return named && LayoutId(*named) == id;
  });
}

// The cache answers as the computation does.
void RequireCached(std::string_view text, const LayoutOptions& options,
                   const Result<Layout>& plain) {
  LayoutCache cache;  // of its own: what the process's keeps would be a leak to libFuzzer
  const Result<SharedLayout> cached = cache.LayoutOf(text, options);
  Require(cached.has_value() == plain.has_value(), "the cache refuses the same", text);
  if (!cached) {
    Require(cached.error().kind == plain.error().kind && cached.error().span == plain.error().span,
            "the cache refuses for the same reason", text);
    return;
  }
  Require(cached->id() == LayoutId(*plain), "the cache has the same layout", text);
  Require(cached->dialect() == plain->dialect(), "the cache has the same dialect", text);
  Require(cached->notes().size() == plain->notes().size(), "the cache has the same notes", text);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/auto.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  LayoutOptions options = input.Options();
  options.dialect = Dialect::kAuto;
  const std::string_view text = input.Rest();
  const Result<Layout> answer = ComputeLayout(text, options);
  RequireCached(text, options, answer);
  if (!answer) {
    RequireGoodRefusal(answer.error(), text);
    return 0;
  }
  RequireGoodLayout(*answer);
  RequireAsAsked(*answer, options);
  const Result<ast::Format> format = ParseFormat(text);
  Require(format.has_value(), "what has a layout is a format", text);
  Require(IsNamedAnswer(*format, options, *answer), "the answer is that of a named dialect", text,
          CanonicalText(*answer));
  return 0;
}
