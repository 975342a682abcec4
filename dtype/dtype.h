// SPDX-License-Identifier: MIT
// NumPy dtype text -> Layout.
//
//   Result<Layout> layout = LayoutOfDtype("[('x', '<f4'), ('t', '<M8[ns]')]");
//   if (!layout) std::cerr << Render(layout.error(), text);
#ifndef PEP3118_DTYPE_DTYPE_H_
#define PEP3118_DTYPE_DTYPE_H_

#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {

// The layout that NumPy gives a dtype: what `repr`, `str` and `descr` print, and what people write
// (docs/dtype.md): `<f4`, `float32`, `i4,(2,3)f8`, `[('x', '<f4')]`, `{'names': ...}`,
// `dtype(..., align=True)`.  Python literals only; nothing is evaluated.  Offsets, shapes and the
// itemsize are NumPy's; byte orders, C types and alignments are those of options.target.  The
// result does not refer to the text.
//
// Refused, with a span of `text`: what NumPy refuses, what its versions read differently, and what
// no layout can hold (fields that overlap, names with a `:`).  Of `options`, `itemsize` and
// `max_fields` hold as for formats; there is no dialect, and nothing is assumed.  Of `limits`,
// `format_bytes` bounds the text.
//
// Thread-safe and pure.  Work and memory are linear in the length of the text, but for the look-up
// of names that occur twice.
Result<Layout> LayoutOfDtype(std::string_view text, const LayoutOptions& options = {},
                             const ParseLimits& limits = {});

}  // namespace pep3118

#endif  // PEP3118_DTYPE_DTYPE_H_
