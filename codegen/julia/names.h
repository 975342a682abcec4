// SPDX-License-Identifier: MIT
// Names of a format -> names of the fields of a Julia struct: the rule of docs/julia.md.
//
// Julia takes any text as the name of a field, so every field keeps its own.  Only the second field
// of a name, the third and so on get another.
#ifndef PEP3118_CODEGEN_JULIA_NAMES_H_
#define PEP3118_CODEGEN_JULIA_NAMES_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118 {

struct JuliaNames {
  std::vector<std::string> fields;   // all different, one for each name
  std::vector<std::string> padding;  // `padding0_`, ..., none of them in `fields`
};

// The fields' names, and as many for padding.
JuliaNames JuliaNamesFor(std::span<const std::string_view> names, std::size_t padding);

// Whether source text can hold the name as it is: an ASCII identifier and not a keyword.
bool IsPlainJuliaName(std::string_view name);

// The name where a struct that `@eval` evaluates defines a field: itself, or `$(Symbol("..."))`.
std::string JuliaFieldName(std::string_view name);

// The name as a value: `:x` or `Symbol("...")`.
std::string JuliaSymbol(std::string_view name);

// Whether a user may call a type so: plain, and not a name that the text itself needs.
bool IsUsableJuliaName(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JULIA_NAMES_H_
