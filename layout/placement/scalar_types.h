// SPDX-License-Identifier: MIT
// What each code is on one target: everything that neither the format nor the reading changes.
//
// Private to layout/.
#ifndef PEP3118_LAYOUT_PLACEMENT_SCALAR_TYPES_H_
#define PEP3118_LAYOUT_PLACEMENT_SCALAR_TYPES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"

namespace pep3118::internal {

// Field::code and Field::natural.
struct CodeName {
  ast::Code code = ast::Code::kPad;
  bool natural = false;
};

// Sizes and alignments in bytes.
struct ScalarType {
  TypeKind kind = TypeKind::kOpaque;
  FloatFormat float_format = FloatFormat::kNone;
  std::uint8_t size = 0;       // of one unit
  std::uint8_t alignment = 1;  // that the compiler gives a type of this kind, size and format
  CodeName aligned;            // so aligned
  CodeName packed;             // of alignment 1
  CodeName foreign;            // of the other byte order
};

class ScalarTypes {
 public:
  explicit ScalarTypes(const Target& target);

  // `native_size`: in the modes @ and ^.
  const ScalarType& Of(ast::Code code, bool native_size) const {
    return (native_size ? native_ : standard_)[static_cast<std::size_t>(code)];
  }

 private:
  using Rows = std::array<ScalarType, static_cast<std::size_t>(ast::Code::kCount_)>;
  Rows native_;
  Rows standard_;
};

// Those of a built-in target are made once and kept; those of any other are made in `own`.
const ScalarTypes& ScalarTypesOf(const Target& target, std::optional<ScalarTypes>& own);

// How canonical text names a field that is no record, by its kind, size, byte order and alignment.
CodeName NameOf(const Target& target, const Field& field);

inline void SetName(CodeName name, Field& field) {
  field.code = name.code;
  field.natural = name.natural;
}

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_PLACEMENT_SCALAR_TYPES_H_
