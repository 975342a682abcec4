// SPDX-License-Identifier: MIT
// References to Python objects, and the interpreter's lock (GIL).
//
// Compiles under the limited API of Python 3.11 and later (Py_LIMITED_API >= 0x030B0000), like
// every header of python/.
#ifndef PEP3118_PYTHON_OBJECT_H_
#define PEP3118_PYTHON_OBJECT_H_

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <utility>

#if defined(Py_LIMITED_API) && Py_LIMITED_API < 0x030B0000
#error "pep3118/python.h needs the buffer protocol: Py_LIMITED_API of 0x030B0000 (3.11) or later"
#endif

// For what has state: it stays inside its own module, so that modules with different versions of
// this library can be loaded in one process.
#if defined(__GNUC__)
#define PEP3118_PYTHON_LOCAL __attribute__((visibility("hidden")))
#else
#define PEP3118_PYTHON_LOCAL
#endif

// Every CPython has the first and one of the others, but no limited API has them.  Weak: a null
// pointer where one is missing.
#if defined(__GNUC__)
extern "C" int PyGILState_Check(void) __attribute__((weak));
extern "C" int Py_IsFinalizing(void) __attribute__((weak));   // 3.13 and later
extern "C" int _Py_IsFinalizing(void) __attribute__((weak));  // before 3.13
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
// Whether this thread holds the GIL; false where Python cannot say.
inline bool HoldsGil() { return &PyGILState_Check != nullptr && PyGILState_Check() != 0; }

inline bool IsFinalizing() {
  if (&Py_IsFinalizing != nullptr) return Py_IsFinalizing() != 0;
  return &_Py_IsFinalizing != nullptr && _Py_IsFinalizing() != 0;
}
#else
inline bool HoldsGil() { return false; }
inline bool IsFinalizing() { return false; }
#endif

// Calls `action` with the GIL: at once if this thread holds it, else it is taken for the call.
// Does nothing, and returns false, where there is no interpreter any more or it is ending on
// another thread: to wait for the GIL then is to wait forever, and what Python owns is gone.
template <class Action>
bool WithGil(Action action) {
  if (Py_IsInitialized() == 0) return false;
  if (HoldsGil()) {
    action();
    return true;
  }
  if (IsFinalizing()) return false;
  const PyGILState_STATE state = PyGILState_Ensure();
  action();
  PyGILState_Release(state);
  return true;
}

}  // namespace internal
}  // namespace pep3118

#endif  // PEP3118_PYTHON_OBJECT_H_
