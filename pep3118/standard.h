// SPDX-License-Identifier: MIT
// Says in one line what would otherwise be hundreds of errors: defines PEP3118_HAS_STANDARD where
// the compiler reads C++20.  Private to pep3118/.
#ifndef PEP3118_PEP3118_STANDARD_H_
#define PEP3118_PEP3118_STANDARD_H_

#if __cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
#define PEP3118_HAS_STANDARD
#else
#error "pep3118's library needs C++20 (-std=c++20); generated headers need only C++17"
#endif

#endif  // PEP3118_PEP3118_STANDARD_H_
