// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/literal.h"

#include "pep3118/codegen/text/escaped_text.h"

namespace pep3118 {

std::string PythonLiteral(std::string_view text) {
  return "\"" + EscapedText(text, "\"\\", "\\udc") + "\"";
}

}  // namespace pep3118
