// SPDX-License-Identifier: MIT
// What nanobind_test.py calls.
#include "pep3118/python/nanobind.h"
#include "pep3118/runtime/record.h"

struct Point {
  int x;
  double y;
};
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

NB_MODULE(nanobind_test_module, module) {
  module.def("sum", &Sum);
  module.def("doubled", &Doubled);
  module.def("which", [](const pep3118::PyArray<const Point, 1>&) { return "points"; });
  module.def("which", [](const pep3118::PyArray<const double, 2>&) { return "matrix"; });
}
