// SPDX-License-Identifier: MIT
// Any format as source of some language, as a table, a comparison and a picture: printable text
// within its limit, whose code does not depend on the names.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/table.h"
#include "pep3118/dtype/dtype.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/plain_names.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/source_tokens.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/target.h"

namespace pep3118::fuzz {
namespace {

constexpr std::size_t kRows = 32;

std::string Emitted(const Language& language, const Layout& layout) {
  const NamedLayout named{"Item", &layout};
  Result<std::string, EmitError> text = Emit(language, std::span(&named, 1));
  if (text) return *std::move(text);
  RequireGoodRefusal(text.error().diagnostic, std::string(layout.item().span.end, ' '));
  return {};
}

void RequireLanguage(const Language& language, const Layout& layout, const Layout& plain) {
  const std::string_view name = language.name;
  const std::string text = Emitted(language, layout);
  if (text.empty()) return;
  Require(IsPrintable(text, true) && text.ends_with('\n'), "emitted text is lines", text);
  // A name is a symbol or an expression in Julia, so that the code differs.
  if (name == "julia" || name == "svg") return;
  const std::string plain_text = Emitted(language, plain);
  Require(!plain_text.empty(), "whether there is text does not depend on names", text);
  const Syntax syntax = name == "numpy" ? Syntax{.comment = "#", .has_block_comments = false}
                                        : Syntax{.is_rust = name == "rust"};
  RequireSameCode(text, plain_text, syntax);
}

// NumPy's own words for it lead back to the same bytes.
void RequireNumpyText(const Language& language, const Layout& layout) {
  for (const Field& field : layout.all().subspan(1)) {
    if (field.kind == TypeKind::kRecord) return;  // has a name of its own
  }
  if (layout.item().kind != TypeKind::kRecord || layout.item().ndim > 0) return;
  const std::string text = Emitted(language, layout);
  // No name has a line break here: they are escaped.
  const std::size_t begin = text.rfind("= np.dtype({\n");
  const std::size_t end = text.find("\n})", begin);
  if (begin == std::string::npos || end == std::string::npos) return;
  const std::string dtype = text.substr(begin + 2, end + 3 - (begin + 2));
  const Result<Layout> again = LayoutOfDtype(dtype, {.target = &layout.target()});
  Require(again.has_value(), "the dtype is one", dtype, again ? "" : Message(again.error()));
  const Comparison comparison = Compare(layout, *again);
  Require(comparison.same_names && layout.itemsize() == again->itemsize(),
          "the dtype has the names and the size", dtype);
}

void RequireTables(const Layout& layout, const Layout& other) {
  const Layout* const both[] = {&layout, &other};
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
    const std::string table = LayoutTable(std::span(both).first(count));
    Require(IsPrintable(table, true) && table.ends_with('\n'), "a table is lines", table);
  }
  const Comparison comparison = Compare(layout, other);
  const std::string diff = DiffText(comparison, layout, other);
  Require(IsPrintable(diff, true) && diff.ends_with('\n'), "a comparison is lines", diff);
  Require(comparison.differences.empty() ==
              (comparison.same_bytes && comparison.same_types && comparison.same_names),
          "what is the same has no differences", diff);
  Require(SameBytesAndNames(layout, other) == (comparison.same_bytes && comparison.same_names),
          "both comparisons agree", diff);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/emit.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  LayoutOptions options = input.Options();
  const std::uint8_t which = input.Byte();
  const std::string_view text = input.Rest();
  const Result<Layout> layout = ComputeLayout(text, options);
  if (!layout || layout->all().size() > kRows) return 0;
  const Layout plain = WithPlainNames(*layout);
  const Language& language = Languages()[which % Languages().size()];
  RequireLanguage(language, *layout, plain);
  if (language.name == "numpy") RequireNumpyText(language, *layout);
  options.itemsize = {};
  options.target = &Targets()[which % Targets().size()];
  const Result<Layout> other = ComputeLayout(text, options);
  RequireTables(*layout, other ? *other : plain);
  return 0;
}
