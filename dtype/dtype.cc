// SPDX-License-Identifier: MIT
#include "pep3118/dtype/dtype.h"

#include "pep3118/dtype/literal.h"
#include "pep3118/dtype/numpy_type.h"
#include "pep3118/dtype/text_layout.h"
#include "pep3118/dtype/type_reader.h"

namespace pep3118 {

Result<Layout> LayoutOfDtype(std::string_view text, const LayoutOptions& options,
                             const ParseLimits& limits) {
  if (auto error = internal::RefuseLongText("dtype", text, limits)) return *std::move(error);
  internal::LiteralTree tree;
  Diagnostic error;
  if (!internal::ParseLiteral(text, tree, error)) return error;
  internal::NumpyType type;
  internal::TypeReader reader(tree, options.TargetOrHost(), options.max_fields, error);
  if (!reader.Run(type)) return error;
  return internal::LayoutOfType(type.type, ErrorKind::kBadDtype, text, options);
}

}  // namespace pep3118
