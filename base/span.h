// SPDX-License-Identifier: MIT
// A place in a format's text.
#ifndef PEP3118_BASE_SPAN_H_
#define PEP3118_BASE_SPAN_H_

#include <cstdint>

#include "pep3118/base/standard.h"

namespace pep3118 {

// Half-open range of 0-based byte offsets into the format text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace pep3118

#endif  // PEP3118_BASE_SPAN_H_
