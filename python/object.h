// SPDX-License-Identifier: MIT
// References to Python objects, and the interpreter's lock (GIL).
//
// Compiles under the limited API of Python 3.11 and later (Py_LIMITED_API >= 0x030B0000), like
// every header of python/.
#ifndef PEP3118_PYTHON_OBJECT_H_
#define PEP3118_PYTHON_OBJECT_H_

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <thread>
#include <utility>

#if defined(Py_LIMITED_API) && Py_LIMITED_API < 0x030B0000
#error "pep3118/python.h needs the buffer protocol: Py_LIMITED_API of 0x030B0000 (3.11) or later"
#endif

// Every CPython has one of each pair, but no limited API has them.  Weak: a null pointer where one is
// missing.
#if defined(__GNUC__)
extern "C" PyThreadState* PyThreadState_GetUnchecked(void) __attribute__((weak));  // from 3.13
extern "C" int Py_IsFinalizing(void) __attribute__((weak));                        // from 3.13
#if defined(Py_LIMITED_API) || PY_VERSION_HEX < 0x030D0000
#define PEP3118_PYTHON_BEFORE_3_13
// NOLINTBEGIN(bugprone-reserved-identifier): Python's own names
extern "C" PyThreadState* _PyThreadState_UncheckedGet(void) __attribute__((weak));
extern "C" int _Py_IsFinalizing(void) __attribute__((weak));
// NOLINTEND(bugprone-reserved-identifier)
#endif
#endif

namespace pep3118 {

// Owns one reference, or none.  Copying, assigning and destroying need the GIL.
class PyReference {
 public:
  PyReference() = default;
  // Takes over a new reference; nullptr is none.
  explicit PyReference(PyObject* owned) : object_(owned) {}
  static PyReference Borrowed(PyObject* object) {
    Py_XINCREF(object);
    return PyReference(object);
  }
  PyReference(const PyReference& other) : object_(other.object_) { Py_XINCREF(object_); }
  PyReference(PyReference&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  PyReference& operator=(PyReference other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~PyReference() { Py_XDECREF(object_); }

  explicit operator bool() const { return object_ != nullptr; }
  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }

 private:
  PyObject* object_ = nullptr;
};

// Other Python threads run while this lives.  Begins and ends on one thread that holds the GIL; no
// Python object may be touched in between.
class ReleasedGil {
 public:
  ReleasedGil() : state_(PyEval_SaveThread()) {}
  ~ReleasedGil() { PyEval_RestoreThread(state_); }
  ReleasedGil(const ReleasedGil&) = delete;
  ReleasedGil& operator=(const ReleasedGil&) = delete;

 private:
  PyThreadState* state_;
};

namespace internal {

#if defined(__GNUC__)
// From 3.12 that of this thread; before, that of whichever thread holds the GIL.  Only to compare.
inline PyThreadState* AttachedState() {
  if (&PyThreadState_GetUnchecked != nullptr) return PyThreadState_GetUnchecked();
#ifdef PEP3118_PYTHON_BEFORE_3_13
  if (&_PyThreadState_UncheckedGet != nullptr) return _PyThreadState_UncheckedGet();
#endif
  return nullptr;
}

inline bool IsFinalizing() {
  if (&Py_IsFinalizing != nullptr) return Py_IsFinalizing() != 0;
#ifdef PEP3118_PYTHON_BEFORE_3_13
  if (&_Py_IsFinalizing != nullptr) return _Py_IsFinalizing() != 0;
#endif
  return false;
}
#else
inline PyThreadState* AttachedState() { return nullptr; }
inline bool IsFinalizing() { return false; }
#endif

// A thread at a moment at which it held the GIL.
class GilHolder {
 public:
  GilHolder() = default;
  static GilHolder Current() {
    GilHolder holder;
    holder.state_ = AttachedState();
    holder.thread_ = std::this_thread::get_id();
    return holder;
  }

  // Whether the calling thread certainly holds the GIL: it is the same one, attached as it was
  // then, or attached as Python itself remembers it.  PyGILState_Check would say yes to all once
  // there has been a subinterpreter.
  bool IsHoldingNow() const {
    PyThreadState* const attached = AttachedState();
    if (attached == nullptr) return false;
    if (Py_Version >= 0x030C0000) return true;
    if (attached == state_ && thread_ == std::this_thread::get_id()) return true;
    return attached == PyGILState_GetThisThreadState();
  }

 private:
  PyThreadState* state_ = nullptr;
  std::thread::id thread_;
};

// Calls `action` with the GIL: at once if this thread holds it, else it is taken for the call.
// Does nothing, and returns false, where there is no interpreter any more or it is ending on
// another thread: to wait for the GIL then is to wait forever, and what Python owns is gone.
template <class Action>
bool WithGil(const GilHolder& holder, Action action) {
  if (holder.IsHoldingNow()) {
    action();
    return true;
  }
  if (Py_IsInitialized() == 0 || IsFinalizing()) return false;
  const PyGILState_STATE state = PyGILState_Ensure();
  action();
  PyGILState_Release(state);
  return true;
}

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_PYTHON_OBJECT_H_
