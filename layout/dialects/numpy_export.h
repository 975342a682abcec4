// What NumPy must have had in hand when it wrote a format.
//
// Private to layout/.  NumPy's exporter writes every pad before a field, and none at the end of a
// record; so all offsets are in the text, but the itemsize of a record inside an array is not.  The
// bytes that follow the array (its own tails and the hole after it, in one run of pads) leave a few
// possibilities, and alignment tells which is likely.  Measured: docs/dialects.md, "NumPy".
#ifndef PEP3118_LAYOUT_DIALECTS_NUMPY_EXPORT_H_
#define PEP3118_LAYOUT_DIALECTS_NUMPY_EXPORT_H_

#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

struct NumpyExport {
  // Every `@` field stands at a multiple of its alignment without any padding that is not in the
  // text.  Where it does not, NumPy has not written the format.
  bool every_pad_is_written = true;
  // Arrays of records whose element stride is likely but not certain, by element.
  std::vector<Span> unsettled_strides;
  bool has_tail = false;        // bytes after the last field that the text does not describe
  bool tail_is_likely = false;  // without an itemsize: align=True would have made one
};

// Places `format` as NumPy's exporter means it into `layout`, as long as options.itemsize (or as
// the text describes).  False with `error` when it has no layout or is longer than
// options.itemsize.
bool PlaceNumpyExport(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      NumpyExport& found, Diagnostic& error);

// Adds the notes that such a layout needs, or refuses it: with two strides unsettled the likeliest
// combination is more often wrong than right (measured).
bool SettleNumpyExport(const ast::Format& format, const LayoutOptions& options,
                       const NumpyExport& found, Layout& layout, Diagnostic& error);

// A note for each stride that is likely but not certain.
void NoteStrides(const NumpyExport& found, Layout& layout);

// The note for a layout without itemsize whose item could have a tail.
void NoteMissingTail(const ast::Format& format, Layout& layout);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_NUMPY_EXPORT_H_
