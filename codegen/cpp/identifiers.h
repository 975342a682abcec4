// SPDX-License-Identifier: MIT
// The one rule by which a name in a format becomes a C++ identifier (docs/generated.md).
//
//   1. ASCII letters, digits and `_` stay.  Every other ASCII character becomes `_`, every other
//      character `u` and its code point in at least four hexadecimal digits: "größe" is
//      `gru00f6u00dfe`.
//   2. Runs of `_` become one: `a__b` is reserved, `a_b` is not.
//   3. What then begins with a digit, or with `_` and a capital, or has nothing but `_`, gets a `v`
//      in front: `v2x`, `v_X`.
//   4. Above 240 characters it is cut there and gets `_` and eight hexadecimal digits of the whole
//      name's hash.
//   5. A keyword, a macro of a standard header (reserved_names.h) or a name that generated code
//      needs itself (`big`, `half`) gets a `_` at the end: `class_`.
//   6. What another field has already, or looks like `padding0_` or `record_<id>`, gets `_2`, `_3`,
//      ... whichever is free.  Names that no rule changed keep themselves; the others follow in
//      order.
//
// So every result is a valid and unreserved identifier of at most 255 characters, all of a record's
// differ, and they depend on the list of names alone.  Linear time; pure.
#ifndef PEP3118_CODEGEN_CPP_IDENTIFIERS_H_
#define PEP3118_CODEGEN_CPP_IDENTIFIERS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pep3118 {

// One identifier for each of the members of one record.  Names are UTF-8; any other bytes count one
// by one as characters of that value.
std::vector<std::string> MemberIdentifiers(std::span<const std::string_view> names);

// Rules 1 to 5: what the name is called when nothing else has that identifier.
std::string IdentifierFor(std::string_view name);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_IDENTIFIERS_H_
