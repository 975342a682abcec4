// SPDX-License-Identifier: MIT
// Python, both ways, without a copy: any buffer as a typed array, C++ memory as a buffer.
//
//   auto points = pep3118::Acquire<const Point>(object);    // TypeError with every difference
//   if (!points) return nullptr;
//   for (const Point& point : points) sum += point.x;
//   return pep3118::Export(std::move(results));             // np.asarray(x) is a view of it
//
// Needs Python.h (CPython 3.11 and later) and no header of NumPy; compiles under the limited API
// (Py_LIMITED_API >= 0x030B0000).  Include it before the standard's headers, as Python.h itself.
// For pybind11 and nanobind: pep3118/python/pybind11.h and pep3118/python/nanobind.h.
#ifndef PEP3118_PEP3118_PYTHON_H_
#define PEP3118_PEP3118_PYTHON_H_

#include "pep3118/base/standard.h"
#include "pep3118/python/acquire.h"
#include "pep3118/python/export.h"
#include "pep3118/python/fill_buffer.h"
#include "pep3118/python/layout_of_object.h"
#include "pep3118/python/object.h"
#include "pep3118/python/py_buffer.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"

#endif  // PEP3118_PEP3118_PYTHON_H_
