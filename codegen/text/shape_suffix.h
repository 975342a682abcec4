// SPDX-License-Identifier: MIT
// The dimensions of a field as C++ and people write them.
#ifndef PEP3118_CODEGEN_TEXT_SHAPE_SUFFIX_H_
#define PEP3118_CODEGEN_TEXT_SHAPE_SUFFIX_H_

#include <cstdint>
#include <string>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// "[2][3]", with `length` as one more dimension when it is not 0.
std::string ShapeSuffix(const Layout& layout, const Field& field, std::int64_t length);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_SHAPE_SUFFIX_H_
