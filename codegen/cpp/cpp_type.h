// SPDX-License-Identifier: MIT
// Field -> the C++ type of one element, and what a header needs for it.
//
// A plain type where the target's compiler puts it there by itself, a storage type of alignment 1
// everywhere else (the table in docs/generated.md).  Depends on the field and the target alone, so
// that equal records get equal text.
#ifndef PEP3118_CODEGEN_CPP_CPP_TYPE_H_
#define PEP3118_CODEGEN_CPP_CPP_TYPE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/codegen/cpp/runtime_text.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// Collected while a header's types are written.
struct HeaderNeeds {
  RuntimeNeeds runtime;
  bool cstdint = false;
  bool complex = false;  // <complex>
  // A value in the target's own byte order, which plain members and the canonical text (`=i`) leave
  // to the compiler: check that it has the same.
  bool byte_order = false;
  bool long_double = false;  // the target's encoding of long double: check the compiler's
};

struct CppType {
  std::string element;      // "std::int32_t", "big<double>"
  std::int64_t length = 0;  // units of a string or bytes of a block: char[5]; 0 is not an array
};

// The type of one element of `field`, which is not a record and has bytes.  `scope` goes before
// types of the runtime: empty inside namespace pep3118, "::pep3118::" elsewhere.
CppType CppTypeOf(const Field& field, const Target& target, std::string_view scope,
                  HeaderNeeds& needs);

// What runtime/time_unit.h calls it: "generic", "year", ..., "attosecond".
std::string_view TimeUnitWord(TimeUnit unit);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_CPP_TYPE_H_
