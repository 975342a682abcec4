// SPDX-License-Identifier: MIT
// What the tests of the casters call, for pybind11 and nanobind alike.
#ifndef PEP3118_PYTHON_CASTERS_TEST_H_
#define PEP3118_PYTHON_CASTERS_TEST_H_

#include "pep3118/python/acquire.h"
#include "pep3118/runtime/record.h"

struct Point {
  int x;
  double y;
};
PEP3118_RECORD(Point, x, y);

inline double Sum(const pep3118::PyArray<const Point, 1>& points) {
  double sum = 0;
  for (const Point& point : points) sum += point.x + point.y;
  return sum;
}

inline pep3118::PyArray<Point, 1> Doubled(pep3118::PyArray<Point, 1> points) {
  for (Point& point : points) point.y *= 2;
  return points;
}

template <class Module>
void DefineCasterTests(Module& module) {
  module.def("sum", &Sum);
  module.def("doubled", &Doubled);
  module.def("which", [](const pep3118::PyArray<const Point, 1>&) { return "points"; });
  module.def("which", [](const pep3118::PyArray<const double, 2>&) { return "matrix"; });
}

#endif  // PEP3118_PYTHON_CASTERS_TEST_H_
