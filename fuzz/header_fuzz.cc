// SPDX-License-Identifier: MIT
// Any format as a C++ header: plain ASCII whose code does not depend on the names but for words
// that may be identifiers, and that has every name, exactly, as a string.
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/codegen/header.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/plain_names.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/source_tokens.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"

namespace pep3118::fuzz {
namespace {

std::string HeaderOf(const Layout& layout, const HeaderOptions& options) {
  const NamedLayout named{"Item", &layout};
  Result<std::string, HeaderError> text = EmitHeader(std::span(&named, 1), options);
  if (text) return *std::move(text);
  RequireGoodRefusal(text.error().diagnostic, std::string(layout.item().span.end, ' '));
  return {};
}

// `field` and what is in it; a record of which the item has none has no field table.
void RequireNamesIn(const Field& field, const std::set<std::string>& strings,
                    std::string_view header, const Layout& layout) {
  if (field.kind != TypeKind::kRecord || field.itemsize == 0 || layout.Count(field) == 0) return;
  for (const Field& member : layout.Fields(field)) {
    const std::string name(layout.Name(member));
    Require(strings.contains(name), "the header has every name", name, header);
    RequireNamesIn(member, strings, header, layout);
  }
}

// The strings of the field tables.
void RequireNames(std::string_view header, const Layout& layout) {
  std::set<std::string> strings;
  for (const Token& token : TokensOf(header, {})) {
    if (token.kind == TokenKind::kString) strings.insert(StringBytes(token.text));
  }
  RequireNamesIn(layout.item(), strings, header, layout);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/header.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  const LayoutOptions options = input.Options();
  const std::uint8_t flags = input.Byte();
  HeaderOptions header_options{.include_runtime = (flags & 1) != 0,
                               .padding_members = (flags & 2) == 0};
  if ((flags & 4) != 0) header_options.name_space = "my::records";
  const std::string_view text = input.Rest();
  const Result<Layout> layout = ComputeLayout(text, options);
  if (!layout) return 0;
  const std::string header = HeaderOf(*layout, header_options);
  const std::string plain = HeaderOf(WithPlainNames(*layout), header_options);
  Require(header.empty() == plain.empty(), "whether there is a header does not depend on names",
          text);
  if (header.empty()) return 0;
  Require(HeaderOf(*layout, header_options) == header, "the same layout gives the same bytes",
          text);
  RequireSameCode(header, plain, {});
  RequireNames(header, *layout);
  return 0;
}
