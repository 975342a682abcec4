// SPDX-License-Identifier: MIT
// How far apart the records of NumPy's arrays are.
//
// Private to layout/.  NumPy's exporter writes every pad before a field, and none at the end of a
// record; so all offsets are in the text, but the itemsize of a record inside an array is not.  The
// bytes that follow the array (its own tails and the hole after it, in one run of pads) leave a few
// possibilities, and alignment tells which is likely.  Measured: docs/dialects.md, "NumPy".
#ifndef PEP3118_LAYOUT_DIALECTS_NUMPY_STRIDES_H_
#define PEP3118_LAYOUT_DIALECTS_NUMPY_STRIDES_H_

#include <cstdint>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// An array of records whose stride is likely but not certain.
struct UnsettledStride {
  Span array;
  bool explained = false;  // by alignment, or as so many tails; otherwise it is the last resort
};

// The alignment that a compiler gives the type of `field`, whatever its marks say.
std::int64_t AlignmentOfType(const Target& target, const Field& field);

// Chooses the stride of every array of records in `layout`, whose fields are where the text puts
// them.  `room`: bytes between the end of the last field and the itemsize.  Returns the bytes that
// align=True would have put there.
std::int64_t ChooseStrides(std::int64_t room, Layout& layout,
                           std::vector<UnsettledStride>& unsettled);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_NUMPY_STRIDES_H_
