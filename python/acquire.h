// SPDX-License-Identifier: MIT
// A Python object as a typed array, without a copy.
//
//   PyObject* sum(PyObject*, PyObject* object) {
//     auto points = Acquire<const my::Point>(object);
//     if (!points) return nullptr;                     // TypeError with every difference
//     double sum = 0;
//     for (const my::Point& point : points) sum += point.x;
//     return PyFloat_FromDouble(sum);
//   }
//
// The object is anything with the buffer protocol: NumPy arrays and scalars, ctypes, array.array,
// memoryview, bytes, bytearray, mmap, what Export makes.  The format decides where it leaves no
// doubt; where it does, the object's own description does (LayoutOfObject), and only where it has
// none, the policy's reading of the format.
#ifndef PEP3118_PYTHON_ACQUIRE_H_
#define PEP3118_PYTHON_ACQUIRE_H_

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "pep3118/base/module_local.h"
#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/bind_report.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/python/layout_of_object.h"
#include "pep3118/python/object.h"
#include "pep3118/python/py_buffer.h"

namespace pep3118 {

// A buffer and the view that it was bound to.  Move-only; the memory is held until Release() or the
// destructor (see PyBuffer).  Views and references to items must not outlive it.
//
// Reading and writing items needs no GIL: the exporter cannot move the memory while it is held.
// What other threads do to the items is the caller's to know.
template <class T, std::size_t N = 1, class V = UncheckedView<T, N>>
class PyArray {
 public:
  using view_type = V;

  PyArray() = default;
  PyArray(PyBuffer buffer, V view, LayoutSource source)
      : buffer_(std::move(buffer)), view_(std::move(view)), source_(source) {}

  explicit operator bool() const { return static_cast<bool>(buffer_); }

  const V& view() const { return view_; }
  const PyBuffer& buffer() const { return buffer_; }
  PyObject* object() const { return buffer_.exporter(); }  // borrowed
  LayoutSource source() const { return source_; }          // who said what an item is

  auto begin() const
    requires(N > 0)
  {
    return view_.begin();
  }
  auto end() const
    requires(N > 0)
  {
    return view_.end();
  }
  const auto& shape() const { return view_.shape(); }      // items
  const auto& strides() const { return view_.strides(); }  // bytes
  bool empty() const { return view_.empty(); }

  // Lets the exporter have its memory back; the view is not to be used any more.
  void Release() { buffer_.Release(); }

 private:
  PyBuffer buffer_;
  V view_;
  LayoutSource source_ = LayoutSource::kFormat;
};

// The same for items behind pointers (suboffsets, as in PIL).
template <class T, std::size_t N>
using PyIndirectArray = PyArray<T, N, UncheckedIndirectView<T, N>>;

namespace internal {

inline void SetTypeError(const BindReport& report) {
  PyErr_SetString(PyExc_TypeError, Message(report).c_str());
}

// Whether a struct's own text leaves a doubt about its exporter's layout; then no compare of texts
// is enough.
inline bool IsDoubtful(const char* format, std::size_t itemsize) {
  LayoutOptions options;
  options.itemsize = static_cast<std::int64_t>(itemsize);
  options.strict = true;
  return !LayoutOf(format, options);
}

template <class Record>
PEP3118_MODULE_LOCAL inline constinit std::atomic<signed char> own_text_is_doubtful{-1};

template <class Record>
bool IsDoubtfulRecord() {
  std::atomic<signed char>& known = own_text_is_doubtful<Record>;
  signed char answer = known.load(std::memory_order_relaxed);
  if (answer < 0) {
    constexpr RecordFacts facts = FactsOfRecord<Record>();
    answer = IsDoubtful(facts.format, facts.itemsize) ? 1 : 0;
    known.store(answer, std::memory_order_relaxed);
  }
  return answer != 0;
}

// An object's buffer, with the object's own description where it is needed; asked for once.
class ObjectBuffer {
 public:
  // What was not asked for writing is not written, whatever its exporter says of it.
  ObjectBuffer(PyObject* object, const PyBuffer& buffer)
      : object_(object), buffer_(buffer.buffer()) {
    if ((buffer.flags() & PyBUF_WRITABLE) == 0) buffer_.readonly = true;
  }

  // False with a Python exception set: what the object describes has no layout.
  bool Describe() {
    if (asked_) return true;
    asked_ = true;
    const std::optional<ObjectLayout> exact = ExactLayoutOf(object_);
    if (!exact) return PyErr_Occurred() == nullptr;
    source_ = exact->source;
    if (buffer_.itemsize == exact->layout->itemsize()) text_ = CanonicalText(*exact->layout);
    return true;
  }
  bool is_described() const { return !text_.empty(); }

  const Buffer& as_exported() const { return buffer_; }

  // The buffer with the format that says what the object describes, if it does.
  Buffer best() const {
    Buffer buffer = buffer_;
    if (is_described()) buffer.format = text_.c_str();
    return buffer;
  }
  BindPolicy best_policy(BindPolicy policy) const {
    if (is_described()) policy.dialect = Dialect::kPep3118;
    return policy;
  }
  LayoutSource source() const { return is_described() ? source_ : LayoutSource::kFormat; }

