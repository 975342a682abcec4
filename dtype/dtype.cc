// SPDX-License-Identifier: MIT
#include "pep3118/dtype/dtype.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "pep3118/dtype/literal.h"
#include "pep3118/dtype/type_reader.h"
#include "pep3118/layout/explicit_layout.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMostBytes = (std::size_t{1} << 31) - 1;  // a Span holds 32-bit offsets

}  // namespace

Result<Layout> LayoutOfDtype(std::string_view text, const LayoutOptions& options,
                             const ParseLimits& limits) {
  const std::size_t limit = std::min(limits.format_bytes, kMostBytes);
  if (text.size() > limit) {
    const auto at = static_cast<std::uint32_t>(limit);
    return Diagnostic{
        ErrorKind::kFormatTooLong,
        {at, at + 1},
        {"dtype of " + std::to_string(text.size()) + " bytes", std::to_string(limit)}};
  }
  const Target& target = options.TargetOrHost();
  internal::LiteralTree tree;
  Diagnostic error;
  if (!internal::ParseLiteral(text, tree, error)) return error;
  internal::NumpyType type;
  if (!internal::TypeReader(tree, target, options.max_fields, error).Run(type)) return error;
  Result<Layout, ExplicitError> layout = ExplicitLayout(type.type, &target);
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  if (!layout) return Diagnostic{ErrorKind::kBadDtype, whole, {layout.error().message, ""}};
  if (options.itemsize && *options.itemsize != layout->itemsize()) {
    return Diagnostic{ErrorKind::kItemsizeMismatch,
                      whole,
                      {std::to_string(layout->itemsize()), std::to_string(*options.itemsize), ""}};
  }
  return *std::move(layout);
}

}  // namespace pep3118
