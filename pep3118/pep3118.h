// SPDX-License-Identifier: MIT
// The library: a format string in, its layout out.
//
//   pep3118::Result<pep3118::SharedLayout> layout = pep3118::LayoutOf("T{i:x:d:y:}");
//   if (!layout) return Log(pep3118::Render(layout.error(), "T{i:x:d:y:}"));
//
// Parse a format or a NumPy dtype, compute or look up its layout, find a field by its path, compare two layouts,
// print the canonical text.  Buffers are in pep3118/buffer.h, headers and JSON in
// pep3118/codegen.h.
#ifndef PEP3118_PEP3118_PEP3118_H_
#define PEP3118_PEP3118_PEP3118_H_

#include "pep3118/base/standard.h"
#include "pep3118/dtype/dtype.h"
#include "pep3118/dtype/field_list.h"
#include "pep3118/dtype/npy_header.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/lint.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/layout/segments.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/parser/parse.h"
#include "pep3118/parser/print.h"

#endif  // PEP3118_PEP3118_PEP3118_H_
