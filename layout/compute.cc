// SPDX-License-Identifier: MIT
#include "pep3118/layout/compute.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/dialects/dialects.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/itemsize_hint.h"
#include "pep3118/layout/dialects/resolve.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/normalize.h"

namespace pep3118 {
namespace {

const Note* FirstAssumption(const Layout& layout) {
  const auto found = std::ranges::find_if(layout.notes(),
                                          [](const Note& note) { return IsAssumption(note.kind); });
  return found == layout.notes().end() ? nullptr : &*found;
}

// Whether the canonical text is a format within `limits`.
bool CanBeWritten(const Layout& layout, const ast::Format& format, const ParseLimits& limits,
                  Diagnostic& error) {
  // Each element of a format adds at most so much to its canonical text: a hole of 20 characters, a
  // number or a name that it left out.
  constexpr std::size_t kMostAdded = 48;
  const std::size_t elements = format.elements.size();
  const std::size_t written = format.text.size();
  const std::size_t room = written < limits.format_bytes ? limits.format_bytes - written : 0;
  const bool is_short = elements < room / kMostAdded;
  const bool has_few = elements < limits.elements / 2;
  const bool is_shallow = format.nesting < limits.nesting;  // with braces around the whole
  constexpr ParseLimits kUsual;
  const bool is_usual =
      limits.dimensions >= kUsual.dimensions && limits.name_bytes >= kUsual.name_bytes;
  if (is_short && has_few && is_shallow && is_usual) return true;
  const std::string text = CanonicalText(layout);
  ast::Format canonical;
  if (ParseFormatInto(text, limits, canonical, error)) return true;
  if (error.kind == ErrorKind::kFormatTooLong) {
    error.arguments[0] = "canonical text of " + std::to_string(text.size()) + " bytes";
  }
  error.span = {0, static_cast<std::uint32_t>(format.text.size())};
  return false;
}

// Places `format` as options.dialect means it; a refused itemsize comes with a hint.
bool FollowOrResolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                     Diagnostic& error) {
  if (options.dialect == Dialect::kAuto) return internal::Resolve(format, options, layout, error);
  if (internal::FollowDialect(format, options, layout, error)) {
    LayoutBuilder(layout).set_dialect(options.dialect);
    return true;
  }
  if (error.kind == ErrorKind::kItemsizeMismatch) {
    internal::AddHint(format, options, {&options.dialect, 1}, error);
  }
  return false;
}

// No dialect meets a negative itemsize, so that each may subtract it.
bool RefuseNegativeItemsize(const ast::Format& format, LayoutOptions options, Layout& layout,
                            Diagnostic& error) {
  const std::int64_t itemsize = *std::exchange(options.itemsize, std::nullopt);
  if (!FollowOrResolve(format, options, layout, error)) return false;
  internal::ItemsizeMismatch(format, layout.itemsize(), itemsize, error);
  error.arguments[2] = "pass the size of one element, also where there is none";
  return false;
}

bool ComputeInto(const ast::Format& format, const LayoutOptions& options, const ParseLimits& limits,
                 Layout& layout, Diagnostic& error) {
  LayoutOptions resolved = options;
  resolved.target = &options.TargetOrHost();
  if (resolved.itemsize.value_or(0) < 0) {
    return RefuseNegativeItemsize(format, resolved, layout, error);
  }
  if (!FollowOrResolve(format, resolved, layout, error)) return false;
  internal::Normalize(layout);
  if (!CanBeWritten(layout, format, limits, error)) return false;
  const Note* note = resolved.strict ? FirstAssumption(layout) : nullptr;
  if (note != nullptr) error = {ErrorKind::kAssumptionRefused, note->span, {note->message}};
  return note == nullptr;
}

}  // namespace

Result<Layout> ComputeLayout(const ast::Format& format, const LayoutOptions& options,
                             const ParseLimits& limits) {
  Result<Layout> result = Layout();
  Diagnostic error;
  if (!ComputeInto(format, options, limits, *result, error)) result = std::move(error);
  return result;
}

bool ParseFormatInDialect(std::string_view text, Dialect dialect, const ParseLimits& limits,
                          ast::Format& format, Diagnostic& error) {
  const bool is_empty = dialect == Dialect::kStruct && internal::IsEmptyForStruct(text) &&
                        text.size() <= limits.format_bytes;
  return ParseFormatInto(is_empty ? std::string_view() : text, limits, format, error);
}

Result<Layout> ComputeLayout(std::string_view format, const LayoutOptions& options,
                             const ParseLimits& limits) {
  Result<Layout> result = Layout();
  ast::Format parsed;
  Diagnostic error;
  const bool has_layout = ParseFormatInDialect(format, options.dialect, limits, parsed, error) &&
                          ComputeInto(parsed, options, limits, *result, error);
  if (!has_layout) result = std::move(error);
  return result;
}

}  // namespace pep3118
