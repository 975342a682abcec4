// SPDX-License-Identifier: MIT
// PyArray in the signatures of nanobind functions:
//
//   double Sum(const pep3118::PyArray<const my::Point, 1>& points);
//   NB_MODULE(mine, m) { m.def("sum", &Sum); }
//
// An argument is what Acquire makes of it.  nanobind's casters cannot raise, so that a buffer that
// does not fit is nanobind's own TypeError; to raise the report, take a nanobind::object and call
// Acquire.  Returned, an array is the object that it was acquired from.
#ifndef PEP3118_PYTHON_NANOBIND_H_
#define PEP3118_PYTHON_NANOBIND_H_

#include <nanobind/nanobind.h>

#include "pep3118/python/acquire.h"

namespace nanobind {
namespace detail {

template <class T, std::size_t N, class V>
struct type_caster<pep3118::PyArray<T, N, V>> {
  using Array = pep3118::PyArray<T, N, V>;
  NB_TYPE_CASTER(Array, const_name("Buffer"))

  bool from_python(handle source, std::uint8_t, cleanup_list*) noexcept {
    if constexpr (std::is_same_v<V, pep3118::UncheckedIndirectView<T, N>>) {
      value = pep3118::AcquireIndirect<T, N>(source.ptr());
    } else {
      value = pep3118::Acquire<T, N>(source.ptr());
    }
    if (!value) PyErr_Clear();
    return static_cast<bool>(value);
  }

  static handle from_cpp(const Array& array, rv_policy, cleanup_list*) noexcept {
    return handle(array.object()).inc_ref();
  }
};

}  // namespace detail
}  // namespace nanobind

#endif  // PEP3118_PYTHON_NANOBIND_H_
