// SPDX-License-Identifier: MIT
// What pybind11_test.py calls.
#include <string>

#include "pep3118/python/pybind11.h"
#include "pep3118/runtime/record.h"

namespace {

struct Point {
  int x;
  double y;
};

}  // namespace

PEP3118_RECORD(Point, x, y);

namespace {

double Sum(const pep3118::PyArray<const Point, 1>& points) {
  double sum = 0;
  for (const Point& point : points) sum += point.x + point.y;
  return sum;
}

pep3118::PyArray<Point, 1> Doubled(pep3118::PyArray<Point, 1> points) {
  for (Point& point : points) point.y *= 2;
  return points;
}

}  // namespace

PYBIND11_MODULE(pybind11_test_module, module) {
  module.def("sum", &Sum);
  module.def("doubled", &Doubled);
  module.def("which", [](const pep3118::PyArray<const Point, 1>&) { return "points"; });
  module.def("which", [](const pep3118::PyArray<const double, 2>&) { return "matrix"; });
  module.def("which", [](const std::string&) { return "text"; });
}
