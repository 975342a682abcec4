// SPDX-License-Identifier: MIT
// Layouts for tests: what a format is on a named target, without a guess at the exporter.
#ifndef PEP3118_TESTDATA_LAYOUT_ON_H_
#define PEP3118_TESTDATA_LAYOUT_ON_H_

#include <string_view>
#include <utility>

#include "pep3118/layout/compute.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {

constexpr const char* kLinux = "x86_64-linux-gnu";
constexpr const char* kWindows = "x86_64-pc-windows-msvc";

inline LayoutOptions OptionsOn(const char* target, Dialect dialect = Dialect::kPep3118) {
  LayoutOptions options;
  options.target = FindTarget(target);
  options.dialect = dialect;
  return options;
}

// The test fails when the format is refused.
inline Layout LayoutOn(const char* target, std::string_view format) {
  Result<Layout> layout = ComputeLayout(format, OptionsOn(target));
  INFO(format << " on " << target);
  REQUIRE(layout);
  return *std::move(layout);
}

}  // namespace pep3118

#endif  // PEP3118_TESTDATA_LAYOUT_ON_H_
