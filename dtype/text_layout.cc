// SPDX-License-Identifier: MIT
#include "pep3118/dtype/text_layout.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace pep3118::internal {
namespace {

constexpr std::size_t kMostBytes = (std::size_t{1} << 31) - 1;  // a Span holds 32-bit offsets

}  // namespace

std::optional<Diagnostic> RefuseLongText(const std::string& what, std::string_view text,
                                         const ParseLimits& limits) {
  const std::size_t limit = std::min(limits.format_bytes, kMostBytes);
  if (text.size() <= limit) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(limit);
  return Diagnostic{
      ErrorKind::kFormatTooLong,
      {at, at + 1},
      {what + " of " + std::to_string(text.size()) + " bytes", std::to_string(limit)}};
}

Result<Layout> LayoutOfType(const ExplicitType& type, ErrorKind kind, std::string_view text,
                            const LayoutOptions& options) {
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  Result<Layout, ExplicitError> layout = ExplicitLayout(type, &options.TargetOrHost());
  if (!layout) return Diagnostic{kind, whole, {layout.error().message, ""}};
  if (options.itemsize && *options.itemsize != layout->itemsize()) {
    return Diagnostic{ErrorKind::kItemsizeMismatch,
                      whole,
                      {std::to_string(layout->itemsize()), std::to_string(*options.itemsize), ""}};
  }
  return *std::move(layout);
}

}  // namespace pep3118::internal
