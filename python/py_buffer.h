// SPDX-License-Identifier: MIT
// One Py_buffer that is released exactly once.
#ifndef PEP3118_PYTHON_PY_BUFFER_H_
#define PEP3118_PYTHON_PY_BUFFER_H_

#include <memory>
#include <utility>

#include "pep3118/buffer/buffer.h"
#include "pep3118/python/object.h"

namespace pep3118 {

// Move-only.  Empty, or the exporter's memory held until Release() or the destructor.
//
// Get() needs the GIL.  Releasing does not: it takes the GIL where the thread does not hold it, and
// does nothing where the interpreter is gone or ends on another thread.  (A subinterpreter that
// shares its thread with the main one, before CPython 3.12: release while holding the GIL.)
class PyBuffer {
 public:
  PyBuffer() = default;

  // The buffer of `object`, asked for with `flags` (PyBUF_*).  Empty with the exporter's own Python
  // exception set where it has none or refuses.
  static PyBuffer Get(PyObject* object, int flags = PyBUF_RECORDS_RO) {
    PyBuffer buffer;
    buffer.view_ = std::make_unique<Py_buffer>();
    buffer.flags_ = flags;
    buffer.holder_ = internal::GilHolder::Current();
    if (PyObject_GetBuffer(object, buffer.view_.get(), flags) != 0) buffer.view_.reset();
    return buffer;
  }

  PyBuffer(PyBuffer&&) noexcept = default;
  PyBuffer& operator=(PyBuffer&& other) noexcept {
    if (this != &other) {
      Release();
      view_ = std::move(other.view_);
      flags_ = other.flags_;
      holder_ = other.holder_;
    }
    return *this;
  }
  ~PyBuffer() { Release(); }

  explicit operator bool() const { return view_ != nullptr; }
  int flags() const { return flags_; }  // that the exporter was asked with

  // As the exporter filled it; not when empty.  It stays at one address, since `shape` and
  // `strides` may point into it.
  const Py_buffer& get() const { return *view_; }
  PyObject* exporter() const { return view_->obj; }  // borrowed

  // The same for Bind, Describe and the like.  Valid as long as this is held.
  Buffer buffer() const {
    const Py_buffer& view = *view_;
    return {view.buf,    view.len,   view.itemsize, view.readonly != 0, view.ndim,
            view.format, view.shape, view.strides,  view.suboffsets};
  }

  void Release() {
    if (view_ == nullptr) return;
    internal::WithGil(holder_, [&] { PyBuffer_Release(view_.get()); });
    view_.reset();
  }

 private:
  // At one address: exporters let `shape` point to `len` and `strides` to `itemsize`.
  std::unique_ptr<Py_buffer> view_;
  int flags_ = 0;
  internal::GilHolder holder_;
};

}  // namespace pep3118

#endif  // PEP3118_PYTHON_PY_BUFFER_H_
