# SPDX-License-Identifier: MIT
"""Statistics by NumPy on the memory of a C++ simulation."""

import numpy as np
import particles

simulation = particles.Simulation(6)
array = np.asarray(simulation.particles)  # a view: no copy, no parsing by hand
print(array.dtype.names, array.dtype.itemsize)

for _ in range(4):
    simulation.step(0.5)
print(array["position"].mean(axis=0), array["steps"].max())

array["velocity"] *= 2  # written here, seen by C++
simulation.step(0.5)
print(array["position"].max(), particles.speed(array))
