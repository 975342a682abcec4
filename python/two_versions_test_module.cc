// SPDX-License-Identifier: MIT
// Built twice, with different internals, and loaded twice into one process.
#include "pep3118/python.h"

struct Point {
  int x;
#if VERSION == 1
  double y;
#else
  float y;
#endif
};
PEP3118_RECORD(Point, x, y);

namespace {

PyObject* Sum(PyObject*, PyObject* object) {
  const auto points = pep3118::Acquire<const Point>(object);
  if (!points) return nullptr;
  double sum = 0;
  for (const Point& point : points) sum += point.x + static_cast<double>(point.y);
  return PyFloat_FromDouble(sum);
}

PyObject* Make(PyObject*, PyObject*) {
  return pep3118::Export(std::vector<Point>{{1, 0.5}, {2, 0.25}});
}

PyMethodDef methods[] = {{"sum", Sum, METH_O, nullptr},
                         {"make", Make, METH_NOARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "two_versions", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};

}  // namespace

#if VERSION == 1
PyMODINIT_FUNC PyInit_two_versions_test_1() { return PyModuleDef_Init(&definition); }
#else
PyMODINIT_FUNC PyInit_two_versions_test_2() { return PyModuleDef_Init(&definition); }
#endif