 private:
  PyObject* object_;
  Buffer buffer_;
  std::string text_;
  LayoutSource source_ = LayoutSource::kFormat;
  bool asked_ = false;
};

template <class T, std::size_t N, class V>
inline constexpr bool kFollowsPointers = std::is_same_v<V, UncheckedIndirectView<T, N>>;

template <class T, std::size_t N, class V>
std::optional<V> MatchTo(const Buffer& buffer, const BindPolicy& policy) {
  if constexpr (kFollowsPointers<T, N, V>) {
    return MatchIndirectView<T, N>(buffer, policy);
  } else {
    return MatchView<T, V>(buffer, nullptr, policy);
  }
}

// The view of an object's buffer as T; nullopt, with a Python exception set where what the object
// describes has no layout.
template <class T, std::size_t N, class V>
std::optional<V> BindObject(ObjectBuffer& object, const BindPolicy& policy) {
  if (!IsDoubtfulRecord<std::remove_const_t<T>>()) {
    BindPolicy without_doubt = policy;
    without_doubt.strict = true;
    std::optional<V> view = MatchTo<T, N, V>(object.as_exported(), without_doubt);
    if (view) return view;
  }
  if (!object.Describe()) return std::nullopt;
  return MatchTo<T, N, V>(object.best(), object.best_policy(policy));
}

// Why BindObject gave nothing, without an exception.
template <class T, std::size_t N, class V>
BindReport ExplainObject(const ObjectBuffer& object, const BindPolicy& policy) {
  const BindRequest request{N, !std::is_const_v<T>, kFollowsPointers<T, N, V>, nullptr};
  return ExplainMismatch<T>(object.best(), request, object.best_policy(policy));
}

// The buffer of `object`.  An exporter that refuses to be written, or to be read without its
// pointers, is asked again for what it has, so that a report can name that; its own exception
// stays where it has nothing.
inline PyBuffer GetForReport(PyObject* object, int flags) {
  PyBuffer buffer = PyBuffer::Get(object, flags);
  if (buffer || (PyErr_ExceptionMatches(PyExc_BufferError) == 0 &&
                 PyErr_ExceptionMatches(PyExc_ValueError) == 0)) {
    return buffer;
  }
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  buffer = PyBuffer::Get(object, PyBUF_FULL_RO);
  if (buffer) {
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
  } else {
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
  }
  return buffer;
}

template <class T, std::size_t N, class V>
PyArray<T, N, V> AcquireAs(PyObject* object, const BindPolicy& policy, int flags) {
  PyBuffer buffer = GetForReport(object, flags);
  if (!buffer) return {};
  ObjectBuffer described(object, buffer);
  std::optional<V> view = BindObject<T, N, V>(described, policy);
  if (view) return {std::move(buffer), *std::move(view), described.source()};
  if (PyErr_Occurred() == nullptr) SetTypeError(ExplainObject<T, N, V>(described, policy));
  return {};
}

template <class T>
constexpr int RecordFlags() {
  return std::is_const_v<T> ? PyBUF_RECORDS_RO : PyBUF_RECORDS;
}

// One record of Visit: true when it fits and `visitor` was called, or an exception is set.
template <class T, std::size_t N, class F>
bool TryVisit(ObjectBuffer& object, const BindPolicy& policy, F& visitor, std::string& reports) {
  using V = UncheckedView<T, N>;
  if (std::optional<V> view = BindObject<T, N, V>(object, policy)) {
    visitor(*view);
    return true;
  }
  if (PyErr_Occurred() != nullptr) return true;
  reports += (reports.empty() ? "" : "\n") + Message(ExplainObject<T, N, V>(object, policy));
  return false;
}

}  // namespace internal

// The buffer of `object` as N dimensions of T: a generated struct, one of PEP3118_RECORD or a plain
// number; const T reads, T writes.  `policy` as for Bind.
//
// Empty with a Python exception set: TypeError whose text is the report, the exporter's own where
// it has no buffer or refuses one.  Needs the GIL.  Throws nothing but std::bad_alloc.  No object
// makes it crash whose Py_buffer keeps what PEP 3118 promises of its pointers.
template <class T, std::size_t N = 1>
PyArray<T, N> Acquire(PyObject* object, const BindPolicy& policy = {}) {
  return internal::AcquireAs<T, N, UncheckedView<T, N>>(object, policy, internal::RecordFlags<T>());
}

// The same for an array whose items lie behind pointers, or may.
template <class T, std::size_t N>
PyIndirectArray<T, N> AcquireIndirect(PyObject* object, const BindPolicy& policy = {}) {
  return internal::AcquireAs<T, N, UncheckedIndirectView<T, N>>(
      object, policy, std::is_const_v<T> ? PyBUF_FULL_RO : PyBUF_FULL);
}

// Calls `visitor` with the view as the first of Records that fits, while the buffer is held:
//
//   if (!Visit<1, const Packed, const Aligned>(object, [&](auto view) { sum = Sum(view); }))
//     return nullptr;
//
// False with a Python exception set: TypeError with one report for each record, or what `visitor`
// has set.
template <std::size_t N, class... Records, class F>
bool Visit(PyObject* object, F&& visitor, const BindPolicy& policy = {}) {
  static_assert(sizeof...(Records) > 0, "Visit<N, Record, ...>: name the records");
  constexpr bool kWrites = !(std::is_const_v<Records> && ...);
  const PyBuffer buffer =
      internal::GetForReport(object, kWrites ? PyBUF_RECORDS : PyBUF_RECORDS_RO);
  if (!buffer) return false;
  internal::ObjectBuffer described(object, buffer);
  std::string reports;
  if (!(internal::TryVisit<Records, N>(described, policy, visitor, reports) || ...)) {
    PyErr_SetString(PyExc_TypeError, reports.c_str());
  }
  return PyErr_Occurred() == nullptr;
}

}  // namespace pep3118

#endif  // PEP3118_PYTHON_ACQUIRE_H_
