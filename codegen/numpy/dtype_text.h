// SPDX-License-Identifier: MIT
// Field -> what np.dtype() takes for it, and what the text needs of the machine that runs it.
#ifndef PEP3118_CODEGEN_NUMPY_DTYPE_TEXT_H_
#define PEP3118_CODEGEN_NUMPY_DTYPE_TEXT_H_

#include <cstdint>
#include <string>

#include "pep3118/codegen/text/source_text.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// Types whose size or meaning is the machine's own, however they are written.
struct NumpyNeeds {
  std::int64_t object_bytes = 0;  // of a Python object; 0: none is there
  ByteOrder object_order = ByteOrder::kNone;
  std::int64_t long_double_bytes = 0;  // of numpy.longdouble; 0: none is there
  FloatFormat long_double = FloatFormat::kNone;
};

// `"<i4"` or `("<f8", (2, 3))`; for a record `names` gives its element.  A refusal where NumPy has
// no such type.
Result<std::string, Diagnostic> NumpyTypeText(const Layout& layout, const Field& field,
                                              const RecordNames& names, NumpyNeeds& needs);

// Bytes, counts and dimensions above this do not fit into NumPy's dtypes, which hold them as int.
constexpr std::int64_t kMostNumpyBytes = INT32_MAX;

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_NUMPY_DTYPE_TEXT_H_
