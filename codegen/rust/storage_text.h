// SPDX-License-Identifier: MIT
// The module `pep3118` of a Rust source: the types that its records need, and how bytes are read.
#ifndef PEP3118_CODEGEN_RUST_STORAGE_TEXT_H_
#define PEP3118_CODEGEN_RUST_STORAGE_TEXT_H_

#include <string>

#include "pep3118/codegen/rust/rust_type.h"

namespace pep3118 {

std::string RustStorageText(const RustNeeds& needs);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RUST_STORAGE_TEXT_H_
