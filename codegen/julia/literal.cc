// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/literal.h"

#include "pep3118/codegen/text/escaped_text.h"

namespace pep3118 {

std::string JuliaLiteral(std::string_view text) {
  return "\"" + EscapedText(text, "\"\\$", "\\x") + "\"";
}

}  // namespace pep3118
