// SPDX-License-Identifier: MIT
// What one click could change so that a refused item has a layout.
//
// A fix is never applied by itself, and offered only where the changed item was laid out: a refused
// text means nothing, so what it means afterwards is what the person who clicks says it is.
#ifndef PEP3118_WEB_ENGINE_FIX_H_
#define PEP3118_WEB_ENGINE_FIX_H_

#include <cstdint>
#include <optional>
#include <string>

#include "pep3118/parser/diagnostic.h"
#include "pep3118/web/engine/request.h"

namespace pep3118::web {

enum class FixKind : std::uint8_t {
  kReplace,   // the bytes of `span` by `text`
  kTextKind,  // the text is a dtype, or a format
  kItemsize,  // the itemsize is another one
  kDialect,   // `auto` instead of the named dialect
};

struct Fix {
  FixKind kind = FixKind::kReplace;
  Span span;
  std::string text;
  TextKind text_kind = TextKind::kFormat;
  std::int64_t itemsize = 0;
};

// For an item that was refused with `error`; nothing for long texts.
std::optional<Fix> FindFix(const Item& item, const Diagnostic& error);

}  // namespace pep3118::web

#endif  // PEP3118_WEB_ENGINE_FIX_H_
