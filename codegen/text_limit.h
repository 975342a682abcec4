// SPDX-License-Identifier: MIT
// How long a text may become.
//
// What prints a layout takes a limit in bytes and stops soon after it has passed it: a text that is
// longer than the limit is incomplete.  Time and memory are those of the text that was written,
// never those of the text that it would have become.
#ifndef PEP3118_CODEGEN_TEXT_LIMIT_H_
#define PEP3118_CODEGEN_TEXT_LIMIT_H_

#include <cstddef>
#include <cstdint>

namespace pep3118 {

inline constexpr std::size_t kNoTextLimit = SIZE_MAX;

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_LIMIT_H_
