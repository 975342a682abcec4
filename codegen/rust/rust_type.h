// SPDX-License-Identifier: MIT
// Field -> the Rust type of one element, and what the text needs for it.
//
// A plain type where Rust puts it there by itself, a storage type of alignment 1 everywhere else
// (the table in docs/languages.md).  Depends on the field and the target alone, so that equal
// records get equal text.
#ifndef PEP3118_CODEGEN_RUST_RUST_TYPE_H_
#define PEP3118_CODEGEN_RUST_RUST_TYPE_H_

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// Collected while the types are written; printed as the module `pep3118` (storage_text.h).
struct RustNeeds {
  std::set<std::pair<std::string, bool>> numbers;  // ("i32", big): BigI32; "half" is a binary16
  bool boolean = false;
  bool half = false;
  bool complex = false;
  // A value in the target's own byte order, which plain members leave to the compiler.
  bool byte_order = false;
};

struct RustType {
  std::string text;            // "i32", "pep3118::BigF64", "[u8; 5]"
  std::int64_t alignment = 1;  // bytes, as Rust aligns it on the target
};

// The type of one element of `field`, which is not a record and has bytes.
RustType RustTypeOf(const Field& field, const Target& target, RustNeeds& needs);

// `type` as often as the field's shape says: "[[f64; 3]; 2]".
RustType RustArrayOf(const Layout& layout, const Field& field, RustType type);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RUST_RUST_TYPE_H_
