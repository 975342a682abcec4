// SPDX-License-Identifier: MIT
// Catch2, version 2 (Debian 12) or 3 (Debian 13, the Bazel registry): one include for both.
#ifndef PEP3118_TESTDATA_CATCH_H_
#define PEP3118_TESTDATA_CATCH_H_

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#endif  // PEP3118_TESTDATA_CATCH_H_
