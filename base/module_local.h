// SPDX-License-Identifier: MIT
// For a variable of a header that every module shall have for itself, so that shared libraries with
// different versions of this library can be loaded in one process.
#ifndef PEP3118_BASE_MODULE_LOCAL_H_
#define PEP3118_BASE_MODULE_LOCAL_H_

#include "pep3118/base/standard.h"

#if defined(__GNUC__) && !defined(_WIN32)
#define PEP3118_MODULE_LOCAL __attribute__((visibility("hidden")))
#else
#define PEP3118_MODULE_LOCAL
#endif

#endif  // PEP3118_BASE_MODULE_LOCAL_H_
