// SPDX-License-Identifier: MIT
// What pybind11_test.py calls.
#include <string>

#include "pep3118/python/casters_test.h"
#include "pep3118/python/pybind11.h"

PYBIND11_MODULE(pybind11_test_module, module) {
  DefineCasterTests(module);
  module.def("which", [](const std::string&) { return "text"; });
}
