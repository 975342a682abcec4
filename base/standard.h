// SPDX-License-Identifier: MIT
// Stops a compiler that does not read C++20 with one error instead of hundreds.
#ifndef PEP3118_BASE_STANDARD_H_
#define PEP3118_BASE_STANDARD_H_

#if __cplusplus < 202002L && !(defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
#error "pep3118's library needs C++20 (-std=c++20); generated headers need only C++17"
// A file that does not exist: that ends the compilation, which #error does not.
#include "see the error above: the library needs C++20"
#endif

#endif  // PEP3118_BASE_STANDARD_H_
