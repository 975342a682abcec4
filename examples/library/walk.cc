// SPDX-License-Identifier: MIT
// Strided views: slices, columns, Fortran order, copies.  Nothing is moved until CopyTo.
#include <iostream>
#include <vector>

#include "pep3118/buffer.h"

struct Position {
  double x;
  double y;
};
struct Particle {
  int id;
  Position position;
};
PEP3118_RECORD(Position, x, y);
PEP3118_RECORD(Particle, id, position);

int main() {
  std::vector<Particle> particles;
  for (int i = 0; i < 6; ++i) particles.push_back({i, {i * 0.5, i * 10.0}});
  // Two rows of three, stored column by column as Fortran does.
  const std::ptrdiff_t shape[] = {2, 3};
  const std::ptrdiff_t strides[] = {sizeof(Particle), 2 * sizeof(Particle)};
  const pep3118::Buffer buffer{particles.data(),
                               6 * sizeof(Particle),
                               sizeof(Particle),
                               /*readonly=*/false,
                               2,
                               pep3118::FormatOf<Particle>(),
                               shape,
                               strides,
                               nullptr};

  // With the memory named, every item is proved to lie inside it.
  const pep3118::KnownMemory memory{particles.data(), particles.size() * sizeof(Particle)};
  const auto bound = pep3118::Bind<Particle, 2>(buffer, memory);
  if (!bound) {
    std::cerr << Render(bound.error());
    return 1;
  }
  const pep3118::View<Particle, 2> view = *bound;

  for (const auto row : view) {
    for (const Particle& particle : row) std::cout << particle.id << " ";
    std::cout << "\n";
  }
  std::cout << "transposed is contiguous: " << view.transposed().is_c_contiguous() << "\n";

  // One member of every particle, the last column first.
  const auto y = view.column(&Particle::position).column(&Position::y).reversed(1);
  std::cout << "y.at(1, 0) = " << y.at(1, 0) << "\n";
  std::vector<double> copy(6);
  y.CopyTo(copy);
  for (const double value : copy) std::cout << value << " ";
  std::cout << "\n";

  for (double& x : view[0].column(&Particle::position).column(&Position::x)) x = 7;
  std::cout << "particles[2].position.x = " << particles[2].position.x << "\n";
}
