// SPDX-License-Identifier: MIT
// PEP 3118 by the letter, placed a second time and in another way: recursive, with numbers that are
// wider than any format's, from the text of docs/format.md and the rows of targets.
#ifndef PEP3118_FUZZ_REFERENCE_H_
#define PEP3118_FUZZ_REFERENCE_H_

#include <vector>

#include "pep3118/fuzz/wide.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"
#include "pep3118/parser/ast.h"

namespace pep3118::fuzz {

struct ReferencePlace {
  Wide offset = 0;  // from the start of the enclosing record
  Wide itemsize = 0;
};

struct Reference {
  std::vector<ReferencePlace> places;  // as Layout::all()
  Wide itemsize = 0;
  Wide largest = 0;  // number of elements, size or offset on the way
};

// Of a format without bits, for a target without a rule of its own for records.  Numbers stop at
// 2^100.
Reference PlaceByTheLetter(const ast::Format& format, const Target& target);

// The layout of dialect pep3118 without an itemsize, or its refusal for size, is the reference's.
void RequireReference(const ast::Format& format, const Target& target,
                      const Result<Layout>& layout);

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_REFERENCE_H_
