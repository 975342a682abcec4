// SPDX-License-Identifier: MIT
// The header of a `.npy` file: what its array is, and where the data begins.
//
//   Result<NpyHeader> header = ReadNpyHeader(bytes);   // a mapped file
//   if (!header || header->data_bytes > bytes.size() - header->data_offset) return;
//   const char* items = bytes.data() + header->data_offset;
#ifndef PEP3118_DTYPE_NPY_HEADER_H_
#define PEP3118_DTYPE_NPY_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/limits.h"

namespace pep3118 {

struct NpyHeader {
  int version = 1;                  // 1, 2 or 3
  Layout layout;                    // of one item
  std::vector<std::int64_t> shape;  // counts; empty for an array of one item without dimensions
  bool fortran_order = false;       // the first dimension varies fastest
  std::size_t data_offset = 0;      // bytes before the data
  std::uint64_t data_bytes = 0;     // of the data: all items
};

// Reads the header that `bytes` begin with; they may go on with the data, or end before it, and
// whether all of it is there is for the caller to check.  `options` hold as for LayoutOfDtype, and of
// `limits` `format_bytes`, for the text of the header.
//
// Refused, with a span of `bytes`: what is not a header of NumPy's versions 1 to 3 (kNpyHeader), an
// item that has no layout (the kinds of LayoutOfDtype), and an item that holds Python objects,
// whose values no file has (kNpyHeader, named).  Linear in the length of the header; nothing is
// allocated by a length that the bytes do not have.
Result<NpyHeader> ReadNpyHeader(std::string_view bytes, const LayoutOptions& options = {},
                                const ParseLimits& limits = {});

}  // namespace pep3118

#endif  // PEP3118_DTYPE_NPY_HEADER_H_
