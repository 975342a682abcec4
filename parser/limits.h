// SPDX-License-Identifier: MIT
// How much of a format the parser takes before it refuses.
#ifndef PEP3118_PARSER_LIMITS_H_
#define PEP3118_PARSER_LIMITS_H_

#include <cstddef>

#include "pep3118/base/standard.h"

namespace pep3118 {

// Each limit has its own error kind and can be moved down, or up to its ceiling; a value above the
// ceiling means the ceiling (docs/format.md).
struct ParseLimits {
  std::size_t format_bytes = std::size_t{1} << 20;  // kFormatTooLong; ceiling 2^31-1
  std::size_t nesting = 100;    // kTooDeep: records, pointers and functions share it; ceiling 1000
  std::size_t dimensions = 64;  // kTooManyDimensions, per element; ceiling 64
  std::size_t elements = 1'000'000;  // kTooManyElements; ceiling 2^31-1
  std::size_t name_bytes = 65'535;   // kNameTooLong
};

}  // namespace pep3118

#endif  // PEP3118_PARSER_LIMITS_H_
