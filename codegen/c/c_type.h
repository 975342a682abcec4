// SPDX-License-Identifier: MIT
// Field -> the C type of one element, and what a header needs for it.
//
// A plain type where the target's compiler puts it there by itself, a storage type of alignment 1
// everywhere else (the table in docs/languages.md).  Depends on the field and the target alone, so
// that equal records get equal text.
#ifndef PEP3118_CODEGEN_C_C_TYPE_H_
#define PEP3118_CODEGEN_C_C_TYPE_H_

#include <cstdint>
#include <string>

#include "pep3118/codegen/c/storage_text.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// Collected while a header's types are written.
struct CNeeds {
  CStorage storage;
  bool stdint = false;  // <stdint.h>
  // A value in the target's own byte order, which plain members leave to the compiler: check that
  // it has the same.
  bool byte_order = false;
  bool long_double = false;  // the target's encoding of long double: check the compiler's
};

struct CType {
  std::string element;      // "int32_t", "pep3118_big_double"
  std::int64_t length = 0;  // units of a string or bytes of a block: char[5]; 0 is not an array
};

// The type of one element of `field`, which is not a record and has bytes.
CType CTypeOf(const Field& field, const Target& target, CNeeds& needs);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_C_C_TYPE_H_
