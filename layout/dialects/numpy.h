// SPDX-License-Identifier: MIT
// What NumPy must have had in hand when it wrote a format.
//
// Private to layout/.  All offsets of NumPy's fields are in its text; what is not are the itemsize
// and the strides of arrays of records (numpy_strides.h).  docs/dialects.md, "NumPy".
#ifndef PEP3118_LAYOUT_DIALECTS_NUMPY_H_
#define PEP3118_LAYOUT_DIALECTS_NUMPY_H_

#include <cstdint>
#include <vector>

#include "pep3118/layout/dialects/numpy_strides.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// An array marks the fields that are not aligned with `=` or `^`; a scalar, `np.void`, marks none.
enum class NumpyObject : std::uint8_t { kArray, kScalar };

// Beside the places.
struct NumpyMeaning {
  NumpyObject object = NumpyObject::kArray;
  std::vector<UnsettledStride> strides;
  // A scalar's size is that of its text, with what alignment adds to a record at its end.
  bool is_explained = true;
  bool has_tail = false;        // bytes after the last field that the text does not describe
  bool tail_is_likely = false;  // without an itemsize: align=True would have made one
};

// Places a text in NumPy's spelling as the exporter of an array, else as that of a scalar, must
// have meant it, as long as options.itemsize (or as the text describes).  False when it meant
// neither; then `error` says why.
bool PlaceNumpy(const ast::Format& format, const NumpySpelling& spelling,
                const LayoutOptions& options, Layout& layout, NumpyMeaning& meaning,
                Diagnostic& error);

// Adds the notes that such a layout needs, or refuses it: with two strides unsettled the likeliest
// pair is more often wrong than right, unless each is explained by itself (measured).
bool JudgeNumpy(const ast::Format& format, const LayoutOptions& options,
                const NumpyMeaning& meaning, Layout& layout, Diagnostic& error);

// A note for each stride that is likely but not certain.
void NoteStrides(const NumpyMeaning& meaning, Layout& layout);

// Dialect numpy.
bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_NUMPY_H_
