// SPDX-License-Identifier: MIT
// A simulation in C++ that Python looks into: NumPy sees its particles where they are.
#include <cmath>
#include <memory>
#include <vector>

#include "pep3118/python.h"
#include "pep3118/python/pybind11.h"

struct Particle {
  double position[3];
  double velocity[3];
  int steps;
};
PEP3118_RECORD(Particle, position, velocity, steps);

namespace {

class Simulation {
 public:
  explicit Simulation(std::size_t count)
      : particles_(std::make_shared<std::vector<Particle>>(count)) {
    for (std::size_t i = 0; i < count; ++i) (*particles_)[i].velocity[i % 3] = 1;
  }

  void Step(double seconds) {
    for (Particle& particle : *particles_) {
      for (int k = 0; k < 3; ++k) particle.position[k] += seconds * particle.velocity[k];
      ++particle.steps;
    }
  }

  // The array keeps the particles alive, also when the simulation is gone.
  pybind11::object Particles() const {
    return pybind11::reinterpret_steal<pybind11::object>(
        pep3118::Export(std::span<Particle>(*particles_), particles_));
  }

 private:
  std::shared_ptr<std::vector<Particle>> particles_;
};

// An argument from Python, by pep3118/python/pybind11.h.
double Speed(const pep3118::PyArray<const Particle, 1>& particles) {
  double sum = 0;
  for (const Particle& particle : particles) {
    const double* v = particle.velocity;
    sum += std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
  return sum;
}

}  // namespace

PYBIND11_MODULE(particles, module) {
  pybind11::class_<Simulation>(module, "Simulation")
      .def(pybind11::init<std::size_t>())
      .def("step", &Simulation::Step)
      .def_property_readonly("particles", &Simulation::Particles);
  module.def("speed", &Speed);
}
