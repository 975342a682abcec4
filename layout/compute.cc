#include "pep3118/layout/compute.h"

#include <utility>

#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/normalize.h"

namespace pep3118 {
namespace {

// struct reads a mark with nothing after it as an empty format; everybody else refuses it.
bool IsEmptyForStruct(std::string_view text) {
  return !text.empty() && std::string_view("@=<>!").find(text[0]) != std::string_view::npos &&
         text.find_first_not_of(" \t\n\r\v\f", 1) == std::string_view::npos;
}

}  // namespace

Result<Layout> ComputeLayout(const ast::Format& format, const LayoutOptions& given) {
  LayoutOptions options = given;
  options.target = &given.TargetOrHost();
  Layout layout;
  LayoutBuilder builder(layout);
  Diagnostic error;
  builder.set_dialect(options.dialect == Dialect::kAuto ? Dialect::kPep3118 : options.dialect);
  if (!internal::FollowDialect(format, options, layout, error)) return error;
  internal::Normalize(layout);
  if (options.strict && !layout.notes().empty()) {
    const Note& note = layout.notes().front();
    return Diagnostic{ErrorKind::kAssumptionRefused, note.span, {note.message}};
  }
  return layout;
}

Result<Layout> ComputeLayout(std::string_view format, const LayoutOptions& options,
                             const ParseLimits& limits) {
  if (options.dialect == Dialect::kStruct && IsEmptyForStruct(format) &&
      format.size() <= limits.format_bytes) {
    format = {};
  }
  Result<ast::Format> parsed = ParseFormat(format, limits);
  if (!parsed) return std::move(parsed).error();
  return ComputeLayout(*parsed, options);
}

}  // namespace pep3118
