// Dialect and itemsize to the reading that is followed.  Private to layout/.
#ifndef PEP3118_LAYOUT_RESOLVE_H_
#define PEP3118_LAYOUT_RESOLVE_H_

#include <cstdint>

#include "pep3118/layout/compute.h"
#include "pep3118/layout/engine.h"
#include "pep3118/layout/reading.h"

namespace pep3118::internal {

// Places `format` by one reading and makes it as long as options.itemsize, when there is one.
// `tail_allowed`: the exporter leaves out padding at the end, so the itemsize may be larger than
// what the format describes; otherwise both must be equal (kItemsizeMismatch).
bool Follow(const ast::Format& format, const Reading& reading, bool tail_allowed,
            const LayoutOptions& options, Layout& layout, Placement& placement, Diagnostic& error);

// The same once the sizes are known to differ.
bool ItemsizeMismatch(const ast::Format& format, std::int64_t described, std::int64_t itemsize,
                      Diagnostic& error);

// Dialect auto: which reading an exporter that nobody named must have meant.
bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error);

// The reading of a dialect that has only one: pep3118, struct, cython, pybind11, pythoncall,
// ndtypes.
Reading ReadingOf(Dialect dialect);

// A lone byte (IsLoneByte) with an itemsize above 1: a block whose inside nobody has described.
bool PlaceOpaqueBlock(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      Diagnostic& error);

// The named dialects that need more than one fixed reading.
bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error);
bool FollowCtypes(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error);

// Whether `format` keeps to what the struct module accepts, or is what array.array('u') exports;
// otherwise kNotInDialect with the span
// of what it does not know.
bool CheckStructDialect(const ast::Format& format, const LayoutOptions& options, Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_RESOLVE_H_
