// SPDX-License-Identifier: MIT
// An array in a `.npy` file, mapped and read where it lies.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

#include "pep3118/buffer.h"

struct Point {
  float x;
  float y;
  std::int32_t id;
};
PEP3118_RECORD(Point, x, y, id);

int main(int argc, char** argv) {
  const int file = open(argc > 1 ? argv[1] : "examples/described/points.npy", O_RDONLY);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) return 1;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (memory == MAP_FAILED) return 1;

  const auto array = pep3118::NpyArrayIn({static_cast<const std::byte*>(memory), size});
  if (!array) {
    std::cerr << pep3118::Message(array.error()) << "\n";
    return 1;
  }
  const auto points = pep3118::Bind<const Point, 2>(array->buffer(), array->memory());
  if (!points) {
    std::cerr << pep3118::Render(points.error());
    return 1;
  }
  std::cout << points->extent(0) << " x " << points->extent(1) << "\n";
  for (const auto row : *points) {
    for (const Point& point : row) {
      std::cout << point.id << ": " << point.x << ", " << point.y << "\n";
    }
  }
  munmap(memory, size);
}
