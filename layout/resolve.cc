#include "pep3118/layout/resolve.h"

namespace pep3118::internal {

// PEP 3118 as NumPy's importer reads it, held to the itemsize.
bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error) {
  Placement placement;
  return Follow(format, Reading{}, false, options, layout, placement, error);
}

}  // namespace pep3118::internal
