// SPDX-License-Identifier: MIT
// UTF-8 text as a Python string literal of plain ASCII.
#ifndef PEP3118_CODEGEN_NUMPY_LITERAL_H_
#define PEP3118_CODEGEN_NUMPY_LITERAL_H_

#include <string>
#include <string_view>

namespace pep3118 {

// With its quotes.  A byte that is not UTF-8 becomes the surrogate by which Python's
// `surrogateescape` stands for it.
std::string PythonLiteral(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_NUMPY_LITERAL_H_
