// SPDX-License-Identifier: MIT
// What a field is, in words for people: tables and differences say it alike.
#ifndef PEP3118_CODEGEN_TEXT_TYPE_TEXT_H_
#define PEP3118_CODEGEN_TEXT_TYPE_TEXT_H_

#include <string>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// "int32", "char[5]", "complex<double>[2][3] big-endian": the order is given where it is not the
// target's.  Floating-point numbers are named by their encoding ("double", "x87", "binary128").
// Printable ASCII.
std::string TypeText(const Layout& layout, const Field& field);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_TYPE_TEXT_H_
