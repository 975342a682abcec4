// SPDX-License-Identifier: MIT
// What nanobind_test.py calls.
#include "pep3118/python/casters_test.h"
#include "pep3118/python/nanobind.h"

NB_MODULE(nanobind_test_module, module) { DefineCasterTests(module); }
