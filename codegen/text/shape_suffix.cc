// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/shape_suffix.h"

namespace pep3118 {

std::string ShapeSuffix(const Layout& layout, const Field& field, std::int64_t length) {
  std::string text;
  const auto append = [&](std::int64_t size) { text += "[" + std::to_string(size) + "]"; };
  for (std::int64_t dimension : layout.Shape(field)) append(dimension);
  if (length > 0) append(length);
  return text;
}

}  // namespace pep3118
