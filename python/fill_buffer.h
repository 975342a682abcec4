// SPDX-License-Identifier: MIT
// The answer of an exporter: memory as a Py_buffer, for whatever flags a consumer asks with.
//
// For a type of one's own; Export (export.h) makes an object that does this:
//
//   int GetBuffer(PyObject* self, Py_buffer* out, int flags) {
//     return FillBuffer(out, self, reinterpret_cast<Grid*>(self)->view, flags);
//   }
#ifndef PEP3118_PYTHON_FILL_BUFFER_H_
#define PEP3118_PYTHON_FILL_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "pep3118/base/checked.h"
#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/strides.h"
#include "pep3118/buffer/unchecked_indirect_view.h"
#include "pep3118/buffer/view.h"
#include "pep3118/python/object.h"

namespace pep3118 {

// Memory as the fullest Py_buffer would have it.  The arrays and the format must outlive every
// buffer that is filled from them; with ndim 0 there are no arrays.
struct MemoryFacts {
  void* buf = nullptr;
  const char* format = nullptr;
  Py_ssize_t itemsize = 1;  // bytes
  int ndim = 0;
  const Py_ssize_t* shape = nullptr;       // items
  const Py_ssize_t* strides = nullptr;     // bytes
  const Py_ssize_t* suboffsets = nullptr;  // bytes; nullptr: no pointers to follow
  bool readonly = true;
};

namespace internal {

inline int RefuseBuffer(Py_buffer* out, const char* reason) {
  out->obj = nullptr;
  PyErr_SetString(PyExc_BufferError, reason);
  return -1;
}

// Whether the consumer asks for all of `wanted`.
inline bool Asks(int flags, int wanted) { return (flags & wanted) == wanted; }

}  // namespace internal

// What a bf_getbuffer slot returns: 0 with `out` filled and holding a reference to `exporter`, or -1
// with a BufferError and `out->obj` NULL.  Every combination of PyBUF_* is answered as memoryview
// answers it: what was not asked for is NULL, and a consumer that could not read the memory with
// what it asks for is refused.
inline int FillBuffer(Py_buffer* out, PyObject* exporter, const MemoryFacts& facts, int flags) {
  using internal::Asks;
  using internal::RefuseBuffer;
  Py_ssize_t count = 0;
  if (!CountItems(facts.shape, static_cast<std::size_t>(facts.ndim), count) ||
      !internal::CheckedMultiply(count, facts.itemsize, out->len)) {
    return RefuseBuffer(out, "the items have more bytes than a buffer can say");
  }
  out->buf = facts.buf;
  out->itemsize = facts.itemsize;
  out->readonly = facts.readonly ? 1 : 0;
  out->ndim = facts.ndim;
  out->format = const_cast<char*>(facts.format);
  out->shape = facts.ndim > 0 ? const_cast<Py_ssize_t*>(facts.shape) : nullptr;
  out->strides = facts.ndim > 0 ? const_cast<Py_ssize_t*>(facts.strides) : nullptr;
  out->suboffsets = const_cast<Py_ssize_t*>(facts.suboffsets);
  out->internal = nullptr;

  const auto is_contiguous = [&](char order) {
    return facts.suboffsets == nullptr && PyBuffer_IsContiguous(out, order) != 0;
  };
  if (Asks(flags, PyBUF_WRITABLE) && facts.readonly) {
    return RefuseBuffer(out, "the memory is read-only");
  }
  if (Asks(flags, PyBUF_C_CONTIGUOUS) && !is_contiguous('C')) {
    return RefuseBuffer(out, "the items are not in C order without gaps");
  }
  if (Asks(flags, PyBUF_F_CONTIGUOUS) && !is_contiguous('F')) {
    return RefuseBuffer(out, "the items are not in Fortran order without gaps");
  }
  if (Asks(flags, PyBUF_ANY_CONTIGUOUS) && !is_contiguous('A')) {
    return RefuseBuffer(out, "the items are not contiguous");
  }
  if (!Asks(flags, PyBUF_INDIRECT) && facts.suboffsets != nullptr) {
    return RefuseBuffer(out, "the items are behind pointers: ask with PyBUF_INDIRECT");
  }
  if (!Asks(flags, PyBUF_STRIDES)) {
    if (!is_contiguous('C')) {
      return RefuseBuffer(out, "the items are not in C order: ask with PyBUF_STRIDES");
    }
    out->strides = nullptr;
  }
  if (!Asks(flags, PyBUF_FORMAT)) out->format = nullptr;
  if (!Asks(flags, PyBUF_ND)) {
    if (out->format != nullptr) {
      return RefuseBuffer(out, "a format without a shape: ask with PyBUF_ND");
    }
    out->ndim = 1;
    out->shape = nullptr;
  }
  Py_INCREF(exporter);
  out->obj = exporter;
  return 0;
}

namespace internal {

static_assert(std::is_same_v<Py_ssize_t, std::ptrdiff_t>);

template <class T>
MemoryFacts FactsOfMemory(void* buf, int ndim, const Py_ssize_t* shape, const Py_ssize_t* strides,
                          const Py_ssize_t* suboffsets) {
  constexpr RecordFacts record = FactsOfRecord<std::remove_const_t<T>>();
  return {buf,        record.format,     static_cast<Py_ssize_t>(sizeof(T)), ndim, shape, strides,
          suboffsets, std::is_const_v<T>};
}

template <class T, std::size_t N, BoundsProof proof>
MemoryFacts FactsOfView(const View<T, N, proof>& view) {
  return FactsOfMemory<T>(const_cast<std::remove_const_t<T>*>(view.data()), static_cast<int>(N),
                          view.shape().data(), view.strides().data(), nullptr);
}

// The format is nullptr where no Py_buffer says what the view is.
template <class T, std::size_t N>
MemoryFacts FactsOfView(const UncheckedIndirectView<T, N>& view) {
  bool sayable = false;
  const Py_ssize_t* suboffsets = view.suboffsets(sayable).data();
  if (std::all_of(suboffsets, suboffsets + N, [](Py_ssize_t bytes) { return bytes < 0; })) {
    suboffsets = nullptr;  // bound to an array without pointers
  }
  MemoryFacts facts = FactsOfMemory<T>(view.buf(), static_cast<int>(N), view.shape().data(),
                                       view.strides().data(), suboffsets);
  if (!sayable) facts.format = nullptr;
  return facts;
}

}  // namespace internal

// The same for a view, which must outlive every buffer that is filled from it; const items are
// read-only.
template <class V>
  requires requires(const V& view) { internal::FactsOfView(view); }
int FillBuffer(Py_buffer* out, PyObject* exporter, const V&& view, int flags) = delete;
template <class V>
  requires requires(const V& view) { internal::FactsOfView(view); }
int FillBuffer(Py_buffer* out, PyObject* exporter, const V& view, int flags) {
  const MemoryFacts facts = internal::FactsOfView(view);
  if (facts.format == nullptr) {
    return internal::RefuseBuffer(out, "a sliced view behind pointers has a negative suboffset");
  }
  return FillBuffer(out, exporter, facts, flags);
}

}  // namespace pep3118

#endif  // PEP3118_PYTHON_FILL_BUFFER_H_
