// SPDX-License-Identifier: MIT
// What every refusal and every layout promises, whatever it was made from.
#ifndef PEP3118_FUZZ_PROMISES_H_
#define PEP3118_FUZZ_PROMISES_H_

#include <cstddef>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::fuzz {

// Printable ASCII and, if `lines`, newlines.
bool IsPrintable(std::string_view text, bool lines);

// Whether the answer rests on what neither the text nor the itemsize settles.
bool HasAssumption(const Layout& layout);

// The place is in `text`; the words are printable and within their limits.
void RequireGoodRefusal(const Diagnostic& diagnostic, std::string_view text);

// Every byte of every element is inside the item, counted with more bits than the layout has; the
// notes are printable; invariants.h has the rest.
void RequireGoodLayout(const Layout& layout);

// The itemsize asked for is the layout's, and a strict answer assumes nothing.
void RequireAsAsked(const Layout& layout, const LayoutOptions& options);

// The canonical text is a fixed point, and lays out to the same layout; dialect auto has another for
// it only with a note.
void RequireCanonical(const Layout& layout);

// All of this of the layout of something that is not a format, or of its refusal.  Nothing is assumed
// there; the units of times are in no canonical text.
void RequireDescribed(const Result<Layout>& layout, const LayoutOptions& options,
                      std::string_view text);

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_PROMISES_H_
