// A dialect's reading of a format, placed.  Private to layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_FOLLOW_H_
#define PEP3118_LAYOUT_DIALECTS_FOLLOW_H_

#include <cstdint>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/placement.h"
#include "pep3118/layout/placement/reading.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Places `format` as options.dialect means it; false with `error` when it is refused.
bool FollowDialect(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                   Diagnostic& error);

// Places `format` by one reading and makes it as long as options.itemsize, when there is one.
// `tail_allowed`: the exporter leaves out padding at the end, so the itemsize may be larger than
// what the format describes; otherwise both must be equal (kItemsizeMismatch).
bool Follow(const ast::Format& format, const Reading& reading, bool tail_allowed,
            const LayoutOptions& options, Layout& layout, Placement& placement, Diagnostic& error);

// The same once the sizes are known to differ.
bool ItemsizeMismatch(const ast::Format& format, std::int64_t described, std::int64_t itemsize,
                      Diagnostic& error);

// The reading of a dialect that has only one: pep3118, struct, cython, pybind11, pythoncall,
// ndtypes.
Reading ReadingOf(Dialect dialect);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_FOLLOW_H_
