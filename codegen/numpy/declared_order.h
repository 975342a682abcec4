// SPDX-License-Identifier: MIT
// The order in which a description lists its fields: dtypes with different orders are
// different to NumPy.
#ifndef PEP3118_CODEGEN_NUMPY_DECLARED_ORDER_H_
#define PEP3118_CODEGEN_NUMPY_DECLARED_ORDER_H_

#include <string>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// The direct fields of a record in that order; fields of no known order in that of their offsets.
std::vector<const Field*> DeclaredFields(const Layout& layout, const Field& record);

// What is added to the name of a record whose fields, or those of a record inside it, are listed in
// another order than that of their offsets: two such records can have one id.
std::string DeclaredOrderSuffix(const Layout& layout, const Field& record);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_NUMPY_DECLARED_ORDER_H_
