// SPDX-License-Identifier: MIT
// PyArray in the signatures of pybind11 functions:
//
//   double Sum(const pep3118::PyArray<const my::Point, 1>& points);
//   PYBIND11_MODULE(mine, m) { m.def("sum", &Sum); }
//
// An argument is what Acquire makes of it; the TypeError for a buffer that does not fit is the
// report.  Returned, an array is the object that it was acquired from.
//
// Overloads: a buffer is tried with each; the report is raised when no overload takes it as it is,
// by the first that has a PyArray there.
#ifndef PEP3118_PYTHON_PYBIND11_H_
#define PEP3118_PYTHON_PYBIND11_H_

#include <pybind11/pybind11.h>

#include "pep3118/python/acquire.h"

namespace PYBIND11_NAMESPACE {
namespace detail {

template <class T, std::size_t N, class V>
struct type_caster<pep3118::PyArray<T, N, V>> {
  using Array = pep3118::PyArray<T, N, V>;
  PYBIND11_TYPE_CASTER(Array, const_name("Buffer"));

  // `convert` is false in the first of pybind11's two passes over the overloads.
  bool load(handle source, bool convert) {
    if (!source) return false;
    if constexpr (std::is_same_v<V, pep3118::UncheckedIndirectView<T, N>>) {
      value = pep3118::AcquireIndirect<T, N>(source.ptr());
    } else {
      value = pep3118::Acquire<T, N>(source.ptr());
    }
    if (value) return true;
    if (convert && PyObject_CheckBuffer(source.ptr()) != 0) throw error_already_set();
    PyErr_Clear();
    return false;
  }

  static handle cast(const Array& array, return_value_policy, handle) {
    return handle(array.object()).inc_ref();
  }
};

}  // namespace detail
}  // namespace PYBIND11_NAMESPACE

#endif  // PEP3118_PYTHON_PYBIND11_H_
