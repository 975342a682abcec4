// SPDX-License-Identifier: MIT
// Field -> the Julia type of one element, and how Julia places it (the table in docs/julia.md).
//
// A plain type where the layout places it as Julia does, a storage type of alignment 1 everywhere
// else.  Depends on the field and the target alone, so that equal records get equal text.
#ifndef PEP3118_CODEGEN_JULIA_JULIA_TYPE_H_
#define PEP3118_CODEGEN_JULIA_JULIA_TYPE_H_

#include <cstdint>
#include <string>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// More values (numbers, bytes, characters) in one item make Julia's compiler slow: for a function
// that returns an item of 1,024 it takes up to a second, of 2,000 up to 18, of 16,384 minutes.
constexpr std::int64_t kMostJuliaValues = 1'024;

struct JuliaType {
  std::string text;
  std::int64_t alignment = 1;    // bytes, as Base.datatype_alignment
  std::int64_t values = 1;       // that Julia's compiler sees; above kMostJuliaValues: many
  bool in_target_order = false;  // read in the byte order of the machine that reads the source
};

// The type of one element of `field`, which is not a record and has bytes.
JuliaType JuliaTypeOf(const Field& field, const Target& target);

// `type` as often as the field's shape says.
JuliaType JuliaBlockOf(const Layout& layout, const Field& field, JuliaType type);

// Sums and products of values, which stop just above kMostJuliaValues.
std::int64_t AddValues(std::int64_t a, std::int64_t b);
std::int64_t MultiplyValues(std::int64_t a, std::int64_t b);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JULIA_JULIA_TYPE_H_
