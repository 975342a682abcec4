// SPDX-License-Identifier: MIT
// Names of a format -> names of the fields of a Rust struct: the rule of docs/languages.md.
//
//   1. ASCII letters, digits and `_` that do not begin with a digit stay; `_` alone does not.
//   2. A keyword is written raw, `r#type`; `crate`, `self`, `Self` and `super`, which cannot be, get
//      a `_` at the end.
//   3. Any other name becomes what it is in C++ (codegen/cpp/identifiers.h).
//   4. What another field has already gets `_2`, `_3`, ...  Names that no rule changed keep
//      themselves; the others follow in order.
#ifndef PEP3118_CODEGEN_RUST_NAMES_H_
#define PEP3118_CODEGEN_RUST_NAMES_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118 {

struct RustNames {
  std::vector<std::string> fields;   // all different, one for each name
  std::vector<std::string> padding;  // `padding0_`, ..., none of them in `fields`
};

// The fields' names, and as many for padding.
RustNames RustNamesFor(std::span<const std::string_view> names, std::size_t padding);

// Whether a user may call a type so: an ASCII identifier of at most 255 characters that does not
// begin with `_` or `record_` and is not a keyword, a primitive type or a name that the text needs.
bool IsUsableRustName(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RUST_NAMES_H_
