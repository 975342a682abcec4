// SPDX-License-Identifier: MIT
// A live buffer as its exporter describes it: Py_buffer without Python.
//
// The members have the names, meanings and NULL rules of Py_buffer (PEP 3118, "The Py_buffer
// struct"; Python/C API, "Buffer Protocol"), so an adapter copies them one by one:
//
//   Buffer buffer{view.buf,  view.len,    view.itemsize, view.readonly != 0, view.ndim,
//                 view.format, view.shape, view.strides,  view.suboffsets};
//
// Everything in here is the exporter's word.  Nothing is believed before geometry.h (the numbers)
// and description.h (the numbers and the format) have checked it.
#ifndef PEP3118_BUFFER_BUFFER_H_
#define PEP3118_BUFFER_BUFFER_H_

#include <cstddef>

#include "pep3118/base/standard.h"

namespace pep3118 {

// Py_buffer's own limit, PyBUF_MAX_NDIM.
inline constexpr int kMaxNdim = 64;

class Layout;

// Owns nothing: buf, format and the arrays belong to the exporter and must outlive every use of
// this struct.  A plain value; thread-safe as long as no thread changes what it points to.
struct Buffer {
  void* buf = nullptr;          // the item at index 0, which need not have the lowest address
  std::ptrdiff_t len = 0;       // bytes that all items have together: product(shape) * itemsize
  std::ptrdiff_t itemsize = 1;  // bytes of one item
  bool readonly = true;
  int ndim = 1;                                // 0: one item
  const char* format = nullptr;                // of one item, NUL-terminated; nullptr: `B`
  const std::ptrdiff_t* shape = nullptr;       // ndim counts; nullptr: len bytes, one dimension
  const std::ptrdiff_t* strides = nullptr;     // ndim steps in bytes; nullptr: C order
  const std::ptrdiff_t* suboffsets = nullptr;  // ndim bytes, negative is none; nullptr: none
  // Not part of Py_buffer: the layout of an item where it has times, whose units no format says.  Bind
  // compares them with the struct's.
  const Layout* timed = nullptr;
};

// Bytes that are known to be readable for as long as a view is used.  Not part of Py_buffer: only
// who knows the exporter (or made the memory) can say it.
struct KnownMemory {
  const void* base = nullptr;
  std::size_t size = 0;  // bytes
};

}  // namespace pep3118

#endif  // PEP3118_BUFFER_BUFFER_H_
