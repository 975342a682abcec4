// Which reading an exporter must have meant, and the dialects that need more than one.  Private to
// layout/.
#ifndef PEP3118_LAYOUT_DIALECTS_RESOLVE_H_
#define PEP3118_LAYOUT_DIALECTS_RESOLVE_H_

#include "pep3118/layout/options.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Dialect auto: which reading an exporter that nobody named must have meant.
bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error);

// A lone byte (IsLoneByte) with an itemsize above 1: a block whose inside nobody has described.
bool PlaceOpaqueBlock(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      Diagnostic& error);

// The named dialects that need more than one fixed reading.
bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error);
bool FollowCtypes(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error);

// Whether `format` keeps to what the struct module accepts, or is what array.array('u') exports;
// otherwise kNotInDialect with the span
// of what it does not know.
bool CheckStructDialect(const ast::Format& format, const LayoutOptions& options, Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_RESOLVE_H_
