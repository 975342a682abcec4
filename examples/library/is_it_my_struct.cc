// SPDX-License-Identifier: MIT
// Is this buffer an array of my struct?  Yes: walk it.  No: say why.
#include <cstdint>
#include <iostream>

#include "pep3118/buffer.h"

struct Point {
  std::int32_t id;
  double x;
};
PEP3118_RECORD(Point, id, x);

void Sum(const pep3118::Buffer& buffer) {
  const auto points = pep3118::Bind<const Point, 1>(buffer);
  if (!points) {
    std::cout << Render(points.error());
    return;
  }
  double sum = 0;
  for (const Point& point : *points) sum += point.x;
  std::cout << "sum " << sum << "\n";
}

int main() {
  // What an exporter hands over, here of our own memory.
  Point memory[] = {{1, 0.5}, {2, 1.5}, {3, 2.5}};
  const std::ptrdiff_t shape[] = {3};
  pep3118::Buffer buffer;
  buffer.buf = memory;
  buffer.len = sizeof memory;
  buffer.itemsize = sizeof(Point);
  buffer.shape = shape;

  buffer.format = "T{i:id:xxxxd:x:}";
  Sum(buffer);
  buffer.format = "T{i:id:f:height:8x}";
  Sum(buffer);
}
