// SPDX-License-Identifier: MIT
#include "pep3118/dtype/field_list.h"

#include "pep3118/dtype/field_list_reader.h"
#include "pep3118/dtype/json_literal.h"
#include "pep3118/dtype/text_layout.h"

namespace pep3118 {

Result<Layout> LayoutOfFields(std::string_view json, const LayoutOptions& options,
                              const ParseLimits& limits) {
  if (auto error = internal::RefuseLongText("field list", json, limits)) return *std::move(error);
  internal::LiteralTree tree;
  Diagnostic error;
  if (!internal::ParseJson(json, tree, error)) return error;
  ExplicitType type;
  if (!internal::FieldListReader(tree, options, error).Run(type)) return error;
  return internal::LayoutOfType(type, ErrorKind::kFieldList, json, options);
}

}  // namespace pep3118
