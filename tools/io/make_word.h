// SPDX-License-Identifier: MIT
// Paths as words of a Makefile rule, as GNU make 4 reads them.
#ifndef PEP3118_TOOLS_IO_MAKE_WORD_H_
#define PEP3118_TOOLS_IO_MAKE_WORD_H_

#include <optional>
#include <string>
#include <string_view>

namespace pep3118 {

enum class MakeRole { kTarget, kPrerequisite };

// `path` so that make takes it for that one file and for nothing else: no pattern, no variable, no
// recipe.  nullopt where no spelling does: a semicolon, an equals sign or a control byte, a
// tilde at the beginning, a backslash at the end, `archive(member)`, and as a target a tab, a special name (`.PHONY`) or a
// `&` at the end.
std::optional<std::string> MakeWord(std::string_view path, MakeRole role);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_IO_MAKE_WORD_H_
