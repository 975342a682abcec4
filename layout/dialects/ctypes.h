// SPDX-License-Identifier: MIT
// What ctypes must have had in hand when it wrote a format.
//
// Private to layout/.  Until CPython 3.11 ctypes writes no padding at all, although members are
// aligned; since 3.12 it writes all of it.  Neither writes the fields of a base structure, the
// widths of bit fields or the inside of a union.  docs/dialects.md, "ctypes".
#ifndef PEP3118_LAYOUT_DIALECTS_CTYPES_H_
#define PEP3118_LAYOUT_DIALECTS_CTYPES_H_

#include <cstdint>

#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/layout/placement/reading.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Places a text in ctypes' spelling (CtypesSpelling::Likely) as options.dialect writes it: kCtypes
// (also for kAuto) any CPython, kCtypes311, kCtypes312.  Needs options.itemsize.  Adds a note where
// another structure has the same text and itemsize.
bool PlaceCtypes(const ast::Format& format, const CtypesSpelling& spelling,
                 const LayoutOptions& options, Layout& layout, Diagnostic& error);

// A lone byte (IsLoneByte) whose itemsize is not 1: a block whose inside is not described.
bool PlaceOpaqueBlock(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                      Diagnostic& error);

// How ctypes writes: kNatural until CPython 3.11, kExplicit since 3.12.  `u` is a wchar_t.
Reading CtypesReading(PaddingModel model, const Target& target);

// Dialects ctypes, ctypes-3.11, ctypes-3.12.
bool FollowCtypes(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error);

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_DIALECTS_CTYPES_H_
