// SPDX-License-Identifier: MIT
// What comments say of a time, for languages where its type is that of any 64-bit integer.
#ifndef PEP3118_CODEGEN_TEXT_TIME_REMARK_H_
#define PEP3118_CODEGEN_TEXT_TIME_REMARK_H_

#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"

namespace pep3118 {

// `before` and "datetime64[25s]"; empty where the field is not a time.
inline std::string TimeRemark(std::string_view before, const Field& field) {
  if (field.time.kind == TimeKind::kNone) return "";
  return std::string(before) + TimeText(field.time);
}

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_TIME_REMARK_H_
