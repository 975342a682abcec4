#include "pep3118/layout/dialects/follow.h"

#include <string>

#include "pep3118/layout/dialects/resolve.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {

Reading ReadingOf(Dialect dialect) {
  Reading reading;
  if (dialect == Dialect::kCython) {
    // `^` stands at each member of a packed struct and never outside it, so every element says for
    // itself whether it is aligned.
    reading.scope = MarkScope::kPerElement;
  } else if (dialect == Dialect::kPythonCall) {  // no marks, every pad written, tails too
    reading.model = Model::kExplicit;
  } else if (dialect == Dialect::kNdtypes) {
    reading.model = Model::kExplicit;
    reading.scope = MarkScope::kPerElement;
    reading.pads_carry_names = true;
  }
  return reading;
}

bool ItemsizeMismatch(const ast::Format& format, std::int64_t described, std::int64_t itemsize,
                      Diagnostic& error) {
  error.kind = ErrorKind::kItemsizeMismatch;
  error.span = {0, static_cast<std::uint32_t>(format.text.size())};
  error.arguments = {std::to_string(described), std::to_string(itemsize)};
  return false;
}

bool Follow(const ast::Format& format, const Reading& reading, bool tail_allowed,
            const LayoutOptions& options, Layout& layout, Placement& placement, Diagnostic& error) {
  if (!Place(format, reading, *options.target, options.members, layout, placement, error)) {
    return false;
  }
  if (!options.itemsize || *options.itemsize == layout.itemsize()) return true;
  if (!tail_allowed || *options.itemsize < layout.itemsize() ||
      *options.itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, layout.itemsize(), *options.itemsize, error);
  }
  ExtendTo(*options.itemsize, layout);
  return true;
}

bool FollowDialect(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Diagnostic& error) {
  switch (options.dialect) {
    case Dialect::kAuto:
      return Resolve(format, options, layout, error);
    case Dialect::kNumpy:
      return FollowNumpy(format, options, layout, error);
    case Dialect::kCtypes:
      return FollowCtypes(format, options, layout, error);
    case Dialect::kStruct:
      if (!CheckStructDialect(format, options, error)) return false;
      break;
    default:
      break;
  }
  Placement placement;
  return Follow(format, ReadingOf(options.dialect), false, options, layout, placement, error);
}

}  // namespace pep3118::internal
