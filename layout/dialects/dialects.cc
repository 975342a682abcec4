// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/dialects.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "pep3118/layout/dialects/ctypes.h"
#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/numpy.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

// No marks, every pad written, tails too.
Reading PythonCallReading() {
  Reading reading;
  reading.model = PaddingModel::kExplicit;
  return reading;
}

// `^` is at each member of a packed struct and at no other, so every element says for itself
// whether it is aligned.  Any other text is not Cython's; its parser keeps a mark until the next.
Reading CythonReading(const ast::Format& format) {
  Reading reading;
  if (CythonWrote(format) != Likelihood::kImpossible) reading.scope = MarkScope::kPerElement;
  return reading;
}

// A mark holds for one number, and every number has one.  Any other text is not its own; then a
// mark stays in force.
Reading NdtypesReading(const ast::Format& format) {
  Reading reading;
  reading.model = PaddingModel::kExplicit;
  reading.pads_carry_names = true;
  if (MarksEveryNumber(format)) reading.scope = MarkScope::kPerElement;
  return reading;
}

}  // namespace

// NumPy's importer also rounds up several elements without braces around them, which struct does
// not; the itemsize decides.
bool FollowPep3118(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Placement& placement, Diagnostic& error) {
  if (PlaceWithItemsize(format, Reading{}, options, layout, placement, error)) return true;
  if (error.kind != ErrorKind::kItemsizeMismatch) return false;
  if (IsOneItem(format) && format.elements[0].name.empty()) return false;  // has no end to pad
  Reading padded;
  padded.pad_top_level = true;
  Diagnostic ignored;
  if (!PlaceWithItemsize(format, padded, options, layout, placement, ignored)) return false;
  LayoutBuilder(layout).AddNote(
      NoteKind::kAssumedExporter, Whole(format),
      "several elements without braces are assumed to be padded at the end, as NumPy's importer "
      "does and the itemsize says; struct pads no end");
  return true;
}

// `^` is before every record, of packed structs and others, so it says nothing about alignment: a
// record is aligned when every field is where a compiler would put it anyway.  The places are those
// that the text has either way.
bool FollowPybind11(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                    Diagnostic& error) {
  if (!PlaceWithItemsize(format, Reading{}, options, layout, error)) return false;
  const bool is_record = format.text.starts_with("^T{");
  const bool marks_records_only =
      std::ranges::all_of(format.elements, [](const ast::Element& element) {
        return element.mark == '\0' ||
               (element.mark == '^' && std::holds_alternative<ast::Record>(element.item));
      });
  if (!is_record || !marks_records_only) return true;
  Reading compiled;
  compiled.model = PaddingModel::kNatural;
  Layout aligned;
  Diagnostic ignored;
  if (PlaceWithItemsize(format, compiled, options, aligned, ignored) && SamePlaces(aligned, layout))
    layout = std::move(aligned);
  return true;
}

std::optional<Reading> OnlyReading(Dialect dialect, const ast::Format& format) {
  switch (dialect) {
    case Dialect::kStruct:
      return Reading{};
    case Dialect::kCython:
      return CythonReading(format);
    case Dialect::kPythonCall:
      return PythonCallReading();
    case Dialect::kNdtypes:
      return NdtypesReading(format);
    default:
      return std::nullopt;
  }
}

bool FollowDialect(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Diagnostic& error) {
  switch (options.dialect) {
    case Dialect::kAuto:
      break;  // no exporter's: Resolve
    case Dialect::kNumpy:
      return FollowNumpy(format, options, layout, error);
    case Dialect::kCtypes:
    case Dialect::kCtypes311:
    case Dialect::kCtypes312:
      return FollowCtypes(format, options, layout, error);
    case Dialect::kPep3118: {
      Placement placement;
      return FollowPep3118(format, options, layout, placement, error);
    }
    case Dialect::kPybind11:
      return FollowPybind11(format, options, layout, error);
    case Dialect::kStruct:
      if (!CheckStructDialect(format, options, error)) return false;
      [[fallthrough]];
    case Dialect::kCython:
    case Dialect::kPythonCall:
    case Dialect::kNdtypes:
      return PlaceWithItemsize(format, *OnlyReading(options.dialect, format), options, layout,
                               error);
  }
  return false;
}

}  // namespace pep3118::internal
