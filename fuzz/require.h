// SPDX-License-Identifier: MIT
// The one way in which a fuzz target finds a fault.
#ifndef PEP3118_FUZZ_REQUIRE_H_
#define PEP3118_FUZZ_REQUIRE_H_

#include <string_view>

namespace pep3118::fuzz {

// Nothing if `holds`; else prints the place, the promise and the details, which may hold any bytes,
// and aborts.
// (std::source_location is beyond clang 14.)
void Require(bool holds, std::string_view promise, std::string_view a = {}, std::string_view b = {},
             const char* file = __builtin_FILE(), int line = __builtin_LINE());

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_REQUIRE_H_
